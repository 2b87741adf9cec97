"""Whole pages as a reader gets them: how many queries, how many bytes, and that nothing hidden is shown."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from content import models
from content.exchange.quiet import side_indexes_paused
from content.text import new_uid
from tests.factories import content as made

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25


def html_of(client, address: str, **query) -> str:
    response = client.get(address, query)
    assert response.status_code == 200, address
    return response.content.decode()


def queries_of(client, address: str) -> int:
    client.get(address)  # what Django keeps in memory for the process is fetched once
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


def noted(works, times: int) -> str:
    return "".join(
        f"<p>Said {at}.{made.citation(works[at % len(works)], f'p. {at}')} Linked.</p>" for at in range(times)
    )


def full_entry(theme, works, claims: int = 3, notes: int = 1, **values):
    """An entry with everything that costs a query, but for the blocks."""
    person, place = made.person(themes=[theme]), made.place(themes=[theme])
    stage = made.stage()
    page = made.entry(
        themes=[theme],
        people=[person],
        places=[place],
        organizations=[made.organization()],
        claims=[made.claim(sources=[(works[at % len(works)], "p. 1")]) for at in range(claims)],
        authors=["Ada"],
        **{"body": [made.paragraph(noted(works, notes))], **values},
    )
    made.event(themes=[theme], stage=stage, entry=page)
    made.timeline(themes=[theme], rule_themes=[theme])
    return page


def every_block(work) -> list[dict]:
    timeline = made.timeline(events=[made.event(title="A stretch of it")])
    person = made.person(name="Named in the text")
    thing = f'<a linktype="thing" kind="person" id="{person.uid}">somebody</a>'
    return [
        made.paragraph(f"<h2>First</h2><p>Words {thing}.{made.citation(work)}</p>"),
        {
            "type": "quotation",
            "value": {"quotation": made.quotation(text="Their own words").pk, "comment": "Said then."},
        },
        {"type": "table", "value": {"table": made.table(title="Counted").pk, "comment": ""}},
        {"type": "claims", "value": {"heading": "Known", "claims": [made.claim(statement="Inside the text.").pk]}},
        {"type": "timeline", "value": {"timeline": timeline.pk, "start": "1942", "end": "1943"}},
        {"type": "map", "value": {"places": [made.place(name="Where it was").pk], "caption": "Places"}},
        {"type": "record", "value": {"record": made.record(title="A notice").pk, "comment": ""}},
        {"type": "note", "value": {"heading": "A word", "text": f"<p>Explained.{made.citation(work)}</p>"}},
        {"type": "question", "value": {"question": "Who decided?", "note": "Look at the table."}},
    ]


def test_an_entry_with_every_block_costs_at_most_25_queries(client):
    theme, works = made.theme(), [made.source() for _ in range(3)]
    page = full_entry(theme, works, body=every_block(works[0]))
    assert queries_of(client, page.address) <= MOST_QUERIES
    shown = html_of(client, page.address)
    for words in (
        "Their own words",
        "Counted",
        "Inside the text.",
        "A stretch of it",
        "Where it was",
        "A notice",
        "Explained.",
        "Who decided?",
        "/people/",
    ):
        assert words in shown, words


def test_an_entry_costs_the_same_with_3_or_60_claims_and_1_or_100_notes(client):
    theme, works = made.theme(), [made.source() for _ in range(20)]
    small, large = full_entry(theme, works), full_entry(theme, works, claims=60, notes=100)
    assert queries_of(client, small.address) == queries_of(client, large.address) <= MOST_QUERIES
    assert len(html_of(client, large.address)) <= 60_000


def test_an_entry_costs_the_same_with_100_or_10000_entries(client):
    theme = made.theme()
    page = full_entry(theme, [made.source()])
    section = Page.objects.get(pk=made.site_tree().sections["entry"].pk)
    before = queries_of(client, page.address)
    _many_entries(section, theme, 10_000)
    assert queries_of(client, page.address) == before <= MOST_QUERIES


def _many_entries(section, theme, number: int) -> None:
    """Rows of live entries, written in bulk: ten thousand of them in a second."""
    step = [f"{section.path}{at:04d}".replace("0", "Z") for at in range(number)]
    first = models.EntryPage.objects.first()
    pages = [
        Page(
            path=path,
            depth=section.depth + 1,
            title=f"One of many {at}",
            draft_title="",
            slug=f"many-{at}",
            url_path=f"/home/entries/many-{at}/",
            content_type_id=first.content_type_id,
            locale_id=first.locale_id,
        )
        for at, path in enumerate(step)
    ]
    Page.objects.bulk_create(pages, batch_size=1000)
    rows = [
        models.EntryPage(page_ptr_id=page.pk, uid=new_uid()) for page in Page.objects.filter(slug__startswith="many-")
    ]
    table = models.EntryPage._meta.db_table
    names = list(models.EntryPage._meta.local_concrete_fields)
    columns = ", ".join(connection.ops.quote_name(field.column) for field in names)
    marks = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # names of our own model
            [[field.get_db_prep_save(getattr(row, field.attname), connection) for field in names] for row in rows],
        )
    through = models.EntryPage.themes.through
    through.objects.bulk_create(
        [through(entrypage_id=row.page_ptr_id, themepage_id=theme.pk) for row in rows], batch_size=2000
    )


def test_a_theme_stays_under_150_kb_when_it_is_full(client):
    theme, work = made.theme(plain_summary="Plain."), made.source()
    for at in range(60):
        made.entry(themes=[theme], summary="Why it matters. " * 15)
        made.quotation(
            themes=[theme], text="Words of somebody. " * 12, source=work, voice="official" if at % 2 else "affected"
        )
        made.term(rules=[{"use": "explain", "why": "A reason in a sentence. " * 8, "themes": [theme]}])
    few, many = queries_of(client, made.theme().address), queries_of(client, theme.address)
    shown = html_of(client, theme.address)
    assert len(shown.encode()) < 150_000
    assert many - few <= 3  # the lists that are empty for an empty theme, never one for each thing
    assert "All 60 entries" in shown


def test_a_timeline_of_500_events_stays_under_150_kb_and_every_event_can_be_reached(client):
    theme, clause, work = made.theme(), made.clause(), made.source()
    with side_indexes_paused():  # the desk's, of which no page asks anything
        for at in range(500):
            made.event(
                title=f"Event {at} " + "long " * 20,
                date=f"{1500 + at}",
                summary="Sixty words of what happened that day, " * 10,
                place_name="A district with a long name, in a country",
                themes=[theme],
                sources=[(work, "p. 4")],
                pledge=[(clause, "example", made.WHY)],
            )
    page = made.timeline(rule_themes=[theme], themes=[theme])
    found: set[str] = set()
    for number in range(1, 8):
        shown = html_of(client, page.address, page=number)
        assert len(shown.encode()) < 150_000
        found |= set(re.findall(r'<li class="event" id="(e-\w+)"', shown))
    assert len(found) == 500
    lines: set[str] = set()
    for number in (1, 2):
        shown = html_of(client, page.address, page=number, zoom="decades")
        assert len(shown.encode()) < 150_000
        lines |= set(re.findall(r'<li class="event line" id="(e-\w+)"', shown))
    assert lines == found
    assert queries_of(client, page.address) <= 40


def test_what_is_hidden_shows_nowhere(client):
    theme = made.theme()
    private = made.entry(title="Private words", themes=[theme])
    PageViewRestriction.objects.create(page=private.page_ptr, restriction_type="login")
    draft = made.entry(title="Draft words", themes=[theme])
    draft.live = False
    draft.save()
    person = made.person(name="Hidden Person", live=False)
    claim = made.claim(statement="Hidden statement.", live=False)
    to_page = f'<a linktype="page" id="{private.pk}">this</a>'
    to_person = f'<a linktype="thing" kind="person" id="{person.uid}">that</a>'
    link = f"<p>See {to_page} and {to_person}.</p>"
    page = made.entry(
        themes=[theme], related=[private, draft], people=[person], claims=[claim], body=[made.paragraph(link)]
    )
    shown = html_of(client, page.address) + html_of(client, theme.address)
    for words in ("Private words", "Draft words", "Hidden Person", "Hidden statement."):
        assert words not in shown
    assert "See this and that." in shown
    assert client.get(private.address).status_code != 200


@pytest.mark.parametrize("kind", ["entry", "theme", "record", "timeline", "lesson", "unit"])
def test_an_almost_empty_page_of_every_kind_says_so_in_words(client, kind):
    pages = {
        "entry": lambda: made.entry(body=[], pledge=[], summary="", date=""),
        "theme": lambda: made.theme(summary=""),
        "record": lambda: made.record(transcription="", pledge=[], rights_uri="", credit=""),
        "timeline": lambda: made.timeline(),
        "lesson": lambda: made.lesson(steps=[], pledge=[], minutes=None, grade_band=""),
        "unit": lambda: made.unit(),
    }
    shown = html_of(client, pages[kind]().address)
    assert re.search(r"[Nn]one yet|yet\.|No event", shown)
    assert re.findall(r"<h([1-6])", shown)[0] == "1"


@pytest.mark.parametrize("kind", ["entry", "theme", "record", "timeline", "lesson", "unit"])
def test_headings_never_skip_a_level_and_ids_are_unique(client, kind):
    theme, work = made.theme(), made.source()
    pages = {
        "entry": lambda: full_entry(theme, [work], body=every_block(work)),
        "theme": lambda: (full_entry(theme, [work]), theme)[1],
        "record": lambda: made.record(themes=[theme], who_made_it="An office."),
        "timeline": lambda: made.timeline(events=[made.event(), made.event()], questions=["Who?"]),
        "lesson": lambda: made.lesson(works=[{"quotation": made.quotation(), "questions": ["Who speaks?"]}]),
        "unit": lambda: made.unit(lessons=[(made.lesson(), "It comes first.")]),
    }
    shown = html_of(client, pages[kind]().address)
    levels = [int(level) for level in re.findall(r"<h([1-6])", shown)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    ids = re.findall(r'\bid="([^"]+)"', shown)
    assert len(ids) == len(set(ids))
    targets = set(re.findall(r'href="#([^"]+)"', shown))
    assert targets <= set(ids)
    assert " style=" not in shown
    scripts = ["suggest", "timeline"] if kind == "timeline" else ["suggest"]
    assert sorted(re.findall(r"<script[^>]*>", shown)) == [
        f'<script src="/static/archive/js/{name}.js" defer>' for name in scripts
    ]


def test_every_page_that_ships_keeps_to_its_measure(seeded_site, client):
    kinds = (
        models.EntryPage,
        models.ThemePage,
        models.RecordPage,
        models.TimelinePage,
        models.LessonPage,
        models.UnitPage,
    )
    pages = [page for kind in kinds for page in kind.objects.live()]
    assert len(pages) > 40
    html_of(client, pages[0].address)  # what Django keeps in memory for the process is fetched once
    for page in pages:
        with CaptureQueriesContext(connection) as counted:
            size = len(html_of(client, page.address).encode())
        assert size <= (60_000 if page.kind == "entry" else 150_000), (page.address, size)
        assert page.kind != "entry" or len(counted) <= MOST_QUERIES, page.address
