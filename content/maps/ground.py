"""What lies under the markers of a map: land, water and today's borders, cut to a frame and written as SVG paths."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from content.maps.frames import Frame

OUTLINES = Path(__file__).resolve().parent / "outlines" / "outlines.json"
LAYERS = ("land", "rivers", "lakes", "states", "borders", "unsettled")  # in the order they are drawn
AREAS = frozenset({"land", "lakes"})
UNITS = 1000  # the drawing's own width; the height follows from the frame
FINEST = 3  # points nearer to each other than this are drawn as one
SMALLEST = 5  # an island or lake that is neither wider nor higher than this is left out
RIVERS_UP_TO_KM = 6000  # a wider frame is legible without them
Point = tuple[float, float]
Box = tuple[float, float, float, float]  # west, south, east, north


@dataclass(frozen=True)
class Outline:
    """A line of the earth, closed or not, and the box around it; degrees."""

    points: tuple[Point, ...]
    box: Box


@lru_cache(maxsize=1)
def outlines() -> dict[str, tuple[Outline, ...]]:
    """Every layer as read from the data (outlines/README.md says what it is and whence)."""
    read = json.loads(OUTLINES.read_text(encoding="utf-8"))
    return {name: tuple(_outline(steps, read["steps"]) for steps in read[name]) for name in LAYERS}


def _outline(steps: Sequence[int], a_degree: int) -> Outline:
    points, x, y = [], 0, 0
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / a_degree, y / a_degree))
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    return Outline(tuple(points), (min(lons), min(lats), max(lons), max(lats)))


@lru_cache(maxsize=64)
def paths(frame: Frame, units: int = UNITS, layers: tuple[str, ...] = LAYERS) -> tuple[tuple[str, str], ...]:
    """For each layer that has something in the frame its name and the `d` of its path, in a drawing `units` wide."""
    names = [name for name in layers if name != "rivers" or frame.km <= RIVERS_UP_TO_KM]
    found = ((name, "".join(_drawn(name, frame, units))) for name in names)
    return tuple((name, drawn) for name, drawn in found if drawn)


def _drawn(layer: str, frame: Frame, units: int) -> Iterator[str]:
    closed = layer in AREAS
    edge = frame.wide / 50  # what is cut off ends outside the picture
    box = (frame.west - edge, frame.south - edge, frame.east + edge, frame.north + edge)
    across, down = units / frame.wide, units / frame.ratio / frame.high
    for outline in outlines()[layer]:
        west, south, east, north = outline.box
        if closed and max((east - west) * across, (north - south) * down) < SMALLEST:
            continue
        for turn in (-360, 0, 360):
            if west + turn > box[2] or east + turn < box[0] or south > box[3] or north < box[1]:
                continue
            points = [(lon + turn, lat) for lon, lat in outline.points]
            within = west + turn >= box[0] and east + turn <= box[2] and south >= box[1] and north <= box[3]
            for part in [points] if within else [clipped_area(points, box)] if closed else clipped_line(points, box):
                yield _path([((lon - frame.west) * across, (frame.north - lat) * down) for lon, lat in part], closed)


def _path(points: Sequence[Point], closed: bool) -> str:
    """A line in whole units, without the points that nobody could tell apart; nothing where too little is left."""
    kept: list[tuple[int, int]] = []
    for at, (x, y) in enumerate(points):
        here = (round(x), round(y))
        is_last = at == len(points) - 1 and not closed
        if not kept or is_last or abs(here[0] - kept[-1][0]) + abs(here[1] - kept[-1][1]) >= FINEST:
            kept.append(here)
    if len(kept) < (3 if closed else 2):
        return ""
    steps = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(kept)]
    return f"M{kept[0][0]} {kept[0][1]}l{' '.join(steps)}{'z' if closed else ''}".replace(" -", "-")


# Cutting ----------------------------------------------------------------------------------------------------------


def clipped_area(points: Sequence[Point], box: Box) -> list[Point]:
    """A closed ring cut to a box, one edge after the other (after Sutherland and Hodgman)."""
    kept = list(points)
    for axis, limit, sign in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
        kept = _cut(kept, lambda point, a=axis, b=limit, s=sign: s * (point[a] - b))
    return kept


def _cut(points: Sequence[Point], inside: Callable[[Point], float]) -> list[Point]:
    """The part of a ring where `inside` is not negative."""
    kept: list[Point] = []
    for before, here in zip([*points[-1:], *points[:-1]], points, strict=True):
        was, now = inside(before), inside(here)
        if (was < 0) != (now < 0):
            kept.append(_between(before, here, was / (was - now)))
        if now >= 0:
            kept.append(here)
    return kept


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def clipped_line(points: Sequence[Point], box: Box) -> list[list[Point]]:
    """The parts of an open line that lie in a box, in order."""
    parts: list[list[Point]] = []
    for start, end in pairwise(points):
        if (piece := _piece(start, end, box)) is None:
            continue
        if parts and parts[-1][-1] == piece[0]:
            parts[-1].append(piece[1])
        else:
            parts.append(list(piece))
    return parts


def _piece(start: Point, end: Point, box: Box) -> tuple[Point, Point] | None:
    """The part of a straight piece that lies in a box (after Liang and Barsky)."""
    first, last = 0.0, 1.0
    for axis in (0, 1):
        run = end[axis] - start[axis]
        for room, way in ((start[axis] - box[axis], -run), (box[axis + 2] - start[axis], run)):
            if way == 0:
                if room < 0:
                    return None
            elif way < 0:
                first = max(first, room / way)
            else:
                last = min(last, room / way)
    if first > last:
        return None
    return (
        start if first == 0 else _between(start, end, first),
        end if last == 1 else _between(start, end, last),
    )
