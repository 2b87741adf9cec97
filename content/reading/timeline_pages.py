"""A timeline page: its rows with voices and folded years between them, its filters, its state in words, its links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings

from content import dates
from content.reading import gathers, hard
from content.reading.bodies import Bodies
from content.reading.editions import editions_of
from content.reading.relations import kinds
from content.reading.timelines import Filters, all_events, choices, filters_of, narrowed
from content.timelines.events import TimelineEvent
from content.timelines.layout import Gap, Placed, arrange
from content.visibility import public

EVENTS_A_PAGE = 75  # the longest events, so many of them, stay under 150 kB
VOICES_BETWEEN = 2
_FILTERS = ("stage", "theme", "clause", "person", "place")
_IN_LINKS = ("stage", "clause")


@dataclass(frozen=True)
class EventRow:
    """An event where it stands, with the address under which it is found again."""

    event: TimelineEvent
    number: int
    total: int
    link: str

    @property
    def anchor(self) -> str:
        return f"e-{self.event.uid}"

    @property
    def lane(self) -> str:
        """The column of its tick; context stands in none."""
        return self.event.stage if self.event.stage != "context" else ""


@dataclass(frozen=True)
class VoiceRow:
    """The words of somebody it happened to, between events."""

    quotation: object


@dataclass(frozen=True)
class Choice:
    """A value a timeline can be narrowed to: its name, the address that does so, whether it is in force."""

    value: str
    label: str
    address: str
    is_on: bool


@gathers("timeline", asks=True)
def timeline_context(page, asked: Mapping[str, str]) -> dict:
    """What a timeline's template shows, narrowed by what the address asks."""
    themes = list(public(page.themes.all()).order_by("position"))
    only = themes if len(themes) == 1 else []  # a timeline across themes stands under none of them
    read = Bodies({"introduction": page.introduction}).read()
    found = narrowing(page, asked, page.address)
    events, shown, filters, query = found["all_events"], found["events"], found["filters"], found["query"]
    number, pages = _page_number(asked, len(shown))
    rows = _rows(page, shown, events, number)
    link = settings.SITE_URL + page.address + (f"?{query}" if query else "")
    return {
        "trail": [{"title": theme.title, "address": theme.address} for theme in only]
        + [{"title": "Timelines", "address": "/timelines/"}],
        "body_theme": only[0] if only else None,
        "themes": themes,
        "introduction": read.bodies["introduction"],
        "notes": read.notes,
        "rows": _with_voices(rows, themes, shown) if rows else [],
        **found,
        "link": link,
        "oembed_link": f"{settings.SITE_URL}/oembed?{urlencode({'url': link})}",
        "embed_link": f"{settings.SITE_URL}{page.address}embed/" + (f"?{query}" if query else ""),
        "editions": editions_of(page),
        "page_number": number,
        "pages": pages,
        "page_links": [
            (each, f"{page.address}?{filters.query(page=str(each) if each > 1 else '')}")
            for each in range(1, pages + 1)
        ],
    }


def narrowing(page, asked: Mapping[str, str], address: str) -> dict:
    """The events of a timeline as an address narrows them, what is said of that, and the controls that lead to `address`."""
    events = all_events(page)
    filters = filters_of(asked, events)
    shown = narrowed(events, filters)
    return {
        "all_events": events,
        "events": shown,
        "shown": len(shown),
        "total": len(events),
        "filters": filters,
        **_controls(address, filters, events),
        "state": state_in_words(filters, _labels(events)),
        "hard": hard.of_events(shown),
        "query": filters.query(),
    }


def _page_number(asked: Mapping[str, str], count: int) -> tuple[int, int]:
    pages = max(1, -(-count // EVENTS_A_PAGE))
    text = asked.get("page") or ""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return min(max(number, 1), pages), pages


def _rows(page, shown: Sequence[TimelineEvent], events: Sequence[TimelineEvent], number: int) -> list[EventRow | Gap]:
    """One page of the rows; gaps are those of the whole timeline as narrowed."""
    at = {event.uid: position // EVENTS_A_PAGE + 1 for position, event in enumerate(events)}
    first, last = (number - 1) * EVENTS_A_PAGE + 1, number * EVENTS_A_PAGE
    rows: list[EventRow | Gap] = []
    held: list[Gap] = []
    for row in arrange(shown):
        if isinstance(row, Placed):
            if first <= row.number <= last:
                query = f"?{urlencode({'page': at[row.event.uid]})}" if at[row.event.uid] > 1 else ""
                link = f"{settings.SITE_URL}{page.address}{query}#e-{row.event.uid}"
                rows += [*held, EventRow(row.event, row.number, row.total, link)]
            held = []
        else:
            held = [row]
    return rows


def _with_voices(rows: list[EventRow | Gap], themes: Sequence, shown: Sequence[TimelineEvent]) -> list:
    """The rows with one or two voices of those it happened to, each after the event its date follows."""
    spoken = _voices(themes, shown)
    if not spoken:
        return rows
    starts = [(index, row.event.earliest) for index, row in enumerate(rows) if isinstance(row, EventRow)]
    places: dict[int, list] = {}
    for quotation in spoken:
        before = [index for index, day in starts if day is not None and day <= quotation.date_earliest]
        places.setdefault(before[-1] if before else starts[0][0], []).append(VoiceRow(quotation))
    return [each for index, row in enumerate(rows) for each in (row, *places.get(index, ()))]


def _voices(themes: Sequence, shown: Sequence[TimelineEvent]) -> list:
    """Two voices at most, dated within what is shown, from its beginning and its later part."""
    days = [
        day
        for event in shown
        for day in (event.earliest, event.latest)
        if day not in (None, dates.OPEN_START, dates.OPEN_END)
    ]
    if not days or not themes:
        return []
    found = list(
        public(kinds()["quotation"])
        .filter(
            pk__in=kinds()["quotation"].themes.through._default_manager.filter(themepage__in=themes).values("quotation")
        )
        .filter(voice__in=("affected", "refuser"), propaganda=False, date_earliest__range=(min(days), max(days)))
        .select_related("source")
        .order_by("date_earliest", "slug")
    )
    return found if len(found) <= VOICES_BETWEEN else [found[0], found[len(found) * 2 // 3]]


def _controls(address: str, filters: Filters, events: Sequence[TimelineEvent]) -> dict:
    """The filters as a template draws them: links for stages and clauses, a form for the rest that keeps those."""
    found = _choices(address, filters, events)
    return {
        "choices": found,
        "on": {name: bool(filters.of(name)) for name in _IN_LINKS},
        "any": {name: f"{address}?{filters.query(**{name: ''})}" for name in _IN_LINKS},
        "kept": [(name, value) for name in _IN_LINKS for value in sorted(filters.of(name))],
        "selects": [(name, name.capitalize(), found[name]) for name in ("place", "person", "theme") if name in found],
    }


def _choices(address: str, filters: Filters, events: Sequence[TimelineEvent]) -> dict[str, list[Choice]]:
    """For each filter the values that its events have, in order; a filter with one value only is none."""
    known = choices(events)
    known["stage"] = dict(_stages(known["stage"]))
    labels = _labels(events)
    found = {}
    for name, values in known.items():
        if len(values) > 1 or filters.of(name):
            found[name] = [
                Choice(
                    value,
                    labels[name].get(value, label),
                    f"{address}?{filters.query(**{name: value})}",
                    value in filters.of(name),
                )
                for value, label in values.items()
            ]
            if name in {"person", "place", "theme"}:
                found[name].sort(key=lambda choice: choice.label.casefold())
    return found


def _stages(values: Mapping[str, str]) -> list[tuple[str, str]]:
    order = list(public(kinds()["stage"]).order_by("position").values_list("slug", flat=True))
    return sorted(values.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order))


def _labels(events: Sequence[TimelineEvent]) -> dict[str, dict[str, str]]:
    """What readers call the values of the filters."""
    known = choices(events)
    models = kinds()
    people = (
        public(models["person"]).filter(slug__in=known["person"]).values_list("slug", "name") if known["person"] else []
    )
    themes = (
        public(models["theme"]).filter(slug__in=known["theme"]).values_list("slug", "title") if known["theme"] else []
    )
    return {**known, "person": dict(people), "theme": dict(themes)}


def state_in_words(filters: Filters, labels: Mapping[str, Mapping[str, str]]) -> str:
    """The filters in force as a phrase: "from 1942, stage Removal"; nothing when there are none."""
    said = []
    if filters.start:
        said.append(f"from {dates.words(filters.start)}")
    if filters.end:
        said.append(f"to {dates.words(filters.end)}")
    for name in _FILTERS:
        values = [labels[name].get(value, value) for value in sorted(filters.of(name))]
        if values:
            said.append(f"{name} {' or '.join(values)}")
    return ", ".join(said)
