"""Numbering of notes: adjacent citations are one note, the same note keeps its number, all else stays."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.citations.notes import Note, Numbered, number


def cite(source: str, locator: str = "", words: str = "Label 2000") -> str:
    place = f' locator="{html.escape(locator)}"' if locator else ""
    return f'<a linktype="citation" id="{html.escape(source)}"{place}>{words}</a>'


def reference(place: int, anchor: str | None = None) -> str:
    return (
        f'<sup class="ref"><a href="#n{place}" id="{anchor or f"r{place}"}" aria-label="Note {place}">{place}</a></sup>'
    )


def test_a_citation_becomes_a_reference_and_a_note():
    assert number([f"<p>Text.{cite('s1', 'p. 4')} More.</p>"]) == Numbered(
        [f"<p>Text.{reference(1)} More.</p>"], [Note(1, (("s1", "p. 4"),), ("r1",))]
    )


@pytest.mark.parametrize("space", ["", " ", "\n\t ", "&nbsp;", "\N{NO-BREAK SPACE}", " &#160; "])
def test_adjacent_citations_are_one_note(space):
    numbered = number([f"a{cite('s1')}{space}{cite('s2', 'ch. 2')} b"])
    assert numbered.fragments == [f"a{reference(1)} b"]
    assert numbered.notes == [Note(1, (("s1", ""), ("s2", "ch. 2")), ("r1",))]


@pytest.mark.parametrize("between", [".", " and ", "<br>", "</p><p>", "<b></b>", '<a href="/x">y</a>'])
def test_anything_between_makes_two_notes(between):
    numbered = number([f"{cite('s1')}{between}{cite('s2')}"])
    assert numbered.fragments == [f"{reference(1)}{between}{reference(2)}"]
    assert [note.number for note in numbered.notes] == [1, 2]


def test_notes_are_numbered_through_all_fragments_and_never_joined_across_them():
    numbered = number([f"<p>{cite('s1')}</p>", "<p>none</p>", cite("s2"), cite("s3")])
    assert numbered.fragments == [f"<p>{reference(1)}</p>", "<p>none</p>", reference(2), reference(3)]


def test_the_same_group_keeps_its_number_and_gains_ways_back():
    again = cite("s1", "p. 4") + cite("s2")
    numbered = number([f"a{again} b{cite('s1')} c{again}", again])
    assert numbered.fragments == [
        f"a{reference(1)} b{reference(2)} c{reference(1, 'r1b')}",
        reference(1, "r1c"),
    ]
    assert numbered.notes[0].backrefs == ("r1", "r1b", "r1c")
    assert len(numbered.notes) == 2


def test_another_place_in_a_source_and_another_order_are_other_notes():
    one, two = cite("s1"), cite("s2")
    assert len(number([one, cite("s1", "p. 4"), cite("s1", "p. 5"), one + two, two + one]).notes) == 5


def test_a_source_named_twice_in_a_note_counts_once():
    assert number([cite("s1") + cite("s1")]).notes == [Note(1, (("s1", ""),), ("r1",))]


def test_a_locator_is_read_as_a_reader_would():
    numbered = number([cite("s1", 'p. 4 & "5" <6>'), '<a linktype="citation" id="s2" locator="p.&nbsp;4\n 5">x</a>'])
    assert [note.parts[0][1] for note in numbered.notes] == ['p. 4 & "5" <6>', "p. 4 5"]


@pytest.mark.parametrize(
    "markup",
    [
        '<a id="s1" linktype="citation">x</a>',
        "<a linktype='citation' id='s1'>x</a>",
        "<a linktype=citation id=s1>x</a>",
        '<A LINKTYPE="citation" ID="s1">x</A>',
        '<a  linktype = "citation"\n id="s1" ><b>x</b> y</a >',
        '<a title="a > b" linktype="citation" id="s1">x</a>',
    ],
)
def test_a_citation_is_known_however_it_is_written(markup):
    assert number([f"t{markup}."]).fragments == [f"t{reference(1)}."]
    assert number([markup]).notes[0].parts == (("s1", ""),)


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="/x">y</a>',
        '<a linktype="thing" id="s1">y</a>',
        '<a title="linktype=&quot;citation&quot;" id="s1">y</a>',
        '<a title=\'linktype="citation"\' id="s1">y</a>',
        '<abbr linktype="citation" id="s1">y</abbr>',
        '<a linktype="citation" id="s1">never closed',
        '&lt;a linktype="citation" id="s1"&gt;y&lt;/a&gt;',
        "5 < 6 <!-- <b> --> &amp &copy; <![CDATA[x]]> <?php ?> <BR/></p>",
        "",
    ],
)
def test_what_is_no_citation_stays_character_for_character(markup):
    assert number([markup]) == Numbered([markup], [])


def test_a_link_never_closed_does_not_swallow_the_citation_after_it():
    assert number([f'<a href="/x">y {cite("s1")}']).fragments == [f'<a href="/x">y {reference(1)}']


def test_the_input_is_not_changed():
    fragments = [cite("s1"), "x"]
    number(fragments)
    assert fragments == [cite("s1"), "x"]


def test_many_ways_back_are_told_apart():
    note = number([cite("s1") + "." for _ in range(800)]).notes[0]
    assert note.backrefs[:3] == ("r1", "r1b", "r1c")
    assert note.backrefs[25:28] == ("r1z", "r1ba", "r1bb")
    assert len(set(note.backrefs)) == 800


def test_a_hostile_fragment_is_done_in_time():
    for hostile in ("<a " * 3000, '<a linktype="citation">' * 3000, '<a x="' * 3000):
        assert number([hostile]).notes == []


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=12)
plain = words.map(html.escape) | st.sampled_from(
    ["<p>", "</p>", "<br/>", "&nbsp;", ' <a href="/x">link</a> ', "<b>b</b>"]
)
citation = st.tuples(st.sampled_from(["s1", "s2", "s3"]), st.sampled_from(["", "p. 4", "p. & 5"]))
pieces = st.lists(st.one_of(plain, citation), max_size=12)


@given(st.lists(pieces, max_size=4))
def test_numbers_ways_back_and_text_hold_for_any_text(texts):
    fragments = ["".join(cite(*piece) if isinstance(piece, tuple) else piece for piece in text) for text in texts]
    numbered = number(fragments)
    # Each reference leads to a note, and each way back to a reference, in both directions exactly once.
    found = re.findall(r'<a href="#n(\d+)" id="(r\d+[a-z]*)"', "".join(numbered.fragments))
    assert len({anchor for _, anchor in found}) == len(found)
    assert sorted(found) == sorted((str(note.number), anchor) for note in numbered.notes for anchor in note.backrefs)
    # Numbers run from one, in the order of first appearance.
    assert list(dict.fromkeys(int(place) for place, _ in found)) == [note.number for note in numbered.notes]
    # No citation is lost or invented.
    cited = {piece for text in texts for piece in text if isinstance(piece, tuple)}
    assert {part for note in numbered.notes for part in note.parts} == cited
    # Without references the text is what it was without citations, but for white space between adjacent ones.
    for before, after in zip(texts, numbered.fragments, strict=True):
        bare = "".join(piece for piece in before if isinstance(piece, str))
        left = re.sub(r'<sup class="ref">.*?</sup>', "", after)
        assert re.sub(r"\s|&nbsp;", "", left) == re.sub(r"\s|&nbsp;", "", bare)


@given(st.text(alphabet="<>a/ =\"'&;!?-linktypecitation", max_size=60))
def test_any_text_is_numbered_without_an_error(fragment):
    assert len(number([fragment]).fragments) == 1
