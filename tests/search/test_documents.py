"""The search document and what an index is given of it."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import analysis, documents
from search.documents import FIELDS, OPEN_END, OPEN_START, SearchDocument, decades, fingerprint, indexed, promoted_key

ENTRY = SearchDocument(
    key="entry:abc",
    kind="entry",
    slug="form-wra-26",
    title="Form WRA-26",
    url="/entries/form-wra-26/",
    summary="A camp census.",
    body="Punched on cards.",
    extra=("Hollerith",),
    themes=("jai", "ibm", "jai"),
    date_earliest=19420101,
    date_latest=19431231,
    promoted=("The WRA-26",),
)


def test_what_is_stored_comes_back_the_same():
    assert SearchDocument.from_json(ENTRY.to_json()) == ENTRY


@given(st.text(), st.lists(st.text()), st.none() | st.integers(-99991231, 99991231))
def test_any_document_comes_back_the_same(text, values, day):
    document = replace(ENTRY, body=text, people=tuple(values), date_earliest=day)
    assert SearchDocument.from_json(document.to_json()) == document


def test_every_field_of_the_index_is_filled():
    assert set(indexed(ENTRY)) == {field.name for field in FIELDS}


def test_all_holds_title_text_and_extra_and_body_only_the_text():
    values = indexed(ENTRY)
    assert values["title"] == ["form wra 26"]
    assert values["body"] == ["a camp census punch on card"]
    assert values["all"] == ["form wra 26 a camp census punch on card hollerith"]


def test_a_files_words_are_in_the_text_and_its_name_finds_it_too():
    values = indexed(replace(ENTRY, file_name="Order 9066.pdf", file_text="All persons of Japanese ancestry"))
    assert values["body"] == ["a camp census punch on card all person of japanes ancestri"]
    assert values["all"][0].endswith("hollerith order 9066 pdf")


def test_a_value_named_twice_is_counted_once():
    assert indexed(ENTRY)["theme"] == ["jai", "ibm"]


def test_an_unknown_date_leaves_the_range_out_and_stands_last():
    undated = replace(ENTRY, date_earliest=None, date_latest=None)
    assert "date_from" not in indexed(undated)
    assert indexed(undated)["by_date"] > indexed(replace(ENTRY, date_earliest=OPEN_END))["by_date"]
    assert indexed(undated)["tie"] > indexed(replace(ENTRY, date_earliest=OPEN_END))["tie"]


def test_years_before_christ_stand_before_those_after():
    assert indexed(replace(ENTRY, date_earliest=-4991231))["by_date"] < indexed(ENTRY)["by_date"]


@pytest.mark.parametrize(
    ("span", "found"),
    [
        ((19420219, 19420219), (1940,)),
        ((19380101, 19521231), (1930, 1940, 1950)),
        ((19930101, OPEN_END), (1990,)),
        ((OPEN_START, 16770921), (1670,)),
        ((OPEN_START, OPEN_END), ()),
        ((None, None), ()),
        ((10000101, 19991231), (1000, 1990)),
    ],
)
def test_decades_of_a_span(span, found):
    assert decades(*span) == found


def test_the_fingerprint_follows_the_fields_and_the_analysis(monkeypatch):
    before = fingerprint()
    monkeypatch.setattr(analysis, "VERSION", analysis.VERSION + 1)
    changed = fingerprint()
    monkeypatch.setattr(documents, "FIELDS", FIELDS[1:])
    assert len({before, changed, fingerprint()}) == 3


def test_a_promoted_query_is_met_however_it_is_typed():
    assert promoted_key("The  Registry!") == promoted_key("registry") == "registri"
    assert promoted_key("who") == "who"
    assert promoted_key("!?") == ""


def test_a_document_cannot_be_changed():
    with pytest.raises(AttributeError):
        ENTRY.title = "other"
    assert all(field.kw_only for field in fields(SearchDocument))
