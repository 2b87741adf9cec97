"""Marked text: always escaped, always the words that were asked for."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from search.highlight import FRAGMENT, Wanted, fragment, marked

CARDS = Wanted(frozenset({"punch", "card", "census"}))


def test_words_are_marked_as_they_are_written():
    assert marked("The Census punched it.", CARDS) == "The <mark>Census punched</mark> it."


def test_neighbours_share_a_mark_only_over_spaces():
    assert marked("cards, cards; punch", CARDS) == "<mark>cards</mark>, <mark>cards</mark>; <mark>punch</mark>"


def test_html_in_the_text_is_shown_and_not_obeyed():
    text = '<script>alert("cards")</script> & <mark>'
    assert marked(text, CARDS) == (
        "&lt;script&gt;alert(&quot;<mark>cards</mark>&quot;)&lt;/script&gt; &amp; &lt;mark&gt;"
    )


def test_accents_do_not_hide_a_match():
    assert marked("In Potočari.", Wanted(frozenset({"potocari"}))) == "In <mark>Potočari</mark>."


def test_phrases_are_marked_whole_and_their_words_not_elsewhere():
    wanted = Wanted(phrases=(("punch", "card"),))
    assert marked("a punch, a card, punch cards", wanted) == "a punch, a card, <mark>punch cards</mark>"


def test_beginnings_are_marked():
    assert marked("Registration of aliens", Wanted(starts=("regist",))) == "<mark>Registration</mark> of aliens"


def test_nothing_found_is_an_empty_fragment():
    assert fragment("nothing here", CARDS) == ""
    assert fragment("", CARDS) == ""


def test_a_short_text_is_shown_whole():
    assert fragment("A census.", CARDS) == "A <mark>census</mark>."


def test_the_fragment_holds_most_of_what_was_asked_for():
    text = "census " + "filler words " * 60 + "then the punch cards of the census stood " + "more filler " * 60
    html = fragment(text, CARDS)
    assert "<mark>punch cards</mark>" in html
    assert html.startswith("… ")
    assert html.endswith(" …")
    assert len(re.sub("<.*?>", "", html)) <= FRAGMENT + 10


def test_a_fragment_begins_and_ends_with_whole_words():
    text = "alpha bravo charlie delta " * 30 + "census " + "echo foxtrot golf hotel " * 30
    shown = re.sub("<.*?>", "", fragment(text, CARDS)).strip("… ").split()
    assert set(shown) <= set(text.split())


texts = st.text(alphabet=st.sampled_from("<>&\"' .cardscensuspunch\u0301č"), max_size=600)


@given(texts)
def test_marks_are_the_only_html_and_the_text_is_kept(text):
    html = marked(text, CARDS)
    assert unescape(re.sub("</?mark>", "", html)) == text
    assert html.count("<mark>") == html.count("</mark>")
    assert not re.search(r"<(?!/?mark>)", html)


@given(texts)
def test_a_fragment_is_a_stretch_of_the_text(text):
    html = fragment(text, CARDS, length=40)
    bare = unescape(re.sub("</?mark>", "", html))
    assert bare.removeprefix("… ").removesuffix(" …") in text
    assert ("<mark>" in html) == bool(html)
