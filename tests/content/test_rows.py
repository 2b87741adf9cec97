"""Files of entries: CSV and JSON Lines become rows, and any other bytes become problems with line, field and remedy."""

import csv
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.exchange.rows import RowFile, read_rows
from content.exchange.rowvalues import FIELDS
from tests.content.known import Shelf

LINK = {
    "clause": "refuse-databases",
    "kind": "example",
    "why": "It shows how a list for counting became one for removing.",
}
WHOLE = {
    "slug": "a-raid",
    "title": "A raid",
    "summary": "What it was.",
    "body": "It was raided. [@cwric-1983, p. 4]",
    "kind": "event",
    "date": "1942-02~",
    "themes": ["nseers"],
    "clauses": [LINK],
    "sources": ["cwric-1983", {"key": "oig-2012", "locator": "p. 9"}],
}


def jsonl(*found: object) -> bytes:
    return "\n".join(json.dumps(one) for one in found).encode()


def read(data: bytes | str, name: str = "rows.jsonl") -> RowFile:
    return read_rows(data.encode() if isinstance(data, str) else data, name, Shelf())


def row(**changed) -> bytes:
    return jsonl({"title": "A raid", "body": "It was.", **changed})


def the_problem(file: RowFile) -> tuple[int, str, str]:
    assert file.rows == []
    (problem,) = file.problems
    assert problem.remedy.endswith((".", ")"))
    return problem.line, problem.field, problem.what


# What is read


def test_a_whole_row_takes_the_form_of_an_entrys_file():
    file = read(jsonl(WHOLE))
    assert file.problems == []
    (found,) = file.rows
    assert found.line == 1
    assert found.values == {
        "slug": "a-raid",
        "title": "A raid",
        "summary": "What it was.",
        "body": "It was raided. [@cwric-1983, p. 4]\n\nSources: [@oig-2012, p. 9]\n",
        "kind": "event",
        "date": "1942-02~",
        "themes": ["nseers"],
        "pledge": [LINK],
    }


def test_csv_says_the_same_as_json_lines():
    clauses = json.dumps([LINK]).replace('"', '""')
    data = (
        "\ufeffslug,title,summary,body,kind,date,themes,clauses,sources\r\n"
        'a-raid,A raid,What it was.,"It was raided. [@cwric-1983, p. 4]",event,1942-02~,nseers,'
        f'"{clauses}","cwric-1983; oig-2012, p. 9"\r\n'
    )
    file = read(data, "rows.csv")
    assert file.problems == []
    assert [one.values for one in file.rows] == [one.values for one in read(jsonl(WHOLE)).rows]


def test_only_title_and_body_are_required_and_what_is_not_given_is_not_there():
    (found,) = read(row()).rows
    assert found.values == {"title": "A raid", "body": "It was.", "slug": "a-raid"}


def test_what_is_given_empty_is_there_and_empty():
    (found,) = read(row(summary="", date="", themes=[], clauses=[], sources=[], kind=None)).rows
    assert {name: found.values.get(name) for name in ("summary", "date", "themes", "pledge", "kind")} == {
        "summary": "",
        "date": "",
        "themes": [],
        "pledge": [],
        "kind": None,
    }


def test_a_row_begins_on_its_own_line_whatever_its_cells_hold():
    file = read('title,body\n\nA,"one\n\ntwo"\n,\n"B ""b""",three\n', "rows.csv")
    assert [(one.line, one.values["title"], one.values["body"]) for one in file.rows] == [
        (3, "A", "one\n\ntwo"),
        (7, 'B "b"', "three"),
    ]


def test_an_unnamed_empty_column_is_no_matter():
    assert len(read("title,body,,\nA,b,,\n", "rows.csv").rows) == 1


def test_a_file_of_another_name_is_known_by_its_brace():
    assert len(read(row(), "entries.txt").rows) == 1
    assert len(read("title,body\nA,b", "entries.txt").rows) == 1


@pytest.mark.parametrize(
    ("sources", "body"),
    [
        (["a"], "So. [@a, p. 4]"),
        ([{"key": "a", "locator": "p. 4"}], "So. [@a, p. 4]"),
        (["a, p. 4"], "So. [@a, p. 4]"),
        ([{"key": "a", "locator": "p. 5"}], "So. [@a, p. 4]\n\nSources: [@a, p. 5]\n"),
        (["b", "a", "b", "c, f. 3"], "So. [@a, p. 4]\n\nSources: [@b; @c, f. 3]\n"),
        ([{"key": "a", "locator": "p. 4", "title": "as the API gives it"}], "So. [@a, p. 4]"),
    ],
)
def test_sources_that_the_body_does_not_cite_are_cited_at_its_end(sources, body):
    (found,) = read(row(body="So. [@a, p. 4]", sources=sources)).rows
    assert found.values["body"] == body


# What is told of a row


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"title": ""}, "title", "empty"),
        ({"title": None}, "title", "empty"),
        ({"title": 5}, "title", "not a text"),
        ({"title": "x" * 256}, "title", "256 characters"),
        ({"title": "大逮捕"}, "slug", "none can be made"),
        ({"title": "a\x07b"}, "title", "U+0007"),
        ({"title": "a\ud800b"}, "title", "U+D800"),
        ({"body": "  "}, "body", "empty"),
        ({"body": "# Title"}, "body", "line 1 of it: there is a heading of level 1"),
        ({"body": "a\n\n<b>b</b>"}, "body", "line 3 of it: there is HTML"),
        ({"body": "a [@missing]"}, "body", "cites 'missing'"),
        ({"body": "a\x00b"}, "body", "U+0000"),
        ({"slug": "a raid"}, "slug", "'a raid' is no slug"),
        ({"slug": "../x"}, "slug", "is no slug"),
        ({"slug": "embed"}, "slug", "the site's own addresses"),
        ({"slug": "x" * 121}, "slug", "121 characters"),
        ({"summary": "x" * 601}, "summary", "601 characters"),
        ({"kind": "poem"}, "kind", "'poem' is no kind"),
        ({"date": "yesterday"}, "date", "cannot be read"),
        ({"date": "1946/1942"}, "date", "cannot be read"),
        ({"date": 1942}, "date", "not a text"),
        ({"themes": "nseers"}, "themes", "not a list"),
        ({"themes": ["missing"]}, "themes", "no theme 'missing'"),
        ({"themes": [{"slug": "nseers"}]}, "themes", "no theme"),
        ({"clauses": [{**LINK, "clause": "missing"}]}, "clauses", "no clause 'missing'"),
        ({"clauses": [{**LINK, "clause": ""}]}, "clauses", "names no clause"),
        ({"clauses": [{**LINK, "kind": ""}]}, "clauses", "has no kind"),
        ({"clauses": [{**LINK, "kind": "proof"}]}, "clauses", "'proof' is no kind of link"),
        ({"clauses": [{**LINK, "why": " "}]}, "clauses", "does not say why"),
        ({"clauses": [{**LINK, "why": "x" * 401}]}, "clauses", "400 characters"),
        ({"clauses": [{**LINK, "why": ["x"]}]}, "clauses", "why of a link is not a text"),
        ({"clauses": [{**LINK, "note": "x"}]}, "clauses", "a link has no 'note'"),
        ({"clauses": ["refuse-databases"]}, "clauses", "is not a link"),
        ({"clauses": LINK}, "clauses", "not a list"),
        ({"sources": ["missing"]}, "sources", "no source 'missing'"),
        ({"sources": [{"locator": "p. 4"}]}, "sources", "no source ''"),
        ({"sources": [5]}, "sources", "'5' names no source"),
        ({"sources": [{"key": "a", "page": 4}]}, "sources", "names no source"),
        ({"sources": [{"key": "a", "locator": "x" * 121}]}, "sources", "cannot be shown"),
        ({"tags": ["x"]}, "tags", "no such field"),
    ],
)
def test_a_bad_row_names_its_line_field_and_remedy(changed, field, said):
    file = read(b"\n" + jsonl({"title": "A raid", "body": "It was.", **changed}))
    line, name, what = the_problem(file)
    assert (line, name) == (2, field)
    assert said in what


def test_everything_wrong_in_a_file_is_told_at_once_in_the_order_of_its_lines():
    file = read(jsonl({"title": "", "body": "# x", "kind": "poem"}) + b"\n{\n" + row() + b"\n[]\n" + row(kind="law"))
    told = [(problem.line, problem.field) for problem in file.problems]
    assert told == [(1, "title"), (1, "kind"), (1, "body"), (2, ""), (4, ""), (5, "slug")]
    assert [one.line for one in file.rows] == [3]


def test_a_slug_that_stands_twice_names_the_other_line_also_when_it_is_made_from_the_title():
    file = read(row() + b"\n" + row(title="Another", slug="a-raid"))
    (problem,) = file.problems
    assert (problem.line, problem.field) == (2, "slug")
    assert "line 1" in problem.what


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"title": "A", "body": "b"', "not whole JSON"),
        ('{"title": "A", "body": "b', "not whole JSON"),
        ("[1]", "not a JSON object"),
        ('"text"', "not a JSON object"),
        ("null", "not a JSON object"),
        ('{"title": "A", "title": "B", "body": "b"}', "stands twice"),
        ('{"title": NaN, "body": "b"}', "NaN is no JSON"),
        ("{" * 30, "not whole JSON"),
        ('{"a":' * 100_000, "nested too deeply"),
        ('{"title": ' + "9" * 5000 + "}", "not whole JSON"),
    ],
)
def test_a_line_that_is_no_object_is_told(line, said):
    number, field, what = the_problem(read("\n" + line))
    assert (number, field) == (2, "")
    assert said in what


# What is told of a file


@pytest.mark.parametrize(
    ("data", "line", "field", "said"),
    [
        (b"", 0, "", "no rows"),
        (b"\xef\xbb\xbf", 0, "", "no rows"),
        (b"title,body\n", 0, "", "no rows"),
        (b"title\nA\n", 1, "body", "no such column"),
        (b"title;body\nA;b\n", 1, "", "not divided by commas"),
        (b"title\tbody\nA\tb\n", 1, "", "not divided by commas"),
        (b"title,body,body\nA,b,c\n", 1, "body", "stands twice"),
        (b"title,body,colour\nA,b,c\n", 1, "colour", "no such column"),
        (b"title,body\nA\n", 2, "", "1 cells and the header 2"),
        (b"title,body\nA,b,c\n", 2, "", "3 cells and the header 2"),
        (b'title,body\nA,b\nB,"c\n', 3, "", "cannot be read"),
        (b'title,body\nA,"b"c\n', 2, "", "cannot be read"),
        (b"title,body,clauses\nA,b,refuse-databases\n", 2, "clauses", "not JSON"),
        (b'title,body,clauses\nA,b,"{""clause"": ""x"""\n', 2, "clauses", "not JSON"),
        (b"title,body\nA,d\xe9j\xe0\n", 2, "", "not in UTF-8"),
        ("title,body\nA,b\n".encode("utf-16"), 0, "", "UTF-16"),
        ("title,body\nA,b\n".encode("utf-16-le"), 1, "", "NUL"),
        (b"title,body\nA,b\x00\n", 2, "", "NUL"),
        (b"title,body\nA," + b"x" * 200_001 + b"\n", 2, "body", "200,000 characters"),
        (b"x" * (20 * 1024 * 1024 + 1), 0, "", "larger than 20 MB"),
        (b"title,body\n" + b"A,b\n" * 10_001, 10_002, "", "more than 10,000 rows"),
    ],
    ids=lambda value: repr(value)[:20] if isinstance(value, bytes) else None,
)
def test_what_is_wrong_with_a_file_is_told(data, line, field, said):
    file = read(data, "rows.csv")
    problems = [problem for problem in file.problems if "stands in line" not in problem.what]
    (problem,) = problems
    assert (problem.line, problem.field) == (line, field)
    assert said in problem.what
    assert problem.remedy


def test_a_huge_cell_is_told_in_json_too():
    line, field, what = the_problem(read(row(body="x" * 200_001)))
    assert (line, field) == (1, "body")
    assert "200,000" in what


def test_the_limit_of_the_csv_reader_is_left_as_it_was():
    before = csv.field_size_limit(1_000)
    try:
        assert len(read(b"title,body\nA," + b"x" * 2_000 + b"\n", "rows.csv").rows) == 1
        assert csv.field_size_limit() == 1_000
    finally:
        csv.field_size_limit(before)


PIECES = st.lists(
    st.sampled_from(
        [
            b"title",
            b"body",
            b",",
            b";",
            b"\n",
            b"\r\n",
            b'"',
            b'""',
            b"{",
            b"}",
            b"[",
            b"]",
            b":",
            b'"title":"A"',
            b'"body":"b"',
            b"\xff",
            b"\x00",
        ]
        + [
            b"slug",
            b"clauses",
            b"\\u0000",
            b"\\ud800",
            b"null",
            b"1e999",
            b"\xef\xbb\xbf",
            b"[@a]",
            b"```block\\n",
            b"\xe2\x80\xa8",
            b"date",
            b"1942",
        ]
    ),
    max_size=25,
).map(b"".join)


@settings(max_examples=300, deadline=None)
@given(PIECES | st.binary(max_size=60), st.sampled_from(["x.csv", "x.jsonl", "x"]))
def test_any_bytes_end_in_rows_or_in_problems(data, name):
    file = read(data, name)
    assert file.rows or file.problems
    for problem in file.problems:
        assert problem.what and problem.remedy
        str(problem).encode()  # it can be printed


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["clause", "kind", "why", "key", "x"]), inner, max_size=3)
    ),
    max_leaves=5,
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), VALUES))
def test_any_object_ends_in_a_row_or_in_problems(found):
    file = read(json.dumps(found).encode())
    assert bool(file.rows) != bool(file.problems)
