"""The forms of claims, sources, people and the other things that stand beside the pages."""

from wagtail.admin.panels import FieldPanel, InlinePanel

from content import models
from content.admin.forms import SnippetForm

from .rows import (
    care,
    date,
    form,
    group,
    identifiers,
    name_forms,
    named,
    pledge_links,
    snippet_settings,
    source_links,
    tab,
    themes,
    ticks,
)

_LIFE = "From and to: 1919/2005. Began and not known to have ended: 1993/.. Leave empty what you have not seen."


def _claim():
    return form(
        SnippetForm,
        tab(
            "Statement",
            named("statement"),
            group("When", date(), FieldPanel("as_of")),
            FieldPanel("confidence", help_text="Denial never lowers it: say below who denies it."),
            themes(),
        ),
        tab("Sources", source_links("the statement")),
        tab(
            "Doubt",
            group("Who disputes it", FieldPanel("contest_kind"), FieldPanel("contested")),
            FieldPanel("note"),
            FieldPanel("caution"),
            FieldPanel(
                "status",
                help_text="A claim that does not hold is withdrawn, not deleted: its address goes on saying so.",
            ),
        ),
        snippet_settings(),
    )


def _source():
    return form(
        SnippetForm,
        tab(
            "The work",
            named("title"),
            FieldPanel("authors"),
            group("What it is", FieldPanel("type"), FieldPanel("ladder")),
            group(
                "Published",
                date("issued", "Date"),
                FieldPanel("container"),
                FieldPanel("publisher"),
                FieldPanel("identifier"),
            ),
            themes(),
        ),
        tab(
            "Where and how it was seen",
            FieldPanel("url"),
            FieldPanel("archived_url"),
            date("accessed", "Accessed on", "The day it was opened, such as 2026-03-01."),
            FieldPanel("checked"),
            FieldPanel("note"),
        ),
        snippet_settings(),
    )


def _quotation():
    return form(
        SnippetForm,
        tab(
            "Words",
            named("text"),
            group("As they were said", FieldPanel("original"), FieldPanel("original_language")),
            group("Who says it", FieldPanel("speaker"), FieldPanel("voice"), FieldPanel("person")),
            group("When and where", date(), FieldPanel("setting")),
            themes(),
        ),
        tab("Source", FieldPanel("source"), FieldPanel("locator")),
        tab("Care", FieldPanel("propaganda"), FieldPanel("note")),
        snippet_settings(),
    )


def _event():
    return form(
        SnippetForm,
        tab(
            "What happened",
            named("title"),
            date(),
            FieldPanel("summary"),
            group(
                "Where",
                FieldPanel("place"),
                FieldPanel("place_name", help_text="Where no place of the archive fits, or a narrower one."),
            ),
            group("Where it belongs", themes(), FieldPanel("stage"), FieldPanel("entry")),
            FieldPanel("as_of"),
        ),
        tab("Sources", source_links("the event")),
        tab("Pledge", pledge_links("the event")),
        care(),
        snippet_settings(),
    )


def _agent(first: str, *fields):
    return form(
        SnippetForm,
        tab(
            first,
            named("name"),
            *fields,
            group("When", date("dates", "Dates", _LIFE), FieldPanel("dates_checked")),
            FieldPanel("role"),
            themes(),
        ),
        tab("Account", FieldPanel("text")),
        tab("Names elsewhere", name_forms(), identifiers()),
        snippet_settings(),
    )


def _person():
    return _agent("Who it is", group("Why there is a page", FieldPanel("basis"), FieldPanel("living")))


def _place():
    return form(
        SnippetForm,
        tab(
            "Where it is",
            named("name"),
            group(
                "Coordinates",
                FieldPanel("lat"),
                FieldPanel("lon"),
                FieldPanel("precision"),
                help_text="WGS 84, decimal degrees: 36.728, -118.154. South and west are negative.",
            ),
            FieldPanel("note"),
            themes(),
        ),
        tab("Account", FieldPanel("text")),
        tab("Names elsewhere", name_forms(), identifiers()),
        snippet_settings(),
    )


def _term():
    rule = [
        FieldPanel("use"),
        ticks("rule_themes", help_text="None: in every theme."),
        FieldPanel("why"),
        FieldPanel("instead"),
        group("Since when", FieldPanel("since"), FieldPanel("since_in")),
    ]
    return form(
        SnippetForm,
        tab("The word", named("term"), FieldPanel("explanation"), themes()),
        tab(
            "How it is used",
            InlinePanel(
                "rules",
                panels=rule,
                heading="Rules",
                label="Rule",
                help_text="Preferred, used with explanation, or avoided: in which themes, and why. Search uses it.",
            ),
        ),
        tab("Account", FieldPanel("text")),
        tab("Other forms", name_forms()),
        snippet_settings(),
    )


def _table():
    return form(
        SnippetForm,
        tab(
            "The table",
            named("title"),
            FieldPanel("unit"),
            FieldPanel("columns"),
            FieldPanel("rows"),
            FieldPanel("summary"),
            themes(),
        ),
        tab("Sources", source_links("the figures")),
        tab(
            "Doubt",
            FieldPanel("note"),
            group("Who disputes it", FieldPanel("contest_kind"), FieldPanel("contested")),
        ),
        tab(
            "Chart",
            FieldPanel("chart", help_text="Only where drawing it ranks no suffering. Never for deaths."),
            FieldPanel("chart_label"),
            FieldPanel("chart_values"),
        ),
        snippet_settings(),
    )


def _stage():
    return form(
        SnippetForm,
        tab("The stage", named("label"), FieldPanel("description"), FieldPanel("position")),
        snippet_settings(),
    )


def _clause():
    return form(
        SnippetForm,
        tab(
            "The pledge's words",
            group("Name", FieldPanel("number"), named("short"), FieldPanel("clause_kind"), FieldPanel("position")),
            FieldPanel("lead"),
            FieldPanel("quote"),
            FieldPanel("pledge_cites"),
        ),
        tab("What the evidence says", FieldPanel("evidence"), FieldPanel("differ")),
        snippet_settings(),
    )


def _signpost():
    return form(
        SnippetForm,
        tab(
            "The signpost",
            named("title"),
            FieldPanel("words"),
            group(
                "Leads to",
                *(FieldPanel(kind) for kind in models.Signpost.CHOICES),
                help_text="Exactly one of these. Who searches for the words is shown it first.",
            ),
            FieldPanel("note"),
            themes(),
        ),
        snippet_settings(),
    )


# The form of every kind of snippet.
HANDLERS = {
    models.Claim: _claim,
    models.Source: _source,
    models.Quotation: _quotation,
    models.Event: _event,
    models.Person: _person,
    models.Organization: lambda: _agent("What it is"),
    models.Place: _place,
    models.Term: _term,
    models.DataTable: _table,
    models.Stage: _stage,
    models.Clause: _clause,
    models.Signpost: _signpost,
}
