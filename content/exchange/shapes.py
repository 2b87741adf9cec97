"""The form of every kind in files: which key is which field, which refer to other things, which are rows of their own.

One description serves the importer, the exporter, editions and the digests that tell whether an editor changed a row.
"""

from dataclasses import dataclass, field

from content import models
from content.models.standard import SECTION_CHOICES


@dataclass(frozen=True)
class Plain:
    """A value kept as it is: text, number, yes or no, list of lines."""

    key: str
    attr: str = ""
    late = False

    @property
    def name(self) -> str:
        return self.attr or self.key


@dataclass(frozen=True)
class Ref(Plain):
    """Another thing, by its slug."""

    kind: str = ""
    late: bool = False


@dataclass(frozen=True)
class Refs(Ref):
    """Several other things, by their slugs."""


@dataclass(frozen=True)
class Group:
    """Several fields under one key."""

    key: str
    fields: tuple
    late: bool = False


@dataclass(frozen=True)
class Rows:
    """Child rows in order. With `scalar`, a row that has nothing but that key may be written as its bare value."""

    key: str
    attr: str
    model: type
    fields: tuple
    scalar: str = ""
    late: bool = False


@dataclass(frozen=True)
class Body:
    """A body of blocks, or rich text, written as Markdown; it may refer to anything, so it comes last."""

    key: str
    attr: str
    rich_text: bool = False
    late = True


@dataclass(frozen=True)
class Shape:
    """One kind: its model, the fields of its file, and the section its pages stand in."""

    kind: str
    model: type
    fields: tuple
    title: str = "title"
    prose: bool = field(default=False)

    @property
    def is_page(self) -> bool:
        return issubclass(self.model, models.ArchivePage)


THEMES = Refs("themes", kind="theme")
IDENTIFIERS = (Plain("wikidata"), Plain("viaf"), Plain("lcsh"))
CONTEST = (Plain("contested"), Plain("contest_kind"))
CARE = (Plain("content_reasons"), Plain("content_note"), Plain("grade_floor"))


def _sources(model: type) -> Rows:
    where = (Ref("key", "source", kind="source"), Plain("locator"))
    return Rows("sources", "source_links", model, where, scalar="key")


def _links(model: type) -> Rows:
    return Rows("pledge", "pledge_links", model, (Ref("clause", kind="clause"), Plain("kind"), Plain("why")))


def _forms(model: type) -> Rows:
    return Rows("forms", "forms", model, (Plain("text"), Plain("language"), Plain("script")))


def _names(*keys: str) -> tuple[Plain, ...]:
    return tuple(Plain(key) for key in keys)


SHAPES: tuple[Shape, ...] = (
    Shape("stage", models.Stage, _names("label", "position", "description"), title="label"),
    Shape(
        "clause",
        models.Clause,
        (
            *_names("number", "position"),
            Plain("kind", "clause_kind"),
            *_names("short", "lead", "quote"),
            Plain("pledge_cites"),
            Plain("evidence"),
            Plain("differ"),
        ),
        title="short",
    ),
    Shape(
        "theme",
        models.ThemePage,
        (
            *_names("title", "short_title", "mark", "position", "years", "summary", "plain_summary"),
            Plain("aliases", "other_names"),
            Plain("questions"),
            Group(
                "key_facts",
                (
                    Plain("when", "key_when"),
                    Plain("where", "key_where"),
                    Plain("how_many", "key_how_many"),
                    Plain("who_decided", "key_who_decided"),
                    Plain("what_followed", "key_what_followed"),
                ),
            ),
            Rows("records_at", "records_at", models.ThemeRecordsAt, _names("name", "what", "url")),
            Rows("pledge", "pledge_links", models.ThemePledgeLink, (Ref("clause", kind="clause"), Plain("why"))),
            Rows(
                "stages",
                "theme_stages",
                models.ThemeStage,
                (Ref("stage", kind="stage"), *_names("label", "state", "how"), Refs("claims", kind="claim")),
                late=True,
            ),
            Body("body", "overview"),
            Body("plain_overview", "plain_overview"),
        ),
    ),
    Shape(
        "source",
        models.Source,
        (
            *_names(
                "title",
                "type",
                "ladder",
                "authors",
                "container",
                "publisher",
                "issued",
                "url",
                "archived_url",
                "accessed",
                "identifier",
                "checked",
                "note",
            ),
            THEMES,
        ),
    ),
    Shape(
        "person",
        models.Person,
        (
            *_names("name", "dates", "dates_checked", "role", "basis", "living"),
            *IDENTIFIERS,
            _forms(models.PersonForm),
            THEMES,
            Body("text", "text", rich_text=True),
        ),
        title="name",
    ),
    Shape(
        "organization",
        models.Organization,
        (
            *_names("name", "dates", "dates_checked", "role"),
            *IDENTIFIERS,
            _forms(models.OrganizationForm),
            THEMES,
            Body("text", "text", rich_text=True),
        ),
        title="name",
    ),
    Shape(
        "place",
        models.Place,
        (
            *_names("name", "lat", "lon", "precision", "note"),
            *IDENTIFIERS,
            _forms(models.PlaceForm),
            THEMES,
            Body("text", "text", rich_text=True),
        ),
        title="name",
    ),
    Shape(
        "term",
        models.Term,
        (
            *_names("term", "explanation"),
            _forms(models.TermForm),
            THEMES,
            Rows(
                "rules",
                "rules",
                models.TermRule,
                (
                    Plain("use"),
                    Refs("themes", "rule_themes", kind="theme"),
                    *_names("why", "since", "since_in", "instead"),
                ),
            ),
            Body("text", "text", rich_text=True),
        ),
        title="term",
    ),
    Shape(
        "claim",
        models.Claim,
        (
            *_names("statement", "date", "confidence"),
            *CONTEST,
            *_names("as_of", "note", "caution", "status"),
            _sources(models.ClaimSource),
            THEMES,
        ),
        title="statement",
    ),
    Shape(
        "quotation",
        models.Quotation,
        (
            *_names("text", "original", "original_language", "speaker"),
            Ref("person", kind="person"),
            Plain("date"),
            Ref("source", kind="source"),
            *_names("locator", "setting", "voice", "propaganda", "note"),
            THEMES,
        ),
        title="text",
    ),
    Shape(
        "table",
        models.DataTable,
        (
            *_names("title", "unit", "columns", "rows", "summary", "note"),
            *CONTEST,
            *_names("chart", "chart_label", "chart_values"),
            _sources(models.TableSource),
            THEMES,
        ),
    ),
    Shape(
        "entry",
        models.EntryPage,
        (
            Plain("title"),
            Plain("kind", "entry_kind"),
            *_names("date", "summary", "plain_summary", "as_of"),
            *CARE,
            Refs("stages", kind="stage"),
            THEMES,
            Rows("claims", "claim_links", models.EntryClaim, (Ref("claim", kind="claim"),), scalar="claim"),
            Refs("people", kind="person"),
            Refs("organizations", kind="organization"),
            Refs("places", kind="place"),
            Refs("records", kind="record", late=True),
            Refs("related", kind="entry", late=True),
            _links(models.EntryPledgeLink),
            Rows("contributors", "contributors", models.Contributor, _names("name", "role", "qualification", "date")),
            Plain("reviewed_on"),
            Plain("change_note"),
            Body("body", "body"),
        ),
        prose=True,
    ),
    Shape(
        "record",
        models.RecordPage,
        (
            *_names(
                "title",
                "title_as_found",
                "creator",
                "date",
                "summary",
                "extent",
                "language",
                "script",
                "translator",
                "holder",
                "reference_code",
                "copy_shown",
                "access",
                "provenance",
                "rights_uri",
                "credit",
                "reuse",
                "who_made_it",
                "for_whom",
                "cannot_show",
                "absent_voice",
            ),
            *CARE,
            Ref("source", kind="source"),
            Ref("quotation", kind="quotation"),
            Ref("complicated_by", kind="record", late=True),
            THEMES,
            _links(models.RecordPledgeLink),
            Plain("change_note"),
            Body("body", "transcription", rich_text=True),
        ),
        prose=True,
    ),
    Shape(
        "event",
        models.Event,
        (
            *_names("title", "date", "summary"),
            *CARE,
            Plain("place_name"),
            Ref("place", kind="place"),
            Ref("stage", kind="stage"),
            Plain("as_of"),
            Ref("entry", kind="entry"),
            _sources(models.EventSource),
            _links(models.EventPledgeLink),
            THEMES,
        ),
    ),
    Shape(
        "timeline",
        models.TimelinePage,
        (
            *_names("title", "summary", "questions"),
            THEMES,
            Group(
                "rule",
                (
                    Refs("themes", "rule_themes", kind="theme"),
                    Refs("stages", "rule_stages", kind="stage"),
                    Refs("clauses", "rule_clauses", kind="clause"),
                    Plain("from", "rule_from"),
                    Plain("to", "rule_to"),
                ),
            ),
            Rows("events", "event_links", models.TimelineEvent, (Ref("event", kind="event"),), scalar="event"),
            Plain("change_note"),
            Body("body", "introduction"),
        ),
        prose=True,
    ),
    Shape(
        "lesson",
        models.LessonPage,
        (
            *_names("title", "summary", "supporting_questions", "grade_band", "minutes", "tasks"),
            *CARE,
            THEMES,
            Refs("timelines", kind="timeline"),
            Rows(
                "steps",
                "steps",
                models.LessonStep,
                (Plain("minutes"), Plain("heading"), Body("text", "text", rich_text=True)),
                late=True,
            ),
            Rows(
                "sources",
                "lesson_sources",
                models.LessonSource,
                (*(Ref(kind, kind=kind) for kind in models.LessonSource.CHOICES), Plain("questions")),
                late=True,
            ),
            Rows(
                "standards",
                "standards",
                models.LessonStandard,
                _names("framework", "code", "label", "jurisdiction", "link"),
            ),
            _links(models.LessonPledgeLink),
            Plain("change_note"),
            Body("teacher_notes", "teacher_notes", rich_text=True),
            Body("care_notes", "care_notes", rich_text=True),
            Body("body", "introduction"),
        ),
        prose=True,
    ),
    Shape(
        "unit",
        models.UnitPage,
        (
            *_names("title", "summary", "for_whom", "grade_band"),
            THEMES,
            Rows("lessons", "lesson_links", models.UnitLesson, (Ref("lesson", kind="lesson"), Plain("why"))),
            Plain("change_note"),
            Body("body", "introduction"),
        ),
        prose=True,
    ),
    Shape(
        "pledge",
        models.PledgePage,
        (
            Plain("name", "title"),
            Plain("summary"),
            Plain("published"),
            Plain("closed_to_new_signatures", "closed"),
            *_names("title_note", "signers_quote", "closing_quote"),
            Rows("signature_counts", "signature_counts", models.SignatureCount, _names("date", "count", "note")),
            Body("body", "introduction"),
        ),
        title="title",
    ),
    Shape("page", models.StandardPage, (*_names("title", "summary"), Body("body", "body")), prose=True),
    Shape(
        "signpost",
        models.Signpost,
        (
            *_names("title", "words", "note"),
            *(Ref(kind, kind=kind) for kind in models.Signpost.CHOICES),
            THEMES,
        ),
    ),
)
BY_KIND: dict[str, Shape] = {shape.kind: shape for shape in SHAPES}
BY_MODEL: dict[type, Shape] = {shape.model: shape for shape in SHAPES}
SECTION_KINDS = tuple(kind for kind, _ in SECTION_CHOICES)
