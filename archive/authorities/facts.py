"""What the page of each authority shows beside its own fields, gathered in a fixed number of queries."""

from collections.abc import Callable, Sequence

from django.db.models import Model, QuerySet, Value
from django.utils.safestring import mark_safe

from archive.authorities.naming import pages_naming
from content.citations import words
from content.maps import EXACTNESS, coordinates
from content.models import (
    Claim,
    ClaimSource,
    DataTable,
    EntryPage,
    Event,
    EventSource,
    Organization,
    Person,
    Place,
    Quotation,
    RecordPage,
    Source,
    TableSource,
    Term,
    TermRule,
    ThemePage,
)
from content.models.vocabularies import ClaimStatus, Ladder, TermUse
from content.reading import clauses, evidence, hard, maps, tables, timelines
from content.reading.bodies import Bodies
from content.reading.listing import themes_of
from content.reading.relations import Thing, named
from content.visibility import public

SHOWN_IN_FULL = 40  # statements with their evidence; the list of claims has the rest
SHOWN = 100  # of one kind on one page; how many there are is always said
ENTRY_FIELDS = ("pk", "slug", "title", "summary", "entry_kind", "date", "date_parts", "date_earliest")
QUOTED = ("affected", "refuser", "advocate", "scholar", "press", "company", "official", "perpetrator")


def facts_of(thing: Model) -> dict:
    """The context of an authority's page."""
    themes = list(public(ThemePage).order_by("position", "pk").defer("overview", "plain_overview"))
    of_it = themes_of([thing], themes)[thing.pk]
    return {
        "themes": of_it,
        "body_theme": of_it[0] if of_it else None,
        "shown_at_most": SHOWN,
        **_GATHER[type(thing)](thing),
    }


def _source(source: Source) -> dict:
    resting = ClaimSource.objects.filter(source=source).values("claim_id")
    standing = Claim.objects.filter(status=ClaimStatus.STANDING, pk__in=resting)
    carried = evidence.with_evidence(standing)
    return {
        "reference": mark_safe(words.full(source.work)),
        "witness": words.LADDER.get(source.ladder, ("", "")),
        "seen": words.CHECKED.get(source.checked, ""),
        "is_denial": source.ladder == Ladder.DENIAL,
        "claims": evidence.all_shown(carried[:SHOWN_IN_FULL]),
        "claim_count": carried.count(),
        "events": _carried(EventSource, "event", public(Event), source),
        "tables": _carried(TableSource, "table", public(DataTable), source),
        "quotations": _quotations(source=source),
        "records": list(public(RecordPage).filter(source=source).order_by("title").defer("transcription")),
        "pages": pages_naming(source),
    }


def _carried(link_model: type[Model], name: str, things: QuerySet, source: Source) -> list[tuple[Model, list[str]]]:
    """What rests on the source, each with the places in the work that are named."""
    locators: dict[int, list[str]] = {}
    links = link_model.objects.filter(source=source).order_by("sort_order", "pk")
    for pk, locator in links.values_list(f"{name}_id", "locator"):
        locators.setdefault(pk, []).append(locator)
    return [(thing, [one for one in locators[thing.pk] if one]) for thing in things.filter(pk__in=locators)]


def _quotations(**only) -> list[Quotation]:
    """The words of people, those it happened to first; never hate propaganda, which stands only inside an entry."""
    found = (
        public(Quotation).filter(propaganda=False, **only).select_related("source", "person").prefetch_related("themes")
    )
    return sorted(found, key=lambda one: (QUOTED.index(one.voice) if one.voice in QUOTED else len(QUOTED), one.slug))


def _event(event: Event) -> dict:
    entry = public(EntryPage).filter(pk=event.entry_id).first() if event.entry_id else None
    before, after = _neighbours(event)
    return {
        "entry": entry,
        "inferred": _inferred_reasons(event, entry),
        "links": clauses.grouped(clauses.shown(event)),
        "place": event.place if event.place_id and event.place.live else None,
        "sources": evidence.citations(event),
        "timelines": timelines_with(event),
        "before": before,
        "after": after,
    }


def _inferred_reasons(event: Event, entry: EntryPage | None) -> str:
    """What is hard in the theme of an event that has neither a note nor an entry; an entry says its own beside its name."""
    if entry:
        return ""
    return hard.in_words(hard.inferred(event, {}, hard.reasons_of_themes([event], {})))


def _neighbours(event: Event) -> tuple[Event | None, Event | None]:
    """The public events before and after it in the first of its themes."""
    theme = event.themes.first()
    if theme is None:
        return None, None
    in_order = public(Event).filter(themes=theme).order_by("date_earliest", "date_latest", "title", "pk")
    order = list(in_order.values_list("pk", flat=True))
    at = order.index(event.pk) if event.pk in order else None
    if at is None:
        return None, None
    beside = [order[at - 1] if at else None, order[at + 1] if at + 1 < len(order) else None]
    found = public(Event).in_bulk([pk for pk in beside if pk])
    return found.get(beside[0]), found.get(beside[1])


def timelines_with(event: Event) -> list[Thing]:
    """The public timelines in which the event stands, chosen by hand or by a rule that it fits: two queries."""
    rules = timelines.rules_of(named(timelines.asked()))
    found = [
        timelines.events_by(rule).filter(pk=event.pk).order_by().annotate(of=Value(pk)).values_list("of", flat=True)
        for pk, rule in rules.items()
    ]
    holding = set(found[0].union(*found[1:])) if found else set()
    return [rule.timeline for pk, rule in rules.items() if pk in holding]


def _agent(agent: Person | Organization) -> dict:
    facts = {"entries": _entries(agent), "forms": list(agent.forms.all()), **_account(agent)}
    listed = {entry.pk for entry in facts["entries"]}
    facts["pages"] = [page for page in pages_naming(agent) if page.pk not in listed]
    if isinstance(agent, Person):
        facts["quotations"] = _quotations(person=agent)
    return facts


def _place(place: Place) -> dict:
    entries = _entries(place)
    listed = {entry.pk for entry in entries}
    return {
        "entries": entries,
        "forms": list(place.forms.all()),
        "events": list(public(Event).filter(place=place)),
        "pages": [page for page in pages_naming(place) if page.pk not in listed],
        "where": coordinates(place.lat, place.lon),
        "exactness": EXACTNESS[place.precision] if place.lat is not None and place.lon is not None else "",
        "maps": maps.of_place(place),
        **_account(place),
    }


def _account(thing: Model) -> dict:
    """The account of an agent, place or term, with its notes."""
    read = Bodies({}, {"text": thing.text}).read()
    return {"account": read.prose["text"], "notes": read.notes}


def _entries(thing: Model) -> list[EntryPage]:
    return list(public(thing.entry_set.all()).order_by("date_earliest", "title").only(*ENTRY_FIELDS))


def _term(term: Term) -> dict:
    rules = list(TermRule.objects.filter(term=term).prefetch_related("rule_themes"))
    order = list(TermUse.values)
    rules.sort(key=lambda rule: (order.index(rule.use), rule.sort_order or 0))
    shown = [(rule, [theme for theme in rule.rule_themes.all() if theme.live]) for rule in rules]
    return {"rules": shown, "forms": list(term.forms.all()), "pages": pages_naming(term), **_account(term)}


def _claim(claim: Claim) -> dict:
    entries = public(EntryPage).filter(claim_links__claim=claim).order_by("title").only(*ENTRY_FIELDS)
    digest = claim.digest
    newest_first = claim.checks.select_related("user").order_by("-created_at", "-pk")
    checks = [(check, check.digest == digest) for check in newest_first]
    return {"entries": list(entries), "shown": evidence.shown(claim), "checks": checks, "pages": pages_naming(claim)}


def _table(table: DataTable) -> dict:
    return {"shown": tables.shown(table), "pages": pages_naming(table)}


_GATHER: dict[type[Model], Callable[[Model], dict]] = {
    Source: _source,
    Event: _event,
    Person: _agent,
    Organization: _agent,
    Place: _place,
    Term: _term,
    Claim: _claim,
    DataTable: _table,
}
PREFETCH: dict[type[Model], Sequence[str]] = {
    Event: ("source_links__source", "pledge_links__clause"),
    Claim: ("source_links__source", "checks"),
    DataTable: ("source_links__source",),
}
