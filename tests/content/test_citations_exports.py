"""Works for reference managers: what goes out is read back by other people's readers."""

import json
import re

import bibtexparser
import rispy
from bibtexparser import middlewares
from hypothesis import given
from hypothesis import strategies as st

from content.citations import exports
from content.citations.csl import Work
from tests.content.seed import seed_works

NASTY = "50% of $5 & #1_a ~b ^c {d} \\e \"f\" 'g' @h"
REPORT = Work(
    key="oig-2012",
    type="report",
    title=NASTY,
    authors=("Doe, Jo", "U.S. Department of X, Office of Y", "Grossman, Thomas, and others", "Sarafian, Ara (ed.)"),
    container="A series",
    publisher="Press & Sons",
    issued="2012-02",
    accessed="2026-11-20",
    url="https://example.org/a_b?c={d}&e=%20",
    identifier="OIG-12-39",
    ladder="finding",
    checked="page",
)

printable = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")))
works = st.builds(
    Work,
    key=st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True),
    type=st.sampled_from(["book", "report", "article-journal", "webpage", "chapter", "thesis", "legal_case", ""]),
    title=st.text(),
    authors=st.lists(st.text(), max_size=3).map(tuple),
    container=st.text(),
    publisher=st.text(),
    issued=st.sampled_from(["", "1942", "1942-02-19~", "194X", "x"]),
    url=st.one_of(st.just("https://example.org/"), st.text()),
    identifier=st.text(),
)


def read_bibtex(text: str) -> bibtexparser.Library:
    # The reader's decoder does not know LaTeX's own names for braces, and has another circumflex.
    text = text.replace(r"\textbraceleft{}", r"\lbrace{}").replace(r"\textbraceright{}", r"\rbrace{}")
    return bibtexparser.parse_string(
        text, append_middleware=[middlewares.SeparateCoAuthors(), middlewares.LatexDecodingMiddleware()]
    )


def read_ris(text: str) -> list[dict]:
    return rispy.loads(text)


def test_bibtex_is_read_back_as_it_was():
    library = read_bibtex(exports.bibtex([REPORT]))
    assert not library.failed_blocks
    (entry,) = library.entries
    assert (entry.entry_type, entry.key) == ("techreport", "oig-2012")
    fields = {name: entry[name] for name in entry.fields_dict}
    assert fields.pop("title").removeprefix("{").removesuffix("}").replace("ˆ", "^") == NASTY
    assert [name.strip("{}") for name in fields.pop("author")] == [
        "Doe, Jo",
        "U.S. Department of X, Office of Y",
        "Grossman, Thomas",
    ]
    assert fields.pop("editor") == ["Sarafian, Ara", "others"]
    # An address is verbatim, which the decoder does not know.
    del fields["url"]
    raw = bibtexparser.parse_string(exports.bibtex([REPORT])).entries[0]
    assert raw["url"] == "https://example.org/a_b?c=%7Bd%7D&e=%20"
    assert fields == {
        "howpublished": "A series",
        "institution": "Press & Sons",
        "year": "2012",
        "month": "2",
        "number": "OIG-12-39",
        "note": "Finding; read",
    }


def test_a_body_and_a_name_with_and_in_it_are_one_author_each():
    text = exports.bibtex([Work("k", "book", "T", ("Department of War and Peace", "Sand And Land, Jo", "Doe, Jo"))])
    (entry,) = read_bibtex(text).entries
    assert len(entry["author"]) == 3


def test_identifiers_have_fields_of_their_own():
    (doi, isbn) = (
        Work("a", "article-journal", "T", identifier="10.1093/qje/qju020", container="QJE"),
        Work("b", "book", "T", identifier="ISBN 978-0-307-26288-2"),
    )
    first, second = read_bibtex(exports.bibtex([doi, isbn])).entries
    assert (first["doi"], first["journal"], second["isbn"]) == ("10.1093/qje/qju020", "QJE", "978-0-307-26288-2")
    first, second = read_ris(exports.ris([doi, isbn]))
    assert (first["doi"], second["issn"]) == ("10.1093/qje/qju020", "978-0-307-26288-2")


def test_ris_is_read_back_as_it_was():
    (entry,) = read_ris(exports.ris([REPORT]))
    assert entry["type_of_reference"] == "RPRT"
    assert entry["id"] == "oig-2012"
    assert entry["title"] == NASTY
    assert entry["authors"] == ["Doe, Jo", "U.S. Department of X, Office of Y", "Grossman, Thomas"]
    assert entry["secondary_title"] == "A series"
    assert entry["publisher"] == "Press & Sons"
    assert (entry["year"], entry["date"], entry["access_date"]) == ("2012", "2012/02/", "2026/11/20")
    assert entry["urls"] == ["https://example.org/a_b?c={d}&e=%20"]
    assert entry["notes"] == ["Finding; read"]


def test_a_line_break_in_a_title_starts_no_new_field():
    work = Work("k", "book", "One\r\nER  - \r\nTY  - BOOK\n@book{evil, title={x}}")
    assert len(read_ris(exports.ris([work]))) == 1
    assert len(read_bibtex(exports.bibtex([work])).entries) == 1


def test_a_work_that_comes_twice_is_written_once():
    assert exports.bibtex([REPORT, REPORT]).count("@techreport") == 1
    assert exports.ris([REPORT, REPORT]).count("TY  - ") == 1
    assert len(json.loads(exports.csl_json([REPORT, REPORT]))) == 1


def test_denial_goes_out_without_an_address():
    work = Work("k", "webpage", "T", url="https://example.org", archived_url="https://example.net", ladder="denial")
    for text in (exports.bibtex([work]), exports.ris([work]), exports.csl_json([work])):
        assert "example" not in text
        assert "T" in text


def test_nothing_goes_out_for_no_works():
    assert exports.bibtex([]) == exports.ris([]) == ""
    assert json.loads(exports.csl_json([])) == []


def test_all_sources_of_the_seed_are_read_back():
    sources = {work.key: work for work in seed_works()}
    library = read_bibtex(exports.bibtex(sources.values()))
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == list(sources)
    records = read_ris(exports.ris(sources.values()))
    assert [(record["id"], record["title"]) for record in records] == [(w.key, w.title) for w in sources.values()]
    items = json.loads(exports.csl_json(sources.values()))
    assert [item["title"] for item in items] == [work.title for work in sources.values()]


@given(st.lists(works, max_size=4, unique_by=lambda work: work.key))
def test_whatever_the_works_every_reader_finds_as_many(some):
    library = bibtexparser.parse_string(exports.bibtex(some))
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == [work.key for work in some]
    assert [record["id"] for record in read_ris(exports.ris(some))] == [work.key for work in some]
    assert [item["id"] for item in json.loads(exports.csl_json(some))] == [work.key for work in some]


@given(printable)
def test_escaping_for_bibtex_keeps_braces_in_balance_and_specials_escaped(text):
    escaped = exports._tex(text)
    assert escaped.count("{") == escaped.count("}")
    assert not re.search(r"(?<!\\)[&%$#_]", escaped)
