"""Which words a document is known by, and what each is worth."""

from search.query import tree as t
from search.query.alike import MOST_TERMS, alike, telling


def terms_of(node):
    return {clause.node.term: clause.by for clause in node.should}


def test_rare_words_that_stand_often_are_worth_most():
    asked = alike({"often": 3, "rare": 1, "common": 1}, 100, {"often": 5, "rare": 5, "common": 90})
    worth = terms_of(asked)
    assert list(worth) == ["often", "rare", "common"]
    assert worth["often"] == 1.0
    assert worth["rare"] == 1 / 3
    assert worth["common"] < 0.05
    assert asked.minimum == 1


def test_a_word_of_this_document_only_leads_nowhere():
    assert alike({"alone": 9, "unknown": 1}, 100, {"alone": 1}) == t.Nothing()
    assert alike({}, 0, {}) == t.Nothing()


def test_no_more_than_the_best_and_always_the_same():
    counts = {f"w{n:03}": 1 for n in range(80)}
    found = terms_of(alike(counts, 100, dict.fromkeys(counts, 2)))
    assert list(found) == sorted(counts)[:MOST_TERMS]


def test_function_words_tell_nothing():
    assert telling("the regist was becaus of the regist") == {"regist": 2}
