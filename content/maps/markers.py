"""Markers on a map: places that stand too close become one marker, and numbers are set where they hide nothing."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from content.maps.frames import Frame, fit
from content.text import excerpt

CLOSE = 3.2  # per cent of the width: places nearer than this are one marker, on the narrowest screen too
WIDTHS = (270, 460, 720)  # pixels; a number hides nothing at any of them
NEIGHBOURS = 9  # per cent: places nearer than this belong on the same closer map
CLOSER = 0.6  # of the width: a closer map shows less than this
MOST_CLOSER = 6  # so many maps are still looked at
NAMES_FROM = 608  # pixels; from this width on places are named on the map (`.place-name` in maps.css)
MOST_LETTERS = 26  # of a name on the map
DOT = 7  # pixels from the middle of a dot to its edge, the ring of an inexact one included
LETTER, LINE = 7.2, 15  # pixels
_AWAY = ((1, 0), (-1, 0), (0, -1), (0, 1), (0.8, -0.8), (-0.8, -0.8), (0.8, 0.8), (-0.8, 0.8))
_REACHES = (6, 12, 20, 30)  # pixels between a dot and its number


@dataclass(frozen=True)
class Spot:
    """A place to be marked: its number in the list, its name, where it is (WGS 84 degrees), how exactly that is known.

    `precision` is exact, approximate, area, or empty where nobody has said it.
    """

    number: int
    name: str
    lon: float
    lat: float
    precision: str = ""


@dataclass(frozen=True)
class Marker:
    """One or several spots where they are drawn, in per cent of the map; `label` is their numbers, empty in an inset."""

    spots: tuple[Spot, ...]
    x: float
    y: float
    label: str

    @property
    def precision(self) -> str:
        """That of its spots; of several the least exact."""
        known = {spot.precision or "unstated" for spot in self.spots}
        return next(each for each in ("area", "unstated", "approximate", "exact") if each in known)


@dataclass(frozen=True)
class Labelled:
    """A marker with the middle of its number, and which way its name runs (start, end, or nothing for no name).

    Both in pixels from the marker, whatever the width.
    """

    marker: Marker
    dx: float
    dy: float
    name: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Inset:
    """A part of a map of which there is a closer one, under a letter; in per cent of the map."""

    letter: str
    left: float
    top: float
    wide: float
    high: float


@dataclass(frozen=True)
class Sheet:
    """One map: its frame, its markers, the parts shown closer, and the letter under which a wider map names it."""

    frame: Frame
    markers: tuple[Marker, ...]
    insets: tuple[Inset, ...] = ()
    letter: str = ""

    @property
    def spots(self) -> tuple[Spot, ...]:
        return tuple(sorted((spot for one in self.markers for spot in one.spots), key=lambda spot: spot.number))


def sheets(spots: Sequence[Spot]) -> list[Sheet]:
    """The map that shows all spots, and closer ones of parts where spots crowd, which may have closer ones in turn.

    No map for no spots.
    """
    found: list[Sheet] = []
    todo = [("", tuple(spots))] if spots else []
    letters = iter(ascii_uppercase[:MOST_CLOSER])
    while todo:
        letter, shown = todo.pop(0)
        sheet, parts = _sheet(shown, letter, letters)
        found.append(sheet)
        todo += parts
    return found


def _sheet(spots: Sequence[Spot], letter: str, letters: Iterator[str]) -> tuple[Sheet, list[tuple[str, tuple]]]:
    """A map, and which spots are to be shown closer under which letter."""
    frame = _frame(spots)
    markers: list[Marker] = []
    insets: list[Inset] = []
    parts: list[tuple[str, tuple]] = []
    for region in crowds(spots, frame, NEIGHBOURS):
        crowded, inner = crowds(region, frame), _frame(region)
        is_clearer = inner.km < CLOSER * frame.km and len(crowds(region, inner)) > len(crowded)
        if is_clearer and (next_letter := next(letters, "")):
            parts.append((next_letter, region))
            insets.append(_inset(next_letter, inner, frame))
            markers += [_marker((spot,), frame, is_labelled=False) for spot in region]
        else:
            markers += [_marker(crowd, frame) for crowd in crowded]
    return Sheet(frame, tuple(markers), tuple(insets), letter), parts


def _inset(letter: str, inner: Frame, frame: Frame) -> Inset:
    left, top = frame.place(inner.lon, inner.north)
    wide, high = 100 * inner.wide / frame.wide, 100 * inner.high / frame.high
    return Inset(letter, round(left - wide / 2, 2), round(top, 2), round(wide, 2), round(high, 2))


def _frame(spots: Iterable[Spot]) -> Frame:
    return fit((spot.lon, spot.lat) for spot in spots)


def crowds(spots: Iterable[Spot], frame: Frame, near: float = CLOSE) -> list[tuple[Spot, ...]]:
    """Spots nearer to each other than `near` per cent of the width, together: as far as each is near to the next."""
    found: list[list[tuple[Spot, float, float]]] = []
    for spot in spots:
        x, y = frame.place(spot.lon, spot.lat)
        here = (spot, x, y / frame.ratio)
        close = [crowd for crowd in found if any(math.dist(here[1:], other[1:]) < near for other in crowd)]
        found = [crowd for crowd in found if crowd not in close] + [[*(one for crowd in close for one in crowd), here]]
    together = [tuple(sorted((spot for spot, *_ in crowd), key=lambda spot: spot.number)) for crowd in found]
    return sorted(together, key=lambda crowd: crowd[0].number)


def _marker(spots: tuple[Spot, ...], frame: Frame, is_labelled: bool = True) -> Marker:
    placed = [frame.place(spot.lon, spot.lat) for spot in spots]
    x, y = (sum(each) / len(placed) for each in zip(*placed, strict=True))
    return Marker(spots, round(x, 2), round(y, 2), numbers(spot.number for spot in spots) if is_labelled else "")


def numbers(given: Iterable[int]) -> str:
    """Numbers in order, runs of three and more drawn together: "1, 4–7, 9"."""
    runs: list[list[int]] = []
    for number in sorted(given):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [[f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run) for run in runs]
    return ", ".join(one for each in said for one in each)


# Numbers and names --------------------------------------------------------------------------------------------------

_Box = tuple[float, float, float, float]  # left, top, right, bottom, in pixels


def labelled(sheet: Sheet) -> list[Labelled]:
    """The markers of a map with their numbers and names, set so that none hides another where that can be."""
    ratio = sheet.frame.ratio
    dots = [Labelled(one, 0, 0) for one in sheet.markers if not one.label]
    placed = [_letter(inset, ratio) for inset in sheet.insets]
    for marker in sheet.markers:
        if marker.label:
            others = [one for one in sheet.markers if one is not marker]
            tries = [_beside(marker.label, reach, way) for reach in _REACHES for way in _AWAY]
            dx, dy = min(
                tries, key=lambda at: sum(_hidden(marker, at, width, ratio, others, placed) for width in WIDTHS)
            )
            placed.append(Labelled(marker, dx, dy))
    return dots + _named(placed, dots, ratio)


def _letter(inset: Inset, ratio: float) -> Labelled:
    """The letter of an inset: over its upper left corner, or under the lower one where there is no room above."""
    is_above = inset.top * WIDTHS[0] / ratio / 100 > LINE + 2
    corner = Marker((), max(inset.left, 0), inset.top if is_above else inset.top + inset.high, inset.letter)
    return Labelled(corner, 6, -9 if is_above else 9)


def _beside(label: str, reach: float, way: tuple[float, float]) -> tuple[float, float]:
    return round(way[0] * (DOT + reach + _long(label) / 2), 1), round(way[1] * (DOT + reach + LINE / 2), 1)


def _long(words: str) -> float:
    return len(words) * LETTER + 2


def _hidden(marker, at, width, ratio, others, placed) -> float:
    """How many dots and numbers a number would touch here; leaving the picture counts as more than any of them."""
    box = _box(marker, at, _long(marker.label), width, ratio)
    touched = sum(_touch(box, _dot(other, width, ratio)) for other in others)
    touched += sum(_touch(box, _number(one, width, ratio)) for one in placed)
    is_out = box[0] < 1 or box[1] < 1 or box[2] > width - 1 or box[3] > width / ratio - 1
    return touched + 10 * is_out + (abs(at[0]) + abs(at[1])) / 1000  # of two that do as well, the nearer


def _named(placed: list[Labelled], unlabelled: list[Labelled], ratio: float) -> list[Labelled]:
    """Names behind or before the numbers of single places, where a wide map has room for them."""
    width, taken, found = NAMES_FROM, [], []
    dots = [_dot(one.marker, width, ratio) for one in (*placed, *unlabelled) if one.marker.spots]
    numbers_at = [_number(one, width, ratio) for one in placed]
    for one in placed:
        own = _number(one, width, ratio)
        name = _name_of(one.marker)
        choices = {
            "start": (own[2] + 1, own[1], own[2] + 1 + _long(name), own[3]),
            "end": (own[0] - 1 - _long(name), own[1], own[0] - 1, own[3]),
        }
        hindrances = [*dots, *(each for each in numbers_at if each != own), *taken]
        anchor = next((way for way, box in choices.items() if name and _is_free(box, width, hindrances)), "")
        if anchor:
            taken.append(choices[anchor])
        found.append(Labelled(one.marker, one.dx, one.dy, name if anchor else "", anchor))
    return found


def _name_of(marker: Marker) -> str:
    name = marker.spots[0].name if len(marker.spots) == 1 else ""
    short = name if len(name) <= MOST_LETTERS else name.split(",")[0].split(" (")[0]
    return excerpt(short, MOST_LETTERS)


def _is_free(box: _Box, width: float, hindrances: Iterable[_Box]) -> bool:
    return box[0] > 2 and box[2] < width - 2 and not any(_touch(box, other) for other in hindrances)


def _dot(marker: Marker, width: float, ratio: float) -> _Box:
    return _box(marker, (0, 0), 2 * DOT, width, ratio, 2 * DOT)


def _number(one: Labelled, width: float, ratio: float) -> _Box:
    return _box(one.marker, (one.dx, one.dy), _long(one.marker.label), width, ratio)


def _box(marker, at: tuple[float, float], long: float, width: float, ratio: float, high: float = LINE) -> _Box:
    x, y = marker.x * width / 100 + at[0], marker.y * width / ratio / 100 + at[1]
    return x - long / 2, y - high / 2, x + long / 2, y + high / 2


def _touch(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
