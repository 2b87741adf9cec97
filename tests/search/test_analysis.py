"""What a text becomes: the same terms for every way to write a word, and offsets into the text as it was given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import LONGEST_TERM, fold, terms, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.S.", "us"),
        ("U.S.S.R.", "USSR"),
        ("U.S.A", "usa"),
        ("Potočari", "Potocari"),
        ("Mladić", "MLADIC"),
        ("Đinđić", "Djindjic"),
        ("Đinđić", "Dindic"),
        ("Međugorje", "Medjugorje"),
        ("café", "cafe\u0301"),
        ("Hawaiʻi", "Hawaii"),
        ("İstanbul", "istanbul"),
        ("Kırk", "kirk"),
        ("Straße", "strasse"),
        ("ﬁle", "file"),
        ("Japan's", "Japan"),
        ("Japan’s", "japan"),
        ("register", "registers"),
        ("punched cards", "punch card"),
        ("co\u00adoperate", "cooperate"),
        ("WRA-26", "wra 26"),
    ],
)
def test_ways_to_write_a_word_are_one(one, other):
    assert terms(one) == terms(other) != []


@pytest.mark.parametrize(
    ("one", "other"), [("adjacent", "adacent"), ("us", "uses"), ("Armenia", "Armenians"), ("9/11", "911")]
)
def test_different_words_stay_apart(one, other):
    assert terms(one) != terms(other)


def test_words_are_split_at_everything_that_is_no_letter_or_digit():
    assert terms("a_b (c) d/e—f") == ["a", "b", "c", "d", "e", "f"]


def test_han_and_kana_are_searched_by_the_character():
    assert terms("収容所") == ["収", "容", "所"]


def test_initials_do_not_swallow_the_name_behind_them():
    assert terms("J.B.Smith") == ["jb", "smith"]


def test_offsets_lead_back_to_the_text():
    text = "The U.S. Army's Potočari"
    assert [text[token.start : token.end] for token in tokens(text)] == ["The", "U.S.", "Army", "Potočari"]
    assert [token.position for token in tokens(text)] == [0, 1, 2, 3]


def test_a_very_long_word_is_cut_the_same_way_everywhere():
    assert terms("x" * 5_000) == terms("x" * LONGEST_TERM)


@given(st.text())
def test_any_text_becomes_clean_terms(text):
    found = tokens(text)
    assert all(token.term and token.term.isalnum() for token in found), found
    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))


@given(st.text(alphabet=st.characters(max_codepoint=0x24F), max_size=40))
def test_case_never_matters_in_latin_script(text):
    # ŉ, ǰ and their like have no single capital letter; İ and ı have each other's.
    if len(text.upper()) == len(text):
        assert [token.word for token in tokens(fold(text))] == [token.word for token in tokens(fold(text.swapcase()))]


@given(st.lists(st.text(min_size=1), max_size=5))
def test_terms_survive_the_way_through_an_index(parts):
    """An index gets terms parted by spaces, and must find the same number of them there."""
    found = terms(" ".join(parts))
    assert " ".join(found).split(" ") == (found or [""])
