"""The API: complete, steady, open to all, and silent about what readers may not see."""

import json
import re
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import validate

from archive.api.schemas import ITEMS
from content.exchange.public import IN_THE_API
from content.models import EntryPage
from search.engines import SearchUnavailable
from search.facets import FACETS
from tests.factories import content as make
from tests.factories.small import CANARIES, small_archive

pytestmark = pytest.mark.django_db
KINDS = [pytest.param(kind, id=kind.plural) for kind in IN_THE_API]
FIXTURES_STAY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def get(path: str, **params):
    return Client().get(f"/api/v1/{path}", params)


def as_sent(**params: str) -> dict[str, bytes]:
    """Any text as a browser could send it."""
    return {name: value.encode("utf-8", "replace") for name, value in params.items()}


def names_of(schema) -> set[str]:
    return set(schema.model_fields)


@pytest.fixture(scope="class")
def a_small_archive(made_once):
    return made_once(small_archive)


@pytest.mark.usefixtures("a_small_archive")
@pytest.mark.parametrize("kind", KINDS)
class TestASmallArchive:
    def test_list_and_single_say_the_same(self, kind):
        answer = get(f"{kind.plural}/", size=100).json()
        assert answer["total"] == len(answer["items"]) > 0
        assert (answer["page"], answer["size"]) == (1, 100)
        for item in answer["items"]:
            assert get(f"{kind.plural}/{item['slug']}").json() == item

    def test_form_and_schema_name_the_same_fields(self, kind):
        for form in kind.written(kind.things()):
            assert set(form) == names_of(ITEMS[kind.name])

    def test_every_item_can_be_found(self, kind):
        for item in get(f"{kind.plural}/").json()["items"]:
            assert item["slug"] and item["title"] and len(item["uid"]) == 10
            assert item["url"].startswith("http://testserver/")
            assert ("themes" in item) == (kind.name != "theme")

    def test_nothing_hidden_is_said(self, kind):
        said = get(f"{kind.plural}/", size=100).content.decode()
        assert not [name for name, canary in CANARIES.items() if canary in said]


@pytest.mark.parametrize("kind", KINDS)
class TestEveryKind:
    def test_the_queries_do_not_grow(self, kind):
        small_archive()
        Client().get(f"/api/v1/{kind.plural}/")  # what is asked once a process
        with CaptureQueriesContext(connection) as few:
            get(f"{kind.plural}/")
        for _ in range(3):
            _one_more(kind.name)
        with CaptureQueriesContext(connection) as many:
            assert len(get(f"{kind.plural}/").json()["items"]) > 3
        assert len(many) <= len(few), "\n".join(query["sql"][:200] for query in many)

    @pytest.mark.parametrize(
        "params",
        [
            {"size": "0"},
            {"size": "-1"},
            {"size": "1e9"},
            {"size": "９"},
            {"size": "9" * 5000},
            {"page": "0"},
            {"page": "999999999999999999999"},
            {"page": "\x00"},
            {"theme": "\x00"},
            {"theme": "'; drop table content_claim --"},
            {"theme": "x" * 10_000},
            {"kind": "\ud800".encode("utf-8", "surrogatepass")},
            {"size": ["", "5", "a"]},
        ],
        ids=lambda params: repr(params)[:30],
    )
    def test_bad_values_are_brought_into_range(self, kind, params):
        answer = get(f"{kind.plural}/", **params)
        assert answer.status_code == 200
        assert 1 <= answer.json()["size"] <= 100
        assert answer.json()["page"] >= 1

    def test_an_unknown_slug_is_answered_in_json(self, kind):
        for slug in ("nothing-here", "%00", "a b", "x" * 3000, "%F0%9F%92%A9", ".."):
            answer = get(f"{kind.plural}/{slug}")
            assert answer.status_code == 404
            assert set(answer.json()) == {"error", "remedy"}


def _one_more(kind: str) -> None:
    """One more of a kind, with the same things beside it as the others have."""
    theme = make.theme()
    if kind == "entry":
        work = make.source()
        make.entry(
            themes=[theme],
            claims=[make.claim(), make.claim()],
            authors=["Somebody"],
            people=[make.person()],
            places=[make.place()],
            records=[make.record()],
            body=[
                make.paragraph(f"<p>So.{make.citation(work)}</p>"),
                {"type": "quotation", "value": {"quotation": make.quotation().pk, "comment": ""}},
            ],
        )
    elif kind == "timeline":
        make.timeline(rule_themes=[theme], events=[make.event(themes=[theme]), make.event()])
    elif kind == "lesson":
        make.lesson(themes=[theme], works=[{"entry": make.entry(), "questions": []}])
    elif kind == "unit":
        make.unit(themes=[theme], lessons=[(make.lesson(), "First."), (make.lesson(live=False), "Second.")])
    elif kind in {"theme", "clause"}:
        getattr(make, kind)()
    else:
        getattr(make, kind)(themes=[theme])


class TestAnEntry:
    @pytest.fixture
    def entry(self):
        small_archive()
        return get("entries/entry-one").json()

    def test_has_what_the_design_names(self, entry):
        assert entry["kind"] == "event"
        assert (entry["date"], entry["date_words"]) == ("1942-02-19", "19 February 1942")
        assert entry["themes"] == ["theme-one"]
        assert entry["clauses"] == [{"clause": "clause-one", "kind": "example", "why": make.WHY}]
        assert (entry["people"], entry["organizations"], entry["places"]) == (
            ["living-one"],
            ["body-one"],
            ["place-one"],
        )
        assert entry["authors"] == [{"name": "Ida Writer", "qualification": "", "date": ""}]
        assert entry["reviewers"] == []
        assert entry["content_reasons"] == ["killing"]
        assert entry["edition"] == 1

    def test_lists_its_sources_in_reading_order(self, entry):
        assert [(cited["key"], cited["locator"]) for cited in entry["sources"]] == [
            ("report-one", "p. 1"),
            ("report-one", ""),
            ("denial-one", ""),
            ("report-one", "p. 9"),
            ("report-one", "p. 4"),
        ]

    def test_shows_its_claims_with_their_evidence(self, entry):
        [claim] = entry["claims"]
        assert claim["check"] == "once"
        assert claim["contest_kind"] == "denied"
        assert {"key": "report-one", "locator": "p. 4"} in claim["sources"]

    def test_names_nothing_that_is_not_public(self, entry):
        assert entry["related"] == []
        assert "private-one" not in json.dumps(entry)
        assert "draft-one" not in json.dumps(entry)

    def test_has_a_body_in_markdown(self, entry):
        assert "It began. [@report-one, p. 1]" in entry["body"]
        assert "> We were told to go." in entry["body"]
        assert "It was read on the air." in entry["body"]


def test_an_event_says_what_is_hard_in_it_by_itself_and_in_its_timeline():
    event = make.event(slug="shots", content_reasons=["killing"], content_note="Told briefly.", grade_floor=9)
    make.timeline(slug="days", events=[event])
    answer = get("events/shots/").json()
    assert (answer["content_reasons"], answer["content_note"], answer["grade_floor"]) == (
        ["killing"],
        "Told briefly.",
        9,
    )
    assert [one["content_reasons"] for one in get("timelines/days/").json()["events"]] == [["killing"]]


class TestFilters:
    def test_by_theme(self):
        one, other = make.theme(slug="one"), make.theme(slug="other")
        make.claim(slug="in-one", themes=[one])
        make.claim(slug="in-both", themes=[one, other])
        assert _slugs(get("claims/", theme="other")) == ["in-both"]
        assert _slugs(get("claims/", theme="one")) == ["in-both", "in-one"]
        assert _slugs(get("claims/", theme="none")) == []

    def test_a_hidden_theme_filters_nothing_in(self):
        make.claim(themes=[make.theme(slug="hidden", live=False)])
        assert get("claims/", theme="hidden").json()["total"] == 0

    def test_clauses_by_the_themes_that_name_them(self):
        named = make.clause(slug="named")
        make.clause(slug="other")
        make.theme(slug="one", pledge=[(named, "It was refused here first.")])
        assert _slugs(get("clauses/", theme="one")) == ["named"]

    def test_entries_by_kind(self):
        make.entry(slug="a-law", entry_kind="law")
        make.entry(slug="an-event")
        assert _slugs(get("entries/", kind="law")) == ["a-law"]

    def test_pages_are_whole_and_do_not_overlap(self):
        for number in range(7):
            make.source(slug=f"s-{number}")
        pages = [_slugs(get("sources/", size=3, page=page)) for page in (1, 2, 3, 4)]
        assert [len(page) for page in pages] == [3, 3, 1, 0]
        assert sum(pages, []) == [f"s-{number}" for number in range(7)]


def _slugs(answer) -> list[str]:
    return [item["slug"] for item in answer.json()["items"]]


class TestOpenToAll:
    PATHS = ("", "openapi.json", "entries/", "entries/nothing", "nothing/at/all", "search?q=x")

    @pytest.mark.parametrize("path", PATHS)
    def test_any_site_may_ask_and_nobody_is_known(self, path):
        answer = Client().get(f"/api/v1/{path}")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert not answer.cookies

    @pytest.mark.parametrize("path", ["", "openapi.json", "entries/", "claims"])
    def test_head_is_answered(self, path):
        assert Client().head(f"/api/v1/{path}").status_code == 200

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    def test_nothing_can_be_written(self, method):
        assert getattr(Client(), method)("/api/v1/entries/").status_code == 405

    def test_with_and_without_the_last_slash(self):
        slug = make.claim().slug
        assert get("claims").json() == get("claims/").json()
        assert get(f"claims/{slug}").json() == get(f"claims/{slug}/").json()

    def test_the_page_about_it_asks_no_other_host(self):
        page = get("").content.decode()
        assert "openapi.json" in page
        assert re.findall(r'<script[^>]*src="([^"]+)"', page) == ["/static/archive/js/suggest.js"]
        assert page.count("<script") == 1
        assert "//cdn" not in page


class TestTheSchema:
    def test_is_valid_openapi(self):
        validate(get("openapi.json").json())

    def test_describes_every_kind(self):
        paths = get("openapi.json").json()["paths"]
        for kind in IN_THE_API:
            assert f"/api/v1/{kind.plural}/" in paths
            assert f"/api/v1/{kind.plural}/{{slug}}" in paths
        parameters = {one["name"] for one in paths["/api/v1/search"]["get"]["parameters"]}
        assert {"q", "theme", "kind", "from", "to", "page", "size"} <= parameters
        assert {one["name"] for one in paths["/api/v1/entries/"]["get"]["parameters"]} == {
            "page",
            "size",
            "theme",
            "kind",
        }


class TestSearch:
    @FIXTURES_STAY
    @given(st.text(max_size=60), st.text(max_size=12), st.text(max_size=12))
    def test_no_question_is_an_error(self, q, page, size):
        answer = get("search", **as_sent(q=q, page=page, size=size))
        assert answer.status_code in {200, 503}
        json.loads(answer.content)

    def test_away_is_said_in_json(self, monkeypatch):
        def away(query):
            raise SearchUnavailable("The index folder is missing.")

        monkeypatch.setattr("archive.api.finding.service.search", away)
        answer = get("search", q="census")
        assert answer.status_code == 503
        assert set(answer.json()) == {"error", "remedy"}


class TestSearchOfTheSeededArchive:
    """With the real content and the real index."""

    pytestmark = []

    def test_answers_as_the_design_says(self, seeded_site):
        answer = get("search", q="census", size=5)
        assert answer.status_code == 200
        found = answer.json()
        assert found["total"] > 5
        assert len(found["hits"]) == found["size"] == 5
        for hit in found["hits"]:
            assert {"key", "kind", "title", "url", "summary", "highlights", "date"} <= set(hit)
            assert hit["url"].startswith("http")
        assert any("<mark>" in one["html"] for hit in found["hits"] for one in hit["highlights"])
        assert {"theme", "kind"} <= set(found["facets"])

    @pytest.mark.parametrize(
        "asked",
        [
            {"q": "internment"},
            {"q": "srebenica hoax"},
            {"q": "internment", "exact": "1", "kind": "entry", "sort": "title"},
            {"q": '"zzz yyy" census', "from": "1942"},
        ],
    )
    def test_it_answers_as_the_page_does(self, seeded_site, asked):
        found = get("search", **asked).json()
        page = Client().get("/search/", asked).content.decode()
        assert [hit["url"].removeprefix("http://testserver") for hit in found["hits"]] == re.findall(
            r'<h2><a href="([^"]+)">', page
        )
        assert f"{found['total']} result" in page
        for sentence in (*found["notes"], *(hit["signpost"] for hit in found["hits"])):
            assert sentence in page
        for word in found["also"]:
            assert f"<i>{word}</i>" in page
        for way in found["ways"]:
            assert way["words"] in page
            assert Client().get(way["url"].removeprefix("http://testserver")).json()["total"] == way["total"]

    def test_every_way_to_narrow_is_in_the_schema(self):
        names = {each["name"] for each in get("openapi.json").json()["paths"]["/api/v1/search"]["get"]["parameters"]}
        assert {facet.name for facet in FACETS} | {"q", "from", "to", "sort", "page", "size", "exact"} == names

    def test_every_list_and_a_single_of_each_answer(self, seeded_site):
        for kind in IN_THE_API:
            items = get(f"{kind.plural}/", size=100).json()["items"]
            assert items
            assert get(f"{kind.plural}/{items[-1]['slug']}").json() == items[-1]


@FIXTURES_STAY
@given(slug=st.text(max_size=40), page=st.text(max_size=20), size=st.text(max_size=20), theme=st.text(max_size=20))
def test_no_address_is_an_error(slug, page, size, theme):
    assert get("entries/", **as_sent(page=page, size=size, theme=theme)).status_code == 200
    path = quote(slug.encode("utf-8", "replace"))
    assert Client().get(f"/api/v1/entries/x{path}").status_code == 404


def test_unpublishing_takes_it_away_at_once():
    page = make.entry(slug="soon-gone")
    assert get("entries/soon-gone").status_code == 200
    EntryPage.objects.get(pk=page.pk).unpublish()
    assert get("entries/soon-gone").status_code == 404
