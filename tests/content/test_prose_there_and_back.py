"""Prose there and back: whatever a seed's file or an editor says, Markdown says it too, and reads back the same."""

import re
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.exchange import prose
from content.exchange.prose import Block, ProseErrors
from tests.content.known import Shelf

SEED = Path(__file__).resolve().parents[2] / "content" / "seed"
FILES = sorted(SEED.rglob("*.md"))
SHELF = Shelf()


def read(body: str) -> list[Block]:
    return prose.read_body(body, "entries/raid.md", SHELF)


def there_and_back(blocks: list[Block]) -> list[Block]:
    return prose.read_body(prose.write_body(blocks, SHELF), "somewhere/else.md", SHELF)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_of_the_seed_is_read_and_written_without_a_change(path):
    class Anything(Shelf):
        def link(self, kind, slug):
            return {"linktype": "thing", "kind": kind, "id": f"u-{slug}"}

    if path.name == "overview-plain.md":  # a body alone; what it belongs to has its facts in theme.yaml
        blocks = prose.read_body(path.read_bytes(), str(path), Anything())
        assert prose.read_body(prose.write_body(blocks, Anything()), "elsewhere.md", Anything()) == blocks
        return
    read = prose.read(path.read_bytes(), str(path), Anything())
    written = prose.write(read.front, read.blocks, Anything())
    again = prose.read(written, "elsewhere.md", Anything())
    assert again == read
    assert prose.write(again.front, again.blocks, Anything()) == written


def test_the_seed_has_prose():
    assert len(FILES) > 40


@pytest.mark.parametrize(
    "body",
    [
        "un**believ**able *a*b*c* x*“y”*z",
        "**“a”***b***c** *a*_b_",
        "***a*b** **a*b***",
        r"\# a",
        r"a\![b](/c)",
        r"1942\. A year.",
        r"\- a",
        "a\\\n\\- b\\\n\\===",
        "## C# \\#",
        r"\[@a\] \[x\](y) [z] \[a\]: b",
        r"\<b> & &amp;amp; &lt; \`",
        r"snake_case \_x\_ \*",
        "a | b\\\n\\--- | ---",
        r"- \- a",
        "- a\n  - b\n- c\n\n1. d\n2. e\n   1. f",
        r"[a](https://a.org/x_\(y\)_*z*)",
        "[a](/x)[@a][b](/y) [@b]",
        "a [@a][@b, p. 4]",
        "a\u00a0b \u2009c",
    ],
)
def test_hard_cases_come_back(body):
    blocks = read(body)
    assert there_and_back(blocks) == blocks


def normalized(html: str) -> str:
    """Rich text in the form that Markdown can say."""
    return re.sub(r' data-block-key="\w*"', "", prose.rich_text(prose.rich_text_to_markdown(html, SHELF), "x", SHELF))


@pytest.mark.parametrize(
    ("stored", "normal"),
    [
        ("<p>a<b> b </b>c</p>", "<p>a <b>b</b> c</p>"),
        ("<p><b></b>a<i> </i>b</p>", "<p>a b</p>"),
        ("<p><strong>a</strong> <em>b</em></p>", "<p><b>a</b> <i>b</i></p>"),
        ("<p><b>a <i>b</i></b><i>c</i></p>", "<p><b>a <i>b</i></b><i>c</i></p>"),
        ("<p></p><p>a</p><p> </p>", "<p>a</p>"),
        ("loose", "<p>loose</p>"),
        ("<h4>a</h4><hr/><p>b</p>", "<p>a</p><p>b</p>"),
        ("<ul><li><p>a</p></li></ul>", "<ul><li>a</li></ul>"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ul><li><ul><li>a</li></ul></li></ul>", "<ul><li>a</li></ul>"),
        ("<h2>a<br/>b</h2>", "<h2>a b</h2>"),
        ("<p>a<br/><br/>b<br/></p>", "<p>a<br/><br/>b</p>"),
        ('<p><a linktype="thing" kind="term" id="gone">a</a></p>', "<p>a</p>"),
        ('<p><a linktype="page" id="1">a</a></p>', "<p>a</p>"),
        ('<p>a<a linktype="citation" id="gone" locator="p. 4">Work, p. 4</a>.</p>', "<p>a (Work, p. 4).</p>"),
        ('<p><a href="javascript:x()">a</a></p>', "<p>a</p>"),
        (
            '<p>a <a linktype="citation" id="u-k" locator="">old label</a> b</p>',
            '<p>a<a linktype="citation" id="u-k" locator="">Work k</a> b</p>',
        ),
        ("<p>a\x00\x08b\u2028c</p>", "<p>ab c</p>"),
    ],
)
def test_what_an_editor_left_is_brought_to_the_form_that_markdown_can_say(stored, normal):
    assert normalized(stored) == normal


SIGNS = st.sampled_from(
    list("ab1 .*_[]()<>&#-+=|:!~`\\\"'“”—;@,/€\u00a0\né²") + ["&amp;", "1. ", "- ", "[@a]", "](", "![", "```", "<b>"]
)
WORDS = st.lists(SIGNS, min_size=0, max_size=8).map("".join)
ESCAPED = WORDS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;"))
INLINE = st.recursive(
    ESCAPED
    | st.just("<br/>")
    | st.tuples(st.sampled_from(["a", "b-2"]), WORDS).map(
        lambda note: f'<a linktype="citation" id="u-{note[0]}" locator="{_attribute(note[1])}">x</a>'
    ),
    lambda inner: st.tuples(
        st.sampled_from(
            [
                "b",
                "i",
                'a href="https://a.org/(x)"',
                'a linktype="thing" kind="term" id="u-x"',
                'a linktype="page" id="416"',
            ]
        ),
        st.lists(inner, max_size=3).map("".join),
    ).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0].split()[0]}>"),
    max_leaves=6,
)
INLINES = st.lists(INLINE, max_size=4).map("".join)
ITEMS = st.recursive(
    INLINES.map(lambda inside: f"<li>{inside}</li>"),
    lambda inner: st.tuples(INLINES, st.sampled_from(["ul", "ol"]), st.lists(inner, min_size=1, max_size=3)).map(
        lambda parts: f"<li>{parts[0]}<{parts[1]}>{''.join(parts[2])}</{parts[1]}></li>"
    ),
    max_leaves=5,
)
LINES = st.tuples(st.sampled_from(["p", "p", "h2", "h3"]), INLINES).map(
    lambda line: f"<{line[0]}>{line[1]}</{line[0]}>"
)
LISTS = st.tuples(st.sampled_from(["ul", "ol"]), st.lists(ITEMS, min_size=1, max_size=4)).map(
    lambda parts: f"<{parts[0]}>{''.join(parts[1])}</{parts[0]}>"
)
RICH = st.lists(LINES | LISTS, max_size=5).map("".join)


def _attribute(text: str) -> str:
    return escape(text)


@settings(max_examples=150, deadline=None)
@given(RICH)
def test_any_rich_text_is_said_in_markdown_once_and_for_all(stored):
    markdown = prose.rich_text_to_markdown(stored, SHELF)
    once = prose.rich_text(markdown, "x", SHELF)
    assert prose.rich_text_to_markdown(once, SHELF) == markdown
    assert _said(once) == _said(stored)


def _said(html: str) -> str:
    """The words and line breaks of rich text, without the labels of notes, white space aside."""
    bare = re.sub(r'<a linktype="citation"[^>]*>.*?</a>', "", html)
    bare = re.sub(r"</?(?:a|b|i)\b[^>]*>", "", bare)
    return re.sub(r"\s", "", re.sub(r"<[^>]*>", "", bare)).replace("&gt;", ">")


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
VALUES = st.one_of(
    st.fixed_dictionaries({"quotation": st.just("q")}, optional={"comment": TEXTS}).map(lambda v: ("quotation", v)),
    st.fixed_dictionaries({"claims": st.lists(st.sampled_from(["a", "1", "no"]), min_size=1)}).map(
        lambda v: ("claims", v)
    ),
    st.fixed_dictionaries({"question": TEXTS, "note": TEXTS}).map(lambda v: ("question", v)),
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.uuids().map(str), VALUES | RICH.map(lambda html: ("paragraph", html))),
        max_size=4,
        unique_by=lambda b: b[0],
    )
)
def test_any_body_comes_back_with_its_ids(given_blocks):
    blocks = [Block(kind, one, value) for one, (kind, value) in given_blocks if not _is_incomplete(kind, value)]
    once = there_and_back(blocks)
    kept = {block.id for block in blocks if block.type != "paragraph"}
    assert kept <= {block.id for block in once} <= {block.id for block in blocks}
    assert there_and_back(once) == once


def _is_incomplete(kind: str, value) -> bool:
    return kind == "question" and not value["question"].strip()


SOUP_PIECES = (
    "a", " ", "\n", "\n\n", "  ", "    ", "*", "**", "_", "`", "```", "```block\n", "type: question\n",
    "question: ", "# ", "## ", "> ", "- ", "1. ", "\t", "|", "---", "[", "]", "(", ")", "[@", "@a", ";", ",",
    "<", ">", "<!-- id: ", " -->", "&#0;", "&", "\\", "!", "term:x", "https://a.org", "[x]: ", ":", "<!--",
    "<![CDATA[", "\x85", "\u2028", "\ufeff", "~~~", "===", "{", "&a ", "*a", "!!bool x",
)  # fmt: skip
SOUP = st.lists(st.sampled_from(SOUP_PIECES), max_size=30).map("".join)


@settings(max_examples=150, deadline=None)
@given(SOUP | st.text(max_size=60))
def test_whatever_is_written_is_read_or_told(body):
    try:
        blocks = read(body)
    except ProseErrors as errors:
        assert errors.errors
        assert all(error.what and error.remedy for error in errors.errors)
    else:
        assert there_and_back(blocks) == blocks


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=80)
    | SOUP.map(lambda text: b"---\na: " + text.encode())
    | SOUP.map(lambda text: f"---\n{text}\n---\n".encode())
)
def test_whatever_the_bytes_a_file_is_read_or_told(data):
    try:
        prose.read(data, "x.md", SHELF)
    except ProseErrors as errors:
        assert errors.errors


@pytest.mark.parametrize("opening", ["[", "*", "> ", "- ", "[@", "(", "![", "<", "_a*", "`", "&", "[x](", "1. "])
def test_a_long_row_of_openings_is_read_or_told_soon(opening):
    try:
        read(opening * 3_000)
    except ProseErrors as errors:
        assert errors.errors


def test_front_matter_comes_back():
    front = {
        "title": "A: b # c",
        "date": "1942",
        "themes": ["no", "yes", "1942-02-19"],
        "n": 9,
        "x": 1.5,
        "b": True,
        "s": "a\nb  \n c",
    }
    assert prose.read(prose.write(front, [], SHELF), "x.md", SHELF).front == front


JSON = st.recursive(
    TEXTS
    | st.integers(-(10**15), 10**15)
    | st.booleans()
    | st.floats(-90, 90)
    | st.sampled_from(["1942", "1942-02-19", "no", "~", "0x1", "1_0", "1e3", "=", "<<"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), JSON, max_size=4))
def test_any_front_matter_comes_back(front):
    assert prose.read(prose.write(front, [], SHELF), "x.md", SHELF).front == front
