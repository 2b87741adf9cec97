"""The search page as a browser gets it: right, private, and never an error."""

import json
import re

import pytest
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext

from search.indexer import drain
from tests.factories import content as make

from .test_builders import key

pytestmark = pytest.mark.django_db


@pytest.fixture
def get(index, client):
    """A function: the search page for some parameters, once the worker has been round."""

    def page(address="/search/", **params):
        drain(10_000)
        return client.get(address, params)

    return page


@pytest.fixture
def away(db, settings, tmp_path):
    settings.SEARCH = {"ENGINE": "embedded", "PATH": tmp_path / "nowhere"}


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


class TestPage:
    def test_a_question_and_its_answer(self, get):
        make.theme(short_title="Lists", slug="lists")
        page = make.entry(title="The census of 1933", summary="Counted on <cards>.")
        response = get(q="census card")
        html = response.content.decode()
        assert response.status_code == 200
        assert f'<h2><a href="{page.address}">The <mark>census</mark> of 1933</a></h2>' in html
        assert "Counted on &lt;<mark>cards</mark>&gt;." in html
        assert 'value="census card"' in html
        assert "<title>Search: census card · The Registry Archive</title>" in html
        assert re.search(r"\d+ results? for “census card”", words(response))

    def test_nothing_asked_shows_the_form_and_the_lists(self, get):
        make.entry()
        response = get()
        assert response.status_code == 200
        assert 'class="hit"' not in response.content.decode()
        assert 'id="facets"' in response.content.decode()

    def test_nothing_found_says_so_and_offers_more(self, get):
        response = get(q="zzzzzz")
        assert "Nothing in the archive fits “zzzzzz”" in words(response)
        assert 'href="/themes/"' in response.content.decode()

    def test_a_spelling_put_right_is_said_with_a_way_back(self, get):
        make.person(name="Ida Quicksilver")
        response = get(q="quiksilver")
        assert "Nothing was found for quiksilver . These are results for quicksilver" in words(response)
        assert "exact=1" in response.content.decode()
        assert "Did you mean quicksilver" in words(get(q="quiksilver", exact="1"))

    def test_a_chosen_filter_is_marked_kept_and_can_be_let_go(self, get):
        theme = make.theme(short_title="Lists", slug="lists")
        make.event(title="Census", themes=[theme])
        html = get(q="census", theme="lists").content.decode()
        assert '<a href="?q=census" rel="nofollow" aria-current="true">Lists</a>' in html
        assert '<input type="hidden" name="theme" value="lists">' in html

    def test_pages_are_linked(self, get):
        for n in range(25):
            make.person(name=f"Ida Census {n}")
        first, second = get(q="census"), get(q="census", page="2")
        assert 'rel="next"' in first.content.decode()
        assert 'href="?q=census" rel="prev"' in second.content.decode()
        assert '<ol class="hits" start="21">' in second.content.decode()
        assert "no results on this page" in words(get(q="census", page="9"))

    def test_a_date_that_is_none_is_said(self, get):
        assert "“soon” is not a date" in words(get(q="x", **{"from": "soon"}))

    def test_years_stay_in_their_fields(self, get):
        html = get(q="x", **{"from": "1933", "to": "1945-05"}).content.decode()
        assert re.search(r'name="from"[^>]*value="1933"', html)
        assert re.search(r'name="to"[^>]*value="1945-05-31"', html)

    def test_what_is_hard_is_said_before_it_is_opened(self, get):
        make.entry(title="Census", content_reasons=["killing"], grade_floor=9)
        assert "Suggested from grade 9. Speaks of killing." in words(get(q="census"))

    def test_every_link_of_the_page_is_a_question_of_its_own(self, get):
        theme = make.theme(slug="a-b")
        make.event(title="Census & “cards”", themes=[theme])
        html = get(q='census & "cards"').content.decode()
        links = re.findall(r'href="(\?[^"]+)"', html)
        assert links
        assert all("&" not in link.replace("&amp;", "") for link in links)

    def test_no_crawler_is_sent_from_filter_to_filter(self, get):
        make.event(title="Census", themes=[make.theme(slug="a"), make.theme(slug="b")])
        html = get(q="census", theme="a").content.decode()
        links = re.findall(r'<a href="\?q=census[^"]*"([^>]*)>', html)
        assert len(links) > 3
        assert all('rel="nofollow"' in rest for rest in links)

    def test_how_to_search_names_every_field(self, get):
        from search.query.typed import FIELDS

        asked = words(get())
        assert all(f"{name}:" in asked for name in FIELDS)

    def test_every_example_of_the_help_is_understood(self):
        from search.query import read
        from search.views import HELP

        for typed, _what in HELP:
            meant = read(typed)
            assert meant.required or meant.excluded or meant.beginnings, typed

    def test_a_signpost_is_said(self, get):
        court = make.entry(title="What judges wrote")
        make.signpost(words=["Quicksilver hoax"], entry=court, note="What judges found comes first.")
        asked = words(get(q="quicksilver hoax"))
        assert asked.index("What judges found comes first.") < asked.index("What judges wrote")
        assert "An editor put it first for these words." in asked

    def test_the_part_that_matched_is_named_when_it_is_not_the_text(self, get):
        make.event(title="The hearing", place_name="Quicksilver Hall")
        assert "In the names and keywords: Quicksilver Hall" in words(get(q="quicksilver"))

    def test_other_words_can_be_switched_off_and_on(self, get):
        make.term(term="internment", rules=[{"use": "explain", "why": "x", "instead": "incarceration"}])
        page = get(q="internment")
        assert "The archive also looked for incarceration . Only my own words" in words(page)
        assert 'href="?q=internment&amp;exact=1"' in page.content.decode()
        assert "Only your own words were looked for." in words(get(q="internment", exact="1"))

    def test_ways_on_are_linked_where_nothing_is_found(self, get):
        make.event(title="Quicksilver", date="1942")
        page = get(q="quicksilver", **{"from": "1950"})
        assert "1 result The same words without filters and years" in words(page)
        assert 'href="?q=quicksilver" rel="nofollow"' in page.content.decode()


class TestNobodyIsWatched:
    @pytest.mark.parametrize("address", ["/search/", "/search/suggest/"])
    def test_no_cookie_no_shared_cache_no_index(self, get, address):
        response = get(address, q="census")
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")
        assert "private" in response.headers["Cache-Control"]
        assert response.headers["X-Robots-Tag"] == "noindex"

    @pytest.mark.parametrize("address", ["/search/", "/search/suggest/"])
    def test_nothing_is_written(self, get, django_assert_num_queries, address):
        from django.db import connection

        make.person(name="Ida Quicksilver")
        drain()
        with CaptureQueriesContext(connection) as queries:
            get(address, q="quiksilver markerword")
        assert not [one["sql"] for one in queries if not one["sql"].lstrip("( ").upper().startswith("SELECT")]

    @pytest.mark.parametrize("address", ["/search/", "/search/suggest/"])
    def test_it_is_read_only(self, client, index, address):
        assert client.post(address, {"q": "x"}).status_code == 405

    def test_nobodys_words_reach_a_log(self, away, client, caplog):
        client.get("/search/", {"q": "markerword"})
        assert "markerword" not in caplog.text


class TestAway:
    def test_the_page_says_so_and_offers_to_browse(self, away, client):
        response = client.get("/search/", {"q": "census"})
        assert response.status_code == 503
        assert response.headers["Retry-After"]
        assert "Everything" in words(response) or "everything in the archive can still be read" in words(response)
        for address in ("/themes/", "/entries/", "/timelines/", "/pledge/", "?q=census"):
            assert f'href="{address}"' in response.content.decode()
        assert "rebuild_search" not in response.content.decode()

    def test_names_are_still_offered(self, away, client):
        assert client.get("/search/suggest/", {"q": "x"}).json() == {"suggestions": []}


def test_suggestions(get):
    person = make.person(name="Ida Quicksilver")
    response = get("/search/suggest/", q="quick")
    assert json.loads(response.content) == {
        "suggestions": [{"text": "Ida Quicksilver", "label": "Person", "url": person.address}]
    }


class TestRelatedEntries:
    def shown(self, page) -> str:
        return Template("{% load search_tags %}{% related_entries page %}").render(Context({"page": page}))

    def test_entries_like_this_one_without_those_linked_already(self, index):
        page, other, linked = (make.entry(title=f"Quicksilver mines {n}") for n in range(3))
        page.related.add(linked)
        page.save()
        drain()
        assert other.address in self.shown(page)
        assert linked.address not in self.shown(page)
        assert key(page) not in self.shown(page)

    def test_nothing_when_search_is_away(self, index, settings, tmp_path):
        page = make.entry()
        settings.SEARCH = {"ENGINE": "embedded", "PATH": tmp_path / "nowhere"}
        assert self.shown(page).strip() == ""
