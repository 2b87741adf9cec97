"""What a search answers: hits, facets with counts, a corrected spelling, and what had to be left out."""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.safestring import SafeString

from search.query import SearchQuery

PLAIN_PARTS = ("summary", "text")


class Highlight(NamedTuple):
    """A stretch of one part of a document, as safe HTML with the words asked for marked."""

    label: str
    html: SafeString

    @property
    def where(self) -> str:
        """Where it stands, for a reader; empty where it is simply in the text."""
        return "" if self.label in PLAIN_PARTS else f"In the {self.label}"


class Reason(NamedTuple):
    """Why something was found: in which of its parts, and the words as they stand there."""

    part: str
    words: tuple[str, ...]


class Tab(NamedTuple):
    """A clause of the pledge as a tab: its number and its address."""

    number: str
    address: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found.

    `label` says what it is ("Entry: document"), `date` is in words. `title_html` and the highlights are safe HTML, all
    else is plain text. `mark` is the mark of its first theme. `reasons` say in words what is hard in it, `grade_floor`
    from which grade it is suggested. `signpost` is an editor's sentence on why it stands first, or empty; `is_first` says
    that an editor put it there.
    """

    key: str
    kind: str
    slug: str
    title: str
    url: str
    summary: str = ""
    date: str = ""
    themes: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    score: float = 0.0
    label: str = ""
    title_html: SafeString = SafeString("")
    mark: str = ""
    tabs: tuple[Tab, ...] = ()
    why: tuple[Reason, ...] = ()
    reasons: tuple[str, ...] = ()
    grade_floor: int | None = None
    is_first: bool = False
    signpost: str = ""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One way to narrow the results. `params` is the query string that chooses it, or lets it go where it is chosen.

    It is empty where so much is chosen already that no more is taken.
    """

    value: str
    label: str
    count: int
    selected: bool
    params: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A group of ways to narrow. `clear` is the query string without any of them, empty where none is chosen."""

    name: str
    label: str
    values: tuple[FacetValue, ...]
    clear: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A corrected spelling. `typed` are the words not found; `applied` says whether the results are for `text`.

    `params` asks the corrected question, `exact_params` the question as it was typed.
    """

    text: str
    typed: tuple[str, ...]
    applied: bool
    params: str
    exact_params: str


class Way(NamedTuple):
    """A way on where nothing was found: what to do, the query string that does it, and how much is found then."""

    words: str
    params: str
    total: int


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The answer to a question.

    `also` are other words that were looked for, or with `query.exact` could be; `also_params` asks without them, or with
    them. `notes` are sentences for the reader. `ways` are ways on where nothing was found.
    """

    query: SearchQuery
    total: int = 0
    hits: tuple[Hit, ...] = ()
    facets: tuple[Facet, ...] = ()
    suggestion: Correction | None = None
    page: int = 1
    pages: int = 1
    also: tuple[str, ...] = ()
    also_params: str = ""
    notes: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A name offered while somebody types, and where it leads."""

    text: str
    label: str
    url: str
