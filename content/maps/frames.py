"""The frame of a map: which part of the earth fits what is shown, and where a place stands in it.

The projection is equirectangular with a standard parallel in the middle of what is shown: degrees of longitude are
drawn as wide as they are there. Longitudes run on beyond 180, so that a frame may lie across the Pacific.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

KM_A_DEGREE = 111.2  # of latitude, and of longitude on the equator
RATIOS = (2.0, 1.5, 1.2)  # width to height; the sheet knows these three (`.map` in maps.css)
USUAL = 1.5  # the shape of the smallest frame
LEAST_KM = 200  # the height of the smallest frame: the outlines carry no closer look
MARGIN = 0.16  # of what is shown, on each side
_STEEPEST = 80.0  # a standard parallel nearer the pole would draw degrees of longitude as nothing


@dataclass(frozen=True)
class Frame:
    """A part of the earth: its middle (degrees), its height in degrees of latitude, its shape, its standard parallel."""

    lon: float
    lat: float
    high: float
    ratio: float
    parallel: float

    @property
    def wide(self) -> float:
        """Its width in degrees of longitude, at most 360."""
        return min(360.0, self.high * self.ratio / math.cos(math.radians(self.parallel)))

    @property
    def west(self) -> float:
        return self.lon - self.wide / 2

    @property
    def east(self) -> float:
        return self.lon + self.wide / 2

    @property
    def south(self) -> float:
        return self.lat - self.high / 2

    @property
    def north(self) -> float:
        return self.lat + self.high / 2

    @property
    def km(self) -> float:
        """How wide it is along its standard parallel, in kilometres."""
        return self.high * self.ratio * KM_A_DEGREE

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point stands, in per cent of the width from the west edge and of the height from the north."""
        east = (lon - self.lon + 180) % 360 - 180
        return 50 + 100 * east / self.wide, 50 - 100 * (lat - self.lat) / self.high


def fit(points: Iterable[tuple[float, float]], least_km: float = LEAST_KM, ratios: Sequence[float] = RATIOS) -> Frame:
    """The frame around points (longitude, latitude in WGS 84 degrees); raises ValueError where there are none."""
    points = list(points)
    if not points:
        raise ValueError("A frame needs a point.")
    middle, span = _around([lon for lon, _ in points])
    lats = [lat for _, lat in points]
    lat = (min(lats) + max(lats)) / 2
    parallel = min(max(lat, -_STEEPEST), _STEEPEST)
    least = least_km / KM_A_DEGREE
    a_degree = math.cos(math.radians(parallel))  # how wide a degree of longitude is drawn beside one of latitude
    wide = min(max(span * (1 + 2 * MARGIN) * a_degree, least * USUAL), 360 * a_degree)
    high = min(max((max(lats) - min(lats)) * (1 + 2 * MARGIN), least), 180.0)
    ratio = next((one for one in ratios if wide / high >= one * 0.85), ratios[-1])
    high = min(max(high, wide / ratio), 180.0, 360 * a_degree / ratio)
    lat = min(max(lat, high / 2 - 90), 90 - high / 2)
    return Frame(round(middle, 4), round(lat, 4), round(high, 4), ratio, round(parallel, 4))


def _around(lons: Sequence[float]) -> tuple[float, float]:
    """The middle and the width of the shortest stretch of a parallel that holds these longitudes."""
    known = sorted({lon % 360 for lon in lons})
    gaps = [(after - before, before, after) for before, after in zip(known, [*known[1:], known[0] + 360], strict=True)]
    widest, before, after = max(gaps)
    span = 360 - widest
    middle = after + span / 2
    return (middle + 180) % 360 - 180, span


def scale_bar(frame: Frame) -> tuple[int, float]:
    """A round length in kilometres of about a fifth of the width, and how much of the width it takes, in per cent."""
    most = frame.km / 4
    size = 10 ** math.floor(math.log10(most))
    length = next(size * one for one in (5, 2, 1) if size * one <= most)
    return round(length), round(100 * length / frame.km, 2)


def in_words(frame: Frame) -> str:
    """The reach of a frame: "from 14° west to 23° east, from 41° to 54° north"."""
    if frame.wide >= 359:
        return f"all round the earth, {_between(frame.south, frame.north, 'south', 'north')}"
    across = _between(frame.west, frame.east, "west", "east", frame.high < 8)
    return f"{across}, {_between(frame.south, frame.north, 'south', 'north', frame.high < 8)}"


def parallel_in_words(frame: Frame) -> str:
    """The standard parallel: "44° north", "the equator"."""
    return degrees(frame.parallel, "south", "north") if round(frame.parallel) else "the equator"


def _between(start: float, end: float, below: str, above: str, fine: bool = False) -> str:
    first, last = degrees(start, below, above, fine), degrees(end, below, above, fine)
    if first.split()[-1] == last.split()[-1]:
        first = first.split()[0]
    return f"from {first} to {last}"


def degrees(value: float, below: str, above: str, fine: bool = False) -> str:
    """Degrees in words: "14° west"; with `fine` to a tenth."""
    if above == "east":
        value = (value + 180) % 360 - 180
    shown = round(value, 1) if fine else round(value)
    return f"{abs(shown):g}° {above if shown >= 0 else below}"


def coordinates(lat: float | None, lon: float | None) -> str:
    """WGS 84 degrees in words: `36.728° north, 118.154° west`; empty where either is missing."""
    if lat is None or lon is None:
        return ""
    north, east = ("north" if lat >= 0 else "south"), ("east" if lon >= 0 else "west")
    return f"{abs(lat):g}° {north}, {abs(lon):g}° {east}"
