"""The concordance: one clause with the history that bears on it, and the matrix of clauses and themes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.authorities.finding import moved, public_thing
from content.models import (
    Clause,
    EntryPage,
    EntryPledgeLink,
    Event,
    EventPledgeLink,
    LessonPage,
    LessonPledgeLink,
    PledgePage,
    RecordPage,
    RecordPledgeLink,
    ThemePage,
    ThemePledgeLink,
)
from content.models.vocabularies import ClauseKind, LinkKind
from content.reading.listing import themes_of
from content.reading.pledge import KIND_HEADINGS, grouped
from content.visibility import public

ENTRIES_SHOWN = EVENTS_SHOWN = 60
FEW = 3
_LONG = {  # not asked for in a list
    EntryPage: ("body",),
    RecordPage: ("transcription",),
    LessonPage: ("introduction", "teacher_notes", "care_notes"),
}
_KIND_LABELS = dict(LinkKind.choices)
KIND_WORDS = {
    LinkKind.NAMED: ("Named", "The clause speaks of this"),
    LinkKind.EXAMPLE: ("Examples", "It happened so"),
    LinkKind.COUNTER_EXAMPLE: ("Counter-examples", "Someone did the opposite"),
    LinkKind.BACKGROUND: ("Background", "Needed to judge it"),
}


@dataclass(frozen=True)
class Linked:
    """Something that bears on the clause, and why, with the mark of its first theme."""

    thing: object
    why: str
    label: str
    mark: str
    kind: str = ""


@dataclass(frozen=True)
class Group:
    """The entries of one kind of link."""

    kind: str
    heading: str
    meaning: str
    links: Sequence[Linked]

    @property
    def shown(self) -> Sequence[Linked]:
        return self.links[:ENTRIES_SHOWN]


@dataclass(frozen=True)
class Cell:
    """Where a clause meets a theme: how many entries, or the theme alone, or nothing."""

    theme: ThemePage
    entries: int
    is_theme_linked: bool

    @property
    def state(self) -> str:
        return "count" if self.entries else "why" if self.is_theme_linked else "none"


@require_safe
def clause(request: HttpRequest, slug: str) -> HttpResponse:
    """A clause: its words, what the evidence supports and where historians differ, then what bears on it."""
    found = public_thing(Clause, slug)
    if found is None:
        return moved(Clause, slug)
    pledge = _pledge()
    clauses = list(pledge.clauses)
    return render(request, "archive/clause.html", clause_context(found, clauses) | {"pledge": pledge})


def clause_context(found: Clause, clauses: Sequence[Clause]) -> dict:
    """What the page of a clause shows, in a fixed number of queries."""
    themes = list(public(ThemePage).order_by("position", "pk").defer("overview", "plain_overview"))
    by_pk = {theme.pk: theme for theme in themes}
    theme_links = list(ThemePledgeLink.objects.filter(clause=found, theme__in=by_pk).order_by("theme__position", "pk"))
    groups = _entries(found, themes)
    events = _linked(EventPledgeLink, "event", Event, found, themes)
    events.sort(key=lambda link: (link.thing.date_earliest or 0, link.thing.title))
    same_kind = [one for one in clauses if one.clause_kind == found.clause_kind]
    at = next((number for number, one in enumerate(clauses) if one.pk == found.pk), None)
    return {
        "thing": found,
        "clauses": clauses,
        "kind_heading": KIND_HEADINGS[found.clause_kind],
        "number_in_kind": next((number for number, one in enumerate(same_kind, 1) if one.pk == found.pk), 0),
        "of_kind": len(same_kind),
        "speaks_of_history": found.clause_kind == ClauseKind.HISTORY or bool(found.evidence or found.differ),
        "groups": groups,
        "entry_count": sum(len(group.links) for group in groups),
        "events": events,
        "events_shown": events[:EVENTS_SHOWN],
        "records": _linked(RecordPledgeLink, "record", RecordPage, found, themes),
        "lessons": _linked(LessonPledgeLink, "lesson", LessonPage, found, themes),
        "theme_links": [(by_pk[link.theme_id], link.why) for link in theme_links],
        "thin": _thin(sum(len(group.links) for group in groups), len(events), len(theme_links)),
        "before": clauses[at - 1] if at else None,
        "after": clauses[at + 1] if at is not None and at + 1 < len(clauses) else None,
    }


def _entries(found: Clause, themes: Sequence[ThemePage]) -> list[Group]:
    links = _linked(EntryPledgeLink, "entry", EntryPage, found, themes, by_kind=True)
    groups = []
    for kind, (heading, meaning) in KIND_WORDS.items():
        these = links.get(kind, [])
        these.sort(key=lambda link: (link.thing.date_earliest or 0, link.thing.title))
        if these:
            groups.append(Group(kind, heading, meaning, these))
    return groups


def _linked(link_model, field: str, model, found: Clause, themes: Sequence[ThemePage], by_kind: bool = False):
    """The public things that name the clause, each with its reason; by kind of link when asked so."""
    rows = list(link_model.objects.filter(clause=found).order_by("pk").values_list(f"{field}_id", "kind", "why"))
    found_things = public(model).filter(pk__in={pk for pk, _, _ in rows}).defer(*_LONG.get(model, ()))
    things = {thing.pk: thing for thing in found_things} if rows else {}
    own = themes_of(list(things.values()), themes)
    made = [
        (
            kind,
            Linked(
                things[pk], why, _label(things[pk]), own[pk][0].mark if own.get(pk) else "", _KIND_LABELS.get(kind, "")
            ),
        )
        for pk, kind, why in rows
        if pk in things
    ]
    if not by_kind:
        return [link for _, link in made]
    made.sort(key=lambda pair: pair[0])
    return {kind: [link for _, link in pairs] for kind, pairs in groupby(made, lambda pair: pair[0])}


def _label(thing) -> str:
    return thing.get_entry_kind_display() if isinstance(thing, EntryPage) else ""


def _thin(entries: int, events: int, themes: int) -> str:
    """A thin clause is said to be thin; empty for one that is not."""
    if not entries and not events and not themes:
        return "Nothing in the archive bears on this clause yet."
    if entries >= FEW:
        return ""
    said = f"{_count(entries, 'entry', 'entries')}, {_count(events, 'dated event', 'dated events')}"
    whole = _count(themes, "theme as a whole", "themes as a whole")
    return f"This clause is thin: {said} and {whole} bear on it so far. The archive does not pad it."


def _count(number: int, one: str, many: str) -> str:
    return f"{number or 'no'} {one if number == 1 else many}"


@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    """Clauses by themes: how many entries link them, or the theme as a whole, or nothing."""
    pledge = _pledge()
    return render(request, "archive/matrix.html", matrix_context(list(pledge.clauses)) | {"pledge": pledge})


def matrix_context(clauses: Sequence[Clause]) -> dict:
    """The cells, in three queries however many clauses, themes and entries there are."""
    themes = list(public(ThemePage).order_by("position", "pk").defer("overview", "plain_overview"))
    entries = Counter(
        {
            (clause_pk, theme_pk): number
            for clause_pk, theme_pk, number in EntryPledgeLink.objects.filter(entry__in=public(EntryPage).values("pk"))
            .order_by()
            .values_list("clause_id", "entry__themes")
            .annotate(number=Count("entry_id", distinct=True))
        }
    )
    linked = set(ThemePledgeLink.objects.values_list("clause_id", "theme_id"))
    rows = {
        one.pk: [Cell(theme, entries[one.pk, theme.pk], (one.pk, theme.pk) in linked) for theme in themes]
        for one in clauses
    }
    groups = [
        (group.heading, [(one, rows[one.pk]) for _, part in group.parts for one in part]) for group in grouped(clauses)
    ]
    linked_entries = dict(_entry_counts())
    thin = [(one, _count(linked_entries.get(one.pk, 0), "entry", "entries")) for one in clauses]
    few = [row for row in thin if linked_entries.get(row[0].pk, 0) < FEW]
    return {"themes": themes, "groups": groups, "clauses": clauses, "thin": few, "columns": len(themes) + 1}


def _entry_counts():
    """How many public entries link each clause, each counted once however many themes it has."""
    links = EntryPledgeLink.objects.filter(entry__in=public(EntryPage).values("pk")).order_by()
    return links.values_list("clause_id").annotate(number=Count("entry_id", distinct=True))


def _pledge() -> PledgePage:
    found = public(PledgePage).first()
    if found is None:
        raise Http404("The pledge's page is not public.")
    return found
