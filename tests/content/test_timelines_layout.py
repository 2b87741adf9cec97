"""Rows of a timeline: positions, and silent years folded in proportion to the whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.timelines.events import ordered
from content.timelines.layout import Gap, Placed, arrange
from tests.content.test_timelines_events import event


def rows(*years: str) -> list[str | tuple[int, int]]:
    """The titles of events and the years of gaps, in the order of the rows."""
    found = arrange(ordered(event(date, date) for date in years))
    return [row.event.title if isinstance(row, Placed) else (row.first_year, row.last_year) for row in found]


def test_each_event_knows_its_place():
    found = arrange([event("a", "1942"), event("b", "1943~"), event("c")])
    assert [row.position for row in found] == ["1 of 3", "2 of 3", "3 of 3"]
    assert [row.precision for row in found] == ["exact", "about", "about"]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        # Three silent years are a gap in a short timeline, two are none.
        (["1942", "1946"], ["1942", (1943, 1945), "1946"]),
        (["1942", "1945"], ["1942", "1945"]),
        # In a timeline of a century it takes seven (6 % of 101 years).
        (["1900", "2000", "1904", "1911"], ["1900", "1904", "1911", (1912, 1999), "2000"]),
        (["1900", "1908", "2000"], ["1900", (1901, 1907), "1908", (1909, 1999), "2000"]),
        (["1900", "1907", "2000"], ["1900", "1907", (1908, 1999), "2000"]),
        # An interval fills its years; an open or unknown end fills none.
        (["1942/1946", "1943", "1950"], ["1942/1946", "1943", (1947, 1949), "1950"]),
        (["1942/1949", "1943", "1950"], ["1942/1949", "1943", "1950"]),
        (["1942/..", "1950"], ["1942/..", (1943, 1949), "1950"]),
        (["1942/", "1950"], ["1942/", (1943, 1949), "1950"]),
        (["1940", "/1950"], ["1940", (1941, 1949), "/1950"]),
        (["../1940", "1950"], ["../1940", (1941, 1949), "1950"]),
        (["1942"], ["1942"]),
        ([], []),
    ],
)
def test_silent_years_are_folded(dates, expected):
    assert rows(*dates) == expected


def test_an_event_without_a_date_makes_no_gap():
    assert [type(row) for row in arrange([event("a", "1942"), event("b"), event("c")])] == [Placed] * 3
    assert [type(row) for row in arrange([event("a"), event("b", "1942")])] == [Placed] * 2


def test_a_gap_says_how_long_it_is():
    gap = Gap(1946, 1983)
    assert gap.years == 38
    assert gap.words == "38 years without an event here"


@given(st.lists(st.integers(1900, 2026).map(str), max_size=15))
def test_every_event_stands_once_and_no_gap_holds_an_event(years):
    found = arrange(ordered(event(year, year) for year in years))
    assert sorted(row.event.title for row in found if isinstance(row, Placed)) == sorted(years)
    for gap in (row for row in found if isinstance(row, Gap)):
        assert gap.years >= 3
        assert not any(gap.first_year <= int(year) <= gap.last_year for year in years)
    for before, after in zip(found, found[1:], strict=False):
        assert isinstance(before, Placed) or isinstance(after, Placed)
    assert not found or (isinstance(found[0], Placed) and isinstance(found[-1], Placed))
