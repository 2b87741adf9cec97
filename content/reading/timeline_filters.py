"""What an address asks of a timeline: which of its events, how closely, in which lanes; and what that leaves out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from content import dates
from content.reading import hard
from content.timelines import zoom
from content.timelines.events import TimelineEvent, filtered

NAMES = ("stage", "theme", "clause", "person", "place")
FLAGGED = "flagged"
BY_STAGE, BY_THEME = "stage", "theme"
LANES = {BY_STAGE: "Stages", BY_THEME: "Themes"}
_UID = re.compile(r"[0-9a-z]{10}")


def day(text: str, end: int) -> int | None:
    """The first (end=0) or last (end=1) day that an EDTF text may mean; None for an empty or unreadable one."""
    try:
        date = dates.parse(text) if text else None
    except dates.DateError:
        return None
    return (date.earliest, date.latest)[end] if date else None


@dataclass(frozen=True)
class Filters:
    """What an address asks of a timeline: readable dates, values some event has, and sentences on what was ignored.

    `without` holds content reasons, or `flagged` for all of them. `zoom` and `lanes` are empty for what is usual.
    `event` is the uid that the address names, `between` the two whose distance in time it asks for.
    """

    start: str = ""
    end: str = ""
    values: Mapping[str, frozenset[str]] | None = None
    without: frozenset[str] = frozenset()
    zoom: str = ""
    lanes: str = ""
    event: str = ""
    between: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()

    def of(self, name: str) -> frozenset[str]:
        return (self.values or {}).get(name, frozenset())

    @property
    def any(self) -> bool:
        """Whether it narrows the timeline; how it is drawn does not."""
        chosen = any((self.values or {}).values())
        return bool(self.start or self.end or chosen or self.without or self.zoom == zoom.DAYS)

    def query(self, **changed: str | Iterable[str]) -> str:
        """The query string of these filters with some of them changed; an empty value takes one away.

        The event that the address names is not in it unless it is given: it is where one looks, and no filter.
        """
        pairs: dict[str, Iterable[str]] = {"from": [self.start], "to": [self.end]}
        pairs |= {name: sorted(self.of(name)) for name in NAMES}
        pairs |= {"without": sorted(self.without), "zoom": [self.zoom], "lanes": [self.lanes]}
        pairs |= {"between": [".".join(self.between)]}
        pairs |= {name: [value] if isinstance(value, str) else sorted(value) for name, value in changed.items()}
        return urlencode([(name, value) for name, values in pairs.items() for value in values if value])

    def address(self, path: str, **changed: str | Iterable[str]) -> str:
        """A path in the state of these filters, with some of them changed."""
        query = self.query(**changed)
        return f"{path}?{query}" if query else path


def filters_of(params: Mapping[str, str], events: Sequence[TimelineEvent]) -> Filters:
    """Read the filters of an address; what cannot be used is ignored and said."""
    ignored: list[str] = []
    limits = limits_of(params, ignored)
    known = choices(events)
    values = {name: _known(params, name, known[name], ignored) for name in NAMES}
    return Filters(
        limits["from"],
        limits["to"],
        values,
        without=without_of(params, ignored),
        zoom=_one_of(params, "zoom", zoom.LEVELS, zoom.ALL, ignored),
        lanes=_one_of(params, "lanes", LANES, BY_STAGE, ignored),
        event=_event(params, ignored),
        between=_between(params, events, ignored),
        ignored=tuple(ignored),
    )


def limits_of(params: Mapping[str, str], ignored: list[str]) -> dict[str, str]:
    """The years or days from and to which an address asks, both empty where they contradict each other."""
    limits = {}
    for name in ("from", "to"):
        text = (params.get(name) or "").strip()
        if text and day(text, int(name == "to")) is None:
            ignored.append(f"“{text[:40]}” is not a date and was left out of the filter. Write 1942 or 1942-02.")
            text = ""
        limits[name] = text
    if limits["from"] and limits["to"] and day(limits["from"], 0) > day(limits["to"], 1):
        ignored.append(f"{limits['from'][:40]} comes after {limits['to'][:40]}, so neither limit was used.")
        return {"from": "", "to": ""}
    return limits


def without_of(params: Mapping[str, str], ignored: list[str]) -> frozenset[str]:
    """The content reasons that an address leaves out. A reason may be asked for that nothing here has."""
    asked_for = [value for value in _all(params, "without") if value]
    known = {FLAGGED, *hard.reasons()}
    ignored += [
        f"“{value[:40]}” is no content reason of this archive, so nothing was left out for it."
        for value in asked_for
        if value not in known
    ]
    chosen = frozenset(value for value in asked_for if value in known)
    return frozenset({FLAGGED}) if FLAGGED in chosen else chosen


def _known(params: Mapping[str, str], name: str, known: Mapping[str, str], ignored: list[str]) -> frozenset[str]:
    asked_for = [value for value in _all(params, name) if value]
    ignored += [
        f"No event of this timeline has the {name} “{value[:40]}”, so it was left out of the filter."
        for value in asked_for
        if value not in known
    ]
    return frozenset(value for value in asked_for if value in known)


def _one_of(params: Mapping[str, str], name: str, known: Mapping, usual: str, ignored: list[str]) -> str:
    text = (params.get(name) or "").strip()
    if text and text not in known:
        ignored.append(f"“{text[:40]}” is not one of {', '.join(known)}, so {name} was left as it is.")
    return text if text in known and text != usual else ""


def _event(params: Mapping[str, str], ignored: list[str]) -> str:
    text = (params.get("event") or "").strip()
    if text and not _UID.fullmatch(text):
        ignored.append(f"“{text[:40]}” is not the mark of an event, so none is marked here.")
        return ""
    return text


def _between(params: Mapping[str, str], events: Sequence[TimelineEvent], ignored: list[str]) -> tuple[str, ...]:
    """Two events of this timeline, and of no other: a time between two histories is not offered."""
    uids = [uid for text in _all(params, "between") for uid in text.split(".") if uid]
    if not uids:
        return ()
    known = {event.uid for event in events}
    if len(uids) == 2 and uids[0] != uids[1] and known >= set(uids):
        return tuple(uids)
    ignored.append("A time between two events is told of two different events of this timeline, and of no others.")
    return ()


def _all(params: Mapping[str, str], name: str) -> list[str]:
    getlist = getattr(params, "getlist", None)
    values = getlist(name) if getlist else [params[name]] if params.get(name) else []
    return [value.strip() for value in values][:20]


def choices(events: Sequence[TimelineEvent]) -> dict[str, dict[str, str]]:
    """What a timeline can be filtered by: for each filter the values its events have, with their labels."""
    found: dict[str, dict[str, str]] = {name: {} for name in NAMES}
    for event in events:
        found["stage"].setdefault(event.stage, event.stage_label)
        found["theme"].update({theme: theme for theme in event.themes})
        found["clause"].update({link.slug: link.number for link in event.clauses})
        found["person"].update({person: person for person in event.people})
        if event.place_slug:
            found["place"].setdefault(event.place_slug, event.place)
    return found


def narrowed(events: Sequence[TimelineEvent], filters: Filters) -> list[TimelineEvent]:
    """The events that fit the filters, as they stand on the page: a level of zoom may set them under headings."""
    found = [event for event in _fitting(events, filters) if not is_left_out(event, filters.without)]
    if filters.zoom == zoom.DAYS:
        found = [event for event in found if zoom.is_of_a_known_day(event)]
    return zoom.in_order(zoom.grouped(found, filters.zoom)) if filters.zoom else found


def _fitting(events: Sequence[TimelineEvent], filters: Filters) -> list[TimelineEvent]:
    """The events that fit in everything but what is hard in them and how exactly their day is known."""
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


def is_left_out(event: TimelineEvent, without: frozenset[str]) -> bool:
    """Whether what is hard in an event, said of it or inferred, keeps it out."""
    if FLAGGED in without:
        return bool(event.content_reasons or event.inferred_reasons or event.content_note)
    return bool(without & {*event.content_reasons, *event.inferred_reasons})


def left_out(events: Sequence[TimelineEvent], without: frozenset[str]) -> str:
    """How many of these events are left out for what is hard in them, in a sentence; nothing where nothing is."""
    count = sum(is_left_out(event, without) for event in events)
    if not count:
        return ""
    speaks = _hard_in_words(without)
    if count == 1:
        return f"One event is left out here because it speaks of {speaks}. It happened all the same."
    return f"{count} events are left out here because they speak of {speaks}. They happened all the same."


def left_out_uncounted(events: Sequence[TimelineEvent], filters: Filters) -> tuple[str, ...]:
    """The same without a number, for histories that stand side by side: there it would read as a measure."""
    if not any(is_left_out(event, filters.without) for event in _fitting(events, filters)):
        return ()
    return (f"What speaks of {_hard_in_words(filters.without)} is left out here. It happened all the same.",)


def _hard_in_words(without: frozenset[str]) -> str:
    return "something hard" if FLAGGED in without else hard.in_words(without)


def notices(events: Sequence[TimelineEvent], filters: Filters) -> tuple[str, ...]:
    """What these filters leave out that a class might otherwise take for not having happened, in sentences."""
    fitting = _fitting(events, filters)
    said = [left_out(fitting, filters.without)]
    if filters.zoom == zoom.DAYS:
        rest = narrowed(fitting, replace(filters, zoom=""))
        count = sum(not zoom.is_of_a_known_day(event) for event in rest)
        if count == 1:
            said.append("One event is not shown at this level: its day is not exactly known.")
        elif count:
            said.append(f"{count} events are not shown at this level: their days are not exactly known.")
    return tuple(filter(None, said))


def state_in_words(filters: Filters, labels: Mapping[str, Mapping[str, str]]) -> str:
    """The filters in force as a phrase: "from 1942, stage Removal"; nothing when there are none."""
    said = []
    if filters.start:
        said.append(f"from {dates.words(filters.start)}")
    if filters.end:
        said.append(f"to {dates.words(filters.end)}")
    for name in NAMES:
        values = [labels[name].get(value, value) for value in sorted(filters.of(name))]
        if values:
            said.append(f"{name} {' or '.join(values)}")
    if filters.without:
        said.append(f"without what is flagged as {without_in_words(filters.without)}")
    if filters.zoom:
        said.append(_LEVEL_WORDS[filters.zoom])
    if filters.lanes:
        said.append("in lanes by theme")
    return ", ".join(said)


_LEVEL_WORDS = {
    zoom.DECADES: "an overview by decades",
    zoom.YEARS: "year by year",
    zoom.DAYS: "only events of exactly known days",
}


def without_in_words(without: frozenset[str]) -> str:
    """The reasons left out as a phrase: "killing, slurs"; "hard" for all."""
    return "hard" if FLAGGED in without else hard.in_words(without)
