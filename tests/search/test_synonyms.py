"""Rows of words that mean the same."""

from search.analysis import terms
from search.synonyms import NO_SYNONYMS, synonyms


def found(known, text):
    return [(hit.terms, hit.written) for hit in known.find(terms(text))]


def test_each_member_finds_the_others():
    known = synonyms([("Srebrenica genocide", "Srebrenica massacre")])
    assert found(known, "the Srebrenica massacre of 1995") == [
        (("srebrenica", "massacr"), ("Srebrenica genocide",)),
    ]


def test_the_longest_member_wins_and_none_overlap():
    known = synonyms([("registry", "list"), ("Muslim registry", "NSEERS")])
    assert found(known, "Muslim registry registry") == [
        (("muslim", "registri"), ("NSEERS",)),
        (("registri",), ("list",)),
    ]


def test_a_word_in_two_rows_has_both_rows_words_but_rows_are_not_joined():
    known = synonyms([("camp", "center"), ("camp", "prison")])
    assert found(known, "camp") == [(("camp",), ("center", "prison"))]
    assert found(known, "prison") == [(("prison",), ("camp",))]


def test_rows_that_say_nothing_are_nothing():
    assert synonyms([("card",), ("card", "Cards"), ("", "?"), ()]) == NO_SYNONYMS
    assert found(NO_SYNONYMS, "anything at all") == []
