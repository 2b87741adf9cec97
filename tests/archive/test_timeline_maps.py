"""The map of a timeline: its markers and its list, its filters, what has no coordinates, its frame, the map of a place."""

import re
from html import unescape
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.reading.timelines import events_of
from tests.factories import content as made

pytestmark = pytest.mark.django_db
SENTENCE = "to ask questions, not to measure suffering"


@pytest.fixture
def theme():
    return made.theme()


@pytest.fixture
def page(theme):
    """Two events at Manzanar, one near Sarajevo, one with words for a place and one with none."""
    manzanar = made.place(slug="manzanar", name="Manzanar", lat=36.7283, lon=-118.1544, precision="exact")
    sarajevo = made.place(slug="sarajevo", name="Sarajevo", lat=43.85, lon=18.36, precision="area")
    removal = made.stage(slug="removal", label="Removal")
    made.event(title="Opened", date="1942-03", themes=[theme], place=manzanar, place_name="Owens Valley", stage=removal)
    made.event(title="Shots", date="1942-12-06", themes=[theme], place=manzanar, content_reasons=["killing"])
    made.event(title="A siege", date="1992-04-05", themes=[theme], place=sarajevo)
    made.event(title="A law", date="1943", themes=[theme], place_name="All of the country", stage=removal)
    made.event(title="A thought", date="1944", themes=[theme])
    return made.timeline(slug="places", title="Places & times", themes=[theme], rule_themes=[theme])


def read(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def drawings(html: str) -> list[ElementTree.Element]:
    return [
        ElementTree.fromstring(one)
        for one in re.findall(r'<svg class="map-sheet.*?</svg>(?=\s*<figcaption)', html, re.DOTALL)
    ]


def items(html: str, kind: str) -> list[str]:
    part = re.search(rf'<section class="part" aria-labelledby="{kind}-h">.*?</section>', html, re.DOTALL)[0]
    return re.findall(r"<h3>.*?(?=<h3>|\Z)", part, re.DOTALL)


def test_events_at_one_place_are_one_marker_with_the_number_of_the_list(client, page):
    html = read(client, f"{page.address}map/")
    [drawn] = drawings(html)
    numbers = [one.text for one in drawn.iter("text") if one.get("class") == "number"]
    assert numbers == ["1", "2"]
    manzanar, sarajevo = items(html, "places")
    assert "Manzanar" in manzanar and "36.7283° north, 118.154° west" in manzanar and "exact coordinates" in manzanar
    assert manzanar.index("Opened") < manzanar.index("Shots") and "(Owens Valley)" in manzanar
    assert "Sarajevo" in sarajevo and "a whole town or area" in sarajevo
    assert '<time datetime="1942-12-06">' in manzanar
    assert f'href="{events_of(page)[0].url}"' in manzanar


def test_what_has_no_coordinates_is_listed_and_said(client, page):
    words, nothing = items(read(client, f"{page.address}map/"), "nowhere")
    assert "All of the country" in words and "A law" in words
    assert "No place named" in nothing and "A thought" in nothing


def test_a_place_without_coordinates_or_not_public_is_not_on_the_map(client, theme):
    made.event(title="One", themes=[theme], place=made.place(name="Nobody knows", lat=None, lon=None))
    made.event(title="Two", themes=[theme], place=made.place(name="A draft", live=False))
    html = read(client, f"{made.timeline(rule_themes=[theme]).address}map/")
    assert not drawings(html)
    assert "nothing to draw" in html and "None of the events shown is tied to a place with coordinates" in html
    assert [re.search(r"<h3>(.*?)</h3>", each)[1] for each in items(html, "nowhere")] == ["Nobody knows", "A draft"]


def test_the_filters_of_the_timeline_hold_and_stay_in_every_link(client, page, settings):
    html = unescape(read(client, f"{page.address}map/?stage=removal&from=1942"))
    assert "2 of 5 events: from 1942, stage Removal." in html
    assert "A siege" not in html.split('aria-labelledby="places-h"')[1]
    assert f'href="{page.address}?from=1942&stage=removal"' in html
    assert f"{settings.SITE_URL}{page.address}map/?from=1942&stage=removal" in html
    assert (
        f'src="{settings.SITE_URL}{page.address}map/embed/?from=1942&stage=removal" title="Places & times: map"'
        in unescape(html)
    )
    assert f'action="{page.address}map/"' in html
    assert f'href="{page.address}map/?from=1942"' in html, "any stage"


@pytest.mark.parametrize(
    "query", ["from=soon", "to=%00", "place=<script>", "stage=" + "x" * 3000, "from=1950&to=1940", "page=7", "t=%ff"]
)
def test_what_cannot_be_used_is_said_and_never_an_error(client, page, query):
    html = read(client, f"{page.address}map/?{query}")
    assert "5 of 5 events" in html and "<script>" not in html


def test_nothing_left_is_said(client, page):
    html = read(client, f"{page.address}map/?from=1999")
    assert "No event of this timeline fits these choices" in html
    assert not drawings(html) and 'aria-labelledby="places-h"' not in html


def test_what_is_hard_is_said_over_the_map_and_at_the_event(client, page):
    for address in (f"{page.address}map/", f"{page.address}map/embed/"):
        html = read(client, address)
        assert html.index("<b>Content note.</b> Killing.") < html.index("map-sheet")
        assert "Speaks of killing." in items(html, "places")[0]


def test_todays_borders_are_said_to_be_todays_and_the_source_is_named(client, page):
    html = read(client, f"{page.address}map/")
    assert "today’s borders" in html and "not those of the time" in html
    assert "Outlines: Natural Earth, public domain." in html
    assert "Equirectangular projection" in html


def test_several_histories_on_one_map_are_not_measured(client, theme, page):
    across = made.timeline(rule_themes=[theme], themes=[theme, made.theme()])
    assert SENTENCE in read(client, f"{across.address}map/")
    assert SENTENCE not in read(client, f"{page.address}map/")


def test_the_map_may_be_framed_and_nothing_around_it_comes_along(client, page):
    response = client.get(f"{page.address}map/embed/")
    assert "frame-ancestors *" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Robots-Tag"] == "noindex"
    html = response.content.decode()
    assert len(drawings(html)) == 1 and 'class="masthead"' not in html and "Use in class" not in html
    assert "style=" not in html


def test_whoever_pastes_its_link_gets_the_frame_with_the_map(client, page, settings):
    link = f"{settings.SITE_URL}{page.address}map/?from=1943"
    said = client.get("/oembed", {"url": link}).json()
    assert f"{page.address}map/embed/?from=1943" in said["html"] and said["title"] == "Places & times: map"
    assert "map" not in client.get("/oembed", {"url": f"{settings.SITE_URL}{page.address}"}).json()["html"]


def test_the_timeline_leads_to_its_map_as_filtered(client, page):
    html = unescape(read(client, f"{page.address}?stage=removal"))
    assert html.count(f'href="{page.address}map/?stage=removal"') == 2, "under the filters and in the panel"


def test_there_is_no_map_of_what_is_not_public(client, page):
    page.live = False
    page.save()
    for address in (f"{page.address}map/", f"{page.address}map/embed/", "/timelines/nowhere/map/"):
        assert client.get(address).status_code == 404


def test_many_events_cost_no_more_queries_and_stay_light(client, theme):
    def make(count: int, first: int):
        for number in range(first, first + count):
            here = made.place(name=f"A place with rather a long name {number}", lat=number % 60, lon=number % 170)
            made.event(
                title=f"Something with a title as long as they come, number {number}", themes=[theme], place=here
            )

    make(3, 0)
    page = made.timeline(rule_themes=[theme])
    client.get(f"{page.address}map/")
    with CaptureQueriesContext(connection) as few:
        client.get(f"{page.address}map/")
    make(60, 3)
    with CaptureQueriesContext(connection) as many:
        html = read(client, f"{page.address}map/")
    assert len(many) == len(few)
    assert len(html.encode()) < 150_000


def test_more_events_than_a_map_takes_are_said_to_be_left_out(client, page, monkeypatch):
    monkeypatch.setattr("content.reading.maps.MOST_EVENTS", 2)
    html = read(client, f"{page.address}map/")
    assert "The 3 latest are left out here" in html
    assert "A siege" not in html.split('aria-labelledby="places-h"')[1]


def test_a_place_has_its_own_small_map(client):
    html = read(client, made.place(name="A <place>", lat=-1.95, lon=30.06).address)
    [drawn] = drawings(html)
    assert drawn.find("title").text == "Where A <place> is"
    assert "Approximate coordinates" in html
    assert "Where the map lies" in html and "today’s borders" in html
    assert not drawings(read(client, made.place(lat=None, lon=None).address))
