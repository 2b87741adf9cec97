"""One schema a kind, one list a schema, and the answers that are no item."""

from pydantic import BaseModel, Field, create_model

from archive.api import authorities, pages
from archive.api.shared import Strict

ITEMS: dict[str, type[BaseModel]] = {
    "theme": pages.Theme,
    "entry": pages.Entry,
    "record": pages.Record,
    "event": authorities.Event,
    "timeline": pages.Timeline,
    "source": authorities.Source,
    "person": authorities.Person,
    "organization": authorities.Organization,
    "place": authorities.Place,
    "term": authorities.Term,
    "claim": authorities.Claim,
    "clause": authorities.Clause,
    "lesson": pages.Lesson,
    "unit": pages.Unit,
}


class Listing(Strict):
    """A page of a list."""

    total: int = Field(description="How many there are in all.")
    page: int
    size: int
    items: list


def listing_of(item: type[BaseModel]) -> type[BaseModel]:
    """The schema of a list of this kind."""
    return create_model(f"{item.__name__}List", __base__=Listing, items=(list[item], ...))


class Problem(Strict):
    """What went wrong, and what to do about it."""

    error: str
    remedy: str


class Highlight(Strict):
    label: str
    html: str = Field(description="The words found stand in <mark>.")


class Reason(Strict):
    part: str = Field(description="title, summary, text, names and keywords, or a file by its name.")
    words: list[str]


class Hit(Strict):
    key: str
    kind: str
    slug: str
    title: str
    url: str
    summary: str
    highlights: list[Highlight]
    date: str = Field(description="In words.")
    themes: list[str]
    why: list[Reason] = Field(description="In which parts the words were found, as they stand there.")
    is_first: bool = Field(description="An editor put it first for these words.")
    signpost: str = Field(description="The editor's sentence on why, or empty.")


class FacetValue(Strict):
    value: str
    label: str
    count: int
    selected: bool


class Suggestion(Strict):
    """A corrected spelling; `applied` says whether the hits are for `text` already."""

    text: str
    typed: list[str]
    applied: bool


class Way(Strict):
    """Another question, where this one found nothing."""

    words: str
    url: str
    total: int


class SearchAnswer(Strict):
    total: int
    page: int
    pages: int
    size: int
    hits: list[Hit]
    facets: dict[str, list[FacetValue]] = Field(description="By the name of the parameter that narrows by it.")
    suggestion: Suggestion | None
    also: list[str] = Field(description="Other words that were looked for; with exact=1, that could be.")
    notes: list[str] = Field(description="Sentences on what of the question was not understood.")
    ways: list[Way] = Field(description="What finds something, where nothing was found.")
