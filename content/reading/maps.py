"""The events of a timeline by place, with maps of where they happened; and the map of one place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from content import maps
from content.reading import hard
from content.reading.relations import kinds
from content.reading.timeline_controls import controls, labels_of
from content.reading.timeline_filters import filters_of, narrowed, notices, state_in_words
from content.reading.timelines import all_events
from content.timelines import zoom
from content.timelines.events import TimelineEvent, ordered
from content.visibility import public

MOST_EVENTS = 300  # so many, each with a long title, stay under 150 kB
SEVERAL_HISTORIES = 2
_CONTROLS = frozenset({"choices", "on", "any", "reasons", "kept", "selects"})


@dataclass(frozen=True)
class MapShown:
    """One map ready to be shown, as content.maps draws it."""

    drawing: maps.Drawing
    svg: SafeString
    locator: SafeString


@dataclass
class PlaceRow:
    """A place of the map's list with its events. `number` is that of its marker, 0 for what has no coordinates."""

    name: str
    number: int = 0
    address: str = ""
    where: str = ""
    exactness: str = ""
    events: list[TimelineEvent] = field(default_factory=list)


def of_timeline(page, asked: Mapping[str, str]) -> dict:
    """What the map of a timeline shows, narrowed by what the address asks."""
    path = f"{page.address}map/"
    events = all_events(page)
    asked_for = filters_of(asked, events)
    # Lanes, headings and the time between two events are ways to draw a timeline; a map keeps what narrows it.
    filters = replace(asked_for, zoom=asked_for.zoom if asked_for.zoom == zoom.DAYS else "", lanes="", between=())
    shown = ordered(narrowed(events, filters))
    labels = labels_of(events)
    themes = list(public(page.themes.all()).order_by("position"))
    placed, unplaced, spots = _by_place(shown[:MOST_EVENTS])
    link = filters.address(settings.SITE_URL + path)
    return {
        "events": shown,
        "shown": len(shown),
        "total": len(events),
        "filters": filters,
        **{name: value for name, value in controls(path, filters, events, labels).items() if name in _CONTROLS},
        "state": state_in_words(filters, labels),
        "left_out": notices(events, filters),
        "hard": hard.of_events(shown),
        "query": filters.query(),
        "address": path,
        "timeline_link": asked_for.address(page.address),
        "trail": [
            {"title": "Timelines", "address": "/timelines/"},
            {"title": page.title, "address": asked_for.address(page.address)},
        ],
        "body_theme": themes[0] if len(themes) == 1 else None,
        "compares": len(themes) >= SEVERAL_HISTORIES,
        "maps": _shown(maps.drawings(spots, f"Places of “{page.title}”")),
        "precisions": {spot.precision or "unstated" for spot in spots},
        "placed": placed,
        "unplaced": unplaced,
        "most": MOST_EVENTS,
        "too_many": max(0, len(shown) - MOST_EVENTS),
        "link": link,
        "embed_link": filters.address(f"{settings.SITE_URL}{path}embed/"),
        "oembed_link": f"{settings.SITE_URL}/oembed?{urlencode({'url': link})}",
        "citation": f"“{page.title}: map.” {settings.WAGTAIL_SITE_NAME}. {link}",
    }


def of_place(place) -> list[MapShown]:
    """The map of one place; empty where it has no coordinates."""
    spot = _spot(1, place)
    return _shown(maps.drawings([spot], f"Where {place.name} is")) if spot else []


def _shown(drawings: Sequence[maps.Drawing]) -> list[MapShown]:
    # Names are escaped where they are drawn.
    return [MapShown(one, mark_safe(one.svg), mark_safe(one.locator)) for one in drawings]


def _by_place(events: Sequence[TimelineEvent]) -> tuple[list[PlaceRow], list[PlaceRow], list[maps.Spot]]:
    """Places in the order of their first events: those with coordinates, those without, and the first as spots."""
    slugs = {event.place_slug for event in events if event.place_slug}
    places = {place.slug: place for place in public(kinds()["place"]).filter(slug__in=slugs)} if slugs else {}
    placed: dict[str, PlaceRow] = {}
    unplaced: dict[str, PlaceRow] = {}
    spots = []
    for event in events:
        place = places.get(event.place_slug)
        if place and place.slug not in placed and (spot := _spot(len(placed) + 1, place)):
            spots.append(spot)
            placed[place.slug] = PlaceRow(
                place.name,
                spot.number,
                place.address,
                maps.coordinates(place.lat, place.lon),
                maps.EXACTNESS[place.precision],
            )
        rows = placed if place and place.slug in placed else unplaced
        key, name = (place.slug, place.name) if rows is placed else (event.place, event.place)
        rows.setdefault(key, PlaceRow(name)).events.append(event)
    return [*placed.values()], [*unplaced.values()], spots


def _spot(number: int, place) -> maps.Spot | None:
    if place.lat is None or place.lon is None:
        return None
    return maps.Spot(number, place.name, place.lon, place.lat, place.precision)
