"""The home page and the sections: what they hold, the same for everybody, in a fixed number of queries."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.reading.home import folders, home_context
from content.reading.listing import Narrowing, chosen_of, with_query
from content.reading.sections import section_context
from tests.factories import content as made

pytestmark = pytest.mark.django_db


def read(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_home_has_the_drawer_with_its_counts(client):
    second, first = made.theme(title="The second", position=2, years="1994"), made.theme(title="The first", position=1)
    work = made.source(themes=[first])
    for _ in range(3):
        made.claim(themes=[first], sources=[work])
    made.claim(themes=[first, second], sources=[work])
    made.claim(themes=[first], sources=[work], live=False)
    made.claim(themes=[first], sources=[work], status="withdrawn")
    made.event(themes=[second], sources=[work])
    counted = [(one.theme.title, one.statements, one.events, one.sources) for one in folders([first, second])]
    assert counted == [("The first", 4, 0, 1), ("The second", 1, 1, 0)]
    page = read(client, "/")
    assert page.index("The first") < page.index("The second") and "4 statements" in page and "1 dated event<" in page
    assert 'class="tabs"' not in page


def test_home_has_two_ways_in_that_work(client):
    theme = made.theme(slug="nseers", title="NSEERS")
    made.lesson(title="Fifty minutes for nine to twelve", themes=[theme], grade_band="9-12", minutes=50)
    made.lesson(title="For younger pupils", grade_band="6-8", minutes=20)
    page = read(client, "/")
    assert '<form role="search" action="/search/">' in page and '<form class="choose" action="/lessons/">' in page
    assert '<option value="nseers">NSEERS</option>' in page and '<option value="9-12">9–12</option>' in page
    assert "For younger pupils" in read(client, "/lessons/?theme=&grade=&time=")
    listed = read(client, "/lessons/?theme=nseers&grade=9-12&time=50")
    assert "Fifty minutes" in listed and "For younger pupils" not in listed
    assert "Fifty minutes" not in read(client, "/lessons/?theme=&grade=&time=20")


def test_teachers_choose_a_lesson_on_their_page_as_on_the_home_page(client):
    made.theme(slug="nseers", title="NSEERS")
    made.theme(slug="draft", title="Not yet", live=False)
    for slug in ("for-teachers", "for-students"):
        made.standard_page(slug=slug)
    form = re.compile(r'<form class="choose" action="/lessons/">.*?</form>', re.DOTALL)
    home, teachers = read(client, "/"), read(client, "/for-teachers/")
    assert form.findall(teachers) == form.findall(home) != []
    assert '<option value="nseers">NSEERS</option>' in teachers and 'value="draft"' not in teachers
    assert '<option value="9-12">9–12</option>' in teachers and '<option value="50">50 minutes or less' in teachers
    assert not form.search(read(client, "/for-students/"))


def test_the_ways_in_are_named_on_the_home_page_and_at_the_foot_of_every_page(client):
    made.standard_page(slug="about")
    for address in ("/for-teachers/", "/for-students/"):
        assert f'<a href="{address}">' in read(client, "/about/")
        assert read(client, "/").count(f'<a href="{address}">') == 2


def test_home_asks_the_same_number_of_queries_however_much_there_is(client):
    def grow(times: int):
        for _ in range(times):
            theme = made.theme()
            made.claim(themes=[theme])
            made.event(themes=[theme])
            made.quotation(themes=[theme])

    grow(1)
    client.get("/")
    with CaptureQueriesContext(connection) as few:
        client.get("/")
    grow(5)
    with CaptureQueriesContext(connection) as many:
        client.get("/")
    assert len(many) == len(few) <= 25


def test_the_voice_is_the_editors_choice(client):
    home = made.site_tree().home
    made.quotation(text="The first affected.", themes=[made.theme()])
    home.voice = made.quotation(text="The chosen words.")
    home.save()
    page = read(client, "/")
    assert "The chosen words." in page and "The first affected." not in page


def test_else_it_is_the_first_affected_of_the_first_theme_and_never_changes(client):
    later, first = made.theme(position=2), made.theme(position=1)
    made.quotation(text="Of a later theme.", slug="a-1", themes=[later])
    made.quotation(text="The second of the first.", slug="z-2", themes=[first])
    made.quotation(text="The first of the first.", slug="z-1", themes=[first])
    made.quotation(text="An official.", slug="a-0", voice="official", themes=[first])
    made.quotation(text="Hate.", slug="a-00", propaganda=True, themes=[first])
    made.quotation(text="A draft.", slug="a-000", live=False, themes=[first])
    home = made.site_tree().home
    assert {home_context(home)["voice"].text for _ in range(3)} == {"The first of the first."}


def test_hate_propaganda_is_no_voice_even_when_chosen(client):
    home = made.site_tree().home
    home.voice = made.quotation(text="Hate.", propaganda=True)
    home.save()
    assert "Hate." not in read(client, "/")


def test_home_shows_the_clause_that_asks_for_the_archive(client):
    made.pledge_page()
    made.clause(number="P1", position=1, clause_kind="preamble", quote="Before.")
    made.clause(number="H1", position=2, clause_kind="history", quote="We have educated ourselves.")
    made.clause(number="H2", position=3, clause_kind="history", quote="We see how.")
    page = read(client, "/")
    assert "We have educated ourselves." in page and "One of 3 clauses" in page and "We see how." not in page


def test_an_archive_without_content_has_a_home(client):
    made.site_tree()
    assert "What this archive promises" in read(client, "/")


# Sections -------------------------------------------------------------------------------------------------------------

MAKERS = {
    "entry": made.entry,
    "record": made.record,
    "timeline": made.timeline,
    "lesson": made.lesson,
    "theme": made.theme,
}
every_section = pytest.mark.parametrize("kind", MAKERS)


def section(kind: str):
    return made.site_tree().sections[kind]


@every_section
def test_a_section_lists_what_is_public(client, kind):
    MAKERS[kind](title="Seen by everybody")
    MAKERS[kind](title="Still a draft", live=False)
    page = read(client, section(kind).address)
    assert "Seen by everybody" in page and "Still a draft" not in page


@every_section
def test_an_empty_section_says_so(client, kind):
    assert "None yet." in read(client, section(kind).address)


@pytest.mark.parametrize("kind", ["entry", "record", "timeline", "lesson"])
def test_a_section_is_cut_into_pages_and_costs_the_same(client, kind):
    theme = made.theme()
    MAKERS[kind](themes=[theme])
    address = section(kind).address
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(52):
        MAKERS[kind](title=f"Page {number:02}", themes=[theme])
    with CaptureQueriesContext(connection) as many:
        response = client.get(address)
    assert len(many) == len(few) <= 20
    assert len(response.content) < 150_000
    assert response.context["listing"].total == 53 and len(response.context["listing"].rows) == 50
    assert len(client.get(f"{address}?page=2").context["listing"].rows) == 3


def test_entries_are_narrowed_by_theme_kind_and_clause_and_sorted(client):
    theme, clause = made.theme(slug="nseers"), made.clause(slug="resign", number="3d")
    made.entry(title="B law", entry_kind="law", themes=[theme], date="1990", pledge=[(clause, "example", "a")])
    made.entry(title="A person", entry_kind="person", date="2000")
    assert titles("entry", theme="nseers") == ["B law"]
    assert titles("entry", kind="person") == ["A person"]
    assert titles("entry", clause="resign") == ["B law"]
    assert titles("entry") == ["A person", "B law"]
    assert titles("entry", sort="date") == ["B law", "A person"]
    assert titles("entry", kind="law", theme="nseers", clause="resign", sort="date") == ["B law"]


def test_nothing_that_fits_is_said_and_the_way_back_is_shown(client):
    made.entry(entry_kind="law")
    page = read(client, "/entries/?kind=place")
    assert "Nothing here fits all that you chose." in page and '<a href="/entries/">Show everything</a>' in page


def test_themes_stand_in_their_own_order():
    made.theme(title="A", position=3)
    made.theme(title="Z", position=1)
    assert titles("theme") == ["Z", "A"]


def titles(lists: str, /, **asked) -> list[str]:
    return [row.title for row in section_context(section(lists), asked)["listing"].rows]


# Addresses of lists ---------------------------------------------------------------------------------------------------


def test_a_choice_keeps_what_else_is_chosen():
    kinds = Narrowing("kind", "Kind", {"law": "Law", "person": "Person"})
    chosen = kinds.choices("/entries/", {"theme": "nseers", "kind": "law"})
    assert [(one.label, one.address, one.is_open) for one in chosen] == [
        ("All", "/entries/?theme=nseers", False),
        ("Law", "/entries/?theme=nseers&kind=law", True),
        ("Person", "/entries/?theme=nseers&kind=person", False),
    ]


def test_what_a_list_cannot_follow_is_named():
    kinds = Narrowing("kind", "Kind", {"law": "Law"})
    assert chosen_of({"kind": "law", "page": "2"}, [kinds]) == ({"kind": "law"}, [])
    assert chosen_of({"kind": "<script>"}, [kinds]) == ({}, ["kind"])
    assert chosen_of({"kind": ""}, [kinds]) == ({}, [])


def test_addresses_are_escaped():
    assert with_query("/claims/", {"source": "a&b=c d"}) == "/claims/?source=a%26b%3Dc+d"
    assert with_query("/claims/", {}) == "/claims/"
