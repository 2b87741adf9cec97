"""The neutral query tree: what is asked of an index, in words every engine can be made to understand.

A node never holds text as it was typed: terms are analysed (`search.analysis`), exact values are whole.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class All:
    """Every document, all equally good."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No document."""


@dataclass(frozen=True, slots=True)
class Term:
    """Documents whose field holds the term, scored by BM25."""

    field: str
    term: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Documents whose text field holds the terms in this order, with up to `slop` moves between them."""

    field: str
    terms: tuple[str, ...]
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Prefix:
    """Documents whose text field holds a term that begins so; all score the same."""

    field: str
    start: str


@dataclass(frozen=True, slots=True)
class Terms:
    """Documents whose exact field holds one of the values; all score the same."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """Documents whose number lies between two ends, both included, None being open; all score the same."""

    field: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Boost:
    """The same documents, their score multiplied."""

    node: "Node"
    by: float


@dataclass(frozen=True, slots=True)
class Constant:
    """The same documents, all with this score."""

    node: "Node"
    score: float


@dataclass(frozen=True, slots=True)
class DisMax:
    """Documents of any node, each scored by the best of them and `tie` times the others."""

    nodes: tuple["Node", ...]
    tie: float = 0.0


@dataclass(frozen=True, slots=True)
class Bool:
    """Documents of every `must`, of `minimum` or more of `should`, of every `filters` (unscored), of no `must_not`.

    With nothing but `must_not`, every other document.
    """

    must: tuple["Node", ...] = ()
    should: tuple["Node", ...] = ()
    filters: tuple["Node", ...] = ()
    must_not: tuple["Node", ...] = ()
    minimum: int = 0


Node = All | Nothing | Term | Phrase | Prefix | Terms | Range | Boost | Constant | DisMax | Bool
