"""The events of timelines, by hand and by rule, and what an address may narrow them by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Model, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from content.citations import words
from content.reading import evidence, hard
from content.reading.relations import Asked, Thing, kinds
from content.reading.timeline_filters import day, filters_of, narrowed
from content.timelines.events import Linked, Sourced, TimelineEvent, ordered
from content.visibility import public

CONTEXT = "context"


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


# What a timeline shows ------------------------------------------------------------------------------------------------


def events_of(page, params: Mapping[str, str] | None = None) -> list[TimelineEvent]:
    """The events of a timeline that fit the filters of an address (content.reading.timeline_filters).

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
