"""The events of timelines, by hand and by rule, and what an address may narrow them by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Model, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from content import dates
from content.citations import words
from content.reading import evidence, hard
from content.reading.relations import Asked, Thing, kinds
from content.timelines.events import Linked, Sourced, TimelineEvent, filtered, ordered
from content.visibility import public

CONTEXT = "context"
_NAMES = ("stage", "theme", "clause", "person", "place")


@dataclass(frozen=True)
class Rule:
    """How a timeline chooses its events: those by hand, and every event that fits all of the rest."""

    timeline: Thing
    themes: frozenset[int] = frozenset()
    stages: frozenset[int] = frozenset()
    clauses: frozenset[int] = frozenset()
    start: str = ""
    end: str = ""
    by_hand: frozenset[int] | None = None  # None: as the database has them

    @property
    def adds(self) -> bool:
        """Whether there is a rule at all; without one only the events chosen by hand stand in the timeline."""
        return bool(self.themes or self.stages or self.clauses or self.start or self.end)


def asked(timelines: QuerySet | None = None) -> list[Asked]:
    """The lists that `rules_of` reads: public timelines, all or those given, with their rules."""
    found = kinds()["timeline"]._default_manager.all() if timelines is None else timelines
    return [Asked("timelines", found)] + [
        Asked(f"rule-{name}", found.filter(**{f"rule_{name}__isnull": False}), more=f"rule_{name}")
        for name in ("themes", "stages", "clauses")
    ]


def rules_of(lists: Mapping[str, Iterable[Thing]]) -> dict[int, Rule]:
    """The rules of timelines by the timeline's key, from the lists that `asked` asks for."""
    chosen: dict[tuple[int, str], set[int]] = {}
    for name in ("themes", "stages", "clauses"):
        for row in lists[f"rule-{name}"]:
            chosen.setdefault((row.pk, name), set()).add(int(row.more))
    return {
        timeline.pk: Rule(
            timeline=timeline,
            start=timeline.more,
            end=timeline.also,
            **{name: frozenset(chosen.get((timeline.pk, name), ())) for name in ("themes", "stages", "clauses")},
        )
        for timeline in lists["timelines"]
    }


def rule_of(page) -> Rule:
    """The rule of a timeline as the page object has it, which in a preview is not yet what the database has."""
    return Rule(
        timeline=Thing("timeline", page.pk, page.uid, page.slug, page.title),
        themes=frozenset(each.pk for each in page.rule_themes.all()),
        stages=frozenset(each.pk for each in page.rule_stages.all()),
        clauses=frozenset(each.pk for each in page.rule_clauses.all()),
        start=page.rule_from,
        end=page.rule_to,
        by_hand=frozenset(link.event_id for link in page.event_links.all()),
    )


def events_by(rule: Rule) -> QuerySet:
    """The public events of a timeline, in the order of their dates."""
    event = kinds()["event"]
    hand = Q(timeline_links__timeline=rule.timeline.pk) if rule.by_hand is None else Q(pk__in=rule.by_hand)
    chosen = event._default_manager.filter(hand).values("pk")
    found = Q(pk__in=chosen)
    if rule.adds:
        found |= Q(pk__in=_fitting(event, rule).values("pk"))
    return public(event).filter(found).order_by(Coalesce("date_earliest", "date_latest"), "date_latest", "title", "pk")


def _fitting(event: type[Model], rule: Rule) -> QuerySet:
    fitting = event._default_manager.annotate(
        first=Coalesce("date_earliest", "date_latest"), last=Coalesce("date_latest", "date_earliest")
    )
    if rule.themes:
        fitting = fitting.filter(themes__in=rule.themes)
    if rule.stages:
        fitting = fitting.filter(stage__in=rule.stages)
    if rule.clauses:
        fitting = fitting.filter(pledge_links__clause__in=rule.clauses)
    if (start := day(rule.start, 0)) is not None:
        fitting = fitting.filter(last__gte=start)
    if (end := day(rule.end, 1)) is not None:
        fitting = fitting.filter(first__lte=end)
    return fitting


def showing(entry, rules: Mapping[int, Rule]) -> list[Thing]:
    """The timelines in which an event of this entry stands; one query."""
    rows = [
        events_by(rule).filter(entry=entry.pk).order_by().annotate(shown_in=Value(pk)).values_list("shown_in")
        for pk, rule in rules.items()
    ]
    if not rows:
        return []
    found = {pk for (pk,) in (rows[0].union(*rows[1:]) if len(rows) > 1 else rows[0])}
    return [rule.timeline for pk, rule in rules.items() if pk in found]


def day(text: str, end: int) -> int | None:
    """The first (end=0) or last (end=1) day that an EDTF text may mean; None for an empty or unreadable one."""
    try:
        date = dates.parse(text) if text else None
    except dates.DateError:
        return None
    return (date.earliest, date.latest)[end] if date else None


# What a timeline shows ------------------------------------------------------------------------------------------------


def events_of(page, params: Mapping[str, str] | None = None) -> list[TimelineEvent]:
    """The events of a timeline that fit the filters of an address (from, to, stage, theme, clause, person, place).

    A value that cannot be read, or that no event here has, narrows nothing.
    """
    events = all_events(page)
    return narrowed(events, filters_of(params or {}, events))


def all_events(page) -> list[TimelineEvent]:
    """Every public event of a timeline, in order, in a fixed number of queries."""
    return _as_timeline_events(events_by(rule_of(page)))


def events_named(uids: Iterable[str]) -> list[TimelineEvent]:
    """The public events of these uids, in order, in a fixed number of queries."""
    return _as_timeline_events(public(kinds()["event"]).filter(uid__in=list(uids)))


def _as_timeline_events(events: QuerySet) -> list[TimelineEvent]:
    link = kinds()["event"]._meta.get_field("pledge_links").related_model
    found = list(
        evidence.with_sources(events)
        .select_related("stage", "place")
        .prefetch_related("themes", Prefetch("pledge_links", link._default_manager.select_related("clause")))
    )
    entry_kind = kinds()["entry"]
    entries = (
        public(entry_kind)
        .filter(pk__in={event.entry_id for event in found if event.entry_id})
        .prefetch_related("people")
    )
    by_pk = {entry.pk: entry for entry in entries.defer("body")}
    by_theme = hard.reasons_of_themes(found, by_pk)
    return ordered(
        _as_timeline_event(event, by_pk.get(event.entry_id), hard.inferred(event, by_pk, by_theme)) for event in found
    )


def _as_timeline_event(event, entry, inferred: tuple[str, ...]) -> TimelineEvent:
    return TimelineEvent(
        uid=event.uid,
        slug=event.slug,
        title=event.title,
        summary=event.summary,
        date_text=event.date,
        parts=event.date_parts,
        earliest=event.date_earliest,
        latest=event.date_latest,
        themes=tuple(theme.slug for theme in event.themes.all() if theme.live),
        stage=event.stage.slug if event.stage_id else CONTEXT,
        stage_label=event.stage.label if event.stage_id else "Context",
        place=event.where,
        place_slug=event.place.slug if event.place_id and event.place.live else "",
        people=tuple(person.slug for person in entry.people.all() if person.live) if entry else (),
        clauses=tuple(
            Linked(link.clause.slug, link.clause.number, link.clause.short, link.kind, link.why)
            for link in event.pledge_links.all()
            if link.clause.live
        ),
        url=event.address,
        entry_url=entry.address if entry else "",
        entry_title=entry.title if entry else "",
        content_reasons=tuple(event.content_reasons or ()),
        content_note=event.content_note,
        grade_floor=event.grade_floor,
        inferred_reasons=inferred,
        caution=hard.caution(event),
        sources=tuple(Sourced(link.source.slug, words.short(link.source.work)) for link in event.source_links.all()),
    )


@dataclass(frozen=True)
class Filters:
    """What an address asks of a timeline: readable dates, values some event has, and sentences on what was ignored."""

    start: str = ""
    end: str = ""
    values: Mapping[str, frozenset[str]] | None = None
    ignored: tuple[str, ...] = ()

    def of(self, name: str) -> frozenset[str]:
        return (self.values or {}).get(name, frozenset())

    @property
    def any(self) -> bool:
        return bool(self.start or self.end or any((self.values or {}).values()))

    def query(self, **changed: str) -> str:
        """The query string of these filters with some of them changed; an empty value takes one away."""
        pairs = {"from": [self.start], "to": [self.end], **{name: sorted(self.of(name)) for name in _NAMES}}
        pairs |= {name: [value] for name, value in changed.items()}
        return urlencode([(name, value) for name, values in pairs.items() for value in values if value])


def filters_of(params: Mapping[str, str], events: Sequence[TimelineEvent]) -> Filters:
    """Read the filters of an address; what cannot be used is ignored and said."""
    ignored: list[str] = []
    limits = {}
    for name in ("from", "to"):
        text = (params.get(name) or "").strip()
        if text and day(text, int(name == "to")) is None:
            ignored.append(f"“{text[:40]}” is not a date and was left out of the filter. Write 1942 or 1942-02.")
            text = ""
        limits[name] = text
    if limits["from"] and limits["to"] and day(limits["from"], 0) > day(limits["to"], 1):
        ignored.append(f"{limits['from'][:40]} comes after {limits['to'][:40]}, so neither limit was used.")
        limits = {"from": "", "to": ""}
    known = choices(events)
    values = {}
    for name in _NAMES:
        asked_for = [value for value in _all(params, name) if value]
        values[name] = frozenset(value for value in asked_for if value in known[name])
        ignored += [
            f"No event of this timeline has the {name} “{value[:40]}”, so it was left out of the filter."
            for value in asked_for
            if value not in known[name]
        ]
    return Filters(limits["from"], limits["to"], values, tuple(ignored))


def _all(params: Mapping[str, str], name: str) -> list[str]:
    getlist = getattr(params, "getlist", None)
    values = getlist(name) if getlist else [params[name]] if params.get(name) else []
    return [value.strip() for value in values][:20]


def choices(events: Sequence[TimelineEvent]) -> dict[str, dict[str, str]]:
    """What a timeline can be filtered by: for each filter the values its events have, with their labels."""
    found: dict[str, dict[str, str]] = {name: {} for name in _NAMES}
    for event in events:
        found["stage"].setdefault(event.stage, event.stage_label)
        found["theme"].update({theme: theme for theme in event.themes})
        found["clause"].update({link.slug: link.number for link in event.clauses})
        found["person"].update({person: person for person in event.people})
        if event.place_slug:
            found["place"].setdefault(event.place_slug, event.place)
    return found


def narrowed(events: Sequence[TimelineEvent], filters: Filters) -> list[TimelineEvent]:
    """The events that fit the filters."""
    return filtered(
        events,
        from_day=day(filters.start, 0),
        to_day=day(filters.end, 1),
        stages=filters.of("stage"),
        themes=filters.of("theme"),
        clauses=filters.of("clause"),
        people=filters.of("person"),
        places=filters.of("place"),
    )
