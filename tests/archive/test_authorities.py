"""Lists and pages of authorities, editions, timelines side by side: what they show, and what they never show."""

import csv
import io

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import PageViewRestriction

from archive.authorities.editions import rendered
from archive.authorities.facts import coordinates
from archive.authorities.views import plain_cell
from content import models, sections
from tests.factories import content as made

pytestmark = pytest.mark.django_db
KINDS = {
    "source": made.source,
    "event": made.event,
    "person": made.person,
    "organization": made.organization,
    "place": made.place,
    "term": made.term,
    "claim": made.claim,
    "table": made.table,
}
NAME_FIELD = {"claim": "statement", "term": "term", "source": "title", "event": "title", "table": "title"}
every_kind = pytest.mark.parametrize("kind", KINDS)


def name(kind: str, words: str) -> dict:
    return {NAME_FIELD.get(kind, "name"): words}


def read(client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, f"{address}: {response.status_code}"
    return response.content.decode()


# Lists ----------------------------------------------------------------------------------------------------------------


@every_kind
def test_a_list_shows_what_is_public_and_nothing_else(client, kind):
    KINDS[kind](**name(kind, "Seen by everybody"))
    KINDS[kind](**name(kind, "Still a draft"), live=False)
    page = read(client, sections.section_address(kind))
    assert "Seen by everybody" in page
    assert "Still a draft" not in page


@every_kind
def test_an_empty_list_says_so(client, kind):
    assert "None yet." in read(client, sections.section_address(kind))


@every_kind
def test_a_list_costs_as_many_queries_for_many_as_for_few(client, kind, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    theme = made.theme()
    for _ in range(2):
        KINDS[kind](themes=[theme])
    address = sections.section_address(kind)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _ in range(20):
        KINDS[kind](themes=[theme])
    with django_assert_num_queries(len(few)):
        client.get(address)
    assert len(few) <= 10


@every_kind
def test_a_list_is_cut_into_pages_of_fifty(client, kind):
    things = [KINDS[kind](slug=f"thing-{number:03}", **name(kind, f"Thing {number:03}")) for number in range(60)]
    address = sections.section_address(kind)
    pages = [read(client, f"{address}?page={number}") for number in (1, 2)]
    found = [[thing.slug for thing in things if f'href="{thing.address}"' in page] for page in pages]
    assert [len(one) for one in found] == [50, 10]
    assert set(found[0]).isdisjoint(found[1])
    assert 'rel="next"' in pages[0] and 'rel="prev"' in pages[1]


@every_kind
def test_a_list_is_narrowed_by_theme(client, kind):
    theme, other = made.theme(slug="nseers", title="NSEERS"), made.theme(slug="rwanda")
    KINDS[kind](**name(kind, "Of the asked theme"), themes=[theme])
    KINDS[kind](**name(kind, "Of another theme"), themes=[other])
    page = read(client, f"{sections.section_address(kind)}?theme=nseers")
    assert "Of the asked theme" in page and "Of another theme" not in page
    assert 'content="noindex"' in page


@every_kind
def test_a_theme_that_is_not_here_is_said_and_left_out(client, kind):
    KINDS[kind](**name(kind, "Seen by everybody"))
    page = read(client, f"{sections.section_address(kind)}?theme=nowhere&page=77")
    assert "asks for a theme that the archive does not have" in page
    assert "Seen by everybody" in page


@every_kind
def test_no_list_page_is_heavy(client, kind):
    long = {
        "claim": "statement",
        "source": "title",
        "table": "summary",
        "event": "summary",
        "term": "explanation",
        "place": "note",
    }
    theme = made.theme(title="A history with rather a long name, as some of them have")
    for number in range(50):
        KINDS[kind](
            **{long.get(kind, "role"): f"{number} " + "forty five words at most say what it is " * 6}, themes=[theme]
        )
    assert len(read(client, sections.section_address(kind))) < 150_000


def test_people_stand_under_their_letters(client):
    made.person(name="Čeda Marković")
    made.person(name="Ana Lučić")
    page = read(client, "/people/")
    assert page.index(">A</h2>") < page.index("Ana Lučić") < page.index(">C</h2>") < page.index("Čeda Marković")


def test_events_stand_in_the_order_of_time(client):
    for title, date in (("Later", "1946"), ("Earliest", "1890-08"), ("Middle", "1942~")):
        made.event(title=title, date=date)
    page = read(client, "/events/")
    assert page.index("Earliest") < page.index("Middle") < page.index("Later")
    assert "about 1942" in page


def test_events_are_narrowed_by_stage_and_context(client):
    stage = made.stage(slug="removal", label="Removal")
    made.event(title="They are sent away", stage=stage)
    made.event(title="Somewhere a war begins")
    assert "war begins" not in read(client, "/events/?stage=removal")
    assert "sent away" not in read(client, "/events/?stage=context")


def test_sources_are_narrowed_by_kind_of_witness(client):
    made.source(title="A court's opinion", ladder="finding")
    made.source(title="A leaflet", ladder="denial")
    page = read(client, "/sources/?kind=denial")
    assert "A leaflet" in page and "opinion" not in page


def test_terms_are_grouped_by_their_first_use(client):
    made.term(term="zebra word", rules=[{"use": "prefer", "why": "Exact."}])
    made.term(term="alien word", rules=[{"use": "avoid", "why": "Hurts."}])
    made.term(term="middle word", rules=[{"use": "avoid", "why": "There."}, {"use": "explain", "why": "Here."}])
    page = read(client, "/terms/")
    assert (
        page.index("Preferred</h2>")
        < page.index("zebra word")
        < page.index("explanation</h2>")
        < page.index("middle word")
    )
    assert page.index("middle word") < page.index("Avoided</h2>") < page.index("alien word")
    assert page.count('href="/terms/middle-word/"') == 1
    assert "alien word" not in read(client, "/terms/?use=prefer")


def test_claims_are_narrowed_by_sureness_check_and_source(client):
    work = made.source(slug="oig-2012")
    checked = made.claim(statement="Checked and sure.", confidence="high", sources=[(work, "p. 1"), (work, "p. 2")])
    made.claim(statement="Nobody looked.", confidence="low")
    check(checked, "correct")
    assert "Nobody looked." not in read(client, "/claims/?sure=high")
    assert "Nobody looked." not in read(client, "/claims/?check=once")
    assert "Checked and sure." not in read(client, "/claims/?check=unchecked")
    page = read(client, "/claims/?source=oig-2012")
    assert "Nobody looked." not in page and page.count(f'href="{checked.address}"') == 1


def test_withdrawn_claims_are_not_listed_and_keep_their_page(client):
    claim = made.claim(statement="This we no longer say.", status="withdrawn")
    assert "no longer say" not in read(client, "/claims/")
    assert "Withdrawn" in read(client, claim.address)


# Pages ----------------------------------------------------------------------------------------------------------------


@every_kind
def test_a_page_stands_at_its_address_and_a_draft_at_none(client, kind):
    thing, draft = KINDS[kind](**name(kind, "Seen by everybody")), KINDS[kind](live=False)
    page = read(client, thing.address)
    assert "Seen by everybody" in page and page.count("<h1") == 1
    assert f'<a href="{sections.section_address(kind)}">' in page
    read(client, draft.address, 404)


@every_kind
def test_a_page_costs_as_many_queries_with_many_claims_as_with_few(client, kind, django_assert_max_num_queries):
    thing = KINDS[kind](themes=[made.theme()])
    if kind == "source":
        for _ in range(50):
            made.claim(sources=[thing])
            made.event(sources=[thing])
    with django_assert_max_num_queries(25):
        client.get(thing.address)


@every_kind
def test_an_old_address_leads_to_the_present_one(client, kind):
    thing = KINDS[kind](slug="before")
    thing.slug = "after"
    thing.save()
    response = client.get(f"{sections.section_address(kind)}before/")
    assert (response.status_code, response["Location"]) == (301, f"{sections.section_address(kind)}after/")
    thing.slug = "before"
    thing.save()
    assert client.get(f"{sections.section_address(kind)}before/").status_code == 200
    assert client.get(f"{sections.section_address(kind)}after/")["Location"].endswith("/before/")


@every_kind
def test_the_title_of_a_page_says_what_kind_of_thing_it_is(client, kind):
    extra = {"issued": "1922-11-13"} if kind == "source" else {}
    page = read(client, KINDS[kind](**name(kind, "Ozawa v. United States"), **extra).address)
    told = {"source": "source, 1922", "table": "data table"}.get(kind, kind)
    assert f"<title>Ozawa v. United States ({told}) · The Registry Archive</title>" in page


def test_a_word_s_description_is_more_than_the_word(client):
    thing = made.term(
        term="internment", explanation="", rules=[{"use": "explain", "why": "Correct in law for enemy nationals only."}]
    )
    told = "“internment” as the archive uses it. Correct in law for enemy nationals only."
    assert f'<meta name="description" content="{told}">' in read(client, thing.address)


@pytest.mark.parametrize("kind", ["person", "organization", "place"])
def test_what_nothing_is_tied_to_yet_can_be_searched_for(client, kind):
    page = read(client, KINDS[kind](name="Tule Lake & Newell").address)
    assert 'href="/search/?q=Tule%20Lake%20%26%20Newell"' in page


def test_an_old_address_of_what_is_hidden_leads_nowhere(client):
    person = made.person(slug="before")
    person.slug = "after"
    person.save()
    person.unpublish()
    read(client, "/people/before/", 404)


def test_a_draft_s_slug_was_never_an_address(client):
    person = made.person(slug="before", live=False)
    person.slug = "after"
    person.save()
    assert not models.OldSlug.objects.exists()


def test_publishing_a_renamed_draft_remembers_the_old_address(client):
    person = made.person(slug="before")
    person.slug = "after"
    revision = person.save_revision()
    assert client.get("/people/before/").status_code == 200
    revision.publish()
    assert client.get("/people/before/")["Location"] == "/people/after/"


def test_a_source_says_what_rests_on_it(client):
    work = made.source(title="The inspector's report", url="https://reports.example/oig", note="Read in print.")
    made.claim(statement="It was costly.", sources=[(work, "p. 14")])
    made.claim(statement="A draft of ours.", sources=[(work, "p. 15")], live=False)
    made.event(title="The report appears", sources=[(work, "ch. 2")])
    made.quotation(text="We found no use of it.", source=work)
    made.quotation(text="Hateful words.", source=work, propaganda=True)
    made.entry(title="What it cost", body=[made.paragraph(f"<p>Much.{made.citation(work)}</p>")])
    page = read(client, work.address)
    for words in (
        "It was costly.",
        "p. 14",
        "The report appears",
        "ch. 2",
        "We found no use of it.",
        "What it cost",
        "Read in print.",
    ):
        assert words in page
    assert "A draft of ours." not in page and "Hateful words." not in page
    assert 'href="https://reports.example/oig"' in page


def test_denial_is_cited_and_never_linked(client):
    work = made.source(ladder="denial", url="https://denial.example/", archived_url="https://archive.example/denial")
    page = read(client, work.address)
    assert "denial.example" not in page and "archive.example/denial" not in page
    assert "cited here as what it is" in page


def test_an_address_that_is_not_the_web_s_is_not_linked(client):
    work = made.source()
    models.Source.objects.filter(pk=work.pk).update(url="javascript:alert(1)")
    assert 'href="javascript' not in read(client, work.address)


def test_an_event_says_where_when_and_between_what(client):
    theme, clause = made.theme(), made.clause(number="H2", short="IBM and the Holocaust")
    events = [made.event(title=f"Day {day}", date=f"1942-02-{day}", themes=[theme]) for day in (10, 11, 12)]
    asked = made.event(
        title="The asked one",
        date="1942-02-11",
        themes=[theme],
        place=made.place(name="Berlin"),
        pledge=[(clause, "named", "It names this.")],
    )
    entry = made.entry(title="What happened then")
    asked.entry = entry
    asked.save()
    by_hand = made.timeline(title="Chosen by hand", events=[asked])
    by_rule = made.timeline(title="Chosen by rule", rule_themes=[theme], rule_from="1942-02", rule_to="1942-03")
    made.timeline(title="Of another time", rule_themes=[theme], rule_from="1943")
    page = read(client, asked.address)
    for words in ("11 February 1942", "Berlin", "It names this.", "What happened then", by_hand.title, by_rule.title):
        assert words in page
    assert "Of another time" not in page
    assert events[1].title in page and events[2].title in page and events[0].title not in page


def test_an_event_says_what_is_hard_in_it_before_its_words(client):
    place = made.place()
    event = made.event(content_reasons=["killing", "slurs"], content_note="Told.", grade_floor=9, place=place)
    page = read(client, event.address)
    note = "<b>Content note.</b> Killing, slurs. Told. Suggested from grade 9."
    assert page.index(note) < page.rindex("Something happened.")
    assert "Suggested from grade 9. Speaks of killing, slurs. Told." in read(client, place.address)


def test_a_private_entry_is_not_named_by_its_event(client):
    entry = made.entry(title="Not for everybody")
    PageViewRestriction.objects.create(page=entry, restriction_type=PageViewRestriction.LOGIN)
    event = made.event(entry=entry)
    assert "Not for everybody" not in read(client, event.address)


def test_the_living_have_no_dates(client):
    living = made.person(name="Living Person", living=True, dates="1950/")
    dead = made.person(name="Dead Person", dates="1900/1980")
    assert "1950" not in read(client, living.address)
    assert "1900" in read(client, dead.address)


def test_a_person_has_forms_of_the_name_in_their_language(client):
    person = made.person(name="Fred Korematsu", wikidata="Q123")
    person.forms = [models.PersonForm(text="是松 豊三郎", language="ja", script="Jpan")]
    person.save()
    page = read(client, person.address)
    assert 'lang="ja"' in page and "是松" in page and "Q123" in page
    assert "Japanese, Japanese script" in page and "Jpan" not in page


def test_a_person_s_words_and_entries(client):
    person = made.person()
    made.quotation(text="I did not go.", person=person)
    made.quotation(text="Hateful words.", person=person, propaganda=True)
    made.entry(title="Who refused", people=[person])
    made.entry(title="A draft on them", people=[person], live=False)
    page = read(client, person.address)
    assert "I did not go." in page and "Who refused" in page
    assert "Hateful words." not in page and "A draft on them" not in page


@pytest.mark.parametrize(
    ("lat", "lon", "words"),
    [
        (36.728, -118.154, "36.728° north, 118.154° west"),
        (-1.95, 30.06, "1.95° south, 30.06° east"),
        (0.0, 0.0, "0° north, 0° east"),
        (None, 3.0, ""),
    ],
)
def test_coordinates_in_words(lat, lon, words):
    assert coordinates(lat, lon) == words


def test_a_place_says_how_exactly_it_is_known(client):
    place = made.place(lat=36.73, lon=-118.15, precision="area")
    made.event(title="They arrive", place=place)
    page = read(client, place.address)
    assert "36.73° north" in page and "The point stands for a whole town or area" in page and "They arrive" in page


@pytest.mark.parametrize(("since_in", "said"), [("field", "in the field since"), ("archive", "in this archive since")])
def test_a_term_says_in_which_themes_why_since_when_and_where(client, since_in, said):
    theme = made.theme(title="The camps")
    rule = {
        "use": "avoid",
        "why": "It hides what was done.",
        "since": "1994",
        "since_in": since_in,
        "instead": "incarceration",
        "themes": [theme],
    }
    term = made.term(rules=[rule])
    page = read(client, term.address)
    for words in ("Avoided", "It hides what was done.", "1994", "incarceration", "The camps"):
        assert words in page
    assert f'{said} <time datetime="1994">' in page
    assert f'{said.capitalize()} <time datetime="1994">' in read(client, theme.address)


@pytest.mark.parametrize(("given", "names"), [({"since": "1994"}, "since_in"), ({"since_in": "field"}, "since")])
def test_the_date_of_a_rule_stands_with_whose_it_is(given, names):
    with pytest.raises(ValidationError) as refused:
        models.TermRule(use="avoid", why="It hides what was done.", **given).clean_fields(exclude=["term"])
    assert list(refused.value.message_dict) == [names]


@pytest.mark.parametrize("make", [made.person, made.organization, made.place, made.term])
def test_an_account_is_read_with_its_notes(client, make):
    work = made.source(title="A work on it")
    page = read(client, make(text=f"<p>What is known.{made.citation(work)}</p>").address)
    assert "What is known." in page and 'href="#n1" id="r1"' in page
    assert "A work on it" in page[page.index('<li id="n1">') :]
    assert "Notes" not in read(client, make().address)


def test_a_claim_shows_its_evidence_and_never_its_caution(client):
    claim = made.claim(
        statement="Eleven were convicted.",
        confidence="high",
        contest_kind="denied",
        contested="The ministry denies it.",
        note="Counted in June.",
        caution="Never write that they were guilty.",
        as_of="2020-01-01",
        sources=[(made.source(title="Report"), "p. 9")],
    )
    made.entry(title="Where it stands", claims=[claim])
    made.entry(title="A hidden place", claims=[claim], live=False)
    page = read(client, claim.address)
    for words in (
        "Established; denied",
        "The ministry denies it.",
        "Counted in June.",
        "p. 9",
        "Where it stands",
        "1 January 2020",
        "Nobody yet.",
    ):
        assert words in page
    assert "guilty" not in page and "A hidden place" not in page


def test_the_caution_is_nowhere(client):
    work = made.source()
    claim = made.claim(caution="Zqcaution.", sources=[work])
    made.entry(slug="an-entry", claims=[claim])
    for address in ("/claims/", claim.address, work.address, "/entries/an-entry/"):
        assert "Zqcaution" not in read(client, address)


def test_a_check_names_who_and_lapses_with_an_edit(client):
    claim = made.claim(statement="It was so.")
    check(claim, "correct", display_name="Ada Historian")
    page = read(client, claim.address)
    assert "Ada Historian" in page and "Checked once" in page and "no longer counts" not in page
    claim.statement = "It was nearly so."
    claim.save()
    page = read(client, claim.address)
    assert "no longer counts" in page and "Not yet checked" in page


def check(claim, verdict: str, display_name: str = "") -> None:
    user = get_user_model().objects.create_user(f"checker-{claim.uid}", display_name=display_name)
    claim = models.Claim.objects.get(pk=claim.pk)
    models.ClaimCheck.objects.create(claim=claim, digest=claim.digest, verdict=verdict, user=user, role="fact-checker")


def test_a_table_is_read_aloud_and_taken_along(client):
    table = made.table(
        slug="counts",
        title="Counts",
        unit="people",
        columns=["Year", "Count"],
        rows=[["1942", "=1+1"], ["1943", "-5"]],
        note="Without children.",
    )
    page = read(client, table.address)
    assert (
        'Counts <span class="label">(people)</span></span></caption>' in page
        and 'scope="col"' in page
        and 'scope="row"' in page
    )
    assert "Without children." in page
    response = client.get("/tables/counts/table.csv")
    assert response["Content-Type"].startswith("text/csv") and "counts.csv" in response["Content-Disposition"]
    assert list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")))) == [
        ["Year", "Count"],
        ["1942", "'=1+1"],
        ["1943", "-5"],
    ]


@pytest.mark.parametrize(
    ("cell", "written"),
    [("=A1", "'=A1"), ("@x", "'@x"), ("-5", "-5"), ("+1,200", "+1,200"), ("-x", "'-x"), ("12", "12"), ("", "")],
)
def test_no_cell_is_taken_for_a_formula(cell, written):
    assert plain_cell(cell) == written


# Editions -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def twice():
    """An entry published twice."""
    entry = made.entry(slug="a-raid", title="A raid", summary="The first words.")
    entry.save_revision().publish()
    entry.summary, entry.change_note = "The second words.", "A date was put right."
    entry.save_revision().publish()
    return entry


def test_an_edition_is_read_as_it_was_published(client, twice):
    page = read(client, "/entries/a-raid/v/1/")
    assert "The first words." in page and "This is edition 1" in page and 'href="/entries/a-raid/v/2/"' in page
    assert models.Edition.objects.get(object_uid=twice.uid, number=1).sha256 in page
    page = read(client, "/entries/a-raid/v/2/")
    assert "This is the present edition." in page and "A date was put right." in page
    assert client.get("/entries/a-raid/v/1/")["X-Robots-Tag"] == "noindex"
    read(client, "/entries/a-raid/v/3/", 404)


def test_an_edition_of_what_is_not_public_is_not_shown(client, twice):
    PageViewRestriction.objects.create(page=twice, restriction_type=PageViewRestriction.LOGIN)
    read(client, "/entries/a-raid/v/1/", 404)
    PageViewRestriction.objects.all().delete()
    twice.unpublish()
    read(client, "/entries/a-raid/v/1/", 404)


def test_a_redacted_edition_says_so(client, twice):
    models.Edition.objects.filter(number=1).update(
        redacted_at=timezone.now(), redaction_note="A name was taken out.", text="Left over."
    )
    page = read(client, "/entries/a-raid/v/1/")
    assert "Redacted on" in page and "A name was taken out." in page and "Left over." in page


def test_an_edition_under_an_old_slug_leads_to_the_present_one(client, twice):
    twice.slug = "the-raid"
    twice.save_revision().publish()
    assert client.get("/entries/a-raid/v/1/")["Location"] == "/entries/the-raid/v/1/"


def test_plain_pages_have_editions_too(client):
    page = made.standard_page(slug="about", title="About")
    page.save_revision().publish()
    assert "This is the present edition." in read(client, "/about/v/1/")


def test_an_edition_s_text_is_safe_and_linked():
    page = rendered(
        "# Title\n\nWords.[@oig-2012, p. 4; @other] [A link](entry:a-raid)\n\n<script>alert(1)</script>\n\n"
        "[x](javascript:alert(1))\n\n"
        "<!-- id: 3f2a-11 -->\n```block\ntype: quotation\nquotation: q1 [@kept]\n```\n"
    )
    assert "<h1>" not in page and "<script" not in page and 'href="javascript' not in page and "3f2a" not in page
    assert '<a href="/sources/oig-2012/">oig-2012</a>, p. 4; <a href="/sources/other/">other</a>' in page
    assert '<a href="/entries/a-raid/">A link</a>' in page
    assert "[@kept]" in page


# Timelines ------------------------------------------------------------------------------------------------------------

MUST = (
    "These histories are placed side by side to ask questions, not to measure suffering; "
    "one stage did not have to follow another."
)


@pytest.fixture
def two():
    stage = made.stage(slug="removal", label="Removal")
    theme = made.theme(title="First history")
    theme.theme_stages = [models.ThemeStage(stage=stage, label="Did not happen", how="Nobody was removed.")]
    theme.save()
    events = [made.event(title="One day", date="1942-02-19", stage=stage), made.event(title="No day known", date="")]
    return (
        made.timeline(slug="one", title="One", themes=[theme], events=events, questions=["Who could have refused?"]),
        made.timeline(slug="two", title="Two", events=[made.event(title="Another day", date="1942-07", stage=stage)]),
    )


def test_side_by_side_the_required_sentence_stands_first(client, two):
    for query in ("", "?t=one&t=two", "?t=one&t=two&align=stage"):
        page = read(client, f"/timelines/compare/{query}")
        assert (
            MUST in page
            and page.index(MUST) < page.index('<form class="choose"')
            and (not query or page.index(MUST) < page.index("filters"))
        )


def test_side_by_side_by_year(client, two):
    page = read(client, "/timelines/compare/?t=one&t=two")
    assert (
        page.index("1942")
        < page.index("One day")
        < page.index("Another day")
        < page.index("Year not known")
        < page.index("No day known")
    )
    assert "Who could have refused?" in page


def test_side_by_side_by_stage_says_what_did_not_happen(client, two):
    page = read(client, "/timelines/compare/?t=one&t=two&align=stage")
    assert "Did not happen" in page and "Nobody was removed." in page and 'class="without"' not in page


def test_side_by_side_says_what_is_hard_in_the_events(client, two):
    assert "Content note" not in read(client, "/timelines/compare/?t=one&t=two")
    models.Event.objects.filter(title="One day").update(content_reasons=["killing"], grade_floor=9)
    note = "<b>Content note.</b> Killing. Suggested from grade 9."
    assert note in read(client, "/timelines/compare/?t=one&t=two").replace("  ", " ")


def test_what_cannot_stand_side_by_side_is_said(client, two):
    assert "Choose at least two" in read(client, "/timelines/compare/?t=one")
    assert "left out" in read(client, "/timelines/compare/?t=one&t=two&t=nowhere")
    for number in range(3):
        made.timeline(slug=f"more-{number}")
    page = read(client, "/timelines/compare/?t=one&t=two&t=more-0&t=more-1&t=more-2")
    assert "At most 4" in page and page.count('scope="col"') == 4
    two[1].unpublish()
    assert ">Two<" not in read(client, "/timelines/compare/?t=one&t=two")


def test_a_timeline_may_be_framed_where_it_is_meant_to_be(client, two):
    response = client.get("/timelines/one/embed/")
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    page = response.content.decode()
    assert "One day" in page and 'class="masthead"' not in page and '<base target="_blank">' in page
    assert "frame-ancestors 'self'" in client.get("/timelines/one/")["Content-Security-Policy"]
    two[0].unpublish()
    read(client, "/timelines/one/embed/", 404)


def test_a_timeline_as_files(client, two):
    text = client.get("/timelines/one/events.csv").content.decode("utf-8-sig")
    assert "One day" in text and "Another day" not in text
    data = client.get("/timelines/one/timelinejs.json")
    assert data["Access-Control-Allow-Origin"] == "*"
    assert [slide["text"]["headline"] for slide in data.json()["events"]] == ["One day"]
    assert "One day" not in client.get("/timelines/one/events.csv?from=1950").content.decode()
    read(client, "/timelines/nowhere/events.csv", 404)


# Plain pages ----------------------------------------------------------------------------------------------------------


def test_the_terminology_page_lists_terms_by_use(client):
    made.standard_page(slug="terminology", title="Words")
    made.term(term="good word", rules=[{"use": "prefer", "why": "Exact."}])
    made.term(term="drafted word", rules=[{"use": "prefer", "why": "Exact."}], live=False)
    page = read(client, "/terminology/")
    assert "good word" in page and "Preferred" in page and "drafted word" not in page


def test_the_takedown_page_names_the_operator_s_address_or_says_that_there_is_none(client, settings):
    made.standard_page(slug="takedown", title="Takedown")
    settings.TAKEDOWN_ADDRESS = ""
    assert "operator has not yet named an address" in read(client, "/takedown/")
    settings.TAKEDOWN_ADDRESS = "help@archive.example"
    assert 'href="mailto:help@archive.example"' in read(client, "/takedown/")


@every_kind
def test_a_draft_can_be_looked_at_in_the_desk(client, kind):
    thing = KINDS[kind]()
    template = thing.get_preview_template(None, "")
    from django.template.loader import render_to_string

    assert thing.heading[:20] in render_to_string(template, thing.get_preview_context(None, ""))


@pytest.mark.parametrize("make", [made.quotation, made.stage, made.clause])
def test_what_has_no_such_page_can_be_looked_at_too(make):
    from django.template.loader import render_to_string

    thing = make()
    assert "<h1>" in render_to_string(thing.get_preview_template(None, ""), thing.get_preview_context(None, ""))
