"""Works in CSL: who is a person, what the dates and identifiers become, and what is never linked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import dates
from content.citations.csl import Name, Work, csl_date, identifier_fields, parse_name, parse_names, web_address
from tests.content.seed import seed_items, seed_values, seed_works

# Every author of the seed that has a comma and is no person.
BODIES = [
    "Center for Immigrants' Rights, Penn State Dickinson School of Law",
    "Committee of Ministers, Council of Europe",
    "Deputy Secretary, U.S. Department of Homeland Security",
    "Fontbonne University, Bosnia Memory Project",
    "Immigration Policy Center, American Immigration Law Foundation",
    "International Criminal Tribunal for Rwanda, Appeals Chamber",
    "International Criminal Tribunal for Rwanda, Trial Chamber I",
    "International Criminal Tribunal for Rwanda, Trial Chamber II",
    "International Criminal Tribunal for the former Yugoslavia, Appeals Chamber",
    "International Criminal Tribunal for the former Yugoslavia, Outreach Programme",
    "International Criminal Tribunal for the former Yugoslavia, Trial Chamber",
    "International Criminal Tribunal for the former Yugoslavia, Trial Chamber I",
    "International Criminal Tribunal for the former Yugoslavia, Trial Chamber II",
    "International Criminal Tribunal for the former Yugoslavia, Trial Chamber III",
    "International Residual Mechanism for Criminal Tribunals, Appeals Chamber",
    "Japanese American Citizens League, Power of Words II Committee",
    "Kenyon College, Bulmash Family Holocaust Collection",
    "Osteuropa-Institut, Freie Universität Berlin",
    "Peace Accords Matrix, Kroc Institute",
    "Royal Norwegian Embassy, Sarajevo",
    "République rwandaise, Service national de recensement",
    "U.S. Department of Homeland Security, Office of Inspector General",
    "U.S. District Court, Central District of California",
    "U.S. District Court, Northern District of California",
    "U.S. District Court, Western District of Washington",
    "United States Holocaust Memorial Museum (caption, quoted)",
    "Verzetsmuseum, in Queergeschiedenis aan de Maand",
    "War Relocation Authority, Tule Lake Center, Community Analysis Section",
]


def seed_authors() -> set[str]:
    return {str(author) for item in seed_items("authors") for author in item["authors"]}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Seltzer, William", Name("Seltzer", "William")),
        ("Armstrong, David A. II", Name("Armstrong", "David A. II")),
        ("Smith, John, Jr.", Name("Smith", "John Jr.")),
        ("van der Heijde, Hannah", Name("van der Heijde", "Hannah")),
        ("Awenengo Dalberto, Séverine", Name("Awenengo Dalberto", "Séverine")),
        ("El Nasser, Haya", Name("El Nasser", "Haya")),
        ("Irvin-Erickson, Douglas", Name("Irvin-Erickson", "Douglas")),
        ("Gaulle, Charles de", Name("Gaulle", "Charles de")),
        ("hooks, bell", Name("hooks", "bell")),
        ("al-Hussein, Zeid Ra'ad", Name("al-Hussein", "Zeid Ra'ad")),
        ("山田, 太郎", Name("山田", "太郎")),
        ("Service, Robert", Name("Service", "Robert")),
        ("Court, Margaret", Name("Court", "Margaret")),
        ("Sarafian, Ara (ed.)", Name("Sarafian", "Ara", role="editor")),
        ("Woolf, Stuart (translator)", Name("Woolf", "Stuart", role="translator")),
        ("Ikeda, Tom (interviewer)", Name("Ikeda", "Tom", role="interviewer")),
        ("Black, Edwin (foreword)", Name("Black", "Edwin", role="contributor")),
        ("Doyle, Rebecca A. (The University Record, University of Michigan)", Name("Doyle", "Rebecca A.")),
        ("James Fanelli", Name(literal="James Fanelli")),
        ("Article 19 (Linda Kirschke)", Name(literal="Article 19 (Linda Kirschke)")),
        ("{Royal Embassy, Oslo}", Name(literal="Royal Embassy, Oslo")),
        ("  Seltzer,   William ", Name("Seltzer", "William")),
        ("Smith,", Name(literal="Smith,")),
        (", John", Name(literal=", John")),
        ("One, Two, Three", Name(literal="One, Two, Three")),
        ("Acme, Inc.", Name(literal="Acme, Inc.")),
    ],
)
def test_who_is_a_person(text, name):
    assert parse_name(text) == Name.parse(text) == name


def test_in_the_seed_every_author_with_a_comma_is_a_person_but_for_the_bodies():
    authors = {author for author in seed_authors() if "," in author and not author.endswith(", and others")}
    assert len(authors) > 150
    assert {author for author in authors if parse_name(author).literal} == set(BODIES)


def test_in_the_seed_a_body_keeps_its_whole_name_and_a_person_loses_nothing_but_the_aside():
    for author in seed_authors():
        name = parse_name(author)
        assert name.literal in {"", author}
        if not name.literal:
            assert f"{name.family}, {name.given}" == author.split(" (")[0].replace(", and others", "")


def test_and_others_becomes_a_last_name_in_the_role_of_the_name_before():
    assert parse_names(["Grossman, Thomas, and others"]) == (Name("Grossman", "Thomas"), Name(literal="others"))
    assert parse_names(["Grossman, Thomas et al.", "Doe, Jo (ed.)"])[-1] == Name(literal="others", role="editor")
    assert parse_names(["and others", "", "  "]) == ()


@pytest.mark.parametrize(
    ("name", "short", "full"),
    [
        (Name("Seltzer", "William"), "Seltzer", "William Seltzer"),
        (Name("Sarafian", "Ara", role="editor"), "Sarafian", "Ara Sarafian (ed.)"),
        (Name("Black", "Edwin", role="contributor"), "Black", "Edwin Black (contributor)"),
        (Name(literal="Densho"), "Densho", "Densho"),
        (Name(literal="others", role="editor"), "others", "others"),
    ],
)
def test_how_a_name_reads(name, short, full):
    assert (name.short, name.full) == (short, full)


@given(st.text())
def test_any_text_is_a_name_with_something_in_it_or_nothing(text):
    name = parse_name(text)
    assert bool(name.literal) != bool(name.family and name.given) or not "".join(text.split()).strip("{}")


@pytest.mark.parametrize(
    ("text", "variable"),
    [
        ("1942", {"date-parts": [[1942]]}),
        ("1942-02", {"date-parts": [[1942, 2]]}),
        ("1942-02-19", {"date-parts": [[1942, 2, 19]]}),
        ("1940~", {"date-parts": [[1940]], "circa": True}),
        ("1940?", {"date-parts": [[1940]], "circa": True}),
        ("1942-XX", {"date-parts": [[1942]]}),
        ("1942-02-XX", {"date-parts": [[1942, 2]]}),
        ("1943-21", {"date-parts": [[1943]], "season": 1}),
        ("1943-24", {"date-parts": [[1943]], "season": 4}),
        ("1982/1983", {"date-parts": [[1982], [1983]]}),
        ("1982/1983~", {"date-parts": [[1982], [1983]], "circa": True}),
        ("194X", {"date-parts": [[1940], [1949]], "circa": True}),
        ("1938/194X", {"date-parts": [[1938], [1949]], "circa": True}),
        ("1942/", {"date-parts": [[1942]], "circa": True}),
        ("../1946-05", {"date-parts": [[1946, 5]], "circa": True}),
        ("19XX", {"literal": "20th century"}),
        ("last spring", {"literal": "last spring"}),
        ("", {}),
        ("  ", {}),
    ],
)
def test_dates(text, variable):
    assert csl_date(text) == variable


@pytest.mark.parametrize(
    ("identifier", "variable"),
    [
        ("10.1093/qje/qju020", {"DOI": "10.1093/qje/qju020"}),
        ("DOI 10.1353/tech.2004.0020", {"DOI": "10.1353/tech.2004.0020"}),
        ("https://doi.org/10.1353/tech.2004.0020", {"DOI": "10.1353/tech.2004.0020"}),
        ("ISBN 978-0-307-26288-2", {"ISBN": "978-0-307-26288-2"}),
        ("ISBN 0-295-97558-X (1997 edition)", {"ISBN": "0-295-97558-X"}),
        ("ISBN 9780300234053", {"ISBN": "9780300234053"}),
        ("ISBN 978-0-307-26288-3", {"number": "ISBN 978-0-307-26288-3"}),
        ("1234567890", {"number": "1234567890"}),
        ("OIG-12-39", {"number": "OIG-12-39"}),
        ("323 U.S. 214 (1944)", {"number": "323 U.S. 214 (1944)"}),
        ("p. 157", {"number": "p. 157"}),
        ("", {}),
    ],
)
def test_identifiers(identifier, variable):
    assert identifier_fields(identifier) == variable


def test_in_the_seed_every_doi_and_isbn_is_known_for_one():
    found = {value: next(iter(identifier_fields(value))) for value in seed_values("identifier")}
    assert {value for value in found if value.startswith(("DOI", "10."))} == {v for v, k in found.items() if k == "DOI"}
    assert {value for value in found if value.startswith("ISBN")} == {v for v, k in found.items() if k == "ISBN"}
    assert len(set(found.values())) == 3


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/a", "https://example.org/a"),
        (" HTTP://example.org ", "HTTP://example.org"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//example.org", ""),
        ("https://", ""),
        ("http://[::1", ""),
        ("", ""),
    ],
)
def test_only_an_address_of_the_web_is_one(url, address):
    assert web_address(url) == address


def test_a_work_in_csl():
    work = Work(
        key="oig-2012",
        type="report",
        title="Information Sharing",
        authors=("U.S. Department of Homeland Security, Office of Inspector General", "Doe, Jo (ed.)"),
        publisher="DHS",
        issued="2012-02",
        accessed="2026-11-20",
        url="https://example.org/oig",
        identifier="OIG-12-39",
    )
    assert work.to_csl() == {
        "id": "oig-2012",
        "type": "report",
        "title": "Information Sharing",
        "author": [{"literal": "U.S. Department of Homeland Security, Office of Inspector General"}],
        "editor": [{"family": "Doe", "given": "Jo"}],
        "publisher": "DHS",
        "issued": {"date-parts": [[2012, 2]]},
        "accessed": {"date-parts": [[2026, 11, 20]]},
        "URL": "https://example.org/oig",
        "number": "OIG-12-39",
    }


def test_denial_is_never_linked_nor_its_archived_copy():
    work = Work("x", "webpage", "Lies", url="https://example.org", archived_url="https://example.net", ladder="denial")
    assert work.link == ""
    assert not work.is_linked
    assert "URL" not in work.to_csl()


def test_official_narrative_and_advocacy_are_linked():
    for ladder in ("official-narrative", "advocacy", ""):
        assert Work("x", "webpage", "T", url="https://example.org", ladder=ladder).is_linked


def test_an_archived_copy_is_linked_before_the_page_it_copies():
    work = Work("x", "webpage", "T", url="https://example.org", archived_url="https://example.net/copy")
    assert work.link == "https://example.net/copy"
    assert Work("x", "webpage", "T", url="https://example.org", archived_url="ftp://x").link == "https://example.org"


CSL_VARIABLES = frozenset(
    ["id", "type", "title", "author", "editor", "translator", "interviewer", "contributor", "container-title"]
    + ["publisher", "issued", "accessed", "URL", "DOI", "ISBN", "number"]
)


def test_every_source_of_the_seed_is_a_csl_item():
    works = seed_works()
    assert len(works) > 500
    for work in works:
        item = work.to_csl()
        assert set(item) <= CSL_VARIABLES
        for name in item.get("author", []):
            assert set(name) in ({"literal"}, {"family", "given"})
        assert set(item.get("issued", {})) <= {"date-parts", "circa", "season", "literal"}
        for numbers in item.get("issued", {}).get("date-parts", []):
            assert dates.parse("-".join(f"{number:02}" for number in numbers))
