"""How closely a timeline is looked at: all of it, by decades, by years, or only what happened on an exactly known day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content import dates
from content.timelines.events import TimelineEvent

ALL, DECADES, YEARS, DAYS = "all", "decades", "years", "days"
LEVELS = {ALL: "All", DECADES: "Decades", YEARS: "Years", DAYS: "Days"}
CLOSER = {DECADES: YEARS, YEARS: DAYS}
NO_DATE = "Date not known"


@dataclass(frozen=True)
class Group:
    """Events that stand under one heading; `start` and `end` (EDTF) are its limits, empty where none can be named."""

    label: str
    events: tuple[TimelineEvent, ...]
    start: str = ""
    end: str = ""


def is_of_a_known_day(event: TimelineEvent) -> bool:
    """Whether the day on which it happened, or on which it began and ended, is exactly known."""
    parts = event.parts or {}
    ends = [parts[name] for name in ("start", "end") if name in parts]
    return bool(ends) and all(_is_a_day(end) for end in ends)


def _is_a_day(end: dict) -> bool:
    return (end.get("day") or "X").isdigit() and not end.get("mark")


def grouped(events: Iterable[TimelineEvent], level: str) -> list[Group]:
    """The events under headings of one level, each heading once, in the order in which they first come.

    An event stands where it begins, or where only its end is known, at its end. A decade or a century of which the year
    is not known has a heading of its own: it is not put into the first year that it may mean.
    """
    found: dict[str, list[TimelineEvent]] = {}
    limits: dict[str, tuple[str, str]] = {}
    for event in events:
        label, *within = _heading(event, level)
        found.setdefault(label, []).append(event)
        limits[label] = (within[0], within[-1]) if within else ("", "")
    return [Group(label, tuple(under), *limits[label]) for label, under in found.items()]


def _heading(event: TimelineEvent, level: str) -> tuple[str, ...]:
    """The heading of an event and the limits of what stands under it; without limits where these say nothing."""
    date = _first_known(event)
    if not date:
        return (NO_DATE,)
    year = date["year"]
    if level == DECADES:
        return _decade(year)
    if level == DAYS:
        day = f"{year}-{date['month']}-{date['day']}"
        return dates.words(day), day
    if "X" in year:
        return f"{dates.words(year)}, year not known", *_decade(year)[1:]
    return str(int(year)), year


def _decade(year: str) -> tuple[str, ...]:
    if year.endswith("XX"):
        return dates.words(year), year.replace("X", "0"), year.replace("X", "9")
    return dates.words(f"{year[:3]}X"), f"{year[:3]}0", f"{year[:3]}9"


def _first_known(event: TimelineEvent) -> dict:
    parts = event.parts or {}
    return next((end for name in ("start", "end") if "year" in (end := parts.get(name) or {})), {})


def in_order(groups: Sequence[Group]) -> list[TimelineEvent]:
    """The events of the groups as they stand on the page."""
    return [event for group in groups for event in group.events]
