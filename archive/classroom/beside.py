"""Up to four timelines side by side, to ask questions: what an address asks for, and the rows that answer it.

Nothing is added up, and no time is measured, across them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict

from content import dates, slugs
from content.models import Stage, ThemeStage, TimelinePage
from content.reading import hard
from content.reading.timeline_filters import (
    Filters,
    left_out_uncounted,
    limits_of,
    narrowed,
    without_in_words,
    without_of,
)
from content.reading.timelines import all_events
from content.timelines.events import Listed, SideBySide, TimelineEvent
from content.visibility import public

ADDRESS = "/timelines/compare/"
FEWEST, MOST = 2, 4
EVENTS_EACH = 100
EVENTS_A_STAGE = 6
ALIGNMENTS = {"date": "By calendar", "stage": "By stage"}
UNDATED = "Year not known"
CONTEXT = "Outside the stages"


@dataclass(frozen=True)
class Beside:
    """What an address asks to see side by side: timelines, in which order, within which years, without what."""

    known: Sequence[TimelinePage]
    chosen: Sequence[TimelinePage]
    align: str
    filters: Filters
    notices: Sequence[str]

    @property
    def enough(self) -> bool:
        return len(self.chosen) >= FEWEST

    def query(self, align: str = "", **changed: str | Iterable[str]) -> str:
        """The query string of what is shown, whatever else stood in the address."""
        first = [*(("t", page.slug) for page in self.chosen), ("align", align or self.align)]
        rest = self.filters.query(**changed)
        return f"{urlencode(first)}{'&' if rest else ''}{rest}"

    def address(self, path: str = "", **changed: str | Iterable[str]) -> str:
        """A path below that of side by side, in the state of what is shown."""
        return f"{ADDRESS}{path}?{self.query(**changed)}"

    @property
    def link(self) -> str:
        return settings.SITE_URL + self.address()

    @property
    def title(self) -> str:
        return " beside ".join(f"“{page.title}”" for page in self.chosen)

    @property
    def citation(self) -> str:
        titles = " beside ".join(page.title for page in self.chosen)
        return f"“{titles}.” {settings.WAGTAIL_SITE_NAME}. {self.link}"

    @property
    def state(self) -> str:
        """What is shown as a phrase: "by calendar, from 1942"."""
        said = [ALIGNMENTS[self.align].lower()]
        said += [f"from {dates.words(self.filters.start)}"] if self.filters.start else []
        said += [f"to {dates.words(self.filters.end)}"] if self.filters.end else []
        if self.filters.without:
            said.append(f"without what is flagged as {without_in_words(self.filters.without)}")
        return ", ".join(said)


@dataclass(frozen=True)
class Column:
    """A timeline among others: its events as narrowed, how many of them its page shows, what is left out of it."""

    page: TimelinePage
    mark: str
    events: Sequence[TimelineEvent]
    left_out: Sequence[str]
    everything: Sequence[TimelineEvent]
    address: str  # of its own page, narrowed alike

    @property
    def first(self) -> Sequence[TimelineEvent]:
        """Those that the page of side by side shows by calendar."""
        return self.events[:EVENTS_EACH]

    @property
    def is_cut(self) -> bool:
        return len(self.events) > EVENTS_EACH


@dataclass(frozen=True)
class Cell:
    """What stands in one column of one row: what is said of a stage, and events."""

    column: Column
    said: Sequence[ThemeStage] = ()
    events: Sequence[TimelineEvent] = ()
    more: str = ""


Row = tuple[str, list[Cell]]


def read(params: QueryDict) -> Beside:
    """What an address asks for. Never raises: what is not here, or too much, is left out and said."""
    known = {page.slug: page for page in public(TimelinePage).order_by("title")}
    asked = _present(known, params.getlist("t"))
    chosen = [known[slug] for slug in asked if slug in known][:MOST]
    align = params.get("align") if params.get("align") in ALIGNMENTS else "date"
    ignored: list[str] = []
    limits = limits_of(params, ignored)
    filters = Filters(limits["from"], limits["to"], without=without_of(params, ignored))
    return Beside(list(known.values()), chosen, align, filters, [*_notices(asked, known, chosen), *ignored])


def _present(known: Mapping[str, TimelinePage], asked: Sequence[str]) -> list[str]:
    """The slugs asked for, each once; a timeline under a name it no longer has by the one it has now."""
    unknown = {slug for slug in asked if slug and slug not in known}
    renamed = slugs.renamed_pages(TimelinePage, unknown) if unknown else {}
    return list(dict.fromkeys(renamed[slug].slug if slug in renamed else slug for slug in asked if slug))


def _notices(asked: Sequence[str], known: Mapping, chosen: Sequence) -> list[str]:
    said = []
    if any(slug not in known for slug in asked):
        said.append("A timeline in the address is not here, or not public. It was left out.")
    if sum(slug in known for slug in asked) > MOST:
        said.append(f"At most {MOST} timelines stand side by side. The first {MOST} are shown.")
    if asked and len(chosen) < FEWEST:
        said.append("Choose at least two timelines.")
    return said


def columns_of(beside: Beside) -> list[Column]:
    return [_column(page, beside.filters) for page in beside.chosen]


def _column(page: TimelinePage, filters: Filters) -> Column:
    events = all_events(page)
    theme = public(page.themes.all()).order_by("position").first()
    return Column(
        page,
        theme.mark if theme else "",
        narrowed(events, filters),
        left_out_uncounted(events, filters),
        events,
        filters.address(page.address),
    )


def taken(beside: Beside) -> SideBySide:
    """The timelines as they leave the archive together in a file."""
    columns = columns_of(beside)
    events = [event for column in columns for event in column.events]
    return SideBySide(
        title=beside.title,
        note=hard.caution(hard.of_events(events)),
        link=beside.link,
        timelines=tuple(_listed(column) for column in columns),
    )


def _listed(column: Column) -> Listed:
    return Listed(
        name=column.page.slug,
        title=column.page.title,
        summary=column.page.summary,
        note=hard.caution(hard.of_events(column.events)),
        link=settings.SITE_URL + column.address,
        events=tuple(column.events),
        left_out=tuple(column.left_out),
    )


def rows_of(beside: Beside, columns: Sequence[Column], whole: bool = False) -> list[Row]:
    """The rows in the order asked for; `whole` for paper and files, which no longer way leads on from."""
    return by_stage(beside, columns, whole) if beside.align == "stage" else by_year(columns, whole)


def by_year(columns: Sequence[Column], whole: bool = False) -> list[Row]:
    """A row for each year in which something begins in any of them."""
    placed = [_years(column.events if whole else column.first) for column in columns]
    years = sorted({year for one in placed for year in one if year is not None})
    if any(None in one for one in placed):
        years.append(None)
    return [
        (
            UNDATED if year is None else str(year),
            [Cell(column, events=one.get(year, ())) for column, one in zip(columns, placed, strict=True)],
        )
        for year in years
    ]


def _years(events: Sequence[TimelineEvent]) -> dict[int | None, list[TimelineEvent]]:
    years: dict[int | None, list[TimelineEvent]] = {}
    for event in events:
        first, last = dates.year_span(event.earliest, event.latest)
        years.setdefault(first if first is not None else last, []).append(event)
    return years


def by_stage(beside: Beside, columns: Sequence[Column], whole: bool = False) -> list[Row]:
    """A row for each stage: what editors say of it in each history, that it did not happen included, and events of it.

    What stands in no stage is told on paper and in files; on the page the way to the whole timeline leads there.
    """
    said = [_said(column.page) for column in columns]
    most = None if whole else EVENTS_A_STAGE
    rows = [
        (stage.label, [_stage_cell(beside, *each, stage, most) for each in zip(columns, said, strict=True)])
        for stage in public(Stage).order_by("position")
    ]
    outside = [
        Cell(column, events=[event for event in column.events if event.stage == "context"]) for column in columns
    ]
    return [*rows, (CONTEXT, outside)] if whole and any(cell.events for cell in outside) else rows


def _said(page: TimelinePage) -> list[ThemeStage]:
    themes = public(page.themes.all()).values("pk")
    return list(ThemeStage.objects.filter(theme__in=themes).order_by("theme__position", "sort_order", "pk"))


def _stage_cell(beside: Beside, column: Column, said: Sequence[ThemeStage], stage: Stage, most: int | None) -> Cell:
    events = [event for event in column.events if event.stage == stage.slug]
    is_cut = most is not None and len(events) > most
    more = beside.filters.address(column.page.address, stage=stage.slug) if is_cut else ""
    return Cell(column, [row for row in said if row.stage_id == stage.pk], events[:most], more)
