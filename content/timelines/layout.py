"""Rows of a timeline: events with their position, and the long stretches in which nothing stands, folded."""

from collections.abc import Sequence
from dataclasses import dataclass

from content import dates
from content.timelines.events import TimelineEvent

LEAST_GAP = 3  # years: a shorter silence is not remarked on
SHARE = 0.06  # of the whole span: on a long timeline a gap must be longer to be worth a fold


@dataclass(frozen=True)
class Placed:
    """An event with its place among the others."""

    event: TimelineEvent
    number: int
    total: int


@dataclass(frozen=True)
class Gap:
    """Years between two events in which this timeline shows nothing."""

    first_year: int
    last_year: int

    @property
    def years(self) -> int:
        return self.last_year - self.first_year + 1

    @property
    def words(self) -> str:
        return f"{self.years} years without an event here"


def arrange(events: Sequence[TimelineEvent]) -> list[Placed | Gap]:
    """Events in the order given, with a gap between neighbours whose known years lie far apart.

    A gap is folded when it holds at least three whole years and at least 6 % of the span of the timeline.
    """
    spans = [dates.year_span(event.earliest, event.latest) for event in events]
    known = [year for span in spans for year in span if year is not None]
    least = max(LEAST_GAP, SHARE * (max(known) - min(known))) if known else LEAST_GAP
    rows: list[Placed | Gap] = []
    reached: int | None = None
    for number, (event, (first, last)) in enumerate(zip(events, spans, strict=True), 1):
        if reached is not None and first is not None and first - reached - 1 >= least:
            rows.append(Gap(reached + 1, first - 1))
        rows.append(Placed(event, number, len(events)))
        reached = max((year for year in (reached, last if last is not None else first) if year is not None), default=None)
    return rows
