"""Draws a map as SVG: land, water and today's borders, markers with their numbers, a scale; and says it in words.

The ground is stretched to whatever width there is; dots, numbers and names keep their size and stand at per cents of
it. Nothing is styled here: classes take the inks of the sheet (maps.css). Every marker is drawn alike: how much
happened at a place, or how many died there, is no size on a map.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from content.maps.frames import Frame, fit, in_words, parallel_in_words, scale_bar
from content.maps.ground import UNITS, paths
from content.maps.markers import WIDTHS, Inset, Labelled, Marker, Sheet, Spot, labelled, numbers, sheets

EXACTNESS = {
    "exact": "exact coordinates",
    "approximate": "approximate coordinates",
    "area": "the point stands for a whole town or area",
    "": "how exact the coordinates are has not been said",
}
ROUGH_BELOW_KM = 800  # below it one sees that the outlines were made for 1:50 million
LOCATED_BELOW_KM = 3500
_LOCATOR_KM, _LOCATOR_UNITS = 4000, 400
_SCALE_HIGH, _SCALE_WIDE = 30, 26  # pixels; per cent


@dataclass(frozen=True)
class Drawing:
    """One map as SVG, where it lies as a second small SVG (or nothing), and the sentences that say how to read it."""

    letter: str
    svg: str
    locator: str
    reach: str
    notes: tuple[str, ...]
    precisions: tuple[str, ...]  # those that occur, for the key
    joined: tuple[str, ...]  # what stands in one marker, in words
    closer: tuple[str, ...]  # the letters of the maps that show parts of it closer
    numbers: str  # of all places on it


def drawings(spots: Sequence[Spot], about: str) -> list[Drawing]:
    """The maps of these spots: one of them all and one for each crowd. `about` opens their titles."""
    return [drawing(sheet, about, f"map{at}") for at, sheet in enumerate(sheets(spots))]


def drawing(sheet: Sheet, about: str, id_: str) -> Drawing:
    """One map. `id_` sets its title and description apart from those of others on the page."""
    found = labelled(sheet)
    return Drawing(
        letter=sheet.letter,
        svg=_svg(sheet, found, about, id_),
        locator=_locator(sheet.frame) if sheet.frame.km < LOCATED_BELOW_KM and not sheet.letter else "",
        reach=in_words(sheet.frame),
        notes=_notes(sheet.frame),
        precisions=tuple(dict.fromkeys(spot.precision for spot in sheet.spots)),
        joined=tuple(_joined(marker) for marker in sheet.markers if len(marker.spots) > 1),
        closer=tuple(inset.letter for inset in sheet.insets),
        numbers=numbers(spot.number for spot in sheet.spots),
    )


def _notes(frame: Frame) -> tuple[str, ...]:
    notes = [f"Equirectangular projection, true to scale along {parallel_in_words(frame)}."]
    if frame.km < ROUGH_BELOW_KM:
        notes.append("The outlines were made for 1:50 million and are rough at this scale.")
    return tuple(notes)


def _joined(marker: Marker) -> str:
    """ "Kravica (3), Nova Kasaba (4)"."""
    return ", ".join(f"{spot.name} ({spot.number})" for spot in marker.spots)


def _svg(sheet: Sheet, found: Sequence[Labelled], about: str, id_: str) -> str:
    frame = sheet.frame
    title = escape(f"{about}, map {sheet.letter}" if sheet.letter else about)
    places = ", ".join(f"{spot.number} {spot.name}" for spot in sheet.spots)
    description = escape(f"A map {in_words(frame)}. Marked on it: {places}. The list has every place and event.")
    return (
        f'<svg class="map-sheet {_shape(frame)}" role="img" aria-labelledby="{id_}-t {id_}-d">'
        f'<title id="{id_}-t">{title}</title><desc id="{id_}-d">{description}</desc>'
        f"{_ground(frame)}{_scale(frame, found)}{''.join(map(_inset, sheet.insets))}"
        f"{''.join(map(_dot, found))}{''.join(map(_label, found))}</svg>"
    )


def _shape(frame: Frame) -> str:
    return {2.0: "widest", 1.5: "wide"}.get(frame.ratio, "squarish")


def _ground(frame: Frame) -> str:
    high = round(UNITS / frame.ratio)
    drawn = "".join(f'<path class="{name}" d="{d}"/>' for name, d in paths(frame))
    return f'<svg class="ground" width="100%" height="100%" viewBox="0 0 {UNITS} {high}" preserveAspectRatio="none">{drawn}</svg>'


def _inset(one: Inset) -> str:
    return f'<rect class="inset" x="{one.left:g}%" y="{one.top:g}%" width="{one.wide:g}%" height="{one.high:g}%"/>'


def _dot(one: Labelled) -> str:
    """Where it is: a disc for an exact place, a ring for an approximate one, a wide ring for an area."""
    marker = one.marker
    if not marker.spots:
        return ""
    if not marker.label:
        return f'<circle class="dot" cx="{marker.x:g}%" cy="{marker.y:g}%" r="2.5"/>'
    leader = ""
    if abs(one.dx) + abs(one.dy) > 26 and len(marker.label) < 4:
        leader = f'<line class="leader" x2="{one.dx * 0.7:g}" y2="{one.dy * 0.7:g}"/>'
    ring = {"approximate": '<circle class="ring" r="6"/>', "area": '<circle class="area" r="7"/>'}
    rest = ring.get(marker.precision, '<circle class="unstated" r="5"/>' if marker.precision == "unstated" else "")
    middle = f'<circle class="dot" r="{4.5 if marker.precision == "exact" else 2.4}"/>'
    return f'<svg x="{marker.x:g}%" y="{marker.y:g}%">{leader}{rest}{middle}</svg>'


def _label(one: Labelled) -> str:
    if not one.marker.label:
        return ""
    down = one.dy + 4.5  # from the middle of a line to the foot of its letters
    kind = "letter" if one.marker.label.isalpha() else "number"
    words = f'<text class="{kind}" x="{one.dx:g}" y="{down:g}">{escape(one.marker.label)}</text>'
    if one.anchor:
        half = (len(one.marker.label) * 7.2 + 2) / 2 + 3
        at = one.dx + half if one.anchor == "start" else one.dx - half
        words += f'<text class="place-name {one.anchor}" x="{at:g}" y="{down:g}">{escape(one.name)}</text>'
    return f'<svg x="{one.marker.x:g}%" y="{one.marker.y:g}%">{words}</svg>'


def _scale(frame: Frame, found: Sequence[Labelled]) -> str:
    """A bar of a round length, in the corner where it hides least."""
    length, share = scale_bar(frame)
    corners = ((0, 100), (100, 100), (0, 0), (100, 0))
    x, y = min(corners, key=lambda corner: sum(_stands_in(one.marker, corner, frame.ratio) for one in found))
    left, down = (2 if x == 0 else round(98 - share, 2)), (-10 if y else 24)
    words = f'<text x="4" y="{down - 5}">{length:,} km</text>'
    if x:
        words = f'<text class="end" x="{share:g}%" dx="-4" y="{down - 5}">{length:,} km</text>'
    ticks = f"M0 {down - 5}v5"
    return (
        f'<svg class="scale" x="{left:g}%" y="{y}%"><line x2="{share:g}%" y1="{down}" y2="{down}"/>'
        f'<path d="{ticks}"/><svg x="{share:g}%"><path d="{ticks}"/></svg>'
        f"{words}</svg>"
    )


def _stands_in(marker: Marker, corner: tuple[int, int], ratio: float) -> bool:
    """Whether a marker stands where the scale would, on the narrowest screen."""
    high = 100 * _SCALE_HIGH * ratio / WIDTHS[0]
    return abs(marker.x - corner[0]) < _SCALE_WIDE + 6 and abs(marker.y - corner[1]) < high + 6


def _locator(frame: Frame) -> str:
    """Where on earth the map lies: a small map around it with its frame drawn in."""
    wider = fit([(frame.lon, frame.lat)], max(_LOCATOR_KM, frame.km * 2.2) / 1.5, (1.5,))
    high = round(_LOCATOR_UNITS / wider.ratio)
    drawn = "".join(f'<path class="{name}" d="{d}"/>' for name, d in paths(wider, _LOCATOR_UNITS, ("land",)))
    left, top = wider.place(frame.west, frame.north)
    wide, tall = 100 * frame.wide / wider.wide, 100 * frame.high / wider.high
    about = f"Where the map lies: it is the frame in a map {in_words(wider)}."
    return (
        f'<svg class="locator" role="img" aria-label="{about}" viewBox="0 0 {_LOCATOR_UNITS} {high}">{drawn}'
        f'<rect class="frame" x="{left:.2f}%" y="{top:.2f}%" width="{wide:.2f}%" height="{tall:.2f}%"/></svg>'
    )
