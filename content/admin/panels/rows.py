"""Groups of fields and rows that several kinds share."""

from django import forms
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, PublishingPanel, TabbedInterface
from wagtail.admin.widgets import AdminAutoHeightTextInput

from content.admin.widgets import PickSeveral

DATE_HELP = (
    "A day 1942-02-19, a month 1942-03, a year 1942. About: 1942~. Uncertain: 1942?. The 1940s: 194X. "
    "From and to: 1942-03/1946-03. From, with no known end: 1942-03/.."
)


def ticks(name: str, **kwargs) -> FieldPanel:
    """A short list with a box to tick for each."""
    return FieldPanel(name, widget=forms.CheckboxSelectMultiple, **kwargs)


def several(name: str, kind: str, **kwargs) -> FieldPanel:
    """Any number of things of one kind, found by typing."""
    return FieldPanel(name, widget=PickSeveral(kind), **kwargs)


def named(name: str, **kwargs) -> FieldPanel:
    """The one field that a draft cannot do without: what the thing is called in every list."""
    return FieldPanel(name, required_on_save=True, **kwargs)


def sentence(name: str, **kwargs) -> FieldPanel:
    """A sentence longer than a line, seen whole while it is written."""
    return FieldPanel(name, widget=AdminAutoHeightTextInput, **kwargs)


def date(name: str = "date", heading: str = "Date", help_text: str = DATE_HELP) -> FieldPanel:
    return FieldPanel(name, heading=heading, help_text=help_text)


def group(heading: str, *children, help_text: str = "", **kwargs) -> MultiFieldPanel:
    return MultiFieldPanel(list(children), heading=heading, help_text=help_text, **kwargs)


def tab(heading: str, *children) -> ObjectList:
    return ObjectList(list(children), heading=heading)


def form(form_class, *tabs) -> TabbedInterface:
    return TabbedInterface(list(tabs), base_form_class=form_class)


def pledge_links(of_what: str, *, with_kind: bool = True) -> InlinePanel:
    kind = (
        [FieldPanel("kind", help_text="Named: a history clause names it. Example, counter-example, background.")]
        if with_kind
        else []
    )
    return InlinePanel(
        "pledge_links",
        panels=[FieldPanel("clause"), *kind, sentence("why")],
        heading="Where it meets the pledge",
        label="Link to a clause",
        help_text=f"Which clauses {of_what} bears on, and why: a reason of 8 to 30 words that would fit no other link.",
    )


def source_links(what: str) -> InlinePanel:
    return InlinePanel(
        "source_links",
        panels=[FieldPanel("source"), FieldPanel("locator")],
        heading="Sources",
        label="Source",
        help_text=f"The works that carry {what}, and where in each.",
    )


def name_forms() -> InlinePanel:
    return InlinePanel(
        "forms",
        panels=[FieldPanel("text", heading="Form"), FieldPanel("language"), FieldPanel("script")],
        heading="Other forms of the name",
        label="Form",
        help_text="In other languages, scripts and spellings: what people may type. Search finds it by each of them.",
    )


def identifiers() -> MultiFieldPanel:
    return group("The same thing elsewhere", FieldPanel("wikidata"), FieldPanel("viaf"), FieldPanel("lcsh"))


def care() -> ObjectList:
    return tab(
        "Care",
        group(
            "What is hard in it",
            FieldPanel("content_reasons", heading="Reasons"),
            sentence("content_note", heading="Note for readers"),
            FieldPanel("grade_floor"),
            help_text="Readers see this before they read. Flagged images stay covered until a reader asks for them.",
        ),
    )


def page_settings() -> ObjectList:
    return tab(
        "Address and dates",
        group(
            "Address",
            FieldPanel("slug", help_text="The last part of its address. Left empty, it is made from the title."),
            FieldPanel("search_description", heading="Description for search engines"),
        ),
        PublishingPanel(),
    )


def edition_note() -> FieldPanel:
    return FieldPanel("change_note")


def snippet_settings() -> ObjectList:
    return tab("Address and dates", FieldPanel("slug"), PublishingPanel())


def themes(help_text: str = "Which histories it belongs to.") -> FieldPanel:
    return ticks("themes", help_text=help_text)
