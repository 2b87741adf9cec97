"""Search documents of what stands beside the pages: sources, claims, events, people and the rest."""

from django.db.models import Prefetch, QuerySet

from content import models, text
from content.citations.words import full
from content.models.vocabularies import Ladder
from content.reading import source_cells
from content.visibility import public
from search.builders.parts import (
    DENIAL_WEIGHT,
    WEIGHTS,
    careful,
    clauses,
    document,
    entries,
    ladders,
    slugs,
    themes,
    when,
    when_written,
    within,
)
from search.builders.texts import joined, prose
from search.documents import SearchDocument


def fetch_clause(queryset: QuerySet) -> QuerySet:
    return queryset


def clause(thing: models.Clause) -> SearchDocument:
    return document(
        thing,
        title=str(thing),
        summary=thing.quote,
        body=joined(thing.lead, thing.pledge_cites, thing.evidence, thing.differ),
        clauses=(thing.slug,),
        sort_title=f"{thing.position:03} {thing.short}",
    )


def fetch_event(queryset: QuerySet) -> QuerySet:
    return queryset.select_related("place", "stage").prefetch_related(
        themes(), entries("entry"), "pledge_links__clause", "source_links__source"
    )


def event(thing: models.Event) -> SearchDocument:
    place = thing.place if thing.place_id and thing.place.live else None
    return document(
        thing,
        title=thing.title,
        summary=thing.summary,
        extra=tuple(name for name in (thing.place_name, place.name if place else "") if name),
        themes=slugs(thing.themes.all()),
        stages=(thing.stage.slug,) if thing.stage_id and thing.stage.live else (),
        clauses=clauses(thing.pledge_links.all()),
        places=(place.slug,) if place else (),
        source_kinds=ladders(thing.source_links.all()),
        within=within([thing.entry] if thing.entry else ()),
        **careful(thing),
        **when(thing),
    )


def fetch_claim(queryset: QuerySet) -> QuerySet:
    telling = models.EntryClaim.objects.filter(entry__in=public(models.EntryPage)).order_by("entry_id")
    return queryset.prefetch_related(
        themes(), "source_links__source", Prefetch("entry_links", telling), entries("entry_links__entry")
    )


def claim(thing: models.Claim) -> SearchDocument:
    return document(
        thing,
        title=thing.statement,
        detail=thing.sureness.lower(),
        summary=thing.contested,
        body=thing.note,
        themes=slugs(thing.themes.all()),
        source_kinds=ladders(thing.source_links.all()),
        within=within(link.entry for link in thing.entry_links.all()),
        **when(thing),
    )


def fetch_quotation(queryset: QuerySet) -> QuerySet:
    return queryset.select_related("source", "person").prefetch_related(themes())


def quotation(thing: models.Quotation) -> SearchDocument:
    person = thing.person if thing.person_id and thing.person.live else None
    among = thing.themes.all()
    return document(
        thing,
        title=f"{thing.speaker}: “{text.excerpt(thing.text, 80)}”",
        detail=thing.get_voice_display().lower(),
        url=f"{among[0].address}#q-{thing.uid}",
        summary=thing.text,
        body=joined(thing.original, thing.setting, thing.note),
        themes=slugs(among),
        people=(person.slug,) if person else (),
        source_kinds=(thing.source.ladder,) if thing.source_id and thing.source.ladder else (),
        **when(thing),
    )


def fetch_table(queryset: QuerySet) -> QuerySet:
    return queryset.prefetch_related(themes(), "source_links__source")


def table(thing: models.DataTable) -> SearchDocument:
    cells = (", ".join(str(cell) for cell in row if cell is not None) for row in source_cells.in_words(thing))
    return document(
        thing,
        title=thing.title,
        summary=thing.summary,
        body=joined(thing.unit, ", ".join(map(str, thing.columns)), *cells, thing.note, thing.contested),
        themes=slugs(thing.themes.all()),
        source_kinds=ladders(thing.source_links.all()),
    )


def fetch_source(queryset: QuerySet) -> QuerySet:
    return queryset.prefetch_related(themes())


def source(thing: models.Source) -> SearchDocument:
    return document(
        thing,
        title=thing.title,
        detail=thing.get_ladder_display().lower(),
        summary=text.plain(full(thing.work)),
        extra=(thing.identifier, *thing.authors),
        themes=slugs(thing.themes.all()),
        source_kinds=(thing.ladder,) if thing.ladder else (),
        weight=DENIAL_WEIGHT if thing.ladder == Ladder.DENIAL else WEIGHTS["source"],
        **when_written(thing.issued),
    )


def fetch_agent(queryset: QuerySet) -> QuerySet:
    return queryset.prefetch_related(themes(), "forms")


def person(thing: models.Person) -> SearchDocument:
    """A person by name and role. Of the living no date is kept: not even in the index."""
    return _agent(thing, people=(thing.slug,))


def organization(thing: models.Organization) -> SearchDocument:
    return _agent(thing, organizations=(thing.slug,))


def _agent(thing: models.Person | models.Organization, **fields) -> SearchDocument:
    written = when_written(thing.shown_dates)
    forms = tuple(form.text for form in thing.forms.all())
    return document(
        thing,
        title=thing.name,
        summary=thing.role,
        body=prose(thing.text),
        extra=forms,
        themes=slugs(thing.themes.all()),
        promoted=(thing.name, *forms),
        **{**written, **fields},
    )


def place(thing: models.Place) -> SearchDocument:
    forms = tuple(form.text for form in thing.forms.all())
    return document(
        thing,
        title=thing.name,
        summary=thing.note,
        body=prose(thing.text),
        extra=forms,
        promoted=(thing.name, *forms),
        themes=slugs(thing.themes.all()),
        places=(thing.slug,),
    )


def fetch_term(queryset: QuerySet) -> QuerySet:
    return queryset.prefetch_related(themes(), "forms", Prefetch("rules", queryset=models.TermRule.objects.all()))


def term(thing: models.Term) -> SearchDocument:
    rules = thing.rules.all()
    forms = tuple(form.text for form in thing.forms.all())
    return document(
        thing,
        title=thing.term,
        detail=", ".join(dict.fromkeys(rule.get_use_display().lower() for rule in rules)),
        summary=thing.explanation,
        body=joined(prose(thing.text), *(joined(rule.why, rule.instead) for rule in rules)),
        extra=forms,
        promoted=(thing.term, *forms),
        themes=slugs(thing.themes.all()),
    )
