"""The grammar of prose: what may be written, and what is told with its line and remedy."""

import re
import uuid

import pytest

from content.exchange import prose
from content.exchange.prose import Block, ProseErrors
from tests.content.known import Shelf

SHELF = Shelf()


def blocks_of(body: str) -> list[Block]:
    return prose.read_body(body, "entries/raid.md", SHELF)


def html_of(body: str) -> str:
    """The rich text of a body of one section, without the editor's keys."""
    (block,) = blocks_of(body)
    assert block.type == "paragraph"
    return re.sub(r' data-block-key="\w{5}"', "", block.value)


def errors_of(body: str) -> list[prose.ProseError]:
    with pytest.raises(ProseErrors) as raised:
        blocks_of(body)
    return raised.value.errors


# What may be written


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("One\ntwo.", "<p>One two.</p>"),
        ("a *b* **c** d", "<p>a <i>b</i> <b>c</b> d</p>"),
        ("***both***", "<p><b><i>both</i></b></p>"),
        ("*all **both***", "<p><i>all</i> <b><i>both</i></b></p>"),
        ("## Two\n\nText\n\n### Three", "<h2>Two</h2><p>Text</p><h3>Three</h3>"),
        ("- a\n- b\n\nc", "<ul><li>a</li><li>b</li></ul><p>c</p>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        (
            "- a\n  1. b\n     - c\n- d",
            "<ul><li>a<ol><li>b<ul><li>c</li></ul></li></ol></li><li>d</li></ul>",
        ),
        ("- a\n- b\n\n1. c", "<ul><li>a</li><li>b</li></ul><ol><li>c</li></ol>"),
        ("line\\\nbreak", "<p>line<br/>break</p>"),
        ("line  \nbreak", "<p>line<br/>break</p>"),
        ("1 < 2 & 3 > 2 &amp; \\*", "<p>1 &lt; 2 &amp; 3 &gt; 2 &amp; *</p>"),
        ("[…] left out", "<p>[…] left out</p>"),
        ("[x](https://a.org/l%C3%A9on?a=1&b=2)", '<p><a href="https://a.org/l%C3%A9on?a=1&amp;b=2">x</a></p>'),
        (
            "[x](/takedown/) <https://a.org>",
            '<p><a href="/takedown/">x</a> <a href="https://a.org">https://a.org</a></p>',
        ),
        ("[*x*](term:internment)", '<p><a linktype="thing" kind="term" id="u-internment"><i>x</i></a></p>'),
        ("[x](entry:raid)", '<p><a linktype="page" id="416">x</a></p>'),
        ("**b [l](/x) b**", '<p><b>b</b> <a href="/x"><b>l</b></a> <b>b</b></p>'),
    ],
)
def test_markdown_becomes_rich_text(body, html):
    assert html_of(body) == html


@pytest.mark.parametrize(
    ("body", "cited"),
    [
        ("So. [@a]", [("a", "", "Work a")]),
        ("So.[@a, p. 4]", [("a", "p. 4", "Work a, p. 4")]),
        (
            "So. [@a-1, ch. 4; @b, paras. 35 and 38]",
            [("a-1", "ch. 4", "Work a-1, ch. 4"), ("b", "paras. 35 and 38", "Work b, paras. 35 and 38")],
        ),
        ("So. [@a,\npp. 4-6, 9]", [("a", "pp. 4-6, 9", "Work a, pp. 4-6, 9")]),
        (r"So. [@a, f. 3\; verso \[sic\]]", [("a", "f. 3; verso [sic]", "Work a, f. 3; verso [sic]")]),
    ],
)
def test_a_note_is_one_anchor_a_source_close_to_the_full_stop(body, cited):
    anchors = "".join(f'<a linktype="citation" id="u-{key}" locator="{at}">{label}</a>' for key, at, label in cited)
    assert html_of(body) == f"<p>So.{anchors}</p>"


def test_words_go_on_after_a_note():
    assert html_of("One. [@a] Two.") == '<p>One.<a linktype="citation" id="u-a" locator="">Work a</a> Two.</p>'


def test_a_section_is_a_block_and_a_fence_is_one_of_its_own():
    body = (
        "Intro.\n\n## One\n\nText.\n\n### Under\n\n```block\ntype: question\nquestion: Why?\n```\n\nAfter.\n\n## Two\n"
    )
    assert [(block.type, re.sub(r"<[^>]*>", "|", str(block.value))) for block in blocks_of(body)] == [
        ("paragraph", "|Intro.|"),
        ("paragraph", "|One||Text.||Under|"),
        ("question", "{'question': 'Why?'}"),
        ("paragraph", "|After.|"),
        ("paragraph", "|Two|"),
    ]


@pytest.mark.parametrize(
    ("fenced", "value"),
    [
        (
            "type: quotation\nquotation: jai-q03\ncomment: Said in 1942.",
            {"quotation": "jai-q03", "comment": "Said in 1942."},
        ),
        ("type: claims\nclaims: [a, 2]\nheading: Known", {"claims": ["a", "2"], "heading": "Known"}),
        (
            "type: timeline\ntimeline: t\nfrom: 1942-02-19\nto: 1946",
            {"timeline": "t", "from": "1942-02-19", "to": "1946"},
        ),
        ("type: image\nimage: abc\ndecorative: true\ncaption:", {"image": "abc", "decorative": True}),
    ],
)
def test_a_block_is_its_yaml(fenced, value):
    (block,) = blocks_of(f"```block\n{fenced}\n```")
    assert block.value == value
    assert block.type == fenced.split("\n")[0].removeprefix("type: ")


def test_the_text_of_a_note_beside_the_text_is_rich():
    (block,) = blocks_of("```block\ntype: note\nheading: A word\ntext: In *law*. [@a, p. 1]\n```")
    assert re.sub(r' data-block-key="\w+"', "", block.value["text"]) == (
        '<p>In <i>law</i>.<a linktype="citation" id="u-a" locator="p. 1">Work a, p. 1</a></p>'
    )


# Ids


def test_ids_are_the_same_for_the_same_text_in_the_same_place():
    body = "One.\n\n## Two\n\n## Three"
    assert blocks_of(body) == blocks_of(body)
    ids = [block.id for block in blocks_of(body)]
    assert len({str(uuid.UUID(one)) for one in ids}) == 3
    assert ids != [block.id for block in prose.read_body(body, "entries/other.md", SHELF)]


def test_an_id_line_keeps_its_block():
    kept = str(uuid.uuid4())
    (first, second) = blocks_of(f"One.\n\n<!-- id: {kept} -->\n## Two\n\nText.")
    assert (second.id, first.id != kept) == (kept, True)


def test_a_block_with_an_id_goes_on_to_the_next_id_line():
    """An editor's block may hold two headings: written and read again, it is still one block."""
    one, two = str(uuid.uuid4()), str(uuid.uuid4())
    found = blocks_of(f"<!-- id: {one} -->\n## A\n\nText.\n\n## B\n\n<!-- id: {two} -->\nPlain.")
    assert [(block.id, block.value.count("<h2")) for block in found] == [(one, 2), (two, 0)]


# What is not allowed


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        ("One.\n\n# Title", 3, "level 1"),
        ("#### Deep", 1, "level 4"),
        ("Title\n=====", 1, "underlined"),
        ("Title\n-----", 1, "underlined"),
        ("a\n\n<div>x</div>", 3, "HTML"),
        ("a\n*b* <b>x</b>", 2, "HTML"),
        ("<!-- a comment -->", 1, "HTML"),
        ("a ![x](https://a.org/x.png)", 1, "image"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", 1, "table"),
        ("a `b`", 1, "backticks"),
        ("a\n\n    b", 3, "four spaces"),
        ("```python\nx\n```", 1, "code"),
        ("> a", 1, "(>)"),
        ("a\n\n***\n\nb", 3, "dashes or stars"),
        ("- a\n\n  b", 3, "second paragraph"),
        ("- a\n-\n- b", 2, "without words"),
        ("- # a", 1, "level 1"),
        ("- ## a", 1, "inside a list"),
        ("- a\n\n  ```block\n  type: question\n  question: x\n  ```", 3, "inside a list"),
        ("1942. A year.", 1, "begins with 1942"),
        ("a [@missing]", 1, "'missing', which is no source"),
        ("a\nb [@a; @missing, p. 4]", 2, "'missing', which is no source"),
        ("a [@]", 1, "not written like a note"),
        ("a [@a p. 4]", 1, "not written like a note"),
        ("a [@a;]", 1, "not written like a note"),
        ("a\nb [@a", 2, "not written like a note"),
        ("[x](term:missing)", 1, "term 'missing'"),
        ("[x](word:internment)", 1, "'word:internment', which is no address"),
        ("[x](javascript:alert(1))", 1, "'javascript:alert(1)', which is no address"),
        ("[x](//a.org)", 1, "'//a.org', which is no address"),
        ("[x](page.html)", 1, "'page.html', which is no address"),
        ('[x](https://a.org "T")', 1, "title"),
        ("[](https://a.org)", 1, "no words"),
        ("[x [@a]](https://a.org)", 1, "not written like one"),
        ("a\n[x](entry:a raid)", 1, "not written like one"),
        ("[x][1]\n\n[1]: https://a.org", 3, "apart from its link"),
        ("a\x00b", 1, "U+0000"),
        ("a\n\ud800", 2, "U+D800"),
        ("```block\ntype: question\nquestion: x", 1, "no end"),
        ("```block\na: [\n```", 3, "not YAML"),
        ("```block\n- a\n```", 1, "no type"),
        ("```block\ntype: poem\n```", 1, "of type 'poem'"),
        ("```block\ntype: [a]\n```", 1, "of type"),
        ("```block\ntype: question\n```", 1, "has no question"),
        ("```block\ntype: question\nquestion: x\nlevel: 3\n```", 1, "has no 'level'"),
        ("```block\ntype: question\nquestion: [x]\n```", 1, "one text"),
        ("```block\ntype: claims\nclaims: a\n```", 1, "list of slugs"),
        ("```block\ntype: claims\nclaims: [[a]]\n```", 1, "list of slugs"),
        ("```block\ntype: image\nimage: a\ndecorative: maybe\n```", 1, "true or false"),
        ("```block\ntype: timeline\ntimeline: t\nfrom: long ago\n```", 1, "from"),
        ("```block\ntype: note\nheading: a\ntext: '# x'\n```", 1, "level 1"),
        ("```block\ntype: claims\nclaims: [&a x, *a]\n```", 3, "reference"),
        ("```block\ntype: question\nquestion: x\nquestion: y\n```", 4, "stands twice"),
        ("a\n\n<!-- id: 5d3f8e0c-7d0b-5f3c-9a53-6a0f7c1c2b11 -->", 3, "before nothing"),
        ("<!-- id: nonsense -->\n\na", 1, "HTML"),
    ],
)
def test_what_the_grammar_does_not_allow_is_told_with_its_line_and_a_remedy(body, line, said):
    (error,) = errors_of(body)
    assert error.line == line
    assert said in f"{error.what}. {error.remedy}"
    assert error.remedy.endswith((".", ").", "]."))
    assert error.where == "entries/raid.md"


def test_an_id_that_stands_twice_is_told():
    line = f"<!-- id: {uuid.uuid4()} -->\n"
    (error,) = errors_of(f"{line}a\n\n{line}b")
    assert (error.line, "stands twice" in error.what) == (4, True)


def test_everything_wrong_is_told_at_once_and_in_order():
    errors = errors_of("# a\n\nb [@missing] `c`\n\n```block\ntype: poem\n```\n\n<i>")
    assert [error.line for error in errors] == [1, 3, 3, 5, 9]


def test_the_lines_of_a_file_are_counted_with_its_front_matter():
    with pytest.raises(ProseErrors) as raised:
        prose.read("---\ntitle: x\n---\n\nText [@missing]", "x.md", SHELF)
    assert [error.line for error in raised.value.errors] == [5]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "no front matter"),
        ("Text", 1, "no front matter"),
        ("---\ntitle: x\n\nText", 1, "has no end"),
        ("---\na: 1\ntitle: x: y\n---\n", 3, "not YAML"),
        ("---\n!!bool :\n---\n", 1, "does not fit the tag"),
        ("---\na: 1\na: 2\n---\n", 3, "stands twice"),
        ("---\n- a\n---\n", 2, "no fields"),
        ("---\nx\n---\n", 2, "no fields"),
        (b"---\ntitle: x\n---\nd\xe9j\xe0", 4, "UTF-8"),
        ("---\ntitle: x\n---\n".encode("utf-16"), 1, "UTF-8"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(text, line, said):
    with pytest.raises(ProseErrors) as raised:
        prose.read(text, "x.md", SHELF)
    (error,) = raised.value.errors
    assert (error.line, said in error.what) == (line, True)


def test_front_matter_keeps_dates_as_they_are_written():
    front = "---\r\ndate: 1942-02-19\r\nother: '1942'\r\nnumber: 9\r\nlanguage: no\r\nempty:\r\n---\r\nText.\r\n"
    read = prose.read(b"\xef\xbb\xbf" + front.encode(), "x.md", SHELF)
    assert read.front == {"date": "1942-02-19", "other": "1942", "number": 9, "language": "no", "empty": None}
    assert len(read.blocks) == 1


def test_an_empty_file_of_the_right_form_is_no_error():
    assert prose.read("---\n---\n", "x.md", SHELF) == prose.Prose({}, [])


# For readers elsewhere


def test_every_block_is_said_in_words():
    body = "\n\n".join(
        f"```block\n{fenced}\n```"
        for fenced in (
            "type: quotation\nquotation: q\ncomment: Said later.",
            "type: table\ntable: t",
            "type: claims\nclaims: [a, missing]\nheading: Known",
            "type: map\nplaces: [x]\ncaption: Where",
            "type: timeline\ntimeline: t",
            "type: record\nrecord: r",
            "type: image\nimage: i\ncaption: A card",
            "type: note\nheading: A word\ntext: In *law*.",
            "type: question\nquestion: Why?\nnote: Look there.",
        )
    )
    assert prose.to_markdown(blocks_of("Begin. [@a, p. 4]\n\n" + body), SHELF) == "\n\n".join(
        [
            "Begin. [@a, p. 4]",
            "> We were told\n>\n> to go \\* now.\n>\n> A. Speaker [@cwric-1983, p. 4]",
            "Said later.",
            "**Counted** (people)\n\n| Year | Count |\n| --- | --- |\n| 1942 | 10\\|12 |\n| 1943 |  |",
            "**Known**\n\n- Claim a is so.",
            "Where\n\n- Place x (1.5, -2.0)".replace("Where", "**Where**"),
            "Timeline: [In order](timeline:t)",
            "Record: [A notice](record:r)",
            "A card",
            "**A word**\n\nIn *law*.",
            "**Why?** Look there.",
        ]
    )


def test_what_is_gone_is_left_out_in_words():
    body = "```block\ntype: quotation\nquotation: missing\n```\n\n```block\ntype: claims\nclaims: [missing]\nheading: Known\n```"
    assert prose.to_markdown(blocks_of(body), SHELF) == ""
