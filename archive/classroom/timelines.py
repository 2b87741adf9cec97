"""Timelines before a class: one set inside another page, and up to four side by side to ask questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from content import dates, slugs
from content.models import Stage, ThemeStage, TimelinePage
from content.reading import context_of, hard
from content.reading.listing import with_query
from content.reading.timelines import events_of, filters_of
from content.timelines.events import TimelineEvent
from content.visibility import public

FEWEST, MOST = 2, 4
EVENTS_EACH = 100
EVENTS_A_STAGE = 6
ALIGNMENTS = {"date": "By calendar", "stage": "By stage"}
UNDATED = "Year not known"


@dataclass(frozen=True)
class Column:
    """A timeline among others: its events in order, as many as are shown, and how many there are."""

    page: TimelinePage
    mark: str
    events: Sequence[TimelineEvent]
    total: int


@dataclass(frozen=True)
class Cell:
    """What stands in one column of one row: what is said of a stage, and events."""

    column: Column
    said: Sequence[ThemeStage] = ()
    events: Sequence[TimelineEvent] = ()
    more: str = ""


@require_safe
def embed(request: HttpRequest, slug: str) -> HttpResponse:
    """The timeline without the site around it, for a frame in somebody's page."""
    page = get_object_or_404(public(TimelinePage), slug=slug)
    response = render(
        request, "archive/embed.html", {"page": page, "is_embedded": True, **context_of(page, request.GET)}
    )
    response.may_be_framed = True
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two to four timelines side by side. Nothing is added up across them."""
    known = {page.slug: page for page in public(TimelinePage).order_by("title")}
    asked = _present(known, request.GET.getlist("t"))
    chosen = [known[slug] for slug in asked if slug in known][:MOST]
    align = request.GET.get("align") if request.GET.get("align") in ALIGNMENTS else "date"
    years = filters_of({name: request.GET.get(name, "") for name in ("from", "to")}, ())
    limits = {name: value for name, value in (("from", years.start), ("to", years.end)) if value}
    context = {
        "timelines": [(page, page in chosen) for page in known.values()],
        "chosen": chosen,
        "align": align,
        "notices": [*_notices(asked, known, chosen), *years.ignored],
        "enough": len(chosen) >= FEWEST,
    }
    if context["enough"]:
        columns = [_column(page, limits) for page in chosen]
        rows = by_stage(columns) if align == "stage" else by_year(columns)
        shown = hard.of_events(event for column in columns for event in column.events)
        context |= {"columns": columns, "rows": rows, "alignments": _alignments(chosen, align, limits), "hard": shown}
        context |= _taken_along(chosen, align, limits)
    return render(request, "archive/compare.html", context)


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


def _alignments(chosen: Sequence[TimelinePage], align: str, limits: Mapping[str, str]) -> list[tuple[str, str, bool]]:
    return [(label, _address(chosen, value, limits), value == align) for value, label in ALIGNMENTS.items()]


def _address(chosen: Sequence[TimelinePage], align: str, limits: Mapping[str, str]) -> str:
    return "/timelines/compare/?" + urlencode(
        [*(("t", page.slug) for page in chosen), ("align", align), *limits.items()]
    )


def _taken_along(chosen: Sequence[TimelinePage], align: str, limits: Mapping[str, str]) -> dict[str, str]:
    """The link of what is shown, whatever else stood in the address, and how to cite it."""
    link = settings.SITE_URL + _address(chosen, align, limits)
    titles = " beside ".join(page.title for page in chosen)
    return {"link": link, "citation": f"“{titles}.” {settings.WAGTAIL_SITE_NAME}. {link}"}


def _column(page: TimelinePage, limits: Mapping[str, str]) -> Column:
    events = events_of(page, limits)
    theme = public(page.themes.all()).order_by("position").first()
    return Column(page, theme.mark if theme else "", events[:EVENTS_EACH], len(events))


def by_year(columns: Sequence[Column]) -> list[tuple[str, list[Cell]]]:
    """A row for each year in which something begins in any of them."""
    placed = [dict(_years(column.events).items()) for column in columns]
    years = sorted({year for one in placed for year in one if year is not None})
    rows = [
        (str(year), [Cell(column, events=one.get(year, ())) for column, one in zip(columns, placed, strict=True)])
        for year in years
    ]
    if any(None in one for one in placed):
        rows.append(
            (UNDATED, [Cell(column, events=one.get(None, ())) for column, one in zip(columns, placed, strict=True)])
        )
    return rows


def _years(events: Sequence[TimelineEvent]) -> dict[int | None, list[TimelineEvent]]:
    years: dict[int | None, list[TimelineEvent]] = {}
    for event in events:
        first, last = dates.year_span(event.earliest, event.latest)
        years.setdefault(first if first is not None else last, []).append(event)
    return years


def by_stage(columns: Sequence[Column]) -> list[tuple[str, list[Cell]]]:
    """A row for each stage: what the themes say of it, that it did not happen included, and some events of it."""
    stages = list(public(Stage).order_by("position"))
    said = {column.page.pk: _said(column.page) for column in columns}
    return [(stage.label, [_stage_cell(column, stage, said[column.page.pk]) for column in columns]) for stage in stages]


def _said(page: TimelinePage) -> list[ThemeStage]:
    themes = public(page.themes.all()).values("pk")
    return list(ThemeStage.objects.filter(theme__in=themes).order_by("theme__position", "sort_order", "pk"))


def _stage_cell(column: Column, stage: Stage, said: Sequence[ThemeStage]) -> Cell:
    events = [event for event in column.events if event.stage == stage.slug]
    more = with_query(column.page.address, {"stage": stage.slug}) if len(events) > EVENTS_A_STAGE else ""
    return Cell(column, [row for row in said if row.stage_id == stage.pk], events[:EVENTS_A_STAGE], more)
