"""What a page's template shows, gathered in a fixed number of queries and never changed on the way.

This room stands below the models: its functions take page objects and return plain dictionaries and dataclasses.
"""

import functools
import importlib
import pkgutil
from collections.abc import Callable, Mapping
from types import MappingProxyType

_GATHERERS: dict[str, Callable] = {}
NOTHING_ASKED: Mapping[str, str] = MappingProxyType({})


def gathers(kind: str, asks: bool = False) -> Callable:
    """Decorate the function that gathers what pages of this kind show.

    With `asks`, the function takes the query of the address as a second argument: a filter, a page number.
    """

    def register(function: Callable) -> Callable:
        _GATHERERS[kind] = function if asks else lambda page, _asked: function(page)
        return function

    return register


@functools.cache
def _rooms() -> dict[str, Callable]:
    """Every module of this room, loaded once, when the first page is read."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return _GATHERERS


def context_of(page, asked: Mapping[str, str] = NOTHING_ASKED) -> dict:
    """The template context of a page, by its kind; empty for a kind that shows nothing but its own fields."""
    gather = _rooms().get(page.kind)
    return gather(page, asked) if gather else {}
