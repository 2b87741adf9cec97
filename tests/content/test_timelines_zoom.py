"""Levels of zoom and the time between two events: nothing is said more exactly than it is known."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content import dates
from content.timelines import zoom
from content.timelines.durations import between
from content.timelines.events import TimelineEvent, ordered


def event(text: str, uid: str = "u", themes: tuple[str, ...] = ("one",)) -> TimelineEvent:
    date = dates.parse(text) if text else None
    return TimelineEvent(
        uid=uid,
        slug=uid,
        title=text,
        date_text=text,
        parts=date.parts if date else None,
        earliest=date.earliest if date else None,
        latest=date.latest if date else None,
        themes=themes,
    )


@pytest.mark.parametrize(
    ("text", "decade", "year"),
    [
        ("1942-02-19", ("1940s", "1940", "1949"), ("1942", "1942", "1942")),
        ("1942~", ("1940s", "1940", "1949"), ("1942", "1942", "1942")),
        ("194X", ("1940s", "1940", "1949"), ("1940s, year not known", "1940", "1949")),
        ("19XX", ("20th century", "1900", "1999"), ("20th century, year not known", "1900", "1999")),
        ("1939-10/1941", ("1930s", "1930", "1939"), ("1939", "1939", "1939")),
        ("../1950", ("1950s", "1950", "1959"), ("1950", "1950", "1950")),
        ("0987", ("980s", "0980", "0989"), ("987", "0987", "0987")),
        ("", (zoom.NO_DATE, "", ""), (zoom.NO_DATE, "", "")),
    ],
)
def test_an_event_stands_under_the_decade_and_year_in_which_it_begins(text, decade, year):
    for level, expected in ((zoom.DECADES, decade), (zoom.YEARS, year)):
        (group,) = zoom.grouped([event(text)], level)
        assert (group.label, group.start, group.end) == expected
        assert all(dates.parse(limit) for limit in (group.start, group.end) if limit)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("1942-02-19", True), ("1942-02-19/1942-03-01", True), ("1942-02", False), ("1942", False), ("1942-02-19~", False),
        ("1942-02-XX", False), ("1942-02-19/..", False), ("1942-02-19/1942-03", False), ("1943-21", False), ("", False),
    ],
)  # fmt: skip
def test_only_exactly_known_days_are_days(text, known):
    assert zoom.is_of_a_known_day(event(text)) is known


unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the first parse reads a grammar
DAYS = st.dates(datetime.date(1000, 1, 1), datetime.date(2100, 12, 31))
DATES = st.one_of(
    DAYS.map(str), DAYS.map(lambda day: str(day)[:7]), DAYS.map(lambda day: str(day)[:4]), st.just("194X"), st.just("")
)


@unhurried
@given(st.lists(DATES, max_size=8), st.sampled_from([zoom.DECADES, zoom.YEARS]))
def test_headings_hold_every_event_once_and_each_stands_once(texts, level):
    events = ordered(event(text, uid=str(number)) for number, text in enumerate(texts))
    groups = zoom.grouped(events, level)
    assert sorted(one.uid for one in zoom.in_order(groups)) == sorted(one.uid for one in events)
    assert len({group.label for group in groups}) == len(groups)
    assert zoom.in_order(groups) == zoom.in_order(zoom.grouped(zoom.in_order(groups), level))


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("1942-02-19", "1944-12-17", "2 years, 9 months and 28 days"),
        ("1942-01-31", "1942-02-28", "1 month"),
        ("1942-02-19", "1942-02-19", "the same day"),
        ("1942-02-19", "1942-03", "between 10 and 40 days"),
        ("1942-02", "1943-05", "between 14 and 16 months"),
        ("1942", "1945", "between 2 and 4 years"),
        ("1941/1960", "1950-05", "between 8 and 10 years"),
        ("1942", "1942", "12 months at most; which began first is not known"),
        ("1942~", "1945", "between 2 and 4 years; a date of them is itself uncertain"),
    ],
)
def test_the_time_between_is_told_as_exactly_as_the_dates_are_known(first, second, told):
    for one, other in ((first, second), (second, first)):
        assert between(event(one, "a"), event(other, "b")).words == told


def test_no_time_is_told_across_histories_or_from_an_unknown_beginning():
    across = between(event("1942"), event("1994", themes=("other",)))
    assert across.words == "" and "no time is measured across those" in across.why_not
    assert between(event("../1942"), event("1950")).why_not == "The beginning of one of them is not known."
    assert between(event("1942", themes=("one", "two")), event("1994", themes=("two",))).words


@unhurried
@given(DAYS, DAYS)
def test_years_months_and_days_lead_from_the_one_day_to_the_other(one, other):
    first, second = sorted((one, other))
    told = between(event(str(one), "a"), event(str(other), "b")).words
    numbers = (
        {part.split()[1].rstrip("s"): int(part.split()[0]) for part in told.replace(" and ", ", ").split(", ")}
        if (one != other)
        else {}
    )
    months = first.year * 12 + first.month - 1 + numbers.get("year", 0) * 12 + numbers.get("month", 0)
    year, month = divmod(months, 12)
    for day in range(first.day, 0, -1):
        try:
            reached = datetime.date(year, month + 1, day)
            break
        except ValueError:
            continue
    assert reached + datetime.timedelta(days=numbers.get("day", 0)) == second
    assert numbers.get("month", 0) < 12
