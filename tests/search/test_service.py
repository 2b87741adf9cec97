"""The answers readers get: ranked, narrowed, corrected, marked, and never more than they may see."""

import pytest

from search.engines import SearchUnavailable
from search.indexer import drain, rebuild
from search.models import Word
from search.query import SearchQuery
from search.service import related, search, suggest
from tests.factories import content as make

from .test_builders import key

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(index):
    """A function: the whole answer to some parameters, once the worker has been round."""

    def answer(text: str = "", **params):
        drain(10_000)
        return search(SearchQuery.from_params({"q": text, **params}))

    return answer


def keys(results) -> list[str]:
    return [hit.key for hit in results.hits]


class TestHits:
    def test_a_hit_says_what_it_is(self, ask):
        theme, clause = make.theme(slug="rwanda", mark="rwanda"), make.clause(number="H5", slug="listen")
        page = make.entry(
            title="The census of 1933", entry_kind="event", date="1933-06-16", summary="A census & its cards.",
            themes=[theme], pledge=[(clause, "example", "x")], content_reasons=["harm-to-children"], grade_floor=9,
        )  # fmt: skip
        (hit,) = [hit for hit in ask("census").hits if hit.key == key(page)]
        assert (hit.kind, hit.label, hit.date) == ("entry", "Entry: event", "16 June 1933")
        assert (hit.url, hit.slug, hit.themes, hit.clauses) == (page.address, page.slug, ("rwanda",), ("listen",))
        assert hit.mark == "rwanda"
        assert [(tab.number, tab.address) for tab in hit.tabs] == [("H5", clause.address)]
        assert hit.title_html == "The <mark>census</mark> of 1933"
        assert ("summary", "A <mark>census</mark> &amp; its cards.") in hit.highlights
        assert [(why.part, why.words) for why in hit.why][:2] == [("title", ("census",)), ("summary", ("census",))]
        assert (hit.reasons, hit.grade_floor) == (("harm to children",), 9)

    def test_html_of_an_editor_is_shown_as_text(self, ask):
        make.person(name="<b>Quicksilver</b>", role="<script>quicksilver</script>")
        (hit,) = ask("quicksilver").hits
        assert hit.title_html == "&lt;b&gt;<mark>Quicksilver</mark>&lt;/b&gt;"
        assert "<script>" not in hit.highlights[0].html

    def test_an_entry_comes_before_the_works_it_cites(self, ask):
        works = [make.source(title=f"Quicksilver, volume {n}") for n in range(5)]
        page = make.entry(
            title="Of quicksilver and lead", body=[make.paragraph("<p>Quicksilver.</p>" + "<p>More.</p>" * 50)]
        )
        assert keys(ask("quicksilver"))[0] == key(page)
        assert len(ask("quicksilver").hits) == 1 + len(works)

    def test_a_name_typed_whole_finds_its_owner_first(self, ask):
        theme = make.theme(title="NSEERS, 2002-2016", other_names=["special registration"])
        make.entry(title="Special registration of everything", summary="special registration " * 20)
        assert keys(ask("Special Registration"))[0] == key(theme)

    def test_what_became_private_since_is_not_shown(self, ask, index):
        page = make.entry(title="Quicksilver")
        drain()
        type(page).objects.filter(pk=page.pk).update(live=False)
        results = ask("quicksilver")
        assert (results.total, results.hits) == (0, ())
        assert index.frequencies(["quicksilv"]) == {"quicksilv": 1}

    def test_pages(self, ask):
        for n in range(7):
            make.person(name=f"Ida Quicksilver {n}")
        first, last = ask("quicksilver", size="3"), ask("quicksilver", size="3", page="3")
        assert (first.total, first.pages, len(first.hits), len(last.hits)) == (7, 3, 3, 1)
        assert set(keys(first)).isdisjoint(keys(last))

    def test_order_and_years(self, ask):
        early, late = (
            make.event(title="Quicksilver late", date="1950"),
            make.event(title="Quicksilver early", date="1572"),
        )
        never = make.event(title="Quicksilver undated", date="")
        assert keys(ask("quicksilver", sort="date")) == [key(late), key(early), key(never)]
        assert keys(ask("quicksilver", **{"from": "1949"})) == [key(early)]
        assert keys(ask("quicksilver", sort="title")) == [key(late), key(early), key(never)]


class TestFacets:
    def values(self, results, name):
        return {value.label: value.count for facet in results.facets if facet.name == name for value in facet.values}

    def test_values_have_names_and_counts(self, ask):
        theme, stage = make.theme(title="A long title", short_title="Short"), make.stage(label="Removal")
        make.event(title="Quicksilver", themes=[theme], stage=stage, date="1942", place=make.place(name="Tule Lake"))
        results = ask("quicksilver")
        assert self.values(results, "theme") == {"Short": 1}
        assert self.values(results, "stage") == {"Removal": 1}
        assert self.values(results, "kind") == {"Events": 1}
        assert self.values(results, "decade") == {"1940s": 1}
        assert self.values(results, "place") == {"Tule Lake": 1}
        assert self.values(results, "source_kind") == {"Finding of a court or commission": 1}

    def test_a_chosen_value_stays_and_the_others_of_its_facet_too(self, ask):
        one, two = make.theme(short_title="One", slug="one"), make.theme(short_title="Two", slug="two")
        make.event(title="Quicksilver 1", themes=[one])
        make.event(title="Quicksilver 2", themes=[two])
        results = ask("quicksilver", theme="one")
        assert results.total == 1
        (facet,) = [facet for facet in results.facets if facet.name == "theme"]
        assert [(v.label, v.count, v.selected) for v in facet.values] == [("One", 1, True), ("Two", 1, False)]
        assert [v.params for v in facet.values] == ["q=quicksilver", "q=quicksilver&theme=one&theme=two"]
        assert facet.clear == "q=quicksilver"

    def test_a_chosen_value_that_nothing_has_can_still_be_let_go(self, ask):
        make.theme(short_title="Empty", slug="empty")
        make.event(title="Quicksilver")
        results = ask("quicksilver", theme="empty")
        assert results.total == 0
        assert self.values(results, "theme") == {"Empty": 0}

    def test_organizations_and_grades(self, ask):
        wra = make.organization(name="War Relocation Authority")
        make.entry(title="Quicksilver", organizations=[wra], grade_floor=9)
        results = ask("quicksilver")
        assert self.values(results, "organization") == {"War Relocation Authority": 1}
        assert self.values(results, "grade_band") == {"Grades 9 to 12": 1}
        assert ask("quicksilver", grade_band="6-8").total == 0

    def test_with_as_many_filters_as_are_taken_no_more_are_linked(self, ask):
        for n in range(9):
            make.event(title="Quicksilver", themes=[make.theme(slug=f"t{n}")])
        (facet,) = [f for f in ask("quicksilver", theme=[f"t{n}" for n in range(8)]).facets if f.name == "theme"]
        assert [(value.value, value.params) for value in facet.values if not value.params] == [("t8", "")]
        assert all(value.params for value in facet.values if value.selected)

    def test_stages_and_clauses_keep_the_archives_order(self, ask):
        stages = [make.stage(label=label, position=n) for n, label in enumerate(["Zeal", "Alarm"], 1)]
        for stage in (stages[1], stages[1], stages[0]):
            make.event(title="Quicksilver", stage=stage)
        assert list(self.values(ask("quicksilver"), "stage")) == ["Zeal", "Alarm"]

    def test_what_is_not_public_has_no_name_here(self, ask):
        theme = make.theme(short_title="Hidden")
        make.event(title="Quicksilver", themes=[theme])
        drain()
        type(theme).objects.filter(pk=theme.pk).update(live=False)
        assert self.values(ask("quicksilver"), "theme") == {}


class TestWords:
    def test_a_misspelt_word_is_put_right_and_said(self, ask):
        page = make.person(name="Ida Quicksilver")
        results = ask("quiksilver Ida")
        assert keys(results) == [key(page)]
        assert results.suggestion.typed == ("quiksilver",)
        assert results.suggestion.text == "quicksilver Ida"
        assert results.suggestion.applied
        assert results.suggestion.params == "q=quicksilver+Ida"

    def test_exactly_what_was_typed_can_be_asked(self, ask):
        make.person(name="Ida Quicksilver")
        results = ask("quiksilver", exact="1")
        assert results.total == 0
        assert not results.suggestion.applied
        assert (
            SearchQuery.from_params({"q": "quiksilver", "exact": "1"}).query_string() == results.suggestion.exact_params
        )

    @pytest.mark.parametrize("typed", ["quicksilvers", "Quicksilver", '"quiksilver"', "qui", "-quiksilver ida", "1942"])
    def test_other_words_are_left_alone(self, ask, typed):
        make.person(name="Ida Quicksilver")
        assert ask(typed).suggestion is None

    def test_a_word_that_is_gone_is_never_offered(self, ask):
        person = make.person(name="Ida Quicksilver")
        drain()
        person.delete()
        assert ask("quiksilver").suggestion is None
        assert Word.objects.filter(folded="quicksilver").exists()

    def test_accents_are_put_back(self, ask):
        make.place(name="Potočari")
        rebuild()
        assert ask("Potocarri").suggestion.text == "potočari"

    def test_words_an_editor_tied_together_find_each_other(self, ask):
        term = make.term(term="Hollerith machine", rules=[])
        term.forms.create(text="tabulating machine")
        term.save()
        page = make.person(name="Ida", role="She ran a tabulating machine.")
        results = ask("hollerith machine")
        assert key(page) in keys(results)
        assert results.also == ("tabulating machine",)

    def test_exactly_what_was_typed_has_no_other_words_and_offers_them(self, ask):
        term = make.term(term="Hollerith machine", rules=[])
        term.forms.create(text="tabulating machine")
        term.save()
        page = make.person(name="Ida", role="She ran a tabulating machine.")
        typed = ask("hollerith", exact="1"), ask("hollerith machine", exact="1"), ask("hollerith machine")
        assert [results.also for results in typed] == [(), ("tabulating machine",), ("tabulating machine",)]
        assert [results.also_params for results in typed] == ["", "q=hollerith+machine", "q=hollerith+machine&exact=1"]
        tabulating = [
            [h.title_html + "".join(x.html for x in h.highlights) for h in r.hits if h.key == key(page)] for r in typed
        ]
        assert "<mark>tabulating" not in "".join(tabulating[1]) and "<mark>tabulating machine" in "".join(tabulating[2])

    def test_a_word_explained_finds_what_is_said_instead(self, ask):
        make.term(term="internment", rules=[{"use": "explain", "why": "x", "instead": "incarceration"}])
        page = make.person(name="Ida", role="She wrote of the incarceration.")
        assert key(page) in keys(ask("internment"))
        assert key(page) not in keys(ask("internment", exact="1"))

    def test_a_word_to_avoid_finds_what_is_said_instead(self, ask):
        make.term(
            term="evacuation", rules=[{"use": "avoid", "why": "It hides who was forced.", "instead": "forced removal"}]
        )
        page = make.person(name="Ida", role="She wrote of the forced removal.")
        assert key(page) in keys(ask("evacuation"))


class TestNothing:
    def test_ways_on_say_how_much_they_find(self, ask):
        make.event(title="Quicksilver mines", date="1942")
        make.theme(slug="empty")
        results = ask('"mines of quicksilver"', theme="empty", **{"from": "1950"})
        assert [(way.params, way.total) for way in results.ways] == [("q=mines+of+quicksilver", 1)]
        results = ask("quicksilver", theme="empty", sort="title")
        assert [(way.params, way.total) for way in results.ways] == [("q=quicksilver&sort=title", 1)]

    def test_nothing_is_offered_that_finds_nothing(self, ask):
        assert ask("zzzzzz", **{"from": "1950"}).ways == ()

    def test_no_ways_where_something_was_found(self, ask):
        make.event(title="Quicksilver", date="1942")
        assert ask('"quicksilver"', **{"from": "1940"}).ways == ()


class TestSuggest:
    def test_beginnings_of_any_word_in_any_order(self, ask):
        make.person(name="Ida Quicksilver")
        ask()
        for typed in ("quick", "ida q", "q ida", "QUICKSILVER"):
            assert [offer.text for offer in suggest(typed)] == ["Ida Quicksilver"], typed
        assert suggest("silver") == suggest("") == suggest("%") == suggest("_") == ()

    def test_weightier_kinds_first_and_one_of_each_thing(self, ask):
        theme = make.theme(title="Quick lists", other_names=["Quick names", "Quick marks"])
        page, event = make.entry(title="Quick entry"), make.event(title="Quick event")
        ask()
        assert [offer.url for offer in suggest("quick")] == [theme.address, page.address, event.address]
        assert suggest("quick", limit=1)[0].label == "Theme"
        assert suggest("quick", limit=0) == ()

    def test_a_thing_stands_where_its_best_name_puts_it(self, ask):
        theme, page = make.theme(title="Old quick names", other_names=["Quick lists"]), make.entry(title="Quick entry")
        ask()
        assert [offer.text for offer in suggest("quick")] == ["Quick lists", "Quick entry"]
        assert [offer.url for offer in suggest("quick")] == [theme.address, page.address]

    def test_accents_do_not_matter(self, ask):
        make.place(name="Đurđevo")
        ask()
        assert [offer.text for offer in suggest("djurd")] == ["Đurđevo"]

    def test_what_became_private_since_is_not_offered(self, ask):
        person = make.person(name="Ida Quicksilver")
        ask()
        type(person).objects.update(live=False)
        assert suggest("quick") == ()


class TestRelated:
    def test_entries_of_the_same_words(self, ask):
        one, two = (make.entry(title=f"Quicksilver mines {n}") for n in range(2))
        make.person(name="Quicksilver mines")
        make.entry(title="Something else")
        ask()
        assert [hit.key for hit in related(key(one), kinds=["entry"])][0] == key(two)
        assert key(one) not in [hit.key for hit in related(key(one))]
        assert all(hit.kind == "entry" for hit in related(key(one), limit=10, kinds=["entry"]))


def test_away_is_said_with_the_remedy(db, settings, tmp_path):
    settings.SEARCH = {"ENGINE": "embedded", "PATH": tmp_path / "nowhere"}
    for question in (lambda: search(SearchQuery()), lambda: related("entry:x")):
        with pytest.raises(SearchUnavailable, match="rebuild_search"):
            question()
