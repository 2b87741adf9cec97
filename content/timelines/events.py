"""An event as a timeline takes it, put in order and filtered by dates that may be uncertain."""

from collections.abc import Iterable
from dataclasses import dataclass

from content import dates

EVENT, ENTRY = "event", "entry"


@dataclass(frozen=True)
class Sourced:
    """A source of an event: its key and a short label."""

    key: str
    label: str


@dataclass(frozen=True)
class Linked:
    """A clause an event bears on: slug, number, short name, kind of link and why."""

    slug: str
    number: str
    short: str
    kind: str
    why: str


@dataclass(frozen=True)
class TimelineEvent:
    """A dated moment with everything a timeline shows of it; no database behind it."""

    uid: str
    slug: str
    title: str
    summary: str = ""
    date_text: str = ""
    parts: dict | None = None
    earliest: int | None = None
    latest: int | None = None
    themes: tuple[str, ...] = ()
    stage: str = ""
    stage_label: str = ""
    place: str = ""
    place_slug: str = ""
    people: tuple[str, ...] = ()
    clauses: tuple[Linked, ...] = ()
    url: str = ""
    entry_url: str = ""
    entry_title: str = ""
    content_reasons: tuple[str, ...] = ()
    content_note: str = ""
    grade_floor: int | None = None
    inferred_reasons: tuple[str, ...] = ()  # of its entry or themes, where it has none of its own
    caution: str = ""  # its own reasons, floor and note in one line
    sources: tuple[Sourced, ...] = ()
    kind: str = EVENT  # or an entry that a teacher put among events

    @property
    def words(self) -> str:
        return dates.words(self.parts or {})

    @property
    def machine(self) -> str:
        return dates.machine(self.parts or {})

    @property
    def precision(self) -> str:
        return dates.precision(self.parts or {})


@dataclass(frozen=True)
class Withheld:
    """One that was asked for and is not shown: its uid, and why in a sentence that does not name it."""

    uid: str
    why: str


@dataclass(frozen=True)
class Listed:
    """Events as they leave the archive together in a file: under which title, what is hard in them, from which address."""

    name: str  # of the file, without its ending
    title: str
    summary: str
    note: str
    link: str
    events: tuple[TimelineEvent, ...]
    withheld: tuple[Withheld, ...] = ()
    left_out: tuple[str, ...] = ()  # how many were left out, and why, in sentences


@dataclass(frozen=True)
class SideBySide:
    """Timelines as they leave the archive in one file, each with its own events; nothing is counted across them."""

    title: str
    note: str  # what is hard in any of them
    link: str
    timelines: tuple[Listed, ...]


def ordered(events: Iterable[TimelineEvent]) -> list[TimelineEvent]:
    """Events by earliest day, then latest, then title; those of which no day is known last.

    Where one end is unknown the other stands for it, so that "until 1950" stands at 1950.
    """
    return sorted(events, key=_place_in_time)


def _place_in_time(event: TimelineEvent) -> tuple[int, int, str, str]:
    known = [day for day in (event.earliest, event.latest) if day is not None] or [dates.OPEN_END + 1]
    return known[0], known[-1], event.title, event.uid


def filtered(
    events: Iterable[TimelineEvent],
    *,
    from_day: int | None = None,
    to_day: int | None = None,
    stages: frozenset[str] = frozenset(),
    themes: frozenset[str] = frozenset(),
    clauses: frozenset[str] = frozenset(),
    people: frozenset[str] = frozenset(),
    places: frozenset[str] = frozenset(),
) -> list[TimelineEvent]:
    """The events that fit every filter given; within one filter any value will do."""
    return [
        event
        for event in events
        if dates.overlaps(event.earliest, event.latest, from_day, to_day)
        and (not stages or event.stage in stages)
        and (not themes or themes & set(event.themes))
        and (not clauses or clauses & {link.slug for link in event.clauses})
        and (not people or people & set(event.people))
        and (not places or event.place_slug in places)
    ]
