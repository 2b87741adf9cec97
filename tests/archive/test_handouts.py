"""Handouts: every event's text on paper, and a student's sheet on which nothing about the dead or about forms is filled in."""

import re

import pytest
from django.test import Client

from archive.classroom.handouts import NOTE_PROMPTS, SOURCE_PROMPTS, prompted
from content.timelines.events import TimelineEvent
from tests.factories import content as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def timeline():
    removal = made.stage(slug="removal", label="Removal")
    events = [
        made.event(
            title=f"Meeting {number}.",
            summary=f"They met for the {number}th time.",
            date=f"{1800 + number}",
            stage=removal,
        )
        for number in range(1, 81)
    ]
    events.append(
        made.event(
            title="The shooting",
            summary="Soldiers fired.",
            date="1942",
            content_reasons=["killing"],
            content_note="A crowd is fired on.",
            sources=[made.source()],
        )
    )
    return made.timeline(slug="lists", title="Lists", events=events, questions=["Who decided?"])


def sheet(query: str = "") -> str:
    response = Client().get(f"/timelines/lists/handout/{query}")
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    return response.content.decode()


def item(html: str, title: str) -> str:
    return next(each for each in re.findall(r"<li>.*?</li>", html, re.DOTALL) if title in each)


def test_a_handout_has_every_event_however_many_and_the_content_note(timeline):
    html = sheet()
    for number in range(1, 81):
        assert f"<h3>Meeting {number}.</h3>" in html
        assert f"They met for the {number}th time." in html
    assert "Soldiers fired." in html
    assert "A crowd is fired on." in item(html, "The shooting")
    assert html.index("Content note.") < html.index("Meeting 1.")
    assert "http://testserver/timelines/lists/" in html
    assert 'content="noindex"' in html


def test_filters_are_kept_and_said(timeline):
    html = sheet("?from=1942&sheet=student")
    assert "The shooting" in html
    assert "Meeting 80." not in html
    assert "from 1942" in html
    assert "/timelines/lists/handout/?from=1942&amp;sheet=text" in html


def test_a_students_sheet_asks_and_never_gives_the_dead_to_fill_in(timeline):
    html = sheet("?sheet=student")
    hard, plain = item(html, "The shooting"), item(html, "Meeting 7.")
    assert SOURCE_PROMPTS[0] in hard
    assert 'class="room"' not in hard
    assert "___" not in html
    assert not re.search(r"<(input|textarea|select|form|script(?! src=\"/static/))", html)
    assert NOTE_PROMPTS[0] in plain
    assert 'class="room"' in plain
    assert "A crowd is fired on." in hard
    assert "Sources: " in hard and " 2012<" in hard
    assert html.count("<td></td>") == 12
    assert "Who decided?" in html


@pytest.mark.parametrize(
    "event",
    [
        {"content_reasons": ("killing",)},
        {"inferred_reasons": ("bodies",)},
        {"content_note": "It is hard."},
        {"stage": "violence"},
        {"stage": "registration"},
        {"summary": "Two men died of cold."},
        {"summary": "Each family was given a card with a number."},
        {"title": "The census of 1939"},
        {"summary": "A mass grave was found."},
        {"title": "Special registration begins"},
    ],
)
def test_there_is_no_room_to_fill_in_where_deaths_victims_or_forms_are_told_of(event):
    found = prompted(TimelineEvent(**{"uid": "u", "slug": "s", "title": "T", **event}))
    assert (found.prompts, found.room) == (SOURCE_PROMPTS, False)


def test_there_is_room_elsewhere():
    found = prompted(TimelineEvent(uid="u", slug="s", title="The court hears the case", stage="redress"))
    assert (found.prompts, found.room) == (NOTE_PROMPTS, True)


def test_what_is_not_public_has_no_handout():
    made.timeline(slug="hidden", live=False)
    assert Client().get("/timelines/hidden/handout/").status_code == 404


def test_a_sheet_that_is_not_known_is_the_handout(timeline):
    assert "Claims and evidence" not in sheet("?sheet=../../etc")
