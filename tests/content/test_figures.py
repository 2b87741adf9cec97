"""Numbers and dates in prose: what counts as one, what it is worth, and what evidence says besides."""

from decimal import Decimal
from fractions import Fraction

import pytest

from content.quality.figures import carried, figures, of_edtf


def read(words: str) -> list[tuple]:
    return [figure.key for figure in figures(words)]


def numbers(*values) -> list[tuple]:
    return [("number", Decimal(str(value))) for value in values]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1,200 or 1200 people", numbers(1200, 1200)),
        ("about 1.5 million", numbers(1500000)),
        ("half a million, one and a half million", numbers(500000, 1500000)),
        ("a hundred thousand", numbers(100000)),
        ("7 to 8 million", numbers(7000000, 8000000)),
        ("four hundred and twenty-one", numbers(421)),
        ("Two judges, twelve jurors, a dozen eggs", numbers(2, 12, 12)),
        ("one of them, both, twice, hundreds, thousands, dozens", []),
        ("a twelve-year-old and a 12-year-old", numbers(12, 12)),
        ("1942-45 and 1992–1995", numbers(1942, 1945, 1992, 1995)),
        ("mid-1942, pre-1914", numbers(1942, 1914)),
        ("In 1942, 3 men left.", numbers(1942, 3)),
        ("Executive Order 9066, H.R. 489, sec. 1402", numbers(9066, 489, 1402)),
        ("$20,000, €5", numbers(20000, 5)),
        ("the 1940s and the twentieth century", [("decade", 194), ("century", 20)]),
        ("the 19th century", [("century", 19)]),
        ("the first and the second", []),
        ("the Ninth Circuit, the 442nd", [("ordinal", 9), ("ordinal", 442)]),
        ("two thirds of them, a third of the men", [("fraction", Fraction(2, 3)), ("fraction", Fraction(1, 3))]),
        ("a third time", [("ordinal", 3)]),
        ("nine in ten, two of every three", [("fraction", Fraction(9, 10)), ("fraction", Fraction(2, 3))]),
        ("more than half of the town; the other half", [("fraction", Fraction(1, 2))]),
        ("the machine D11", [("code", "d11")]),
        ("at 8:30 a.m.", [("time", "8:30")]),
        ("11 July 1995, July 11, 1995, 1995-07-11", [("day", (1995, 7, 11))] * 3),
        ("29-30 April 1992", [("day", (1992, 4, 29)), ("day", (1992, 4, 30))]),
        ("23 or 24 July", [("month day", (7, 23)), ("month day", (7, 24))]),
        ("May 1942, but may 5 people stay?", [("month", (1942, 5)), *numbers(5)]),
    ],
)
def test_figures_of_prose(words, expected):
    assert read(words) == expected


def test_per_cent_is_a_number_and_a_share():
    assert set(read("50 per cent")) == {("number", Decimal(50)), ("fraction", Fraction(1, 2))}
    assert read("one per cent") == read("one in a hundred") == [("fraction", Fraction(1, 100))]
    assert ("fraction", Fraction(9, 10)) in carried(read("90 %"))
    assert ("number", Decimal(90)) in carried(read("nine tenths"))


def test_a_figure_knows_its_place():
    (figure,) = figures("There were 1,200 of them.")
    assert (figure.said, figure.start, figure.end) == ("1,200", 11, 16)


def test_a_day_carries_its_month_year_decade_and_century():
    said = carried({("day", (1942, 2, 19))})
    assert {
        ("month", (1942, 2)),
        ("month day", (2, 19)),
        ("number", Decimal(1942)),
        ("decade", 194),
        ("century", 20),
        ("ordinal", 19),
    } <= said
    assert ("day", (1942, 2, 20)) not in said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1942-02-19", {("day", (1942, 2, 19))}),
        ("1942-03/1946-03", {("month", (1942, 3)), ("month", (1946, 3))}),
        ("1942~", {("number", Decimal(1942))}),
        ("194X", {("decade", 194)}),
        ("19XX", {("century", 20)}),
        ("1942-02-XX", {("month", (1942, 2))}),
        ("1943-21", {("number", Decimal(1943))}),
        ("1993/", {("number", Decimal(1993))}),
        ("", set()),
    ],
)
def test_edtf_dates_as_evidence(text, expected):
    assert of_edtf(text) == expected
