"""Both engines, asked the same of the whole archive as it ships, give the same answer."""

from dataclasses import asdict

import pytest

from content.models import EntryPage, Event, Person
from content.visibility import public
from search import builders
from search.engines.elastic import ElasticEngine
from search.query import SearchQuery
from search.results import SearchResults
from search.service import related, search

from .relevance.agreement import agreement, overlap
from .relevance.questions import FILTERED, OPERATORS, WORDS

LEAST_OVERLAP = 0.97
LEAST_SAME_FIRST = 0.93


@pytest.fixture
def ask(seeded_site, elastic_options, settings, tmp_path):
    """A function: what each engine answers to a question, of the same documents."""
    embedded = settings.SEARCH
    elastic = {"ENGINE": "elasticsearch", "PATH": tmp_path, "ELASTICSEARCH": asdict(elastic_options)}
    errors: dict[str, Exception] = {}
    ElasticEngine(elastic_options, tmp_path).rebuild(builders.documents(errors.__setitem__))
    assert not errors

    def both(question) -> list:
        answers = []
        for engine in (embedded, elastic):
            settings.SEARCH = engine
            answers.append(question())
        return answers

    return both


def asked(**params):
    return lambda: search(SearchQuery.from_params({"size": "10", **params}))


def keys(results: SearchResults) -> list[str]:
    return [hit.key for hit in results.hits]


def counts(results: SearchResults) -> dict[str, dict[str, int]]:
    return {facet.name: {value.value: value.count for value in facet.values} for facet in results.facets}


def test_on_the_whole_seed_both_engines_agree(ask):
    assert len(set(WORDS)) >= 60
    answers = {text: ask(asked(q=text)) for text in (*WORDS, *OPERATORS)}
    for text, (embedded, elastic) in answers.items():
        assert embedded.total == elastic.total, text
        assert counts(embedded) == counts(elastic), text
        assert embedded.suggestion == elastic.suggestion, text
    found = agreement((keys(embedded), keys(elastic)) for embedded, elastic in answers.values())
    print(found)
    worst = sorted(answers, key=lambda text: overlap(*map(keys, answers[text])))[:5]
    assert found.overlap >= LEAST_OVERLAP, worst
    assert found.same_first >= LEAST_SAME_FIRST
    assert sum(embedded.total > 0 for embedded, _elastic in answers.values()) > 0.9 * len(answers)


def test_narrowed_and_sorted_answers_are_the_same(ask):
    for params in FILTERED:
        embedded, elastic = ask(asked(**params))
        assert embedded.total == elastic.total > 0, params
        assert counts(embedded) == counts(elastic), params
        if params.get("sort"):
            assert keys(embedded) == keys(elastic), params
        assert embedded.pages == elastic.pages


def test_scores_and_snippets_are_the_same(ask):
    """Not only the order: what each word is worth, and what is shown of it."""
    for text in WORDS[:20]:
        embedded, elastic = ask(asked(q=text))
        shown = {hit.key: (hit.title_html, hit.highlights, hit.why) for hit in elastic.hits}
        score = {hit.key: hit.score for hit in elastic.hits}
        for hit in embedded.hits:
            if hit.key in shown:
                assert shown[hit.key] == (hit.title_html, hit.highlights, hit.why)
                assert score[hit.key] == pytest.approx(hit.score, rel=0.1), (text, hit.key)


def test_what_is_related_is_the_same(ask):
    for model, kind in ((EntryPage, "entry"), (Person, "person"), (Event, "event")):
        keys = [f"{kind}:{uid}" for uid in public(model).order_by("pk").values_list("uid", flat=True)[:20]]
        pairs = [ask(lambda key=key: [hit.key for hit in related(key, limit=5)]) for key in keys]
        assert any(embedded for embedded, _elastic in pairs)
        found = agreement(pairs)
        assert found.overlap >= LEAST_OVERLAP, (kind, found)
