"""The schemas of people, organizations, places, terms, sources, claims, events and clauses."""

from pydantic import Field

from archive.api.shared import Care, Cited, ClauseLink, Evidence, NameForm, Strict, Themed


class Agent(Themed):
    dates: str = Field(description="EDTF interval of life or work.")
    role: str
    forms: list[NameForm]
    wikidata: str
    viaf: str
    lcsh: str
    text: str = Field(description="Markdown")


class Person(Agent):
    living: bool
    basis: str = Field(description="Why this person has a page.")
    dates: str = Field(description="EDTF interval of life; empty for the living.")


class Organization(Agent):
    pass


class Place(Themed):
    lat: float | None = Field(description="WGS 84, decimal degrees")
    lon: float | None = Field(description="WGS 84, decimal degrees")
    precision: str
    note: str
    forms: list[NameForm]
    wikidata: str
    viaf: str
    lcsh: str
    text: str = Field(description="Markdown")


class TermRule(Strict):
    use: str = Field(description="prefer, explain or avoid")
    themes: list[str]
    why: str
    since: str = Field(description="EDTF: since when the word has been used so.")
    since_in: str = Field(description="Whose use the date is of: field (a source dates it) or archive (its own).")
    instead: str


class Term(Themed):
    explanation: str
    rules: list[TermRule]
    forms: list[NameForm]
    text: str = Field(description="Markdown")


class Source(Themed):
    type: str = Field(description="A type of CSL")
    ladder: str = Field(description="What kind of witness it is.")
    authors: list[str]
    container: str
    publisher: str
    issued: str = Field(description="EDTF")
    link: str = Field(description="The work's own address; empty for denial and propaganda.")
    archived_link: str
    accessed: str = Field(description="EDTF")
    identifier: str
    checked: str = Field(description="How far the work was seen: page, excerpt or recall.")
    note: str


class Claim(Themed, Evidence):
    date: str = Field(description="EDTF")
    date_words: str
    sources: list[Cited]
    sureness: str = Field(description="The confidence in words; denial is said and lowers nothing.")
    note: str
    entries: list[str] = Field(description="Slugs of the entries it stands in.")


class Event(Themed, Care):
    date: str = Field(description="EDTF")
    date_words: str
    as_of: str
    summary: str
    stage: str = Field(description="Slug of a stage, or context.")
    place: str | None
    place_name: str
    entry: str | None
    clauses: list[ClauseLink]
    sources: list[Cited]


class Clause(Themed):
    number: str
    position: int
    kind: str = Field(description="preamble, history or commitment")
    lead: str
    quote: str = Field(description="The pledge's words, quoted exactly.")
    pledge_cites: str
    evidence: str = Field(description="What the evidence supports.")
    differ: str = Field(description="Where historians differ.")
