"""Charts of data tables: what may be drawn, that bars tell the truth, and that nothing is left out in silence."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from content import charts

SEED = Path(__file__).resolve().parents[2] / "content" / "seed"


@dataclass
class Table:
    """What a chart asks of a table."""

    columns: list = field(default_factory=lambda: ["camp", "people"])
    rows: list = field(default_factory=lambda: [["Amache", "7,318"], ["Gila River", "13,348"]])
    title: str = "Highest number of people"
    unit: str = "persons"
    chart_label: str = ""
    chart_values: list = field(default_factory=list)


def drawn(**values) -> str:
    chart = charts.chart_of(Table(**values))
    return "".join(one.svg for one in charts.drawings(chart)) if chart else ""


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        ("12,500", 12500, 12500),
        ("about 400", 400, 400),
        ("500 to 700", 500, 700),
        ("1,200–1,400", 1200, 1400),
        ("fewer than 250", None, 250),
        ("over 2,500", 2500, None),
        ("3,374 (29 Dec 1944)", 3374, 3374),
        ("62.5%", 62.5, 62.5),
        ("−3", -3, -3),
    ],
)
def test_a_figure_is_read_with_its_bounds(cell, low, high):
    figure = charts.read_figure(cell)
    assert (figure.low, figure.high) == (low, high)


@pytest.mark.parametrize(
    "cell", ["", "none", "some hundreds", "700 to 500", "1942 and 1943", "about", None, "12 camps"]
)
def test_words_are_no_figure(cell):
    assert charts.read_figure(cell) is None


@given(st.text(max_size=40))
def test_any_cell_is_read_or_left(cell):
    figure = charts.read_figure(cell)
    assert figure is None or figure.most >= figure.least


@pytest.mark.parametrize(
    "values",
    [
        {"title": "Deaths in the camps"},
        {"unit": "people killed"},
        {"columns": ["camp", "victims"]},
        {"rows": [["Killed", "12"], ["Wounded", "9"]]},
        {"columns": ["camp", "identified remains"]},
    ],
)
def test_the_dead_are_never_drawn(values):
    assert drawn() and not drawn(**values)


@pytest.mark.parametrize("name", ["opened", "year", "lat", "as of"])
def test_dates_and_coordinates_are_not_drawn(name):
    assert not drawn(columns=["camp", name], rows=[["Amache", "1942"], ["Poston", "1943"]])


def test_bars_begin_at_zero_and_keep_their_proportions():
    svg = ElementTree.fromstring(drawn(rows=[["a", "100"], ["b", "50"], ["c", "25"]]))
    bars = [one for one in svg.iter("rect") if one.get("class") == "bar"]
    assert [float(bar.get("x").rstrip("%")) for bar in bars] == [0, 0, 0]
    assert [float(bar.get("width").rstrip("%")) for bar in bars] == [100, 50, 25]


def test_a_range_is_filled_to_its_lowest_figure_and_hollow_to_its_highest():
    svg = ElementTree.fromstring(drawn(rows=[["a", "50 to 100"], ["b", "100"]]))
    hollow = [one for one in svg.iter("rect") if one.get("class") == "hollow"]
    assert [(one.get("x"), one.get("width")) for one in hollow] == [("50.0%", "50%")]


def test_low_and_high_columns_are_one_range():
    chart = charts.chart_of(Table(columns=["count", "low", "high"], rows=[["a", "10", "20"], ["b", "15", "15"]]))
    assert [(bar.figure.low, bar.figure.high) for bar in chart.series[0].bars] == [(10, 20), (15, 15)]


def test_what_is_missing_is_shown_and_what_is_words_is_said():
    chart = charts.chart_of(Table(rows=[["a", "10"], ["b", ""], ["c", "20"]]))
    assert "no figure" in charts.drawings(chart)[0].svg
    chosen = charts.chart_of(Table(rows=[["a", "10"], ["b", "some hundreds"]], chart_values=["people"]))
    assert any("Not drawn" in note and "b" in note for note in chosen.notes)


def test_a_total_is_not_drawn_beside_its_parts():
    chart = charts.chart_of(Table(rows=[["a", "10"], ["b", "20"], ["Total", "30"]]))
    assert [bar.label for bar in chart.series[0].bars] == ["a", "b"]
    assert any("30" in note for note in chart.notes)


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=12)), max_size=8), st.text(max_size=20))
def test_whatever_a_table_holds_the_drawing_is_well_formed(rows, title):
    svg = drawn(rows=[list(row) for row in rows], title=title)
    control = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
    for one in re.findall(r"<svg role=.*?</svg>(?=<svg role|$)", control.sub("", svg), re.DOTALL):
        ElementTree.fromstring(one)
    assert "style=" not in svg or any("style=" in part for row in rows for part in row) or "style=" in title


def tables_of_the_seed():
    return [row for path in sorted(SEED.glob("themes/*/tables.yaml")) for row in yaml.safe_load(path.read_text()) or []]


@pytest.mark.parametrize("row", tables_of_the_seed(), ids=lambda row: row["slug"])
def test_a_table_of_the_seed_that_says_so_is_drawn(row):
    """`chart: true` is a promise: a table that cannot be drawn truthfully does not make it."""
    names = ("title", "unit", "columns", "rows", "chart_label", "chart_values")
    chart = charts.chart_of(Table(**{name: row[name] for name in names if row.get(name)}))
    if row.get("chart"):
        assert chart and all(any(bar.figure for bar in series.bars) for series in chart.series)


def test_columns_of_one_unit_have_one_scale_and_shares_are_of_a_hundred():
    table = Table(["group", "first", "second", "percent"], [["A", "10", "100", "20"], ["B", "20", "50", "50"]])
    first, second, share = (
        re.findall(r'class="bar"[^>]* width="([\d.]+)%"', one.svg) for one in charts.drawings(charts.chart_of(table))
    )
    assert [list(map(float, one)) for one in (first, second, share)] == [[10, 20], [100, 50], [20, 50]]


def test_rows_of_one_name_are_told_apart_and_uneven_dates_are_told():
    rows = [["2016-12-13", "60", "at first"], ["2016-12-13", "100", "later"], ["2016-12-20", "9", "x"]]
    chart = charts.chart_of(Table(["date", "n", "note"], rows))
    labels = [bar.label for bar in chart.series[0].bars]
    assert labels == ["13 December 2016: at first", "13 December 2016: later", "20 December 2016: x"]
    assert "The dates do not lie equally far apart." in chart.notes
    even = charts.chart_of(Table(["year", "n"], [[str(year), "1"] for year in (1942, 1943, 1944)]))
    assert not any("equally" in note for note in even.notes)


def test_readers_see_dates_in_words_and_numbers_parted_but_years_as_years():
    rows = [["2016-12-13", "1914", "2561"], ["2016-12-02~", "1925", "23"], ["True", "", "over 2,500"]]
    assert charts.shown_cells(rows) == [
        ["13 December 2016", "1914", "2,561"],
        ["about 2 December 2016", "1925", "23"],
        ["True", "", "over 2,500"],
    ]
    remarks = [
        "1942-06-01 (Army from 1942-03-21)",
        "withdrawn 2001-03-29, no ruling",
        "IT-1995-10-10",
        "2016-03-24/2019-03-20",
    ]
    assert charts.shown_cells([remarks]) == [
        [
            "1 June 1942 (Army from 21 March 1942)",
            "withdrawn 29 March 2001, no ruling",
            "IT-1995-10-10",
            "24 March 2016 / 20 March 2019",
        ]
    ]
