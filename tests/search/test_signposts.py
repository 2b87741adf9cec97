"""Which things stand first for some words, by rule and on the page."""

import pytest

from search.analysis import terms
from search.indexer import drain
from search.query import SearchQuery
from search.service import search
from search.signposts import Signpost, pointing
from tests.factories import content as make

from .test_builders import key

HOAX = Signpost("entry:a", "What courts found.", ("Srebrenica hoax", "not genocide", "?!"))


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ("srebrenica hoax", True),
        ("is the HOAX of Srebrenica real", True),
        ("hoaxes srebrenica", True),
        ("srebrenica genocide or not", True),
        ("srebrenica genocide", False),
        ("hoax", False),
        ("", False),
    ],
)
def test_all_words_of_a_query_in_any_order_and_form(typed, leads):
    assert pointing(terms(typed), [HOAX]) == ({"entry:a": "What courts found."} if leads else {})


@pytest.mark.django_db
class TestInTheAnswer:
    @pytest.fixture
    def ask(self, index):
        def answer(text: str, **params):
            drain(10_000)
            return search(SearchQuery.from_params({"q": text, **params}))

        return answer

    @pytest.fixture
    def court(self):
        return make.entry(title="What judges wrote", date="1995")

    @pytest.fixture
    def signpost(self, court):
        return make.signpost(words=["Quicksilver hoax"], entry=court, note="What judges found comes first.")

    def test_it_stands_first_and_says_why(self, ask, court, signpost):
        make.entry(title="The quicksilver hoax", summary="quicksilver hoax " * 20)
        first, second = ask("was quicksilver a hoax?").hits[:2]
        assert (first.key, first.is_first, first.signpost) == (key(court), True, "What judges found comes first.")
        assert (second.is_first, second.signpost) == (False, "")
        assert not ask("quicksilver").hits[0].is_first

    @pytest.mark.parametrize("typed", ['"quicksilver hoax"', "quiksilver hoax", "title:quicksilver hoax"])
    def test_however_it_is_typed(self, ask, court, signpost, typed):
        make.entry(title="Of quicksilver")
        assert ask(typed).hits[0].key == key(court)

    def test_its_words_are_not_taken_for_misspelt_ones(self, ask, court, signpost):
        make.entry(title="Of quicksilver and hoaxers", summary="A hoar frost")
        found = ask("quicksilver hoax")
        assert (found.suggestion, found.hits[0].key) == (None, key(court))

    def test_filters_hold_for_it_too(self, ask, court, signpost):
        make.person(name="Ida Quicksilver")
        assert key(court) not in [hit.key for hit in ask("quicksilver hoax", kind="person").hits]
        assert key(court) not in [hit.key for hit in ask("quicksilver hoax kind:person").hits]
        assert key(court) not in [hit.key for hit in ask("quicksilver hoax", **{"from": "2001"}).hits]

    def test_a_draft_leads_nowhere_and_neither_does_a_way_to_one(self, ask, court, signpost):
        assert ask("quicksilver hoax").total == 1
        type(signpost).objects.update(live=False)
        assert ask("quicksilver hoax").total == 0
        type(signpost).objects.update(live=True)
        type(court).objects.filter(pk=court.pk).update(live=False)
        assert ask("quicksilver hoax").total == 0


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("srebrenica hoax", "bosnia-genocide-findings"),
        ("was Srebenica a hoax?", "bosnia-genocide-findings"),
        ("double genocide", "rwanda-denial"),
        ("the double genocide theory", "rwanda-denial"),
        ("armenian genocide myth", "armenian-justice-denial-recognition"),
        ("holocaust hoax", "holocaust-in-brief"),
    ],
)
def test_denial_meets_what_was_established(seeded_site, typed, slug):
    first = search(SearchQuery.from_params({"q": typed})).hits[0]
    assert (first.slug, first.is_first) == (slug, True)
    assert first.signpost


@pytest.mark.parametrize("typed", ["internment", "japanese internment camps"])
def test_internment_finds_incarceration_and_says_so(seeded_site, typed):
    assert "incarceration" in search(SearchQuery.from_params({"q": typed})).also
