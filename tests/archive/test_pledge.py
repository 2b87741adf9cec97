"""The concordance: the pledge's page, a clause with the history that bears on it, the matrix."""

import re

import pytest
from wagtail.models import PageViewRestriction

from archive.concordance import _thin
from content import models
from content.reading.pledge import grouped
from tests.factories import content as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def pledge():
    page = made.pledge_page(
        published="2016-12-13",
        closed="2016-12-21",
        title_note="The page is headed Our pledge.",
        signers_quote="We are engineers.",
        closing_quote="Not on our watch.",
    )
    page.signature_counts = [models.SignatureCount(date="2016-12-21", count=2500, note="over 2,500 when it closed")]
    page.save()
    return page


@pytest.fixture
def clauses(pledge):
    lead = "We will advocate:"
    return [
        made.clause(
            slug="stand", number="P1", position=1, clause_kind="preamble", short="Stand with people", quote="We stand."
        ),
        made.clause(
            slug="ibm",
            number="H2",
            position=2,
            clause_kind="history",
            short="IBM and the Holocaust",
            quote="We see how.",
            pledge_cites="A book's site.",
            evidence="Machines were supplied.",
            differ="How much depended on them.",
        ),  # fmt: skip
        made.clause(
            slug="less",
            number="2a",
            position=3,
            clause_kind="commitment",
            short="Keep less",
            quote="to minimize",
            lead=lead,
        ),
        made.clause(
            slug="scale",
            number="2b",
            position=4,
            clause_kind="commitment",
            short="Scale back",
            quote="to scale",
            lead=lead,
        ),
    ]


def read(client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_the_pledge_s_page_has_its_clauses_in_order_by_kind(client, clauses):
    page = read(client, "/pledge/")
    order = [
        "We are engineers.",
        "Preamble</h2>",
        "We stand.",
        "History</h2>",
        "We see how.",
        "Commitments</h2>",
        "We will advocate:",
        "to minimize",
        "to scale",
        "Not on our watch.",
    ]
    assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)
    assert page.count("We will advocate:") == 1
    assert "Over 2,500 when it closed" in page and "13 December 2016" in page and "headed Our pledge" in page


def test_the_pledge_s_page_says_that_the_archive_is_no_party_to_it(client, clauses):
    made.pledge_page()
    assert "The archive is not a party to the pledge." in client.get("/pledge/").content.decode()


def test_a_draft_clause_is_not_shown(client, clauses):
    made.clause(short="Not decided", number="9", position=9, live=False, slug="draft")
    assert "Not decided" not in read(client, "/pledge/")
    assert "Not decided" not in read(client, "/pledge/matrix/")
    read(client, "/pledge/draft/", 404)


def test_grouping_keeps_the_order_it_is_given(clauses):
    groups = grouped(clauses)
    assert [group.kind for group in groups] == ["preamble", "history", "commitment"]
    assert [(lead, len(part)) for lead, part in groups[2].parts] == [("We will advocate:", 2)]


def test_a_history_clause_is_answered_in_three_parts(client, clauses):
    page = read(client, "/pledge/ibm/")
    for words in (
        'class="pledge-words"',
        "We see how.",
        "A book&#x27;s site.",
        "Machines were supplied.",
        "How much depended on them.",
    ):
        assert words in page
    assert 'class="three"' in page and 'class="three"' not in read(client, "/pledge/less/")


def test_entries_stand_by_kind_of_link_with_their_reasons(client, clauses):
    for kind in ("background", "counter-example", "example", "named"):
        made.entry(title=f"An entry as {kind}", pledge=[(clauses[1], kind, f"Because of {kind}.")])
    made.entry(title="A draft", pledge=[(clauses[1], "named", "Not yet.")], live=False)
    made.entry(title="Of another clause", pledge=[(clauses[0], "named", "Elsewhere.")])
    page = read(client, "/pledge/ibm/")
    order = [page.index(f"An entry as {kind}") for kind in ("named", "example", "counter-example", "background")]
    assert order == sorted(order)
    assert "Because of counter-example." in page
    assert "A draft" not in page and "Of another clause" not in page


def test_a_private_entry_is_neither_listed_nor_counted(client, clauses):
    theme = made.theme(slug="nseers")
    entry = made.entry(title="Not for everybody", themes=[theme], pledge=[(clauses[1], "named", "Here.")])
    assert ">1</a>" in read(client, "/pledge/matrix/")
    PageViewRestriction.objects.create(page=entry, restriction_type=PageViewRestriction.LOGIN)
    assert "Not for everybody" not in read(client, "/pledge/ibm/")
    assert ">1</a>" not in read(client, "/pledge/matrix/")


def test_events_themes_records_and_lessons_of_a_clause(client, clauses):
    made.event(title="They are counted", pledge=[(clauses[1], "named", "The census.")])
    made.event(title="A drafted event", pledge=[(clauses[1], "named", "No.")], live=False)
    made.theme(title="Machines", pledge=[(clauses[1], "All of it.")])
    made.record(title="A card", pledge=[(clauses[1], "example", "It shows one.")])
    made.lesson(title="Who was counted?", pledge=[(clauses[1], "background", "To ask.")])
    page = read(client, "/pledge/ibm/")
    for words in (
        "They are counted",
        "The census.",
        "Machines",
        "All of it.",
        "A card",
        "It shows one.",
        "Who was counted?",
    ):
        assert words in page
    assert "A drafted event" not in page


def test_a_thin_clause_is_said_to_be_thin(client, clauses):
    assert "Nothing in the archive bears on this clause yet." in read(client, "/pledge/less/")
    made.entry(pledge=[(clauses[2], "example", "One.")])
    assert "This clause is thin: 1 entry, no dated events and no themes as a whole" in read(client, "/pledge/less/")
    for _ in range(2):
        made.entry(pledge=[(clauses[2], "example", "More.")])
    assert "This clause is thin" not in read(client, "/pledge/less/")


@pytest.mark.parametrize(
    ("counts", "said"),
    [((0, 0, 0), "Nothing"), ((0, 2, 1), "no entries, 2 dated events and 1 theme"), ((3, 0, 0), ""), ((40, 0, 0), "")],
)
def test_how_thin_a_clause_is(counts, said):
    words = _thin(*counts)
    assert said in words and bool(words) == bool(said)


def test_neighbours(client, clauses):
    page = read(client, "/pledge/ibm/")
    assert re.search(r'href="/pledge/stand/" rel="prev"', page) and re.search(r'href="/pledge/less/" rel="next"', page)
    assert 'rel="prev"' not in read(client, "/pledge/stand/")
    assert 'rel="next"' not in read(client, "/pledge/scale/")


def test_an_old_name_of_a_clause_leads_to_it(client, clauses):
    clauses[1].slug = "ibm-and-the-holocaust"
    clauses[1].save()
    response = client.get("/pledge/ibm/")
    assert (response.status_code, response["Location"]) == (301, "/pledge/ibm-and-the-holocaust/")


def test_the_matrix_counts_entries_shows_themes_and_says_none(client, clauses):
    first = made.theme(slug="one", title="One", pledge=[(clauses[1], "All."), (clauses[2], "All.")])
    second = made.theme(slug="two", title="Two")
    shared = made.entry(themes=[first, second], pledge=[(clauses[1], "named", "a"), (clauses[1], "example", "b")])
    made.entry(themes=[first], pledge=[(clauses[1], "named", "c")])
    made.event(themes=[second], pledge=[(clauses[0], "named", "Events are counted on the clause's page.")])
    page = read(client, "/pledge/matrix/")
    assert cell(page, "ibm", "One") == "2" and cell(page, "ibm", "Two") == "1"
    assert cell(page, "less", "One") == "theme" and cell(page, "less", "Two") is None
    assert cell(page, "stand", "Two") is None
    assert 'href="/entries/?theme=one&amp;clause=ibm"' in page and 'href="/pledge/less/#themes"' in page
    listed = read(client, "/entries/?theme=two&clause=ibm")
    assert shared.title in listed and listed.count("<h3>") == 1


def cell(page: str, clause: str, theme: str) -> str | None:
    """What the matrix says where a clause meets a theme; None where it says none."""
    row = re.search(
        rf'<tr role="row"><th scope="row" role="rowheader"><span><a class="clause" href="/pledge/{clause}/">.*?</tr>',
        page,
        re.S,
    )[0]
    found = re.search(rf'<a href="[^"]*" aria-label="[^"]*, {theme}">([^<]*)</a>', row)
    return found[1] if found else None


def test_thin_clauses_are_named_under_the_matrix(client, clauses):
    made.theme()
    for _ in range(3):
        made.entry(pledge=[(clauses[1], "named", "Here.")])
    page = read(client, "/pledge/matrix/")
    below = page[page.index('id="thin-h"') :]
    assert "Stand with people</b> has no entries." in below and "IBM and the Holocaust</b>" not in below


@pytest.mark.parametrize("address", ["/pledge/", "/pledge/matrix/", "/pledge/ibm/"])
def test_they_cost_the_same_however_much_is_linked(client, clauses, address, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    theme = made.theme(pledge=[(clauses[1], "All.")])

    def link(times: int):
        for _ in range(times):
            made.entry(themes=[theme], pledge=[(clauses[1], "named", "Here.")])
            made.event(themes=[theme], pledge=[(clauses[1], "named", "Here.")])
            made.record(themes=[theme], pledge=[(clauses[1], "named", "Here.")])
            made.lesson(themes=[theme], pledge=[(clauses[1], "named", "Here.")])

    link(1)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    link(6)
    with django_assert_num_queries(len(few)):
        client.get(address)
    assert len(few) <= 25


def test_without_the_pledge_there_is_no_matrix(client):
    made.site_tree()
    read(client, "/pledge/matrix/", 404)


@pytest.mark.parametrize("page", ["clause", "pledge"])
def test_all_nineteen_clauses_of_the_seed_have_pages_and_history_is_answered_in_three_parts(client, seeded_site, page):
    found = models.Clause.objects.order_by("position")
    assert [clause.number for clause in found if clause.clause_kind == "history"] == ["H1", "H2", "H3", "H4", "H5"]
    assert len(found) == 19
    if page == "pledge":
        html = client.get("/pledge/").content.decode()
        assert all(f'href="{clause.address}"' in html for clause in found)
        return
    for clause in found:
        html = client.get(clause.address).content.decode()
        parts = ("What the pledge cites", "What the evidence supports", "Where historians differ")
        assert [part in html for part in parts] == [clause.clause_kind == "history"] * 3, clause.slug
        assert "Not yet written." not in html, clause.slug
