"""The lists of authorities: what each is sorted by, narrowed by, and what a line of it says."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Min, Model, QuerySet, Value, When
from django.db.models.functions import Lower

from archive.authorities.finding import called
from content import sections
from content.models import (
    Claim,
    ClaimCheck,
    DataTable,
    Event,
    Organization,
    Person,
    Place,
    Source,
    Stage,
    Term,
    ThemePage,
    state_of,
)
from content.models.vocabularies import CheckState, ClaimStatus, Confidence, ContestKind, Ladder, TermUse
from content.reading.listing import Listing, Narrowing, Row, chosen_of, listing, themes_of
from content.visibility import public

CONTEXT = "context"
TONES = {Confidence.HIGH: "established", Confidence.LOW: "uncertain"}  # the weight in which sureness is set
USE_HEADINGS = {TermUse.PREFER: "Preferred", TermUse.EXPLAIN: "Used with explanation", TermUse.AVOID: "Avoided"}


@dataclass(frozen=True)
class List:
    """How one kind is listed."""

    model: type[Model]
    summary: str
    order: Sequence
    row: Callable[[Model], Row]
    narrow: Callable[[QuerySet, Mapping[str, str]], QuerySet] = lambda found, chosen: found
    narrowings: Callable[[], list[Narrowing]] = list
    prefetch: Sequence[str] = ()
    defer: Sequence[str] = ()


def list_of(kind: str, asked: Mapping[str, str]) -> tuple[List, Listing]:
    """The page of a list that the address asks for: a fixed number of queries, whatever it holds."""
    this = LISTS[kind]
    themes = list(public(ThemePage).order_by("position", "pk").defer("overview", "plain_overview"))
    by_theme = Narrowing("theme", "Theme", {theme.slug: theme.tab_name for theme in themes})
    narrowings = [by_theme, *this.narrowings()]
    if kind == "claim" and asked.get("source"):
        narrowings.append(_one_source(asked["source"]))
    chosen, ignored = chosen_of(asked, narrowings)
    found = this.narrow(called(this.model), chosen)
    if "theme" in chosen:
        found = found.filter(themes=next(theme for theme in themes if theme.slug == chosen["theme"]))
    found = found.order_by(*this.order, "pk").prefetch_related(*this.prefetch).defer(*this.defer)
    page, things = listing(sections.section_address(kind), asked, narrowings, found, chosen, ignored)
    own = themes_of(things, themes)
    rows = [_marked(this.row(thing), own.get(thing.pk, [])) for thing in things]
    if kind == "claim":
        rows = _with_states(rows, things)
    return this, dataclasses.replace(page, rows=rows)


def _marked(row: Row, themes: list[ThemePage]) -> Row:
    names = ", ".join(theme.tab_name for theme in themes)
    row = dataclasses.replace(row, mark=themes[0].mark if themes else "")
    if row.label or row.date_parts:
        return dataclasses.replace(row, note=row.note or names)
    return dataclasses.replace(row, label=names)


def _initial(slug: str) -> str:
    return slug[0].upper() if slug[:1].isalpha() else "0–9"


def _named(thing: Model) -> Row:
    return Row(title=str(thing), address=thing.address, text=thing.role, group=_initial(thing.slug))


def _place(place: Place) -> Row:
    return Row(title=place.name, address=place.address, text=place.note, group=_initial(place.slug))


def _event(event: Event) -> Row:
    where = event.place_name
    return Row(title=event.title, address=event.address, label=where, text=event.summary, date_parts=event.date_parts)


def _source(source: Source) -> Row:
    authors = "; ".join(source.authors[:3]) + (" and others" if len(source.authors) > 3 else "")
    return Row(title=source.title, address=source.address, label=source.get_ladder_display(), text=authors)


def _term(term: Term) -> Row:
    uses = [use for use in TermUse if any(rule.use == use for rule in term.rules.all())]
    why = next((rule.why for use in uses for rule in term.rules.all() if rule.use == use), "")
    return Row(
        title=term.term,
        address=term.address,
        label=", ".join(use.label for use in uses),
        text=term.explanation or why,
        group=USE_HEADINGS[uses[0]] if uses else "Without a rule",
    )


def _claim(claim: Claim) -> Row:
    return Row(
        title=claim.statement,
        address=claim.address,
        label=claim.sureness,
        note=claim.get_contest_kind_display() if claim.contest_kind != ContestKind.DENIED else "",
        date_parts=claim.date_parts,
        tone=TONES.get(claim.confidence, ""),
    )


def _table(table: DataTable) -> Row:
    return Row(title=table.title, address=table.address, label=table.unit, text=table.summary)


def _states() -> dict[int, CheckState]:
    """The check state of every claim that anybody has looked at; all others are unchecked."""
    looked_at = Claim.objects.filter(pk__in=ClaimCheck.objects.values("claim_id"))
    fetched = looked_at.prefetch_related("source_links__source", "checks")
    return {claim.pk: state_of(claim.digest, claim.checks.all()) for claim in fetched}


def _with_states(rows: list[Row], claims: list[Claim]) -> list[Row]:
    states = _states()
    unchecked = CheckState.UNCHECKED
    return [
        dataclasses.replace(row, check=states.get(claim.pk, unchecked)) for row, claim in zip(rows, claims, strict=True)
    ]


def _narrow_claims(found: QuerySet, chosen: Mapping[str, str]) -> QuerySet:
    found = found.filter(status=ClaimStatus.STANDING)
    if "sure" in chosen:
        found = found.filter(confidence=chosen["sure"])
    if "source" in chosen:
        found = found.filter(source_links__source__slug=chosen["source"]).distinct()
    if "check" in chosen:
        states = _states()
        if chosen["check"] == CheckState.UNCHECKED:
            return found.exclude(pk__in=[pk for pk, state in states.items() if state != CheckState.UNCHECKED])
        return found.filter(pk__in=[pk for pk, state in states.items() if state == chosen["check"]])
    return found


def _one_source(slug: str) -> Narrowing:
    """Offered only where the address names a source: a list of all of them would be longer than the claims."""
    return Narrowing("source", "Source", {one.slug: str(one) for one in public(Source).filter(slug=slug[:120])})


def _narrow_sources(found: QuerySet, chosen: Mapping[str, str]) -> QuerySet:
    return found.filter(ladder=chosen["kind"]) if "kind" in chosen else found


def _narrow_events(found: QuerySet, chosen: Mapping[str, str]) -> QuerySet:
    if chosen.get("stage") == CONTEXT:
        return found.filter(stage=None)
    return found.filter(stage__slug=chosen["stage"]) if "stage" in chosen else found


def _narrow_terms(found: QuerySet, chosen: Mapping[str, str]) -> QuerySet:
    """Each term stands once, under the first of its uses."""
    ranks = [When(rules__use=use, then=Value(rank)) for rank, use in enumerate(TermUse.values)]
    found = found.annotate(rank=Min(Case(*ranks, default=Value(len(ranks)), output_field=IntegerField())))
    return found.filter(pk__in=Term.objects.filter(rules__use=chosen["use"]).values("pk")) if "use" in chosen else found


def _stages() -> list[Narrowing]:
    options = {stage.slug: stage.label for stage in public(Stage).order_by("position")}
    return [Narrowing("stage", "Stage", {**options, CONTEXT: "Context"})]


def _claim_narrowings() -> list[Narrowing]:
    return [
        Narrowing("sure", "How sure", dict(Confidence.choices)),
        Narrowing("check", "Checked", dict(CheckState.choices)),
    ]


LISTS: dict[str, List] = {
    "source": List(
        Source,
        "The works that the archive cites, and what kind of witness each is. Denial and propaganda are listed as what "
        "they are, and never linked.",
        [Lower("title")],
        _source,
        _narrow_sources,
        lambda: [Narrowing("kind", "Kind of witness", dict(Ladder.choices))],
        defer=("note",),
    ),
    "event": List(
        Event,
        "The dated moments of these histories, in order.",
        ["date_earliest", "date_latest", Lower("title")],
        _event,
        _narrow_events,
        _stages,
    ),
    "person": List(
        Person,
        "People who have a page, each on a stated basis, by their names as they are written.",
        ["slug"],
        _named,
        defer=("text",),
    ),
    "organization": List(Organization, "Agencies, companies, courts and movements.", ["slug"], _named, defer=("text",)),
    "place": List(
        Place, "The places of these histories, and how exactly they are known.", ["slug"], _place, defer=("text",)
    ),
    "term": List(
        Term,
        "The words that the archive prefers, explains or avoids, and why.",
        ["rank", Lower("term")],
        _term,
        _narrow_terms,
        lambda: [Narrowing("use", "Use", dict(TermUse.choices))],
        prefetch=("rules",),
        defer=("text",),
    ),
    "claim": List(
        Claim,
        "Statements of fact, each with its sources, how sure it is, who disputes it and who has checked it.",
        ["slug"],
        _claim,
        _narrow_claims,
        _claim_narrowings,
        defer=("caution", "contested"),
    ),
    "table": List(
        DataTable,
        "Figures worth showing, with their sources and what they leave out.",
        [Lower("title")],
        _table,
        defer=("rows", "contested"),
    ),
}
