"""Nothing that can be typed or put into an address gives an error."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.facets import FACETS
from search.indexer import drain
from search.query import SearchQuery
from search.service import search, suggest
from tests.factories import content as make

from .corpus import HOSTILE

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(index):
    make.person(name="Ida Quicksilver")
    make.event(title="Census & cards", themes=[make.theme(slug="lists")])
    drain()
    return index


@pytest.mark.parametrize("place", ["q", "filters", "suggest"])
def test_every_way_to_ask_takes_any_text(filled, client, place):
    for text in HOSTILE:
        sound = text.encode("utf-8", "replace").decode()
        everywhere = dict.fromkeys(["theme", "decade", "from", "to", "sort", "page", "size"], sound)
        match place:
            case "q":
                response = client.get("/search/", {"q": sound})
            case "filters":
                response = client.get("/search/", {"q": "census", **everywhere})
            case "suggest":
                response = client.get("/search/suggest/", {"q": sound})
        assert response.status_code == 200, text[:60]
        assert "<script>alert" not in response.content.decode(), text[:60]


def test_the_service_takes_what_no_address_can_hold(filled):
    for text in HOSTILE:
        assert search(SearchQuery.from_params({"q": text})).total >= 0
        assert len(suggest(text)) <= 8


@pytest.mark.parametrize(
    "address", ["/search/?q=%ff%fe", "/search/?q=%00", "/search/?%00=%00", "/search/?q", "/search/?q[]=x"]
)
def test_any_bytes_in_the_address(filled, client, address):
    assert client.get(address).status_code == 200


def test_any_text_at_all(filled):
    names = st.sampled_from(["q", "from", "to", "sort", "page", "size", "exact", *(facet.name for facet in FACETS)])

    @settings(max_examples=100, deadline=None)
    @given(st.dictionaries(names, st.text() | st.text(alphabet='census:"-*() \x00', max_size=40)))
    def asks(params):
        results = search(SearchQuery.from_params(params))
        assert results.total >= len(results.hits)
        suggest(params.get("q", ""))

    asks()
