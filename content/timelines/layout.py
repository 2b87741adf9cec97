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

    @property
    def position(self) -> str:
        """Its place in words: "3 of 28"."""
        return f"{self.number} of {self.total}"

    @property
    def precision(self) -> str:
        """How its date is drawn: exact, about or during."""
        return self.event.precision


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

    A gap is folded when it holds at least three whole years and at least 6 % of the years from the first to the last of
    the timeline, so that three silent years are seen in a timeline of a war and passed over in one of a century. An
    event fills the years from its earliest to its latest; an end that is open or unknown fills none.
    """
    spans = [_known_years(event) for event in events]
    known = [year for span in spans for year in span]
    least = max(LEAST_GAP, SHARE * (max(known) - min(known) + 1)) if known else LEAST_GAP
    rows: list[Placed | Gap] = []
    reached: int | None = None
    for number, (event, years) in enumerate(zip(events, spans, strict=True), 1):
        if years and reached is not None and years[0] - reached - 1 >= least:
            rows.append(Gap(reached + 1, years[0] - 1))
        rows.append(Placed(event, number, len(events)))
        reached = max([*years, *([reached] if reached is not None else [])], default=None)
    return rows


def _known_years(event: TimelineEvent) -> list[int]:
    return [year for year in dates.year_span(event.earliest, event.latest) if year is not None]
