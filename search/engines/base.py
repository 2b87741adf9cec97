"""What every search engine can be asked to do, and the ways in which it can be away."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from search.documents import SearchDocument
from search.query.tree import All, Node


class SearchUnavailable(Exception):
    """The index cannot be asked or written. The message names what is wrong and what to do about it."""


class EngineAway(SearchUnavailable):
    """The server that keeps the index does not answer. What is to be indexed waits until it does."""


class StaleIndex(SearchUnavailable):
    """The index was built by another version of the archive's fields or analysis."""


class IndexLocked(SearchUnavailable):
    """Another process is writing the index."""


@dataclass(frozen=True, slots=True)
class FacetRequest:
    """Asks how many documents have each value of a field, at most so many values."""

    field: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One question to an engine.

    `filters` are by field: several values of one are alternatives, several fields must all hold. Days are `yyyymmdd`: a
    document matches if its span touches the asked one, and never if its date is unknown.
    """

    tree: Node = All()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    from_day: int | None = None
    to_day: int | None = None
    sort: str = "relevance"
    offset: int = 0
    size: int = 20
    facets: tuple[FacetRequest, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A document that matched, with its score times its weight (only comparable within one answer)."""

    document: SearchDocument
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """How many matched, those of the page asked for, and per facet field the values with their counts, largest first.

    The counts of a field ignore the filter on that field itself.
    """

    total: int
    hits: tuple[Found, ...]
    counts: Mapping[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """How the index is. `problem` is empty while it answers, otherwise a sentence with the remedy.

    `stale` means that there is an index, made by another version of the archive, `away` that nobody can tell, because the
    server does not answer.
    """

    engine: str
    ready: bool
    documents: int = 0
    build: str = ""
    problem: str = ""
    stale: bool = False
    away: bool = False


class Writer(Protocol):
    """Changes the index. What was put or removed is seen, and safe from a crash, after `commit`."""

    def put(self, documents: Iterable[SearchDocument]) -> None: ...

    def remove(self, keys: Iterable[str]) -> None: ...

    def commit(self) -> None: ...


class Engine(Protocol):
    """A search engine. Every method may raise SearchUnavailable, and nothing else for any input."""

    def writing(self) -> AbstractContextManager[Writer]:
        """Holds the live index for writing: no rebuild takes its place meanwhile. Uncommitted changes are dropped.

        Raises IndexLocked where another process holds it, StaleIndex where it must be rebuilt first.
        """
        ...

    def rebuild(self, documents: Iterable[SearchDocument], finish: Callable[[Writer], None] | None = None) -> int:
        """Builds a new index aside and puts it in place of the old one, whole; the number of documents put.

        `finish` is called last, while nobody else writes, to bring in what changed since the documents were read.
        """
        ...

    def search(self, request: Request) -> Answer:
        """Asks the index."""
        ...

    def related(self, key: str, limit: int, filters: Mapping[str, tuple[str, ...]] | None = None) -> tuple[Found, ...]:
        """The documents whose words are most like those of one document; none if it is not indexed."""
        ...

    def frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """In how many documents each term stands."""
        ...

    def status(self) -> IndexStatus:
        """How the index is; never raises."""
        ...

    def close(self) -> None:
        """Lets go of what this process holds of the index; the next question or change takes it up again."""
        ...
