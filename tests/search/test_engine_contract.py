"""What every engine must do, on one small corpus. A new engine joins by adding its name to `ENGINES`."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.documents import OPEN_END, OPEN_START
from search.engines.base import Engine, FacetRequest, Request, SearchUnavailable
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.query import compose, read
from search.query import tree as t
from search.synonyms import synonyms
from tests import elastic

from .corpus import CORPUS, HOSTILE, document

Opens = Callable[[], Engine]


@contextmanager
def embedded(folder: Path) -> Iterator[Opens]:
    yield lambda: EmbeddedEngine(folder / "index")


@contextmanager
def elasticsearch(folder: Path) -> Iterator[Opens]:
    with elastic.own_options() as options:
        yield lambda: ElasticEngine(options, folder / "index")


# What opens an engine on the index that the test has made, as another process would.
OPENERS = {"embedded": embedded, "elastic": elasticsearch}
ENGINES = ["embedded", pytest.param("elastic", marks=pytest.mark.elastic)]


@pytest.fixture(scope="module", params=ENGINES)
def engine(request, tmp_path_factory):
    with OPENERS[request.param](tmp_path_factory.mktemp("engine")) as opens:
        made = opens()
        made.rebuild(CORPUS)
        yield made
        made.close()


@pytest.fixture(params=ENGINES)
def opens(request, tmp_path):
    """A function that opens the engine of an index which a test may change."""
    with OPENERS[request.param](tmp_path) as opens:
        yield opens


@pytest.fixture
def own_engine(opens):
    """An engine that a test may change."""
    made = opens()
    made.rebuild(CORPUS)
    yield made
    made.close()


def ask(engine, text="", **more):
    return engine.search(Request(tree=compose(read(text), more.pop("synonyms", synonyms([]))), **more))


def slugs(engine, text="", **more):
    return [hit.document.slug for hit in ask(engine, text, **more).hits]


class TestWords:
    KINDS = (FacetRequest("kind", 5),)

    def test_the_document_most_about_it_comes_first(self, engine):
        assert slugs(engine, "registry")[0] == "registry"
        assert slugs(engine, "punched cards census")[0] == "census-1933"

    def test_any_word_is_enough_and_the_more_the_better(self, engine):
        found = slugs(engine, "army tables zzz")
        assert found == ["army-census"]
        assert set(slugs(engine, "census mladic")) == {"wra-26", "census-1933", "army-census", "srebrenica"}

    def test_what_comes_back_is_what_was_put(self, engine):
        (hit,) = ask(engine, "NSEERS").hits
        assert hit.document in CORPUS
        assert hit.score > 0

    @pytest.mark.parametrize("typed", ["punching card", "PUNCHES", "Censuses"])
    def test_forms_of_a_word_find_each_other(self, engine, typed):
        assert "census-1933" in slugs(engine, typed)

    @pytest.mark.parametrize("typed", ["Potočari", "potocari", "POTOČARI", "Mladic", "Mladić"])
    def test_accents_do_not_matter(self, engine, typed):
        assert slugs(engine, typed) == ["srebrenica"]

    def test_words_that_are_not_shown_find_too(self, engine):
        assert slugs(engine, "hollerith") == ["census-1933"]

    def test_a_files_words_and_its_name_find_too(self, engine):
        assert slugs(engine, '"sworn allegiance"') == slugs(engine, "text:allegiance") == ["oath"]
        assert slugs(engine, "questionnaire") == ["oath"]
        assert slugs(engine, "text:questionnaire") == []

    def test_a_key_lifts_one_document_over_all_others(self, engine):
        words, lifted = t.Term("all", "registri"), t.Constant(t.Terms("key", ("page:evil",)), 1000.0)
        found = engine.search(Request(tree=t.Bool(should=(words, lifted), minimum=1), facets=self.KINDS))
        assert [hit.document.slug for hit in found.hits][:2] == ["evil", "registry"]
        assert dict(found.counts["kind"])["page"] == 1

    def test_synonyms_find_too_and_are_worth_a_little_less(self, engine):
        answer = ask(engine, "hollerith", synonyms=synonyms([("Tuzla", "Hollerith")]))
        scores = {hit.document.slug: hit.score for hit in answer.hits}
        assert set(scores) == {"census-1933", "srebrenica"}
        assert scores["srebrenica"] == pytest.approx(0.8 * ask(engine, "tuzla").hits[0].score)

    def test_a_promoted_question_brings_its_answer_first(self, engine):
        assert slugs(engine, "Muslim registry")[0] == "nseers"
        assert slugs(engine, "registry")[0] == "registry"

    def test_nothing_asked_is_everything_and_nothing_found_is_nothing(self, engine):
        assert ask(engine).total == len(CORPUS)
        assert ask(engine, "zzzzqq") == replace(ask(engine, "zzzzqq"), total=0, hits=())


class TestPhrasesAndOperators:
    def test_a_phrase_is_found_in_its_order_only(self, engine):
        assert slugs(engine, '"punched cards"') == ["census-1933"]
        assert slugs(engine, '"cards punched"') == []

    def test_a_phrase_of_function_words(self, engine):
        assert slugs(engine, '"to be or not to be"') == ["oath"]

    def test_slop_is_counted_in_moves(self, engine):
        def phrase(slop):
            return engine.search(Request(tree=t.Phrase("all", ("punch", "by"), slop))).total

        assert (phrase(0), phrase(1), phrase(2)) == (0, 0, 1)

    def test_minus_takes_away(self, engine):
        assert set(slugs(engine, "census -army")) == {"wra-26", "census-1933"}
        assert len(slugs(engine, "-census")) == len(CORPUS) - 3

    def test_named_fields(self, engine):
        assert set(slugs(engine, "title:census")) == {"census-1933", "army-census"}
        assert slugs(engine, "kind:record") == ["oath"]
        assert set(slugs(engine, "theme:ibm census")) == {"census-1933", "army-census"}

    def test_beginnings(self, engine):
        assert set(slugs(engine, "regist*")) == {"registry", "nseers", "srebrenica"}
        assert slugs(engine, "potoč*") == ["srebrenica"]

    def test_every_node_of_the_tree(self, engine):
        def total(node):
            return engine.search(Request(tree=node)).total

        card, army = t.Term("all", "card"), t.Term("all", "armi")
        assert total(t.Nothing()) == 0
        assert total(t.Bool()) == total(t.All()) == len(CORPUS)
        assert total(t.DisMax((card, army))) == total(t.Bool(should=(card, army), minimum=1)) == 4
        assert total(t.Bool(should=(card, t.Term("all", "machin")), minimum=2)) == 1
        assert total(t.Bool(must=(card,), should=(army,))) == 3
        assert total(t.Bool(filters=(card,), must_not=(t.Terms("theme", ("jai",)),))) == 2
        assert total(t.Range("decade", 1930, 1940)) == 2
        assert total(t.Terms("decade", ("1930", "no number"))) == 1
        assert total(t.Phrase("all", ())) == total(t.DisMax(())) == total(t.Terms("theme", ())) == 0

    def test_filters_and_constants_do_not_change_scores(self, engine):
        plain = ask(engine, "army").hits[0].score
        assert ask(engine, "army", filters={"theme": ("ibm",)}).hits[0].score == pytest.approx(plain)
        constant = engine.search(Request(tree=t.Constant(t.Term("all", "card"), 3.0)))
        assert {hit.score for hit in constant.hits} == {3.0}


class TestFacets:
    THEMES = (FacetRequest("theme", 10),)

    def counts(self, engine, text="", **more):
        more.setdefault("facets", (FacetRequest("theme", 10), FacetRequest("kind", 10)))
        return {field: dict(values) for field, values in ask(engine, text, **more).counts.items()}

    def test_counts_of_what_was_found(self, engine):
        assert self.counts(engine, "census") == {"theme": {"ibm": 2, "jai": 2}, "kind": {"entry": 3}}

    def test_a_facet_ignores_its_own_choice_and_respects_the_others(self, engine):
        chosen = self.counts(engine, filters={"theme": ("jai",)})
        assert chosen["theme"]["bosnia"] == 1
        assert chosen["kind"] == {"entry": 2, "record": 1}
        both = self.counts(engine, filters={"theme": ("jai",), "kind": ("record",)})
        assert both["theme"] == {"jai": 1}
        assert both["kind"] == {"entry": 2, "record": 1}

    def test_values_of_one_facet_are_alternatives_and_facets_all_hold(self, engine):
        assert set(slugs(engine, filters={"theme": ("bosnia", "nseers")})) == {"srebrenica", "nseers"}
        assert slugs(engine, filters={"theme": ("jai",), "kind": ("record",)}) == ["oath"]
        assert slugs(engine, filters={"theme": ("nowhere",)}) == []

    def test_largest_first_then_by_value_and_no_more_than_asked(self, engine):
        (values,) = ask(engine, facets=(FacetRequest("theme", 2),)).counts.values()
        assert values == (("jai", 3), ("ibm", 2))

    def test_organizations_and_grade_bands_are_counted(self, engine):
        chosen = {"grade_band": ("6-8",)}
        found = self.counts(
            engine, filters=chosen, facets=(FacetRequest("organization", 9), FacetRequest("grade_band", 9))
        )
        assert found == {"organization": {"wra": 1}, "grade_band": {"9-12": 2, "6-8": 1}}
        assert slugs(engine, filters=chosen) == ["wra-26"]

    def test_numbers_are_counted_as_they_are_written(self, engine):
        assert self.counts(engine, facets=(FacetRequest("decade", 20),))["decade"] == {
            "1570": 1, "1930": 1, "1940": 1, "1990": 1, "2000": 1,
        }  # fmt: skip
        assert slugs(engine, filters={"decade": ("1990",)}) == ["srebrenica"]


class TestDates:
    @pytest.mark.parametrize(
        ("from_day", "to_day", "found"),
        [
            (19430101, 19431231, {"wra-26"}),
            (19330616, 19330616, {"census-1933"}),
            (19330617, 19420630, set()),
            (20300101, None, {"nseers"}),
            (None, 16770920, {"early"}),
            (22630101, 22640101, {"nseers"}),
            (None, 19420701, {"early", "census-1933", "wra-26"}),
        ],
    )
    def test_a_span_is_found_where_it_touches_the_years_asked(self, engine, from_day, to_day, found):
        assert set(slugs(engine, from_day=from_day, to_day=to_day)) == found

    def test_an_unknown_date_is_in_no_span(self, engine):
        assert "oath" not in slugs(engine, from_day=OPEN_START, to_day=OPEN_END)
        assert "oath" not in slugs(engine, from_day=OPEN_START)

    def test_open_at_both_ends(self, own_engine):
        with own_engine.writing() as writer:
            writer.put([document("ever", "Ever", date_earliest=OPEN_START, date_latest=OPEN_END)])
            writer.commit()
        assert "ever" in slugs(own_engine, from_day=10660101, to_day=10661231)

    def test_years_narrow_the_counts(self, engine):
        answer = ask(engine, from_day=19300101, to_day=19491231, facets=(FacetRequest("theme", 5),))
        assert dict(answer.counts["theme"]) == {"ibm": 1, "jai": 1}


class TestOrder:
    def test_by_date_the_earliest_first_and_the_unknown_last(self, engine):
        found = slugs(engine, sort="date")
        assert found[:5] == ["early", "census-1933", "wra-26", "srebrenica", "nseers"]
        assert found[5:] == ["evil", "oath", "registry", "army-census"]

    def test_by_title(self, engine):
        titles = [hit.document.title for hit in ask(engine, "census", sort="title").hits]
        assert titles == ["Form WRA-26", "The census of 1933", "What the census gave the Army"]

    @pytest.mark.parametrize("sort", ["relevance", "date", "title"])
    def test_pages_hold_every_hit_once(self, own_engine, sort):
        with own_engine.writing() as writer:
            writer.put(document(f"same-{n:03}", "The same", "The very same.") for n in range(150))
            writer.commit()
        pages = [slugs(own_engine, "same", sort=sort, offset=start, size=20) for start in range(0, 160, 20)]
        found = [slug for page in pages for slug in page]
        assert len(found) == len(set(found)) == 150

    def test_equals_are_in_order_of_date_then_the_same_each_time(self, own_engine):
        days = enumerate([19500101, None, 19400101])
        equals = [document(f"e{n}", "Equal", date_earliest=day, date_latest=day) for n, day in days]
        for again in (equals, equals[::-1]):
            own_engine.rebuild(again)
            assert slugs(own_engine, "equal") == ["e2", "e0", "e1"]

    def test_beyond_the_end_is_empty(self, engine):
        answer = ask(engine, "census", offset=9_000)
        assert (answer.total, answer.hits) == (3, ())


class TestHostile:
    @pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
    def test_nothing_typed_is_an_error(self, engine, text):
        answer = ask(engine, text, facets=(FacetRequest("theme", 5),))
        assert answer.total >= len(answer.hits)

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(text=st.text() | st.text(alphabet='ab"-:*() \x00title', max_size=40))
    def test_no_text_is_an_error(self, engine, text):
        assert ask(engine, text).total >= 0

    @settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(value=st.text(), start=st.integers(-(2**40), 2**40))
    def test_no_filter_is_an_error(self, engine, value, start):
        clean = value.encode("utf-8", "replace").decode()
        assert ask(engine, filters={"theme": (clean,), "decade": (clean,)}, from_day=start).total == 0

    def test_html_comes_back_as_it_was_put(self, engine):
        (hit,) = ask(engine, "alert").hits
        assert hit.document.title == '<script>alert("cards")</script>'


class TestChanging:
    def test_put_replaces_and_remove_removes(self, own_engine):
        with own_engine.writing() as writer:
            writer.put([document("nseers", "Changed wholly")])
            writer.remove(["entry:registry", "entry:unknown"])
            writer.commit()
        assert slugs(own_engine, "special registration") == []
        assert slugs(own_engine, "changed") == ["nseers"]
        assert ask(own_engine).total == len(CORPUS) - 1

    def test_the_last_of_several_changes_in_one_commit_holds(self, own_engine):
        with own_engine.writing() as writer:
            writer.put([document("new", "First")])
            writer.put([document("new", "Second")])
            writer.put([document("gone", "Third")])
            writer.remove(["entry:gone"])
            writer.commit()
        assert (slugs(own_engine, "first"), slugs(own_engine, "second"), slugs(own_engine, "third")) == (
            [],
            ["new"],
            [],
        )

    def test_what_was_not_committed_is_not_there(self, own_engine):
        with pytest.raises(RuntimeError), own_engine.writing() as writer:
            writer.remove([each.key for each in CORPUS])
            raise RuntimeError("the database refused")
        with own_engine.writing() as writer:
            writer.put([document("later", "Later")])
            writer.commit()
        assert ask(own_engine).total == len(CORPUS) + 1

    def test_another_reader_sees_it_at_once(self, own_engine, opens):
        other = opens()
        assert slugs(other, "fresh") == []
        with own_engine.writing() as writer:
            writer.put([document("fresh", "Fresh")])
            writer.commit()
        assert slugs(other, "fresh") == ["fresh"]

    def test_a_rebuild_takes_the_place_of_all_that_was(self, own_engine):
        assert own_engine.rebuild([document("only", "Only this")]) == 1
        assert slugs(own_engine) == ["only"]
        with own_engine.writing() as writer:
            writer.put([document("second", "And this")])
            writer.commit()
        assert set(slugs(own_engine)) == {"only", "second"}

    def test_a_rebuild_brings_in_what_changed_meanwhile(self, own_engine):
        def finish(writer):
            writer.remove([CORPUS[0].key])
            writer.put([document("late", "Late")])

        own_engine.rebuild(CORPUS, finish)
        assert "late" in slugs(own_engine)
        assert CORPUS[0].slug not in slugs(own_engine)

    def test_a_rebuild_that_fails_changes_nothing(self, own_engine):
        def broken():
            yield CORPUS[0]
            raise RuntimeError("the database went away")

        with pytest.raises(RuntimeError):
            own_engine.rebuild(broken())
        assert ask(own_engine).total == len(CORPUS)

    def test_readers_see_a_whole_index_at_every_moment_of_a_rebuild(self, own_engine, opens):
        seen, failures, stop = set(), [], threading.Event()

        def read_on():
            reader = opens()
            while not stop.is_set():
                try:
                    seen.add(ask(reader).total)
                except SearchUnavailable as error:
                    failures.append(error)

        readers = [threading.Thread(target=read_on) for _ in range(2)]
        for thread in readers:
            thread.start()
        for size in (30, 60, 30, 60, 30, 60):
            own_engine.rebuild(document(f"d{n}", f"Number {n}") for n in range(size))
        stop.set()
        for thread in readers:
            thread.join()
        assert not failures
        assert seen <= {len(CORPUS), 30, 60}


class TestAround:
    def test_related_is_what_shares_rare_words_and_never_itself(self, engine):
        found = [hit.document.slug for hit in engine.related("entry:wra-26", 3)]
        assert found[0] == "census-1933"
        assert "wra-26" not in found
        assert engine.related("entry:unknown", 3) == ()
        assert engine.related("entry:wra-26", 0) == ()

    def test_frequencies(self, engine):
        assert engine.frequencies(["card", "zzz"]) == {"card": 3, "zzz": 0}

    def test_status(self, engine):
        status = engine.status()
        assert (status.ready, status.documents, status.problem) == (True, len(CORPUS), "")
