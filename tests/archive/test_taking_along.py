"""The panel a teacher takes along: what it offers where, in the state of the page, and that nothing in it asks for a reader."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.template.loader import get_template
from django.test import Client

from content.reading import hard
from content.templatetags.content_tags import qr
from tests.factories import content as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages():
    stage = made.stage(slug="removal", label="Removal")
    events = [made.event(title=f"Event {year}", date=str(year), stage=stage) for year in (1941, 1942)]
    lesson = made.lesson(slug="a-count", title="What can a count do?")
    made.unit(slug="in-order", lessons=[(lesson, "It comes first.")])
    return [made.timeline(slug=slug, title=f'Of "{slug}" & more', events=events) for slug in ("one", "two")]


def panel(address: str) -> str:
    html = Client().get(address).content.decode()
    found = re.search(r'<section class="part" id="take".*?</section>', html, re.DOTALL)
    assert found, address
    return found[0]


def links_of(html: str) -> list[str]:
    return [unescape(each) for each in re.findall(r'href="([^"]*)"', html)]


EACH = {
    "/timelines/one/?from=1942&stage=removal": "http://testserver/timelines/one/?from=1942&stage=removal",
    "/timelines/compare/?t=one&t=two&align=stage&from=1942": "http://testserver/timelines/compare/?t=one&t=two&align=stage&from=1942",
    "/lessons/a-count/": "http://testserver/lessons/a-count/",
    "/units/in-order/": "http://testserver/units/in-order/",
}  # fmt: skip


@pytest.mark.parametrize("address", EACH)
def test_it_stands_on_each_with_link_code_citation_and_share(pages, address):
    html, link = panel(address), EACH[address]
    assert [unescape(each) for each in re.findall(r'<p class="copy">([^<]*)</p>', html)][0] == link
    assert "<svg" in html
    assert "To cite it" in html
    assert "The Registry Archive" in html[html.index("To cite it") :]
    share = [each for each in links_of(html) if "classroom.google.com" in each]
    assert len(share) == 1
    assert parse_qs(urlsplit(share[0]).query, strict_parsing=True) == {"url": [link]}
    assert "opens Google’s site" in html
    assert "<script" not in html
    assert not re.search(r'src="(?!http://testserver)', unescape(html))


@pytest.mark.parametrize("address", EACH)
def test_every_file_it_offers_is_there(pages, address):
    ours = [each for each in links_of(panel(address)) if each.startswith("/")]
    assert (
        len(ours)
        == {"/timelines/one/": 7, "/timelines/compare/": 5, "/lessons/a-count/": 4, "/units/in-order/": 2}[
            urlsplit(address).path
        ]
    )
    for each in ours:
        response = Client().get(each)
        assert response.status_code == 200, each
        if "events.csv" in each:
            assert b"Event 1942" in response.content
            assert b"Event 1941" not in response.content


def test_the_code_to_set_it_in_a_page_is_one_frame_whatever_the_title(pages):
    code = next(
        unescape(each)
        for each in re.findall(r'<p class="copy">([^<]*)</p>', panel("/timelines/one/?from=1942&to=1942"))
        if "iframe" in each
    )
    tag = re.fullmatch(r'<iframe src="([^"<>]*)" title="([^"<>]*)" width="100%" height="600"></iframe>', code)
    assert unescape(tag[1]) == "http://testserver/timelines/one/embed/?from=1942&to=1942"
    assert unescape(tag[2]) == 'Of "one" & more'


def test_only_links_and_code_are_printed(pages):
    html = panel("/timelines/one/")
    before, along = html.split('<div class="along">')
    assert "http://testserver/timelines/one/" in before
    assert "href=" not in before
    assert "classroom.google.com" in along


def test_side_by_side_changes_its_order_and_keeps_its_years(pages):
    html = Client().get("/timelines/compare/?t=one&t=two&from=1942").content.decode()
    assert "/timelines/compare/?t=one&t=two&align=stage&from=1942" in links_of(html)
    assert "Event 1941" not in html


def test_side_by_side_passes_on_no_year_that_it_cannot_read(pages):
    for nonsense in ("soon", "1" * 3000):
        html = Client().get("/timelines/compare/", {"t": ["one", "two"], "from": nonsense}).content.decode()
        assert "is not a date and was left out" in html
        assert f"from={nonsense}" not in html


@pytest.mark.parametrize(("length", "promised"), [(500, True), (501, False)])
def test_only_a_code_that_can_be_read_so_is_promised_for_the_back_row(length, promised):
    html = get_template("components/_code.html").render({"link": "a" * length})
    assert ("for the back row" in html) is promised
    assert ("phones read it from near by" in html) is not promised


def test_a_link_that_no_code_can_hold_is_said_to_be_too_long(pages):
    assert "<svg" in qr("http://testserver/" + "a" * 2000)
    assert qr("http://testserver/" + "a" * 3000) == ""
    html = get_template("components/_use_in_class.html").render(
        {"link": "a" * 3000, "what": "compare", "thing": hard.Hard()}
    )
    assert "too long for a QR code" in html
    assert "<figure" not in html
