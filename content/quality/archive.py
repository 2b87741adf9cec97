"""The archive as the quality rules read it: frozen values that files and the database give alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Note:
    """A source cited in prose: how many characters stand before it, its key, the place in the work."""

    at: int
    key: str
    locator: str = ""


@dataclass(frozen=True)
class Link:
    """Words that lead to another thing of the archive: where they begin and end, and to what."""

    start: int
    end: int
    kind: str
    slug: str


@dataclass(frozen=True)
class Passage:
    """A paragraph, a heading or a field of prose: its words without marks and notes, each line of the file on its own.

    `line` is that of the file the words begin in, 0 where nobody knows it. Asides of words set in italics, such as
    titles, are kept as the stretches they cover.
    """

    field: str
    words: str
    line: int = 0
    notes: tuple[Note, ...] = ()
    links: tuple[Link, ...] = ()
    italics: tuple[tuple[int, int], ...] = ()
    is_heading: bool = False
    is_aside: bool = False  # the words of a block: a comment, a caption, a question

    def place(self, at: int = 0) -> str:
        """Where a character of it stands, as people look for it."""
        return f"{self.field}, line {self.line + self.words.count(chr(10), 0, at)}" if self.line else self.field


@dataclass(frozen=True)
class Shown:
    """Something a block shows: a quotation, a table, a stretch of a timeline, a claim, a record."""

    kind: str
    slug: str
    place: str = ""
    first: str = ""  # EDTF, of a stretch
    last: str = ""


@dataclass(frozen=True)
class PledgeLink:
    """A link to a clause, of which kind and why."""

    clause: str
    kind: str
    why: str


@dataclass(frozen=True)
class Allowed:
    """A departure from a rule that somebody answers for: the words it is about, as the text has them, and why it is right."""

    words: str
    why: str
    rule: str = ""


@dataclass(frozen=True)
class Text:
    """Something written: an entry, an overview, a record's own words, a timeline, a lesson, a page, an account."""

    kind: str
    slug: str
    title: str
    where: str = ""
    themes: tuple[str, ...] = ()
    date: str = ""
    passages: tuple[Passage, ...] = ()
    quoted: tuple[Passage, ...] = ()  # a transcription: somebody else's words
    shown: tuple[Shown, ...] = ()
    claims: tuple[str, ...] = ()
    named: tuple[tuple[str, str], ...] = ()  # people, organizations, places, records, events, by kind and slug
    pledge: tuple[PledgeLink, ...] = ()
    content_reasons: tuple[str, ...] | None = None  # None: the kind has none
    own_facts: tuple[str, ...] = ()  # what a record's or a person's own row says: dates, extent, shelf mark
    allowed: tuple[Allowed, ...] = ()

    @property
    def name(self) -> tuple[str, str]:
        return self.kind, self.slug

    def of(self, *fields: str) -> tuple[Passage, ...]:
        """The passages of these fields."""
        return tuple(passage for passage in self.passages if passage.field in fields)

    def has(self, field: str) -> bool:
        return any(passage.words.strip() for passage in self.of(field))

    def words(self, *fields: str) -> str:
        """What these fields say, headings and the words of blocks left out."""
        return "\n".join(one.words for one in self.of(*fields) if not one.is_heading and not one.is_aside)

    @property
    def cited(self) -> tuple[str, ...]:
        """The keys of the sources noted in it, each once, in order."""
        return tuple(dict.fromkeys(note.key for passage in self.passages for note in passage.notes))

    @property
    def linked(self) -> tuple[tuple[str, str], ...]:
        """What its words link to."""
        return tuple(dict.fromkeys((link.kind, link.slug) for passage in self.passages for link in passage.links))


@dataclass(frozen=True)
class Source:
    """A work cited."""

    slug: str
    title: str = ""
    ladder: str = ""
    checked: str = ""
    url: str = ""
    archived_url: str = ""
    identifier: str = ""
    issued: str = ""
    themes: tuple[str, ...] = ()
    where: str = ""
    type: str = ""  # of CSL: legal_case is a court's own judgment

    @property
    def is_seen(self) -> bool:
        return self.checked in ("page", "excerpt")


@dataclass(frozen=True)
class Claim:
    """A statement of fact; `check` is how far people have checked it."""

    slug: str
    statement: str = ""
    date: str = ""
    as_of: str = ""
    confidence: str = ""
    contested: str = ""
    contest_kind: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    check: str = "unchecked"
    status: str = "standing"
    where: str = ""
    allowed: tuple[Allowed, ...] = ()


@dataclass(frozen=True)
class Event:
    """A dated moment."""

    slug: str
    title: str = ""
    date: str = ""
    summary: str = ""
    entry: str = ""
    sources: tuple[str, ...] = ()
    pledge: tuple[PledgeLink, ...] = ()
    themes: tuple[str, ...] = ()
    content_reasons: tuple[str, ...] = ()
    where: str = ""
    allowed: tuple[Allowed, ...] = ()

    @property
    def text(self) -> Text:
        """What readers see of it, for rules that ask the same of a text."""
        said = (Passage("title", self.title), Passage("summary", self.summary))
        why = tuple(Passage(f"pledge, {link.clause}", link.why) for link in self.pledge)
        return Text(
            kind="event",
            slug=self.slug,
            title=self.title,
            where=self.where,
            themes=self.themes,
            date=self.date,
            passages=(*said, *why),
            pledge=self.pledge,
            content_reasons=self.content_reasons,
            allowed=self.allowed,
        )


@dataclass(frozen=True)
class Agent:
    """A person or an organization."""

    kind: str
    slug: str
    name: str = ""
    dates: str = ""
    role: str = ""
    basis: str = ""
    living: bool = False
    themes: tuple[str, ...] = ()
    where: str = ""


@dataclass(frozen=True)
class Use:
    """How a term is used in some themes."""

    use: str
    themes: tuple[str, ...]
    why: str = ""
    instead: str = ""


@dataclass(frozen=True)
class Term:
    """A word the archive prefers, explains or avoids."""

    slug: str
    term: str = ""
    uses: tuple[Use, ...] = ()
    where: str = ""


@dataclass(frozen=True)
class Table:
    """A table of figures."""

    slug: str
    title: str = ""
    cells: tuple[str, ...] = ()  # unit, columns, every cell, summary and note
    themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quotation:
    """Somebody's words."""

    slug: str
    text: str = ""
    original: str = ""
    speaker: str = ""
    setting: str = ""
    note: str = ""
    date: str = ""
    source: str = ""
    voice: str = ""
    propaganda: bool = False
    themes: tuple[str, ...] = ()
    where: str = ""


@dataclass(frozen=True)
class Theme:
    """One of the histories, in its place."""

    slug: str
    title: str = ""
    short_title: str = ""
    position: int = 0
    pledge: tuple[PledgeLink, ...] = ()
    where: str = ""

    @property
    def name(self) -> str:
        return self.short_title or self.title or self.slug


@dataclass(frozen=True)
class Clause:
    """A clause of the pledge."""

    slug: str
    number: str = ""
    short: str = ""


@dataclass(frozen=True)
class Planned:
    """An entry that is to be written."""

    slug: str
    title: str = ""
    theme: str = ""
    facts: tuple[str, ...] = ()
    where: str = ""


@dataclass(frozen=True)
class Reference:
    """One thing naming another by kind and slug."""

    kind: str
    slug: str
    owner: tuple[str, str]
    where: str
    place: str = ""
    may_be_planned: bool = False


@dataclass(frozen=True)
class Key:
    """A slug of a kind, and the file it is given in."""

    kind: str
    slug: str
    where: str = ""


@dataclass(frozen=True)
class Trouble:
    """Something that could not be read at all."""

    where: str
    what: str


@dataclass(frozen=True)
class Archive:
    """Everything the rules look at, by slug."""

    themes: Mapping[str, Theme] = field(default_factory=dict)
    clauses: Mapping[str, Clause] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    agents: Mapping[tuple[str, str], Agent] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    quotations: Mapping[str, Quotation] = field(default_factory=dict)
    texts: tuple[Text, ...] = ()
    planned: tuple[Planned, ...] = ()
    references: tuple[Reference, ...] = ()
    keys: tuple[Key, ...] = ()
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()

    def of(self, *kinds: str) -> Iterator[Text]:
        """The texts of these kinds."""
        return (text for text in self.texts if text.kind in kinds)

    @property
    def entries(self) -> tuple[Text, ...]:
        return tuple(self.of("entry"))

    def unwritten(self) -> tuple[Planned, ...]:
        """The planned entries that there are not yet."""
        written = {text.slug for text in self.of("entry")}
        return tuple(one for one in self.planned if one.slug not in written)
