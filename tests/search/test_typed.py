"""How a typed question is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.typed import MOST_CHARACTERS, MOST_WORDS, clean, exact_value, read, years


def words(parts):
    return [" ".join(token.word for token in part.words) for part in parts]


def free(text):
    return [[token.word for token in run] for run in read(text).runs]


def test_words_are_one_run():
    assert free("punch cards census") == [["punch", "cards", "census"]]


@pytest.mark.parametrize("text", ['"punch cards" census', "“punch cards” census", "«punch cards» census"])
def test_a_quoted_phrase_is_required(text):
    typed = read(text)
    assert words(typed.required) == ["punch cards"]
    assert free(text) == [["census"]]


def test_an_unclosed_quote_is_text():
    assert free('"punch cards census') == [["punch", "cards", "census"]]
    assert not read('"punch cards census').required


def test_minus_excludes_words_phrases_and_values():
    typed = read('census -cards -"punch card" -theme:rwanda')
    assert words(typed.excluded) == ["cards", "punch card", "rwanda"]
    assert [part.field for part in typed.excluded] == ["all", "all", "theme"]


@pytest.mark.parametrize("text", ["1942-1946", "anti-Muslim", "a - b", "-", "--", "(-dash-)", "- cards"])
def test_a_hyphen_inside_or_alone_excludes_nothing(text):
    assert not read(text).excluded


@pytest.mark.parametrize("text", ["title:census", "Title:census", 'TITLE:"census"'])
def test_a_named_field_is_asked(text):
    (part,) = read(text).required
    assert (part.field, words([part])) == ("title", ["census"])


@pytest.mark.parametrize(
    "text", ["9:30", "https://example.org/x", "title: census", "colour:red", "subtitle:x", "theme:"]
)
def test_other_colons_are_text(text):
    assert not read(text).required
    assert read(text).runs


@pytest.mark.parametrize(
    ("typed", "kind"), [("entry", "entry"), ("Entries", "entry"), ("people", "person"), ("x", "x")]
)
def test_kinds_may_be_named_as_readers_see_them(typed, kind):
    assert exact_value(read(f"kind:{typed}").required[0]) == kind


def test_a_value_of_several_words_is_a_slug():
    assert exact_value(read('theme:"Japanese American incarceration"').required[0]) == "japanese-american-incarceration"
    assert exact_value(read("theme:ibm-holocaust").required[0]) == "ibm-holocaust"


@pytest.mark.parametrize("text", ["year:soon", "decade:1945", "year:1942-1943-1944", "decade:12"])
def test_what_is_no_year_is_text(text):
    typed = read(text)
    assert not typed.required
    assert typed.words[0].word in ("year", "decade")


def test_a_year_may_be_a_span():
    (part,) = read("year:1945-1942").required
    assert years(part) == (1942, 1945)


@given(st.text(alphabet='0123456789-"s: yeardc', max_size=40))
def test_any_number_is_a_year_a_decade_or_text(text):
    for part in read(f"year:{text} decade:{text}").required:
        if part.field == "year":
            assert 0 <= years(part)[0] <= years(part)[1] <= 9999
        if part.field == "decade":
            assert exact_value(part).endswith("0")


def test_an_asterisk_asks_for_a_beginning():
    typed = read("regist* cards")
    assert words(typed.beginnings) == ["regist"]
    assert free("regist* cards") == [["cards"]]


@pytest.mark.parametrize("text", ["*", "a*", "re*gister", "* *"])
def test_other_asterisks_are_text(text):
    assert not read(text).beginnings


def test_operators_of_other_engines_are_text():
    assert [token.word for token in read("census AND (cards OR NOT registry) ~2 ^3 [a TO b]").kept] == [
        "census", "cards", "registry", "2", "3", "b",
    ]  # fmt: skip


def test_function_words_are_left_out_unless_nothing_else_was_typed():
    assert [token.word for token in read("what is the registry").kept] == ["registry"]
    assert [token.word for token in read("to be or not to be").kept] == ["to", "be", "or", "not", "to", "be"]
    assert [token.word for token in read('the "to be"').kept] == []


def test_marks_in_a_pasted_sentence_are_prose():
    typed = read(
        'The committee said "punch cards" were used in the census of 1933 - the machines counted religion -mother '
        "tongue "
        "and occupation for every household in Prussia"
    )
    assert not typed.required
    assert not typed.excluded
    assert "mother" in [token.word for token in typed.words]


def test_what_stood_between_words_parts_their_runs():
    assert free('punch "of the" cards') == [["punch"], ["cards"]]


def test_text_is_cut_and_cleaned():
    assert clean("\x00 a\tb\n\ud800 ") == "a b ?"
    assert len(clean("x" * 20_000)) == MOST_CHARACTERS
    assert len(read("a " * 20_000).words) <= MOST_WORDS


def test_offsets_point_into_the_text_as_it_is_kept():
    typed = read("  punch  cards ")
    assert [typed.text[token.start : token.end] for token in typed.words] == ["punch", "cards"]


@given(st.text())
def test_any_text_is_read(text):
    typed = read(text)
    starts = [token.start for token in typed.words]
    assert starts == sorted(set(starts))


@given(st.text(alphabet='ab"“”-:* title()', max_size=60))
def test_no_word_is_lost(text):
    """Every word stands somewhere: free, required, at a beginning or excluded, and once only."""
    from search.analysis import tokens

    typed = read(text)
    parts = [*typed.required, *typed.beginnings, *typed.excluded]
    seen = sorted([token.start for token in typed.words] + [token.start for part in parts for token in part.words])
    every = {token.start for token in tokens(typed.text)}
    names = {token.start for token in tokens(typed.text) if token.word in ("title", "text", "kind")}
    assert len(seen) == len(set(seen))
    assert every - names <= set(seen) <= every
