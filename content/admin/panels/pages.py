"""The forms of the pages."""

from wagtail.admin.panels import FieldPanel, InlinePanel, MultipleChooserPanel, TitleFieldPanel

from content import models
from content.admin.forms import PageForm

from .rows import (
    care,
    date,
    edition_note,
    form,
    group,
    page_settings,
    pledge_links,
    sentence,
    several,
    tab,
    themes,
    ticks,
)

_TITLE = "What readers see at the top and in every list."
_QUESTIONS = "One a line; never about a pupil's own faith, ancestry or status."


def _title(help_text: str = _TITLE) -> TitleFieldPanel:
    return TitleFieldPanel("title", help_text=help_text)


def _entry():
    return form(
        PageForm,
        tab(
            "What it is",
            group("Title and kind", _title(), FieldPanel("entry_kind", help_text="What the entry is about.")),
            group("When", date(), FieldPanel("as_of")),
            group(
                "In short",
                FieldPanel("summary"),
                FieldPanel("plain_summary"),
                help_text="Readers meet these first: in lists, in search, at the top of the page.",
            ),
            group("Where it belongs", themes(), ticks("stages", help_text="The stages it tells of; none for context.")),
        ),
        tab(
            "Text",
            FieldPanel(
                "body",
                heading="The entry",
                help_text="450 to 900 words. Put a note after each statement of fact: the source, and where in it.",
            ),
            edition_note(),
        ),
        tab(
            "Evidence",
            MultipleChooserPanel(
                "claim_links",
                chooser_field_name="claim",
                panels=[FieldPanel("claim")],
                heading="What we know and how",
                label="Claim",
                help_text="The statements of fact that the entry rests on, in the order readers see them.",
            ),
            several("records", "record", help_text="Primary sources that are shown with it."),
        ),
        tab("Pledge", pledge_links("the entry")),
        tab(
            "People and places",
            several("people", "person"),
            several("organizations", "organization"),
            several("places", "place"),
            several("related", "entry", help_text="Entries to read next."),
        ),
        care(),
        tab(
            "Who wrote it",
            InlinePanel(
                "contributors",
                panels=[FieldPanel("name"), FieldPanel("role"), FieldPanel("qualification"), FieldPanel("date")],
                heading="Authors and reviewers",
                label="Person",
                help_text="By name, with what qualifies them. Without authors: drafted by the archive's builders.",
            ),
            date(
                "reviewed_on",
                "Reviewed on",
                "The day a historian reviewed it, such as 2026-03-01. Empty: not yet reviewed.",
            ),
        ),
        page_settings(),
    )


def _record():
    return form(
        PageForm,
        tab(
            "What it is",
            group(
                "Title",
                _title("Our own title for it."),
                FieldPanel("title_as_found", help_text="The title it bears itself."),
            ),
            group("Made", FieldPanel("creator"), date(), FieldPanel("extent")),
            group("Language", FieldPanel("language"), FieldPanel("script"), FieldPanel("translator")),
            FieldPanel("summary"),
            themes(),
        ),
        tab(
            "Where it is kept",
            FieldPanel("holder"),
            FieldPanel("reference_code"),
            FieldPanel("copy_shown"),
            FieldPanel("access"),
            FieldPanel("provenance"),
            FieldPanel("source", help_text="The bibliographic work it belongs to, if any."),
        ),
        tab(
            "Its words",
            FieldPanel("image"),
            FieldPanel("file"),
            FieldPanel("transcription"),
            FieldPanel("quotation", help_text="Words from it that stand among the voices."),
            edition_note(),
        ),
        tab(
            "How to read it",
            FieldPanel("who_made_it"),
            FieldPanel("for_whom"),
            FieldPanel("cannot_show"),
            FieldPanel("absent_voice"),
            FieldPanel("complicated_by"),
        ),
        tab(
            "Rights",
            FieldPanel("rights_uri"),
            FieldPanel("credit"),
            FieldPanel("reuse", help_text="A sentence on what one may do with it."),
        ),
        tab("Pledge", pledge_links("the record")),
        care(),
        page_settings(),
    )


def _timeline():
    return form(
        PageForm,
        tab("What it is", _title(), FieldPanel("summary"), themes(), FieldPanel("introduction"), edition_note()),
        tab(
            "Events",
            MultipleChooserPanel(
                "event_links",
                chooser_field_name="event",
                panels=[FieldPanel("event")],
                heading="Chosen by hand",
                label="Event",
                help_text="These are on the timeline whatever the rule says.",
            ),
            group(
                "Chosen by rule",
                ticks("rule_themes"),
                ticks("rule_stages"),
                ticks("rule_clauses"),
                date("rule_from", "Only from"),
                date("rule_to", "Only to"),
                help_text="Every event that fits all of this comes in by itself, later ones too. Empty: no rule.",
            ),
        ),
        tab("Questions", FieldPanel("questions", help_text=_QUESTIONS)),
        page_settings(),
    )


def _lesson():
    works = [FieldPanel(name) for name in models.LessonSource.CHOICES]
    return form(
        PageForm,
        tab(
            "What it is",
            _title("The compelling question that pupils answer."),
            FieldPanel("summary"),
            group("For whom", FieldPanel("grade_band"), FieldPanel("minutes")),
            FieldPanel("introduction", help_text="For pupils."),
            themes(),
            edition_note(),
        ),
        tab(
            "Steps",
            FieldPanel("supporting_questions", help_text=_QUESTIONS),
            InlinePanel(
                "steps", panels=[FieldPanel("heading"), FieldPanel("minutes"), FieldPanel("text")], label="Step"
            ),
            FieldPanel("tasks", help_text="One a line. No role-play, no simulation, nothing to sign or endorse."),
        ),
        tab(
            "Sources",
            InlinePanel(
                "lesson_sources",
                panels=[*works, FieldPanel("questions", help_text="Questions put to it, one a line.")],
                heading="What pupils work with",
                label="Source",
                help_text="Exactly one thing of the archive for each, and the questions put to it.",
            ),
            several("timelines", "timeline"),
        ),
        tab(
            "For teachers",
            FieldPanel("teacher_notes"),
            FieldPanel("care_notes"),
            InlinePanel(
                "standards",
                panels=[FieldPanel(name) for name in ("framework", "code", "label", "jurisdiction", "link")],
                heading="Curriculum standards",
                label="Standard",
                help_text="With a short label of our own, never the text of the standard.",
            ),
        ),
        tab("Pledge", pledge_links("the lesson")),
        care(),
        page_settings(),
    )


def _unit():
    return form(
        PageForm,
        tab(
            "What it is",
            _title("What the unit is about, in plain words."),
            FieldPanel("summary"),
            group("For whom", FieldPanel("for_whom"), FieldPanel("grade_band")),
            FieldPanel("introduction", help_text="For teachers: what a class learns in this order."),
            themes(),
            edition_note(),
        ),
        tab(
            "Lessons",
            MultipleChooserPanel(
                "lesson_links",
                chooser_field_name="lesson",
                panels=[FieldPanel("lesson"), sentence("why")],
                heading="Lessons in their order",
                label="Lesson",
                help_text="At least two. Time, content reasons and clauses of the pledge are gathered from them.",
            ),
        ),
        page_settings(),
    )


def _theme():
    return form(
        PageForm,
        tab(
            "What it is",
            group("Name", _title(), FieldPanel("short_title"), FieldPanel("years"), FieldPanel("other_names")),
            FieldPanel("summary"),
            FieldPanel("plain_summary"),
            FieldPanel("overview"),
            FieldPanel("plain_overview"),
            group("Place among the tabs", FieldPanel("position"), FieldPanel("mark")),
            edition_note(),
        ),
        tab(
            "Key facts",
            *(FieldPanel(f"key_{name}") for name in ("when", "where", "how_many", "who_decided", "what_followed")),
        ),
        tab(
            "Stages",
            InlinePanel(
                "theme_stages",
                panels=[
                    FieldPanel("stage"),
                    FieldPanel("label"),
                    FieldPanel("state"),
                    FieldPanel("how"),
                    several("claims", "claim", help_text="The claims this rests on."),
                ],
                heading="How data and technology figured, stage by stage",
                label="Stage",
                help_text="Several for one stage where the history needs them. Say where a stage did not happen.",
            ),
        ),
        tab("Questions", FieldPanel("questions", help_text=_QUESTIONS)),
        tab(
            "Records",
            InlinePanel(
                "records_at",
                panels=[FieldPanel("name"), FieldPanel("what"), FieldPanel("url")],
                heading="Where the records are kept",
                label="Archive or library",
            ),
        ),
        tab("Pledge", pledge_links("the theme as a whole", with_kind=False)),
        page_settings(),
    )


def _pledge():
    return form(
        PageForm,
        tab(
            "The pledge",
            _title(),
            FieldPanel("summary"),
            FieldPanel("introduction"),
            group("Dates", date("published", "Published"), date("closed", "Closed to new signatures")),
            group("Its words", FieldPanel("title_note"), FieldPanel("signers_quote"), FieldPanel("closing_quote")),
            edition_note(),
        ),
        tab(
            "How many signed",
            InlinePanel(
                "signature_counts",
                panels=[FieldPanel("date"), FieldPanel("count"), FieldPanel("note")],
                heading="Counts",
                label="Count",
                help_text="How many had signed by a day, by whose count. Never who.",
            ),
        ),
        page_settings(),
    )


def _standard():
    return form(
        PageForm, tab("The page", _title(), FieldPanel("summary"), FieldPanel("body"), edition_note()), page_settings()
    )


def _home():
    voice = FieldPanel("voice", help_text="The words of somebody it happened to.")
    return form(
        PageForm,
        tab("The home page", _title(), FieldPanel("heading_text"), FieldPanel("summary"), voice, edition_note()),
    )


def _section():
    return form(PageForm, tab("The section", _title(), FieldPanel("summary"), edition_note()))


def attach_panels() -> None:
    """Give every kind of page its form."""
    models.EntryPage.edit_handler = _entry()
    models.RecordPage.edit_handler = _record()
    models.TimelinePage.edit_handler = _timeline()
    models.LessonPage.edit_handler = _lesson()
    models.UnitPage.edit_handler = _unit()
    models.ThemePage.edit_handler = _theme()
    models.PledgePage.edit_handler = _pledge()
    models.StandardPage.edit_handler = _standard()
    models.HomePage.edit_handler = _home()
    models.SectionPage.edit_handler = _section()
