"""Timelines for other programs: what TimelineJS reads, and CSV that a spreadsheet cannot run."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.timelines.events import Linked, Sourced, TimelineEvent
from content.timelines.exports import CSV_COLUMNS, events_csv, timelinejs
from tests.content.test_timelines_events import event


@pytest.mark.parametrize(
    ("date", "start", "end"),
    [
        ("1942-02-19", {"year": 1942, "month": 2, "day": 19}, None),
        ("1942-02", {"year": 1942, "month": 2}, None),
        ("1942", {"year": 1942}, None),
        ("1942~", {"year": 1942}, None),
        ("1942-02-XX", {"year": 1942, "month": 2}, None),
        ("1942-XX", {"year": 1942}, None),
        ("194X", {"year": 1940}, {"year": 1949}),
        ("1943-21", {"year": 1943, "month": 3}, {"year": 1943, "month": 5}),
        ("1943-24", {"year": 1943, "month": 12}, {"year": 1944, "month": 2}),
        ("1942-03/1946", {"year": 1942, "month": 3}, {"year": 1946}),
        ("1942/1946-03-20", {"year": 1942}, {"year": 1946, "month": 3, "day": 20}),
        ("1938/194X", {"year": 1938}, {"year": 1949}),
        ("1942/..", {"year": 1942}, None),
        ("1942/", {"year": 1942}, None),
        ("../1946-02", {"year": 1946, "month": 2}, None),
        ("/1950", {"year": 1950}, None),
        ("0001", {"year": 1}, None),
    ],
)
def test_a_date_goes_out_as_partial_as_it_is(date, start, end):
    (slide,) = timelinejs("T", "", [event("e", date)])["events"]
    assert slide["start_date"] == start
    assert slide.get("end_date") == end


def test_a_slide_has_our_words_our_uid_and_its_stage():
    (slide,) = timelinejs("T", "", [event("e", "194X", stage_label="Removal", summary="One.\nTwo.")])["events"]
    assert slide["display_date"] == "1940s"
    assert slide["unique_id"] == "uid-e"
    assert slide["group"] == "Removal"
    assert slide["text"] == {"headline": "e", "text": "<p>One.</p><p>Two.</p>"}


def test_a_slide_says_what_is_hard_before_its_words_and_to_programs():
    hard = event("e", "1942", summary="One.", caution="Speaks of killing.", content_reasons=("killing",), grade_floor=9)
    slide, quiet = timelinejs("T", "", [hard, event("q", "1943", summary="Two.")])["events"]
    assert slide["text"]["text"] == "<p>Speaks of killing.</p><p>One.</p>"
    assert (slide["content_reasons"], slide["grade_floor"], slide["inferred_reasons"]) == (["killing"], 9, [])
    assert quiet["text"]["text"] == "<p>Two.</p>"


def test_an_event_without_a_date_is_left_out():
    assert timelinejs("T", "", [event("e")])["events"] == []
    assert timelinejs("T", "", [TimelineEvent("u", "s", "t", parts=event("e", "1942").parts)])["events"] == []


def test_no_text_becomes_markup():
    nasty = '<img src=x onerror="alert(1)"> & </p>'
    out = timelinejs(nasty, nasty, [event(nasty, "1942", summary=nasty, stage_label=nasty)])
    assert out["events"][0]["group"] == out["title"]["text"]["headline"]
    for text in (out["title"]["text"], out["events"][0]["text"]):
        assert text["headline"] == "&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &lt;/p&gt;"
        assert text["text"] == f"<p>{text['headline']}</p>"


def test_the_whole_is_json():
    out = timelinejs("T", "Intro", [event("e", "1942/1943")])
    assert json.loads(json.dumps(out)) == out
    assert out["title"]["text"] == {"headline": "T", "text": "<p>Intro</p>"}


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_csv_has_a_header_and_one_event_a_line():
    full = event(
        "order",
        "1942-02~",
        summary='He said "go", twice.\nThen left.',
        place="Washington, D.C.",
        stage="removal",
        themes=("japanese", "ibm"),
        clauses=(
            Linked("refuse", "4", "Refuse", "example", "why"),
            Linked("resist", "5", "Resist", "background", "why"),
        ),
        sources=(Sourced("eo-9066", "EO 9066"),),
        content_reasons=("killing",),
        content_note="Told briefly.",
        grade_floor=9,
        inferred_reasons=("slurs", "bodies"),
        url="/events/order/",
        entry_url="/entries/order/",
    )
    header, row, bare = read(events_csv([full, event("bare")]))
    assert header == list(CSV_COLUMNS)
    assert dict(zip(header, row, strict=True)) == {
        "uid": "uid-order",
        "date": "1942-02~",
        "date_words": "about February 1942",
        "title": "order",
        "summary": 'He said "go", twice.\nThen left.',
        "place": "Washington, D.C.",
        "stage": "removal",
        "themes": "japanese; ibm",
        "clauses": "refuse; resist",
        "sources": "eo-9066",
        "content_reasons": "killing",
        "content_note": "Told briefly.",
        "grade_floor": "9",
        "inferred_reasons": "slurs; bodies",
        "url": "/events/order/",
        "entry_url": "/entries/order/",
        "kind": "event",
    }
    assert dict(zip(header, bare, strict=True))["stage"] == "context"


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_could_be_a_formula_is_made_text(begin):
    _, row = read(events_csv([event(f"{begin}cmd|' /C calc'!A0", summary=f"{begin}1")]))
    assert row[3] == f"'{begin}cmd|' /C calc'!A0"
    assert row[4] == f"'{begin}1"


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\0")),
    st.text(st.characters(codec="utf-8", exclude_characters="\0")),
)
def test_no_cell_is_a_formula_and_every_cell_is_read_back(title, summary):
    _, row = read(events_csv([event("x", title and "1942", summary=summary, place=title)]))
    assert row[4].removeprefix("'") in {summary, summary.removeprefix("'")}
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
