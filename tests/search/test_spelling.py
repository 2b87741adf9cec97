"""Which word was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.spelling import Candidate, allowed_edits, closest, distance


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        ("crads", "cards", 1),
        ("cards", "cards", 0),
        ("card", "cards", 1),
        ("cords", "cards", 1),
        ("regsitraton", "registration", 2),
    ],
)
def test_edits(one, other, edits):
    assert distance(one, other, 2) == edits


@pytest.mark.parametrize(
    ("word", "edits"), [("cat", 0), ("card", 1), ("census1", 0), ("1942", 0), ("redress", 1), ("registry", 2)]
)
def test_how_much_may_be_wrong(word, edits):
    assert allowed_edits(word) == edits


def test_fewer_edits_then_the_same_first_letter_then_more_documents():
    words = [
        Candidate(word, word, count) for word, count in [("bards", 90), ("cords", 5), ("cards", 7), ("census", 99)]
    ]
    assert [each.surface for each in closest("carda", words)] == ["cards"]
    assert [each.surface for each in closest("cxrds", words)] == ["cards", "cords"]
    assert [each.surface for each in closest("yards", words)] == ["bards", "cards"]


def test_a_word_is_not_corrected_to_itself():
    assert closest("cards", [Candidate("Cards", "cards", 3)]) == []


words = st.text(alphabet="abcd", max_size=9)


@given(words, words)
def test_distance_goes_both_ways_and_stops_at_its_bound(one, other):
    full = distance(one, other, 20)
    assert distance(other, one, 20) == full
    assert distance(one, other, 1) == min(full, 2)
