"""oEmbed: a pasted link becomes a frame of the same timeline in the same state; other addresses get an answer, never an error."""

import re
from html import unescape
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.factories import content as made

pytestmark = pytest.mark.django_db
OURS = "http://testserver/timelines/lists/"


@pytest.fixture
def timeline():
    removal = made.stage(slug="removal", label="Removal")
    events = [made.event(title="One", date="1942", stage=removal), made.event(title="Two", date="1950")]
    return made.timeline(slug="lists", title='Lists & "removals" <1942>', events=events)


def ask(**query):
    return Client().get("/oembed?" + urlencode(query))


def frame_of(html: str) -> dict[str, str]:
    tag = re.fullmatch(r"<iframe ([^<>]*)></iframe>", html)
    assert tag, html
    return {name: unescape(value) for name, value in re.findall(r'(\w+)="([^"]*)"', tag[1])}


def test_a_pasted_link_becomes_a_frame_in_the_same_state(timeline):
    response = ask(url=OURS + "?stage=removal&from=1942&utm_source=x", maxwidth="400")
    said = response.json()
    assert (said["version"], said["type"], said["width"], said["height"]) == ("1.0", "rich", 400, 600)
    assert said["title"] == timeline.title
    frame = frame_of(said["html"])
    assert frame["src"] == "http://testserver/timelines/lists/embed/?from=1942&stage=removal"
    assert (frame["title"], frame["width"]) == (timeline.title, "400")
    inside = Client().get(frame["src"].removeprefix("http://testserver"))
    assert inside.status_code == 200
    assert "One" in inside.content.decode()
    assert "Two" not in inside.content.decode()
    assert not response.cookies
    assert response["Access-Control-Allow-Origin"] == "*"


def test_an_event_of_it_stays_the_event(timeline):
    uid = timeline.event_links.first().event.uid
    assert frame_of(ask(url=f"{OURS}#e-{uid}").json()["html"])["src"].endswith(f"/embed/#e-{uid}")


def test_xml_says_the_same(timeline):
    response = ask(url=OURS, format="xml")
    assert response["Content-Type"].startswith("text/xml")
    said = {part.tag: part.text for part in ElementTree.fromstring(response.content)}
    assert said == {name: str(value) for name, value in ask(url=OURS).json().items()}


def test_the_page_names_where_to_ask_and_the_answer_is_found_there(timeline):
    page = Client().get("/timelines/lists/?stage=removal").content.decode()
    found = re.search(r'<link rel="alternate" type="application/json\+oembed"[^>]*href="([^"]*)"', page)
    address = unescape(found[1])
    assert address.startswith("http://testserver/oembed?")
    answer = Client().get(address.removeprefix("http://testserver")).json()
    assert frame_of(answer["html"])["src"].endswith("/embed/?stage=removal")


@pytest.mark.parametrize("form", ["yaml", "jsonp", "JSON ", "\0", "xml/../json"])
def test_another_format_is_not_implemented(timeline, form):
    assert ask(url=OURS, format=form).status_code == 501


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://elsewhere.example/timelines/lists/",
        "https://testserver/timelines/lists/",
        "http://testserver:81/timelines/lists/",
        "http://testserver@elsewhere.example/timelines/lists/",
        "http://testserver.elsewhere.example/timelines/lists/",
        "//testserver/timelines/lists/",
        "/timelines/lists/",
        "javascript:alert(1)//testserver/timelines/lists/",
        "data:text/html,<script>alert(1)</script>",
        "http://[",
        "http://testserver/timelines/none/",
        "http://testserver/timelines/hidden/",
        "http://testserver/timelines/compare/",
        "http://testserver/timelines/compare/?t=lists&t=hidden",
        "http://testserver/timelines/compare/handout/?t=lists&t=lists",
        "http://testserver/timelines/lists/../../admin/",
        "http://testserver/timelines/lists%2F/",
        "http://testserver/timelines/" + "a" * 5000 + "/",
        "http://testserver/timelines/\0/",
        "http://testserver/admin/",
    ],
)
@pytest.mark.parametrize("form", ["json", "xml"])
def test_no_other_address_is_framed(timeline, address, form):
    made.timeline(slug="hidden", live=False)
    response = ask(url=address, format=form)
    assert response.status_code == 404
    assert "<" not in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        '?stage="><script>alert(1)</script>',
        "?from=%22onload%3D1",
        "?page=99999999999999999999",
        "?page=-1",
        "?person=%ff%fe",
        "#\" onload='x'",
        "?stage=removal&stage=removal",
        "?" + quote("\ud7ff\U0001f600"),
    ],
)
def test_what_an_address_asks_cannot_leave_the_frame(timeline, query):
    frame = frame_of(ask(url=OURS + query).json()["html"])
    assert set(frame) == {"src", "title", "width", "height"}
    assert frame["src"].startswith("http://testserver/timelines/lists/embed/")
    assert "script" not in frame["src"]
    ElementTree.fromstring(ask(url=OURS + query, format="xml").content)


def test_an_address_with_more_fields_than_may_be_read_is_answered(timeline, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 20
    assert ask(url=OURS + "?" + "&".join(f"a{number}=1" for number in range(30))).status_code == 404


@pytest.mark.parametrize("most", ["0", "-5", "a", "1e3", "99999999999", "", "٣"])
def test_a_length_that_is_none_is_passed_over(timeline, most):
    said = ask(url=OURS, maxwidth=most, maxheight=most).json()
    assert (said["width"], said["height"]) == (800, 600)


def test_only_reading_is_answered(timeline):
    assert Client().post("/oembed").status_code == 405
