"""The schemas of themes, entries, records, timelines, lessons and units."""

import datetime

from pydantic import Field

from archive.api.shared import Care, Cited, ClauseLink, Evidence, Strict, Themed, Thing


class Published(Strict):
    """When a page was published, and the number of its newest edition."""

    edition: int | None
    first_published_at: datetime.datetime | None
    last_published_at: datetime.datetime | None


class KeyFacts(Strict):
    when: str
    where: str
    how_many: str = Field(description="By whose count.")
    who_decided: str
    what_followed: str


class ThemeClause(Strict):
    clause: str
    why: str


class ThemeStage(Strict):
    stage: str
    label: str = Field(description="The theme's own word for the stage.")
    state: str = Field(
        description="did-not-happen, proposed-only or not-comparable, as an editor says; empty where the stage came about."
    )
    how: str
    claims: list[str]


class RecordsAt(Strict):
    name: str
    what: str
    link: str


class Theme(Published, Thing):
    short_title: str
    mark: str
    position: int
    years: str
    summary: str
    plain_summary: str
    overview: str = Field(description="Markdown")
    plain_overview: str = Field(description="Markdown; the overview for a twelve-year-old, empty while unwritten.")
    key_facts: KeyFacts
    aliases: list[str]
    questions: list[str]
    clauses: list[ThemeClause]
    stages: list[ThemeStage]
    records_at: list[RecordsAt]


class Contributor(Strict):
    name: str
    qualification: str
    date: str


class Entry(Published, Care, Themed):
    kind: str = Field(description="event, person, organization, place, document, concept or law")
    date: str = Field(description="EDTF")
    date_words: str
    stages: list[str]
    summary: str
    plain_summary: str
    body: str = Field(description="Markdown; a note is [@key, locator].")
    clauses: list[ClauseLink]
    sources: list[Cited] = Field(description="From its notes, blocks and claims, in reading order.")
    claims: list[Evidence]
    people: list[str]
    organizations: list[str]
    places: list[str]
    records: list[str]
    related: list[str]
    as_of: str
    authors: list[Contributor]
    reviewers: list[Contributor] = Field(description="Empty: not yet reviewed by a historian.")
    reviewed_on: str


class Image(Strict):
    uid: str
    title: str
    alt: str
    credit: str
    rights_uri: str
    reuse: str
    holder: str
    content_reasons: list[str]
    transcription: str


class File(Strict):
    uid: str
    title: str
    credit: str
    rights_uri: str


class Words(Strict):
    text: str
    speaker: str


class Record(Published, Care, Themed):
    date: str = Field(description="EDTF")
    date_words: str
    summary: str
    title_as_found: str
    creator: str
    extent: str
    language: str = Field(description="BCP 47")
    script: str = Field(description="ISO 15924")
    translator: str
    holder: str
    reference_code: str
    copy_shown: str
    access: str
    provenance: str
    rights_uri: str
    credit: str
    reuse: str
    who_made_it: str
    for_whom: str
    cannot_show: str
    absent_voice: str
    source: str | None
    quotation: Words | None
    complicated_by: str | None
    image: Image | None
    file: File | None
    transcription: str = Field(description="Markdown")
    clauses: list[ClauseLink]


class TimelineEvent(Strict):
    slug: str
    title: str
    date: str = Field(description="EDTF")
    date_words: str
    stage: str
    content_reasons: list[str]


class Timeline(Published, Themed):
    summary: str
    introduction: str = Field(description="Markdown")
    questions: list[str]
    events: list[TimelineEvent] = Field(description="In the order of time.")


class Step(Strict):
    minutes: int | None
    heading: str
    text: str = Field(description="Markdown")


class LessonSource(Strict):
    kind: str
    slug: str
    title: str
    questions: list[str]


class Standard(Strict):
    framework: str
    code: str
    label: str
    jurisdiction: str
    link: str


class Lesson(Published, Care, Themed):
    summary: str
    introduction: str = Field(description="Markdown")
    supporting_questions: list[str]
    grade_band: str
    minutes: int | None
    steps: list[Step]
    sources: list[LessonSource]
    tasks: list[str]
    teacher_notes: str = Field(description="Markdown")
    care_notes: str = Field(description="Markdown")
    timelines: list[str]
    standards: list[Standard]
    clauses: list[ClauseLink]


class UnitLesson(Strict):
    slug: str
    title: str
    minutes: int | None
    why: str = Field(description="Why it stands at this place.")


class Unit(Published, Themed):
    summary: str
    for_whom: str
    grade_band: str
    introduction: str = Field(description="Markdown")
    minutes: int = Field(description="Of the lessons that say how long they take.")
    lessons: list[UnitLesson] = Field(description="In the order in which they are taught.")
    content_reasons: list[str] = Field(description="Of any of its lessons.")
    grade_floor: int | None = Field(description="The highest grade that one of its lessons suggests.")
