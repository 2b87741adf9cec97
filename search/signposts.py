"""Signposts: which things an editor puts first for the words of a query. Plain rules, no page."""

from collections.abc import Iterable
from dataclasses import dataclass

from search.analysis import terms


@dataclass(frozen=True, slots=True)
class Signpost:
    """A thing (`kind:uid`), a sentence to readers on why it stands first, and the queries that lead to it."""

    key: str
    note: str
    queries: tuple[str, ...]


def pointing(words: Iterable[str], signposts: Iterable[Signpost]) -> dict[str, str]:
    """The notes of the things that some terms lead to, by key: all terms of a query stand among them, in any order."""
    asked = frozenset(words)
    return {
        each.key: each.note
        for each in signposts
        if any((wanted := frozenset(terms(query))) and wanted <= asked for query in each.queries)
    }
