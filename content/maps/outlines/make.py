"""A maintainer's step: makes outlines.json from Natural Earth's files, `python content/maps/outlines/make.py FOLDER`.

FOLDER holds the GeoJSON of the files named in SOURCES. Needs shapely, which the archive itself does not.
"""

import json
import math
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = {
    "land": "ne_50m_land.json",
    "lakes": "ne_50m_lakes.json",
    "rivers": "ne_50m_rivers_lake_centerlines.json",
    "borders": "ne_50m_admin_0_boundary_lines_land.json",
    "states": "ne_50m_admin_1_states_provinces_lines.json",
}
STEPS = 100  # of a degree: about a kilometre, finer than what outlines for 1:50 million know
SOUTHERNMOST = -60  # Antarctica is left out
# How far from the source a line may run, in degrees: closest where this archive's histories are, coarse elsewhere.
CLOSE = 0.004, ((13, 41, 23, 47), (28, -4, 32, 0), (2, 49, 8, 54.5))
NEAR = 0.02, ((-12, 30, 50, 72), (-160, 18, -65, 50), (25, -12, 40, 5), (-140, 54, -130, 60), (128, 30, 146, 46))
FAR = 0.06
SMALLEST = {"land": 0.005, "lakes": 0.03}  # square degrees; four times as much where lines are coarse
STATES_OF = {"USA"}


def layers(folder: Path) -> dict[str, list[list[int]]]:
    """Every layer as lines of whole numbers; rings of land and lakes are closed by whoever draws them."""
    from shapely.geometry import box, shape

    read = {name: _features(folder / file) for name, file in SOURCES.items()}
    world = box(-180, SOUTHERNMOST, 180, 90)
    land = _joined(shape(each["geometry"]).intersection(world) for each in read["land"])
    borders = [each for each in read["borders"] if each["geometry"]]
    settled = [each for each in borders if each["properties"]["featurecla"].startswith("International")]
    unsettled = [each for each in borders if each not in settled]
    states = [each for each in read["states"] if each["properties"]["adm0_a3"] in STATES_OF]
    return {
        "land": _rings(land, "land"),
        "lakes": _rings([shape(each["geometry"]) for each in read["lakes"]], "lakes"),
        "rivers": _lines(read["rivers"]),
        "borders": _lines(settled),
        "unsettled": _lines(unsettled),
        "states": _lines(states),
    }


def _features(path: Path) -> list[dict]:
    found = json.loads(path.read_text(encoding="utf-8"))["features"]
    return [each for each in found if each["geometry"]]


def _joined(pieces: Iterable) -> list:
    """Land in one piece where the 180th meridian cuts it: what lies east of the cut goes on beyond 180."""
    from shapely.affinity import translate
    from shapely.ops import unary_union

    found, cut = [], []
    for piece in pieces:
        for each in getattr(piece, "geoms", [piece]):
            west, _, east, _ = each.bounds
            if west < -179.99:
                cut.append(translate(each, 360))
            elif east > 179.99:
                cut.append(each)
            else:
                found.append(each)
    whole = unary_union([each.buffer(1e-6) for each in cut])
    return found + list(getattr(whole, "geoms", [whole]))


def _rings(shapes: Iterable, layer: str) -> list[list[int]]:
    rings = []
    for each in shapes:
        for polygon in getattr(each, "geoms", [each]):
            if polygon.is_empty:
                continue
            within = _within(*polygon.representative_point().coords[0])
            if polygon.area >= SMALLEST[layer] * (4 if within == FAR else 1):
                rings += [polygon.exterior, *(ring for ring in polygon.interiors if layer == "land")]
    return sorted(filter(None, (_steps(_kept(list(ring.coords))[:-1], 3) for ring in rings)), key=len, reverse=True)


def _lines(features: Iterable[dict]) -> list[list[int]]:
    from shapely.geometry import MultiLineString, shape
    from shapely.ops import linemerge

    parts = [line for each in features for line in _parts(shape(each["geometry"]))]
    merged = linemerge(MultiLineString(parts))
    return sorted(filter(None, (_steps(_kept(list(line.coords)), 2) for line in _parts(merged))), key=len, reverse=True)


def _within(lon: float, lat: float) -> float:
    """How far from the source a line may run here."""
    for within, boxes in (CLOSE, NEAR):
        if any(west <= lon <= east and south <= lat <= north for west, south, east, north in boxes):
            return within
    return FAR


def _kept(points: list) -> list:
    """The points that a line needs to stay as near to its source as `_within` says (after Douglas and Peucker)."""
    kept, todo = {0, len(points) - 1}, [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        away = [
            (_distance(points[at], points[first], points[last]) / _within(*points[at][:2]), at)
            for at in range(first + 1, last)
        ]
        furthest, at = max(away, default=(0.0, 0))
        if furthest > 1:
            kept.add(at)
            todo += [(first, at), (at, last)]
    return [points[at] for at in sorted(kept)]


def _distance(point: tuple, start: tuple, end: tuple) -> float:
    """From a point to a straight piece of line, in degrees."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length if length else 0.0
    along = min(max(along, 0.0), 1.0)
    return math.hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)


def _parts(line) -> Iterator:
    yield from getattr(line, "geoms", [line])


def _steps(points: list, fewest: int) -> list[int]:
    """A line as its first point and the steps from each point to the next; nothing where fewer points are left."""
    found: list[tuple[int, int]] = []
    for lon, lat, *_ in points:
        at = (round(lon * STEPS), round(lat * STEPS))
        if not found or found[-1] != at:
            found.append(at)
    if len(found) < fewest:
        return []
    steps = [found[0]] + [(b[0] - a[0], b[1] - a[1]) for a, b in zip(found, found[1:], strict=False)]
    return [number for step in steps for number in step]


def main(folder: str) -> None:
    made = layers(Path(folder))
    lines = ",\n".join(f'"{name}":{json.dumps(made[name], separators=(",", ":"))}' for name in made)
    (HERE / "outlines.json").write_text(f'{{"steps":{STEPS},\n{lines}}}\n', encoding="utf-8")
    for name, found in made.items():
        print(f"{name}: {len(found)} lines, {sum(len(each) // 2 for each in found)} points")


if __name__ == "__main__":
    main(sys.argv[1])
