"""What a page's template shows, gathered in a fixed number of queries and never changed on the way.

This room stands below the models: its functions take page objects and return plain dictionaries and dataclasses.
"""

from collections.abc import Callable

_GATHERERS: dict[str, Callable] = {}


def gathers(kind: str) -> Callable:
    """Decorate the function that gathers what pages of this kind show."""

    def register(function: Callable) -> Callable:
        _GATHERERS[kind] = function
        return function

    return register


def context_of(page) -> dict:
    """The template context of a page, by its kind; empty for a kind that shows nothing but its own fields."""
    gather = _GATHERERS.get(page.kind)
    return gather(page) if gather else {}
