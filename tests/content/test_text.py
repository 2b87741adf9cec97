"""Words as plain text: slugs, uids, tags off, excerpts, reading grade."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import text


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Potočari memorial and former UN base", "potocari-memorial-and-former-un-base"),
        ("Đorđe Šešelj", "dorde-seselj"),
        ("Murat Bardakçı", "murat-bardakci"),
        ("O’Hara's", "oharas"),
        ("Washington, D.C.", "washington-d-c"),
        ("Straße", "strasse"),
        ("Lwów (Lviv)", "lwow-lviv"),
        ("日本", ""),
        ("  ", ""),
    ],
)
def test_slugs_of_names(name, slug):
    assert text.slugify_name(name) == slug


@given(st.text(max_size=300))
def test_a_slug_is_always_an_address(name):
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", text.slugify_name(name))
    assert len(text.slugify_name(name)) <= text.SLUG_LENGTH


def test_uids_are_ten_unambiguous_characters_and_differ():
    made = {text.new_uid() for _ in range(500)}
    assert len(made) == 500
    assert all(len(uid) == 10 and set(uid) <= set(text.UID_ALPHABET) for uid in made)
    assert not set("01ilou") & set(text.UID_ALPHABET)


def test_a_seed_items_uid_is_the_same_everywhere():
    assert text.derived_uid("claim", "nseers-f01") == text.derived_uid("claim", "nseers-f01")
    assert text.derived_uid("claim", "nseers-f01") != text.derived_uid("event", "nseers-f01")
    assert text.derived_uid("claim", "x") == "za7rpkwtzp", "a change here breaks every link to a seed item"


def test_plain_takes_tags_off_and_keeps_words_apart():
    assert text.plain("<h2>One</h2><p>two &amp; <b>three</b></p><ul><li>four</li><li>five</li></ul>") == "One\ntwo & three\nfour\nfive"


@given(st.text(max_size=200))
def test_plain_never_fails(markup):
    assert isinstance(text.plain(markup), str)


def test_an_excerpt_is_cut_at_a_word():
    assert text.excerpt("The order named no one.", 100) == "The order named no one."
    cut = text.excerpt("The order named no one, and gave a general the power.", 30)
    assert cut == "The order named no one, and…"


@given(st.text(max_size=300), st.integers(5, 100))
def test_an_excerpt_is_never_longer_than_asked(words, length):
    assert len(text.excerpt(words, length)) <= length


def test_reading_grade_tells_easy_from_hard():
    easy = "The men came to the office. They had to wait. Some of them did not come home."
    hard = "Administrative registration of nonimmigrant populations facilitated discriminatory enforcement notwithstanding constitutional considerations."
    assert text.reading_grade(easy) < 4 < 15 < text.reading_grade(hard)
    assert text.reading_grade("") == 0.0
