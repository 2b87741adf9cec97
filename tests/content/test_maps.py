"""Maps: that frames hold what they must, that cutting loses nothing inside, that markers hide nobody and tell no size."""

import json
import math
import re
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from content import maps
from content.maps import frames, ground, markers
from content.maps.markers import Spot

lons = st.floats(-180, 180, allow_nan=False).map(lambda lon: round(lon, 3))
lats = st.floats(-90, 90, allow_nan=False).map(lambda lat: round(lat, 3))
points = st.lists(st.tuples(lons, lats), min_size=1, max_size=12)
thirty_times = settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
six_times = settings(thirty_times, max_examples=6)
HAWAII, TOKYO, CALIFORNIA = (-157.86, 21.31), (139.69, 35.69), (-122.42, 37.77)


def spots(*places: tuple[float, float], precision: str = "exact") -> list[Spot]:
    return [Spot(number, f"Place {number}", lon, lat, precision) for number, (lon, lat) in enumerate(places, 1)]


# Frames ---------------------------------------------------------------------------------------------------------------


@given(points)
@thirty_times
@example([(0, -90), (180, 90)])
@example([(-180, 0), (180, 0)])
@example([(0, -46), (120, 90), (-120, 0)])
@example([(0, 0), (51, 0), (140, -84), (-42, 75), (-131, 0)])
def test_a_frame_holds_every_point_and_never_more_than_the_earth(given_points):
    frame = frames.fit(given_points)
    for lon, lat in given_points:
        x, y = frame.place(lon, lat)
        assert -0.01 <= x <= 100.01 and -0.01 <= y <= 100.01
    assert frame.wide <= 360 and frame.south >= -90.001 and frame.north <= 90.001
    assert frame.ratio in frames.RATIOS


@given(points)
@thirty_times
def test_a_frame_is_as_wide_as_it_is_high_times_its_shape(given_points):
    """So that a kilometre along the standard parallel is as long as one from north to south."""
    frame = frames.fit(given_points)
    across = frame.wide * math.cos(math.radians(frame.parallel))
    assert across == pytest.approx(frame.high * frame.ratio, rel=1e-6)


@given(lons, lats)
@thirty_times
def test_one_point_stands_in_the_smallest_frame(lon, lat):
    frame = frames.fit([(lon, lat)])
    assert frame.high * frames.KM_A_DEGREE == pytest.approx(frames.LEAST_KM, abs=0.1)


def test_a_frame_across_the_pacific_does_not_go_round_the_other_way():
    frame = frames.fit([HAWAII, TOKYO, CALIFORNIA])
    places = [frame.place(*point)[0] for point in (TOKYO, HAWAII, CALIFORNIA)]
    assert places == sorted(places)
    assert frame.wide < 150
    assert frames.in_words(frame).startswith("from 124° east to 107° west")


def test_no_points_make_no_frame():
    with pytest.raises(ValueError, match="needs a point"):
        frames.fit([])
    assert maps.drawings([], "Nothing") == []


@given(points)
@thirty_times
def test_a_scale_is_round_and_at_most_a_quarter_of_the_width(given_points):
    frame = frames.fit(given_points)
    length, share = frames.scale_bar(frame)
    assert str(length).strip("0") in {"1", "2", "5"}
    assert 5 < share <= 25
    assert share == pytest.approx(100 * length / frame.km, abs=0.01)


def test_a_degree_of_longitude_is_drawn_as_long_as_it_is():
    frame = frames.fit([(18.0, 44.0), (19.0, 44.0)])
    (west, _), (east, _) = frame.place(18.0, 44.0), frame.place(19.0, 44.0)
    assert (east - west) / 100 * frame.km == pytest.approx(80.0, abs=0.5)  # a degree at 44° north


# Cutting --------------------------------------------------------------------------------------------------------------

small = st.tuples(st.integers(-20, 20), st.integers(-20, 20)).map(lambda one: (float(one[0]), float(one[1])))
BOX = (-5.0, -5.0, 5.0, 5.0)


def area(ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], *ring[:1]], strict=True)) / 2


def in_box(point) -> bool:
    return BOX[0] - 1e-6 <= point[0] <= BOX[2] + 1e-6 and BOX[1] - 1e-6 <= point[1] <= BOX[3] + 1e-6


@given(st.lists(small, min_size=3, max_size=9))
@thirty_times
def test_what_is_cut_off_lies_outside(ring):
    kept = ground.clipped_area(ring, BOX)
    assert all(map(in_box, kept))
    assert set(filter(in_box, ring)) <= set(kept)
    if all(map(in_box, ring)):
        assert kept == ring


@given(st.integers(-12, 12), st.integers(-12, 12), st.integers(1, 12), st.integers(1, 12))
@thirty_times
def test_a_rectangle_loses_exactly_what_lies_outside(x, y, wide, high):
    ring = [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]
    across = max(0, min(x + wide, 5) - max(x, -5))
    down = max(0, min(y + high, 5) - max(y, -5))
    assert area(ground.clipped_area(ring, BOX)) == pytest.approx(across * down)


@given(st.lists(small, min_size=2, max_size=9))
@thirty_times
def test_a_line_keeps_its_points_inside_and_gets_none_outside(line):
    parts = ground.clipped_line(line, BOX)
    kept = [point for part in parts for point in part]
    assert all(map(in_box, kept))
    assert set(filter(in_box, line)) <= set(kept)


# Outlines -------------------------------------------------------------------------------------------------------------


def test_the_outlines_are_small_whole_and_on_the_earth():
    assert ground.OUTLINES.stat().st_size < 300_000
    read = json.loads(ground.OUTLINES.read_text())
    assert set(read) == {"steps", *ground.LAYERS}
    for name in ground.LAYERS:
        found = ground.outlines()[name]
        assert found
        for outline in found:
            assert len(outline.points) >= (3 if name in ground.AREAS else 2)
            assert (
                outline.box[0] >= -180.01 and outline.box[2] <= 200 and -60.01 <= outline.box[1] <= outline.box[3] <= 84
            )


@pytest.mark.parametrize(
    ("where", "lon", "lat", "is_land"),
    [
        ("Sarajevo", 18.41, 43.86, True),
        ("Kigali", 30.06, -1.95, True),
        ("Amsterdam", 4.9, 52.37, True),
        ("Chukotka, beyond the 180th meridian", -175.0, 66.5, True),
        ("the Adriatic", 16.5, 42.7, False),
        ("the Black Sea", 34.0, 43.5, False),
        ("the middle of the Pacific", -160.0, 0.5, False),
    ],
)
def test_land_is_where_it_is(where, lon, lat, is_land):
    inside = sum(_is_inside(lon + turn, lat, ring.points) for ring in ground.outlines()["land"] for turn in (0, 360))
    assert bool(inside % 2) is is_land, where


def _is_inside(lon, lat, ring) -> bool:
    crossed = 0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > lat) != (by > lat) and lon < ax + (lat - ay) / (by - ay) * (bx - ax):
            crossed += 1
    return bool(crossed % 2)


def test_land_goes_on_across_the_180th_meridian():
    frame = frames.fit([(175.0, 66.0), (-172.0, 66.0)])
    land = dict(ground.paths(frame))["land"]
    across = [round(float(move)) for move in re.findall(r"M(-?\d+) ", land)]
    assert land and min(across) < 500, "the mainland west of the line is drawn in the same frame"
    seam = round(frame.place(180.0, 66.0)[0] * 10)
    assert f"M{seam} " not in land


@given(points)
@six_times
def test_the_ground_of_any_frame_is_drawn_and_light(given_points):
    drawn = ground.paths(frames.fit(given_points))
    assert sum(len(d) for _, d in drawn) < 45_000
    for _, d in drawn:
        assert re.fullmatch(r"(M-?\d+(?: -?|-)\d+l-?\d+(?:[ -]-?\d+)*z?)+", d)


# Markers --------------------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(lons, lats), min_size=1, max_size=15))
@thirty_times
def test_every_place_stands_on_the_first_map_once_and_numbered_somewhere(given_points):
    found = markers.sheets(spots(*given_points))
    assert sorted(spot.number for one in found[0].markers for spot in one.spots) == list(
        range(1, len(given_points) + 1)
    )
    numbered = {spot.number for sheet in found for one in sheet.markers if one.label for spot in one.spots}
    assert numbered == set(range(1, len(given_points) + 1))
    assert [sheet.letter for sheet in found[1:]] == [inset.letter for sheet in found for inset in sheet.insets]


@given(st.lists(st.tuples(lons, lats), min_size=2, max_size=12))
@thirty_times
def test_markers_of_one_map_never_cover_each_other(given_points):
    for sheet in markers.sheets(spots(*given_points)):
        labelled = [one for one in sheet.markers if one.label and len(one.spots) == 1]
        for one, other in combinations(labelled, 2):
            apart = math.hypot(one.x - other.x, (one.y - other.y) / sheet.frame.ratio)
            assert apart >= markers.CLOSE - 0.05


def test_places_at_one_point_are_one_marker_with_both_numbers():
    [sheet] = markers.sheets(spots((19.3, 44.1), (19.3, 44.1), (17.0, 44.9)))
    assert sorted(marker.label for marker in sheet.markers) == ["1, 2", "3"]


def test_a_crowd_gets_a_closer_map_of_its_own():
    wide, closer = markers.sheets(spots((4.3, 52.07), (18.36, 43.85), (19.3, 44.11), (19.29, 43.78)))
    assert closer.letter == "A" and [inset.letter for inset in wide.insets] == ["A"]
    assert [spot.number for spot in closer.spots] == [2, 3, 4]
    assert closer.frame.km < wide.frame.km * markers.CLOSER
    inset = wide.insets[0]
    for marker in wide.markers:
        if not marker.label:
            assert inset.left < marker.x < inset.left + inset.wide and inset.top < marker.y < inset.top + inset.high


def test_runs_of_numbers_are_drawn_together():
    assert markers.numbers([9, 4, 5, 6, 7, 1]) == "1, 4–7, 9"
    assert markers.numbers([1, 2]) == "1, 2"


@given(st.lists(st.tuples(st.floats(10, 30), st.floats(40, 50)), min_size=2, max_size=9, unique=True))
@thirty_times
def test_numbers_hide_no_other_dot_where_there_is_room(given_points):
    [sheet, *_] = markers.sheets(spots(*given_points))
    assume(all(len(one.spots) == 1 and one.label for one in sheet.markers))
    dots = [(one, one.marker.x, one.marker.y) for one in markers.labelled(sheet)]
    assume(all(math.dist(a[1:], b[1:]) > 25 for a, b in combinations(dots, 2)))
    for one, *_ in dots:
        for width in markers.WIDTHS:
            box = markers._number(one, width, sheet.frame.ratio)
            assert not any(
                markers._touch(box, markers._dot(other.marker, width, sheet.frame.ratio))
                for other, *_ in dots
                if other != one
            )


# Drawing --------------------------------------------------------------------------------------------------------------


def svg(*places, **values) -> str:
    return maps.drawings(spots(*places, **values), "Places")[0].svg


@pytest.mark.parametrize(
    ("precision", "shapes"),
    [("exact", ["dot"]), ("approximate", ["ring", "dot"]), ("area", ["area", "dot"]), ("", ["unstated", "dot"])],
)
def test_what_is_not_exact_is_drawn_as_such(precision, shapes):
    drawn = ElementTree.fromstring(svg((18.4, 43.9), precision=precision))
    assert [one.get("class") for one in drawn.iter("circle")] == shapes
    assert maps.EXACTNESS[precision]


def test_a_marker_of_several_says_the_least_exact():
    both = [Spot(1, "A", 18.4, 43.9, "exact"), Spot(2, "B", 18.4, 43.9, "area")]
    assert 'class="area"' in maps.drawings(both, "Places")[0].svg


def test_every_marker_is_of_one_size_however_much_is_told_of_a_place():
    drawn = ElementTree.fromstring(svg((10.0, 45.0), (20.0, 50.0), (20.0, 50.0), (20.0, 50.0)))
    assert len({one.get("r") for one in drawn.iter("circle")}) == 1


def test_a_drawing_has_title_and_description_and_no_style():
    drawn = ElementTree.fromstring(svg(HAWAII, TOKYO, CALIFORNIA))
    assert drawn.get("role") == "img"
    assert drawn.find("title").text == "Places"
    assert "3 Place 3" in drawn.find("desc").text
    assert drawn.get("aria-labelledby").split() == [drawn.find("title").get("id"), drawn.find("desc").get("id")]
    assert not any("style" in one.attrib or one.tag in {"style", "script", "image"} for one in drawn.iter())


@given(st.text(max_size=40))
@thirty_times
def test_any_name_is_drawn_well_formed(name):
    sayable = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", name)
    for one in maps.drawings([Spot(1, sayable, 18.4, 43.9)], sayable):
        ElementTree.fromstring(one.svg)


def test_a_small_map_says_where_it_lies_and_that_it_is_rough_and_a_large_one_needs_neither():
    [small_one] = maps.drawings(spots((30.06, -1.95)), "Places")
    [large] = maps.drawings(spots(TOKYO, HAWAII, CALIFORNIA), "Places")
    assert small_one.locator and any("rough" in note for note in small_one.notes)
    assert not large.locator and not any("rough" in note for note in large.notes)
    assert any("Equirectangular" in note for note in large.notes)
