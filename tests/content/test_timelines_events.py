"""Events in order of uncertain dates, and filtered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import dates
from content.timelines.events import Linked, TimelineEvent, filtered, ordered


def event(title: str, date: str = "", **fields) -> TimelineEvent:
    """An event as the database gives it."""
    found = dates.parse(date) if date else None
    return TimelineEvent(
        uid=f"uid-{title}",
        slug=title,
        title=title,
        date_text=date,
        parts=found.parts if found else None,
        earliest=found.earliest if found else None,
        latest=found.latest if found else None,
        **fields,
    )


def titles(events) -> list[str]:
    return [each.title for each in events]


def test_events_stand_by_earliest_then_latest_then_title():
    expected = [
        *("../1930", "/1935", "194X", "1942-01-01", "1942"),
        *("1942-02", "1942-02-19 a", "1942-02-19 b", "1943/", "1943/..", ""),
    ]
    events = [event(title, title.split(" ")[0]) for title in sorted(expected, reverse=True)]
    assert titles(ordered(events)) == expected


def test_an_event_of_which_nothing_is_known_stands_last():
    assert titles(ordered([event("unknown"), event("late", "2025")])) == ["late", "unknown"]


@given(
    st.permutations([event(f"e{n}", date) for n, date in enumerate(["1942", "1942-02", "../1930", "/1935", "", ""])])
)
def test_the_order_does_not_depend_on_the_order_before(events):
    assert titles(ordered(events)) == ["e2", "e3", "e0", "e1", "e4", "e5"]


CLAUSE = Linked("refuse", "4", "Refuse", "example", "because")
ORDER = event(
    "order",
    "1942-02-19",
    themes=("japanese", "ibm"),
    stage="removal",
    place_slug="washington",
    people=("roosevelt",),
    clauses=(CLAUSE,),
)
CENSUS = event("census", "1941-12", themes=("japanese",), stage="identification")
UNDATED = event("undated", themes=("rwanda",))
EVENTS = [CENSUS, ORDER, UNDATED]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["census", "order", "undated"]),
        ({"from_day": 19420101}, ["order"]),
        ({"to_day": 19411215}, ["census"]),
        ({"from_day": 19411215, "to_day": 19420219}, ["census", "order"]),
        ({"from_day": 19420220}, []),
        ({"stages": frozenset({"removal"})}, ["order"]),
        ({"stages": frozenset({"removal", "identification"})}, ["census", "order"]),
        ({"themes": frozenset({"ibm"})}, ["order"]),
        ({"themes": frozenset({"rwanda", "ibm"})}, ["order", "undated"]),
        ({"clauses": frozenset({"refuse"})}, ["order"]),
        ({"people": frozenset({"roosevelt"})}, ["order"]),
        ({"places": frozenset({"washington"})}, ["order"]),
        ({"places": frozenset({"berlin"})}, []),
        ({"themes": frozenset({"japanese"}), "stages": frozenset({"identification"})}, ["census"]),
        ({"themes": frozenset({"rwanda"}), "stages": frozenset({"removal"})}, []),
    ],
)
def test_an_event_must_fit_every_filter_and_one_value_of_each(asked, found):
    assert titles(filtered(EVENTS, **asked)) == found


def test_an_event_reads_its_date_from_its_parts():
    assert (ORDER.words, ORDER.machine, ORDER.precision) == ("19 February 1942", "1942-02-19", "exact")
    assert (UNDATED.words, UNDATED.machine, UNDATED.precision) == ("", "", "about")
