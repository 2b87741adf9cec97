"""Plain text: slugs as the seed has them, uids, tags off, excerpts, counts, grades."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import text
from tests.content.seed import seed_items


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Radovan Karadžić", "radovan-karadzic"),
        ("Đorđe Šešelj", "dorde-seselj"),
        ("Murat Bardakçı", "murat-bardakci"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Lwów (Lviv)", "lwow-lviv"),
        ("Bjørnlund, Matthias", "bjornlund-matthias"),
        ("Ærø", "aero"),
        ("O’Hara's", "oharas"),
        ("‘Enemy aliens’", "enemy-aliens"),
        ("1942–1946", "1942-1946"),
        ("  Washington, D.C.  ", "washington-d-c"),
        ("ﬁle", "file"),
        ("北京", ""),
        ("", ""),
        ("---", ""),
    ],
)
def test_a_slug_is_plain_ascii(name, slug):
    assert text.slugify_name(name) == slug


def test_a_slug_is_cut_at_a_word_and_a_word_too_long_is_cut_in_itself():
    assert text.slugify_name("a" * 30 + " " + "b" * 29 + " c") == "a" * 30
    assert text.slugify_name("a" * 30 + " " + "b" * 29) == "a" * 30 + "-" + "b" * 29
    assert text.slugify_name("a" * 70) == "a" * 60


def test_the_seed_has_the_slugs_that_its_names_give():
    named = [item for item in seed_items("slug") if "name" in item or "term" in item]
    assert len(named) > 300
    for item in named:
        assert text.slugify_name(item.get("name") or item["term"]) == item["slug"]


@given(st.text())
def test_any_text_gives_a_slug_or_nothing(name):
    slug = text.slugify_name(name)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)
    assert len(slug) <= text.SLUG_LENGTH
    assert text.slugify_name(slug) == slug


def test_uids_have_one_shape_and_fresh_ones_differ():
    fresh = {text.new_uid() for _ in range(500)}
    assert len(fresh) == 500
    for uid in fresh | {text.derived_uid("claim", "jai-f01")}:
        assert re.fullmatch(r"[2-9a-hj-km-np-tv-z]{10}", uid)


def test_a_derived_uid_is_the_same_for_ever_and_differs_by_kind_and_slug():
    assert text.derived_uid("claim", "x") == "za7rpkwtzp", "a change here breaks every link to a seed item"
    uids = {text.derived_uid(kind, f"x-{n}") for kind in ("claim", "event") for n in range(1000)}
    assert len(uids) == 2000


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>One <b>two</b>.</p><p>Three.</p>", "One two.\nThree."),
        ("<ul><li>One</li><li>Two</li></ul>", "One\nTwo"),
        ("One<br>two<br/>three", "One\ntwo\nthree"),
        ("<h2>Head</h2>text", "Head\ntext"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1 2\n3"),
        ("wo<b>rd</b>", "word"),
        ("Fish &amp; chips &lt;b&gt; caf&eacute; &#8212;", "Fish & chips <b> café —"),
        ("<p>One\n   two&nbsp;three</p>", "One two three"),
        ("<script>alert(1)</script><style>p{}</style>Shown", "Shown"),
        ("<!-- hidden <b>x</b> -->Shown", "Shown"),
        ('<a title="a > b" href="x">link</a>', "link"),
        ("<![x[ a", "<![x[ a"),
        ("<?php b ?>", "<?php b ?>"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<p>Open <em>tag", "Open tag"),
        ("", ""),
    ],
)
def test_tags_go_and_words_stay(markup, words):
    assert text.plain(markup) == words


@given(st.one_of(st.text(), st.text(alphabet="<>!?-[]/&;ab =\"'")))
def test_any_markup_gives_some_text(markup):
    assert isinstance(text.plain(markup), str)


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs"))))
def test_escaped_text_comes_back_as_it_was_but_for_white_space(words):
    assert text.plain(f"<p>{html.escape(words)}</p>").split() == words.split()


@pytest.mark.parametrize(
    ("words", "length", "expected"),
    [
        ("One two three", 20, "One two three"),
        ("One two three", 13, "One two three"),
        ("One two three", 9, "One two…"),
        ("One two three", 8, "One two…"),
        ("One, two", 6, "One…"),
        ("Onetwothree", 5, "Onet…"),
        ("One\n two", 20, "One two"),
        ("AT&amp;T", 20, "AT&amp;T"),
        ("One", 1, "…"),
        ("One", 0, ""),
    ],
)
def test_an_excerpt_is_cut_at_a_word(words, length, expected):
    assert text.excerpt(words, length) == expected


@given(st.text(), st.integers(0, 50))
def test_an_excerpt_is_never_too_long(words, length):
    assert len(text.excerpt(words, length)) <= length


@pytest.mark.parametrize(
    ("words", "count"), [("", 0), ("one two", 2), ("twenty-one people’s — don't", 3), ("9066, 1942.", 2), ("- - &", 0)]
)
def test_words_are_counted(words, count):
    assert text.word_count(words) == count


def test_the_grade_follows_the_formula():
    # 4 words in 2 sentences, 7 syllables: cen-sus peo-ple pa-per camp
    assert text.reading_grade("Census people. Paper camp.") == round(0.39 * 4 / 2 + 11.8 * 7 / 4 - 15.59, 1)
    assert text.reading_grade("") == text.reading_grade("1942.") == 0.0


def test_long_sentences_of_long_words_grade_higher():
    plain_words = "The army put them in camps. They had to leave their homes. No court had found them guilty."
    heavy = (
        "The administrative incarceration of Japanese American communities necessitated unprecedented governmental "
        "coordination of statistical information, notwithstanding constitutional prohibitions."
    )
    assert text.reading_grade(plain_words) < 5 < 15 < text.reading_grade(heavy)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("camp", 1), ("census", 2), ("table", 2), ("made", 1), ("free", 1), ("moved", 1), ("wanted", 2), ("Karadžić", 3)],
)
def test_syllables(word, syllables):
    assert text._syllables(word) == syllables


@given(st.text())
def test_any_text_has_a_grade_and_a_count(words):
    assert isinstance(text.reading_grade(words), float)
    assert text.word_count(words) >= 0
