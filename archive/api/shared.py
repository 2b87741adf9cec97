"""The parts that several kinds' schemas share; each field is named here or shown nowhere."""

from pydantic import BaseModel, Field


class Strict(BaseModel):
    """A schema that shows what it names and nothing else."""


class Thing(Strict):
    """What every item begins with."""

    slug: str
    uid: str = Field(description="Its name for ever; a slug may change.")
    title: str
    url: str = Field(description="The address of its page.")


class Themed(Thing):
    themes: list[str] = Field(description="Slugs of themes.")


class ClauseLink(Strict):
    clause: str = Field(description="Slug of a clause of the pledge.")
    kind: str = Field(description="named, example, counter-example or background")
    why: str


class Cited(Strict):
    key: str = Field(description="Slug of a source.")
    title: str
    locator: str = Field(description="Where in the work: p. 4, ch. 2, para. 297.")


class ClaimCited(Strict):
    key: str
    locator: str


class Evidence(Strict):
    """A claim as it stands in an entry."""

    slug: str
    statement: str
    confidence: str = Field(description="high, medium or low")
    contested: str = Field(description="Who disputes it, and how.")
    contest_kind: str = Field(description="figures, sources, scholars, law, denied, or empty")
    as_of: str = Field(description="EDTF: the day on which this was true, for law still moving.")
    status: str = Field(description="standing or withdrawn")
    check: str = Field(description="unchecked, compared, once or twice: how far people compared it with its sources.")
    sources: list[ClaimCited]


class NameForm(Strict):
    text: str
    language: str = Field(description="BCP 47")
    script: str = Field(description="ISO 15924")


class Care(Strict):
    content_reasons: list[str]
    content_note: str
    grade_floor: int | None = Field(description="Suggested from this grade.")
