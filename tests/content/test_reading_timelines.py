"""Timelines: which events stand in them, what an address may ask, and how they are shown."""

import re

import pytest
from django.http import QueryDict

from content.reading.timelines import events_by, events_of, filters_of, rule_of
from tests.factories import content as made

pytestmark = pytest.mark.django_db


def titles(page, **params) -> list[str]:
    return [event.title for event in events_of(page, params)]


@pytest.fixture
def theme():
    return made.theme()


def test_without_a_rule_only_events_by_hand_stand_in_it(theme):
    one = made.event(title="One", themes=[theme])
    made.event(title="Two", themes=[theme])
    assert titles(made.timeline(events=[one], themes=[theme])) == ["One"]


def test_a_rule_takes_what_fits_all_of_it_and_events_by_hand_come_in(theme):
    stage, clause = made.stage(), made.clause()
    common = {"themes": [theme], "stage": stage, "pledge": [(clause, "example", made.WHY)]}
    made.event(title="Fits", date="1942", **common)
    made.event(title="Too early", date="1930", **common)
    made.event(title="Too late", date="1950", **common)
    made.event(title="Other theme", date="1942", **{**common, "themes": [made.theme()]})
    made.event(title="Other stage", date="1942", **{**common, "stage": made.stage()})
    made.event(title="Other clause", date="1942", **{**common, "pledge": ()})
    made.event(title="Hidden", date="1942", live=False, **common)
    by_hand = made.event(title="By hand", date="1960")
    page = made.timeline(
        rule_themes=[theme],
        rule_stages=[stage],
        rule_clauses=[clause],
        rule_from="1940",
        rule_to="1945",
        events=[by_hand],
    )
    assert titles(page) == ["Fits", "By hand"]


def test_an_event_with_two_themes_or_clauses_stands_once(theme):
    other, clauses = made.theme(), [made.clause(), made.clause()]
    made.event(title="Once", themes=[theme, other], pledge=[(one, "example", made.WHY) for one in clauses])
    assert titles(made.timeline(rule_themes=[theme, other], rule_clauses=clauses)) == ["Once"]


@pytest.mark.parametrize(
    ("date", "stands"), [("1942/..", True), ("../1941", True), ("1939~", False), ("194X", True), ("/1938", False)]
)
def test_open_and_uncertain_dates_stand_where_they_may_fall(theme, date, stands):
    made.event(title="It", date=date, themes=[theme])
    page = made.timeline(rule_themes=[theme], rule_from="1940", rule_to="1945")
    assert (titles(page) == ["It"]) is stands


def test_events_come_in_the_order_of_their_dates(theme):
    for date in ("1950", "1942-02", "1942-02-19", "1500", "1941/1960"):
        made.event(title=date, date=date, themes=[theme])
    page = made.timeline(rule_themes=[theme])
    assert titles(page) == ["1500", "1941/1960", "1942-02", "1942-02-19", "1950"]
    assert [event.title for event in events_by(rule_of(page))][0] == "1500"


@pytest.fixture
def narrow(theme):
    """A timeline whose two events differ in everything one can ask for."""
    person = made.person(slug="ada", name="Ada A.")
    entry = made.entry(people=[person], content_reasons=["killing"])
    made.event(
        title="One",
        date="1942-02-19",
        themes=[theme],
        stage=made.stage(slug="removal", label="Removal"),
        place=made.place(slug="here"),
        pledge=[(made.clause(slug="collect"), "example", made.WHY)],
        entry=entry,
    )
    made.event(title="Two", date="1950", themes=[theme, made.theme(slug="other")])
    return made.timeline(rule_themes=[theme], slug="narrow")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["One", "Two"]),
        ({"from": "1943"}, ["Two"]),
        ({"to": "1942-02"}, ["One"]),
        ({"stage": "removal"}, ["One"]),
        ({"stage": "context"}, ["Two"]),
        ({"theme": "other"}, ["Two"]),
        ({"clause": "collect"}, ["One"]),
        ({"person": "ada"}, ["One"]),
        ({"place": "here"}, ["One"]),
        ({"place": "here", "from": "1949"}, []),
    ],
)
def test_an_address_narrows_a_timeline(narrow, asked, expected):
    assert titles(narrow, **asked) == expected


@pytest.mark.parametrize(
    "query",
    [
        "from=yesterday", "to=%00", "from=1950&to=1940", "stage=nonsense", "theme=%F0%9F%92%A9", "clause=" + "x" * 5000,
        "person='; DROP TABLE", "place=<script>", "page=-1", "page=99999999999", "page=abc", "from=" + "9" * 400,
        "to=1942-13", "stage=" + "&stage=".join(map(str, range(60))),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_ignored_with_a_sentence_and_never_an_error(client, narrow, query):
    response = client.get(f"{narrow.address}?{query}")
    html = response.content.decode()
    assert response.status_code == 200 and "2 of 2 events" in html
    assert "<script>" not in html
    if not query.startswith("page"):
        assert re.search(r"left out of the filter|neither limit was used", html)


def test_several_values_of_one_filter_are_alternatives(narrow):
    events = events_of(narrow)
    filters = filters_of(QueryDict("stage=removal&stage=context"), events)
    assert filters.of("stage") == {"removal", "context"} and not filters.ignored
    assert filters.query(stage="") == "" and "stage=context&stage=removal" in filters.query()


def test_the_state_is_said_in_words_and_the_link_keeps_it(client, narrow, settings):
    html = client.get(narrow.address, {"from": "1942", "stage": "removal"}).content.decode()
    assert "1 of 2 events: from 1942, stage Removal." in html
    assert f"{settings.SITE_URL}{narrow.address}?from=1942&amp;stage=removal" in html
    assert '<input type="hidden" name="stage" value="removal">' in html
    assert 'aria-current="true">Removal</a>' in html
    assert (
        "No event of this timeline fits"
        in client.get(narrow.address, {"from": "1949", "stage": "removal"}).content.decode()
    )


def test_an_event_has_its_tick_its_anchor_and_its_own_link(client, narrow, settings):
    event = events_of(narrow)[0]
    html = client.get(narrow.address).content.decode()
    item = re.search(rf'<li class="event" id="e-{event.uid}" tabindex="-1">.*?</li>', html, re.DOTALL)[0]
    assert '<i class="removal exact"></i>' in item and '<time datetime="1942-02-19">19 February 1942</time>' in item
    assert f'href="#e-{event.uid}"' in item and f'href="{event.url}"' in item and "1 of 2" in item
    assert f'<p class="copy">{settings.SITE_URL}{narrow.address}?event={event.uid}#e-{event.uid}</p>' in item
    assert "1 source<" in item and 'href="/pledge/collect/"' in item and 'href="/places/here/"' in item
    assert "Content note." in html and "Killing." in html


@pytest.mark.parametrize(("date", "tick"), [("1942-02-19", "exact"), ("1942~", "about"), ("1942/1943", "during")])
def test_a_tick_says_how_exactly_a_date_is_known(client, date, tick):
    page = made.timeline(events=[made.event(date=date, stage=made.stage(slug="denial", label="Denial"))])
    assert f'<i class="denial {tick}"></i>' in client.get(page.address).content.decode()


def test_long_silences_are_folded_and_labelled(client):
    page = made.timeline(events=[made.event(date="1900"), made.event(date="1950")])
    html = client.get(page.address).content.decode()
    assert "<span>1901–1949</span>" in html and "49 years without an event here" in html


def test_the_way_down_leads_through_a_theme_only_where_there_is_one(client, theme):
    one, across = made.timeline(themes=[theme]), made.timeline(themes=[theme, made.theme(slug="other")])
    trails = [
        re.search(r'<nav class="trail".*?</nav>', client.get(page.address).content.decode(), re.DOTALL).group()
        for page in (one, across)
    ]
    assert [theme.address in trail for trail in trails] == [True, False]
    assert all("/timelines/" in trail for trail in trails)


def test_voices_of_the_affected_stand_between_events_at_their_dates(client, theme):
    for date in ("1942-01", "1944-01", "1946-01"):
        made.event(title=date, date=date, themes=[theme])
    made.quotation(text="Early words", date="1943", themes=[theme])
    made.quotation(text="Words of office", date="1943", themes=[theme], voice="official")
    made.quotation(text="Hateful words", date="1943", themes=[theme], propaganda=True)
    made.quotation(text="Words long after", date="1990", themes=[theme])
    page = made.timeline(themes=[theme], rule_themes=[theme])
    html = client.get(page.address).content.decode()
    places = [
        html.index(words) for words in ('id="events-h"', "January 1942", "Early words", "January 1944", "January 1946")
    ]
    assert places == sorted(places)
    assert not any(words in html for words in ("Words of office", "Hateful words", "Words long after"))


def test_an_event_says_what_is_hard_in_it_on_its_timeline_and_in_a_frame(client, theme):
    entry = made.entry(themes=[theme], content_reasons=["suicide"])
    made.event(
        title="Shots",
        themes=[theme],
        entry=entry,
        content_reasons=["slurs", "killing"],
        grade_floor=9,
        content_note="Told.",
    )
    made.event(title="Words", themes=[theme], content_reasons=["slurs"], grade_floor=8)
    page = made.timeline(rule_themes=[theme])
    by_title = {event.title: event for event in events_of(page)}
    assert by_title["Shots"].caution == "Suggested from grade 9. Speaks of killing, slurs. Told."
    assert by_title["Shots"].inferred_reasons == ()
    for address in (page.address, f"{page.address}embed/"):
        html = client.get(address).content.decode()
        assert "<b>Content note.</b> Killing, slurs. Suggested from grade 9." in html
        assert html.index("Speaks of killing, slurs. Told.") < html.index("Something happened.")
        assert "suicide" not in html


def test_an_event_without_a_note_is_shown_with_that_of_its_entry_and_said_to_be(client, theme):
    entry = made.entry(themes=[theme], content_reasons=["suicide"])
    made.event(title="A train", themes=[theme], entry=entry)
    made.event(title="Shots", themes=[theme], content_reasons=["killing"])
    page = made.timeline(rule_themes=[theme])
    html = client.get(page.address).content.decode()
    assert {event.title: event.inferred_reasons for event in events_of(page)} == {"A train": ("suicide",), "Shots": ()}
    assert "Killing, suicide. Some events here have no note of their own" in html
    assert "belong to speak of suicide." in html and "Speaks of suicide" not in html


def test_violence_without_an_entry_carries_what_is_hard_in_its_theme(client, theme):
    violence, other = made.stage(slug="violence"), made.stage(slug="removal")
    made.entry(themes=[theme], content_reasons=["killing"])
    made.entry(themes=[made.theme()], content_reasons=["suicide"])
    shots = made.event(title="Shots", stage=violence, themes=[theme])
    told = made.event(title="Words", stage=violence, themes=[theme], content_reasons=["slurs"])
    made.event(title="A train", stage=other, themes=[theme])
    page = made.timeline(rule_themes=[theme])
    assert {event.title: event.inferred_reasons for event in events_of(page)} == {
        "Shots": ("killing",),
        "Words": (),
        "A train": (),
    }
    assert "<b>Content note.</b> Killing, slurs." in client.get(page.address).content.decode()
    assert "No content note has been given" in client.get(f"{page.address}?stage=removal").content.decode()
    assert "Its theme speaks of killing." in client.get(shots.address).content.decode()
    assert "Its theme speaks" not in client.get(told.address).content.decode()


def test_voices_stand_in_the_part_in_which_their_date_falls_and_go_with_what_is_flagged(client, theme, monkeypatch):
    monkeypatch.setattr("content.reading.timeline_rows.EVENTS_A_PART", 2)
    for date in ("1942-01", "1944-01", "1946-01", "1948-01"):
        made.event(title=date, date=date, themes=[theme], content_reasons=["killing"] if date == "1948-01" else [])
    made.quotation(text="Early words", date="1943", themes=[theme])
    made.quotation(text="Later words", date="1947", themes=[theme])
    page = made.timeline(themes=[theme], rule_themes=[theme])
    first, second = (client.get(f"{page.address}?page={number}").content.decode() for number in (1, 2))
    assert ("Early words" in first, "Later words" in first) == (True, False)
    assert ("Early words" in second, "Later words" in second) == (False, True)
    handout = client.get(f"{page.address}handout/").content.decode()
    assert "Early words" in handout and "Later words" in handout
    without = client.get(f"{page.address}?without=killing").content.decode()
    assert "Early words" not in without and "nobody has noted what is hard in them" in without
