"""A lesson taken to class: the pupils' sheet and the frame hold nothing of the teacher's part, and blanks stand where they may."""

import re
from html import unescape

import pytest
from django.test import Client

from archive.classroom.handouts import may_be_written_on
from tests.factories import content as made

pytestmark = pytest.mark.django_db
NOTES, CARE = "Pupils often say that it was a list.", "Tell the class beforehand."


@pytest.fixture
def lesson():
    work = made.source(title="A work that only the teacher needs")
    record = made.record(
        title="The notice", who_made_it="An office of the county.", transcription="<p>All will report.</p>"
    )
    page = made.lesson(
        slug="a-count",
        title="What can a count do?",
        teacher_notes=f"<p>{NOTES}{made.citation(work)}</p>",
        care_notes=f"<p>{CARE}</p>",
        tasks=["A sentence on the table.", "A sentence on the dead."],
        content_reasons=["killing"],
        content_note="A man is shot.",
        works=[{"record": record, "questions": ["Who speaks?"]}],
    )
    made.unit(
        slug="in-order", title="In order", lessons=[(page, "It comes first."), (made.lesson(title="Next"), "Then.")]
    )
    return page


def got(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    assert not response.cookies
    return unescape(response.content.decode())


@pytest.mark.parametrize("query", ["?sheet=student", "", "?sheet=nonsense"])
def test_the_students_sheet_holds_nothing_of_the_teachers_part(lesson, query):
    html = got(f"/lessons/a-count/handout/{query}")
    for words in (NOTES, CARE, "A work that only the teacher needs", "An office of the county."):
        assert words not in html
    for words in ("All will report.", "Who speaks?", "Look at the list.", "A man is shot.", "Do not write names"):
        assert words in html


def test_the_teachers_sheet_has_the_rest(lesson):
    html = got("/lessons/a-count/handout/?sheet=teacher")
    for words in (NOTES, CARE, "A work that only the teacher needs", "An office of the county.", "A man is shot."):
        assert words in html
    assert "All will report." not in html
    assert "<details" not in html


def test_there_is_room_to_write_only_where_no_death_and_no_form_is_spoken_of(lesson):
    html = got("/lessons/a-count/handout/")
    tasks = re.findall(r"<li>.*?</li>", html[html.index('id="tasks-h"') :], re.DOTALL)
    assert 'class="room"' in tasks[0]
    assert 'class="room"' not in tasks[1]


@pytest.mark.parametrize("words", ["A rule for who may read the cards.", "What a victim wrote.", "Who was registered?"])
def test_no_room_stands_below_words_on_victims_or_forms(words):
    assert not may_be_written_on(words)


def test_the_frame_holds_the_pupils_part_and_may_stand_anywhere(lesson):
    response = Client().get("/lessons/a-count/embed/")
    html = unescape(response.content.decode())
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert response["X-Robots-Tag"] == "noindex"
    assert NOTES not in html and CARE not in html
    assert "All will report." in html and "A man is shot." in html
    assert "frame-ancestors *" not in Client().get("/lessons/a-count/")["Content-Security-Policy"]


def test_on_the_page_the_teachers_part_is_folded_and_begins_apart(lesson):
    html = got("/lessons/a-count/")
    part = html.index('class="for-teachers"')
    assert part < html.index(CARE) < html.index(NOTES)
    assert re.search(r"<details[^>]*><summary>Notes for teachers</summary>.*?" + re.escape(NOTES), html)
    assert part > html.index("A sentence on the dead.")


@pytest.mark.parametrize("address", ["/lessons/a-count/", "/units/in-order/"])
def test_pasting_the_link_is_enough(lesson, address):
    answer = Client().get("/oembed", {"url": f"http://testserver{address}"})
    assert answer.status_code == 200
    assert f'src="http://testserver{address}embed/"' in answer.json()["html"]
    frame = Client().get(f"{address}embed/")
    assert frame.status_code == 200
    assert "frame-ancestors *" in frame["Content-Security-Policy"]
    said = got(address)
    assert re.search(r'type="application/json\+oembed"[^>]*href="http://testserver/oembed\?url=', said)


@pytest.mark.parametrize("address", ["/lessons/a-count", "/units/in-order", "/lessons/in-order"])
@pytest.mark.parametrize(
    "end", ["/embed/", "/handout/", "/lesson.docx", "/unit.docx", "/lesson.jsonld", "/unit.jsonld"]
)
def test_what_is_not_public_is_not_there(lesson, address, end):
    lesson.unpublish()
    from content.models import UnitPage

    UnitPage.objects.get().unpublish()
    assert Client().get(address + end).status_code == 404
    assert Client().get("/oembed", {"url": f"http://testserver{address}/"}).status_code == 404
