"""The rows of a timeline: events in their lanes under headings, folded years and voices between them, cut into parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from content import dates
from content.reading.relations import kinds
from content.reading.timeline_filters import BY_THEME, Filters
from content.timelines import zoom
from content.timelines.events import TimelineEvent
from content.timelines.layout import Gap, Placed, arrange
from content.visibility import public

EVENTS_A_PART = 75  # the longest events, so many of them, stay under 150 kB
LINES_A_PART = 250
VOICES_BETWEEN = 2
MOST_LANES = 8  # columns that the register has


@dataclass(frozen=True)
class Page:
    """A part of a timeline: its number, how many there are, how many events stand in each."""

    number: int
    count: int
    size: int

    def part_of(self, position: int) -> int:
        """The part in which the event of this position (from 1) stands."""
        return (position - 1) // self.size + 1

    def holds(self, position: int) -> bool:
        return self.part_of(position) == self.number


@dataclass(frozen=True)
class Lane:
    """A column of the register: its name, the class that puts a tick there, the theme whose ink it takes."""

    slug: str
    name: str
    tick: str
    mark: str = ""


@dataclass(frozen=True)
class EventRow:
    """An event where it stands, with the address under which it is found again."""

    event: TimelineEvent
    number: int
    total: int
    link: str
    ticks: Sequence[Lane] = ()  # context stands in no lane of stages
    themes: str = ""  # the names of its themes, where these are the lanes
    is_named: bool = False
    is_line: bool = False

    @property
    def anchor(self) -> str:
        return f"e-{self.event.uid}"


@dataclass(frozen=True)
class HeadingRow:
    """The heading of a decade, a year or a day, how many events stand under it, and the way to a closer look."""

    label: str
    count: int
    closer: str = ""
    closer_words: str = ""
    is_continued: bool = False


@dataclass(frozen=True)
class VoiceRow:
    """The words of somebody it happened to, between events."""

    quotation: object


def page_of(asked: Mapping[str, str], filters: Filters, shown: Sequence[TimelineEvent]) -> Page:
    """The part that an address asks for; without a number, that of the event it names, or the first."""
    size = LINES_A_PART if filters.zoom == zoom.DECADES else EVENTS_A_PART
    count = max(1, -(-len(shown) // size))
    text = asked.get("page") or ""
    if text.isascii() and text.isdigit() and len(text) < 6:
        return Page(min(max(int(text), 1), count), count, size)
    at = next((number for number, event in enumerate(shown, 1) if event.uid == filters.event), 1)
    return Page((at - 1) // size + 1, count, size)


def rows_of(
    filters: Filters, shown: Sequence[TimelineEvent], here: Page, voices: Sequence, path: str, labels: Mapping
) -> dict:
    """The rows of one part, and the lanes they stand in; folded years and headings are those of the whole."""
    lanes = _lanes_of_themes(labels["theme"]) if filters.lanes == BY_THEME else []
    by_slug = {lane.slug: lane for lane in lanes}
    headings = _headings(filters, shown)
    spoken = _after(voices, shown)
    rows: list = []
    held: list = []
    for row in arrange(shown):
        if isinstance(row, Gap):
            held.append(row)
            continue
        is_here = here.holds(row.number)
        heading = headings.get(row.number)
        if heading:
            held.append(heading)
        elif is_here and headings and not rows:
            before = headings[max(number for number in headings if number < row.number)]
            held.append(HeadingRow(before.label, before.count, before.closer, before.closer_words, is_continued=True))
        if is_here:
            rows += [*held, _event_row(row, filters, path, by_slug)]
            rows += [VoiceRow(quotation) for quotation in spoken.get(row.number, ())]
        held = []
    return {"rows": rows, "lanes": lanes, "grouped": bool(headings)}


def _event_row(row: Placed, filters: Filters, path: str, lanes: Mapping[str, Lane]) -> EventRow:
    event = row.event
    if filters.lanes == BY_THEME:
        stands_in = [lanes[theme] for theme in event.themes if theme in lanes]
        ticks = sorted((lane for lane in stands_in if lane.tick), key=lambda lane: lane.tick)
    else:
        stands_in = []
        ticks = [Lane(event.stage, event.stage_label, event.stage)] if event.stage != "context" else []
    return EventRow(
        event,
        row.number,
        row.total,
        f"{path}?{filters.query(event=event.uid)}#e-{event.uid}",
        ticks,
        "; ".join(lane.name for lane in stands_in),
        is_named=event.uid == filters.event,
        is_line=filters.zoom == zoom.DECADES,
    )


def _lanes_of_themes(labels: Mapping[str, str]) -> list[Lane]:
    """A lane for each theme, in the order of the tabs; those that find no column are still told in words."""
    found = public(kinds()["theme"]).filter(slug__in=labels).order_by("position", "slug")
    return [
        Lane(theme.slug, theme.tab_name, f"lane-{number}" if number <= MOST_LANES else "", theme.mark)
        for number, theme in enumerate(found, 1)
    ]


def _headings(filters: Filters, shown: Sequence[TimelineEvent]) -> dict[int, HeadingRow]:
    """The headings of a level of zoom by the number of the event that each stands before; none at its usual level."""
    found: dict[int, HeadingRow] = {}
    number = 1
    for group in zoom.grouped(shown, filters.zoom) if filters.zoom else ():
        closer = zoom.CLOSER.get(filters.zoom, "") if group.start else ""
        query = filters.query(zoom=closer, **{"from": group.start, "to": group.end}) if closer else ""
        found[number] = HeadingRow(
            group.label, len(group.events), f"?{query}" if query else "", _CLOSER.get(closer, "")
        )
        number += len(group.events)
    return found


_CLOSER = {zoom.YEARS: "Year by year", zoom.DAYS: "Day by day"}


# Voices ---------------------------------------------------------------------------------------------------------------


def _after(voices: Sequence, shown: Sequence[TimelineEvent]) -> dict[int, list]:
    """Voices by the number of the last event that had begun when the words were said, or of the first of all."""
    found: dict[int, list] = {}
    for quotation in voices:
        begun = [
            number
            for number, event in enumerate(shown, 1)
            if event.earliest is not None and event.earliest <= quotation.date_earliest
        ]
        found.setdefault(begun[-1] if begun else 1, []).append(quotation)
    return found


def voices_of(themes: Sequence, shown: Sequence[TimelineEvent]) -> list:
    """Two voices at most, dated within what is shown, from its beginning and its later part."""
    days = [
        day
        for event in shown
        for day in (event.earliest, event.latest)
        if day not in (None, dates.OPEN_START, dates.OPEN_END)
    ]
    if not days or not themes:
        return []
    quotation = kinds()["quotation"]
    of_themes = quotation.themes.through._default_manager.filter(themepage__in=themes).values("quotation")
    found = list(
        public(quotation)
        .filter(pk__in=of_themes)
        .filter(voice__in=("affected", "refuser"), propaganda=False, date_earliest__range=(min(days), max(days)))
        .select_related("source")
        .order_by("date_earliest", "slug")
    )
    return found if len(found) <= VOICES_BETWEEN else [found[0], found[len(found) * 2 // 3]]
