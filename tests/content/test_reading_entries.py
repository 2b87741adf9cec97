"""An entry as it is read: its evidence, its clauses, its neighbours, who wrote it, its editions."""

import datetime
import re

import pytest

from content import models
from content.editions import keep_edition
from content.reading.entries import NOT_REVIEWED
from tests.factories import content as made
from tests.factories.people import somebody

pytestmark = pytest.mark.django_db


def shown(client, page) -> str:
    return client.get(page.address).content.decode()


def item(html: str, claim) -> str:
    """The list item of one claim."""
    return re.search(rf'<li class="claim[^>]*id="c-{claim.uid}">.*?</li>', html, re.DOTALL)[0]


def test_claims_stand_in_the_entrys_order_with_their_anchors(client):
    claims = [made.claim(statement=words) for words in ("Third of all.", "First of all.", "Second of all.")]
    html = shown(client, made.entry(claims=[claims[1], claims[2], claims[0]]))
    assert html.index("First of all.") < html.index("Second of all.") < html.index("Third of all.")
    assert all(f'id="c-{claim.uid}"' in html for claim in claims)


def test_a_claim_inside_the_text_is_not_one_of_the_entrys_own(client):
    inside, own = made.claim(statement="Inside."), made.claim(statement="Its own.")
    page = made.entry(claims=[own], body=[{"type": "claims", "value": {"heading": "", "claims": [inside.pk, own.pk]}}])
    html = shown(client, page)
    body, evidence = html.split('id="evidence"')
    assert "Inside." in body and "Its own." in body
    assert "Inside." not in evidence and "Its own." in evidence


def test_denial_is_named_and_lowers_nothing(client):
    claim = made.claim(confidence="high", contest_kind="denied", contested="A ministry says that it was not so.")
    found = item(shown(client, made.entry(claims=[claim])), claim)
    assert '<p class="sure established">Established; denied</p>' in found
    assert "<b>Denied.</b> A ministry says that it was not so." in found


def test_a_dispute_says_of_which_kind_it_is(client):
    claim = made.claim(confidence="low", contest_kind="figures", contested="Others count 79.")
    found = item(shown(client, made.entry(claims=[claim])), claim)
    assert "From memory" in found and "uncertain" in found
    assert "<b>Figures differ.</b> Others count 79." in found


def test_the_closing_rule_says_how_far_a_claim_was_checked(client):
    claim = made.claim()
    page = made.entry(claims=[claim])
    assert 'data-check="unchecked"' in item(shown(client, page), claim)
    for state in ("once", "twice"):
        models.ClaimCheck.objects.create(claim=claim, digest=claim.digest, verdict="correct", user=somebody())
        assert f'data-check="{state}"' in item(shown(client, page), claim)
    claim.statement = "Said otherwise now."
    claim.save()
    assert 'data-check="unchecked"' in item(shown(client, page), claim)


def test_the_sources_of_a_claim_stand_beside_it_with_their_locators(client):
    work = made.source(authors=["Ada, A."], issued="1990")
    claim = made.claim(sources=[(work, "ch. 2")])
    found = item(shown(client, made.entry(claims=[claim])), claim)
    assert f'<a href="{work.address}">Ada 1990</a>, ch. 2' in found


def test_a_withdrawn_claim_stays_and_is_said_to_be_withdrawn(client):
    claim = made.claim(statement="It was so.", status="withdrawn")
    found = item(shown(client, made.entry(claims=[claim])), claim)
    assert "<b>Withdrawn.</b>" in found and "<s>It was so.</s>" in found and "Established" not in found


@pytest.mark.parametrize(("days", "warned"), [(10, False), (181, True)])
def test_law_still_moving_is_dated_and_warned_of_after_180_days(client, days, warned):
    day = (datetime.date.today() - datetime.timedelta(days=days)).isoformat()
    claim = made.claim(as_of=day)
    html = shown(client, made.entry(claims=[claim], as_of=day))
    assert f'datetime="{day}"' in item(html, claim)
    assert ("more than 180 days ago" in item(html, claim)) is warned
    assert html.count("more than 180 days ago") == (2 if warned else 0)


def test_a_caution_to_writers_is_never_shown(client):
    claim = made.claim(caution="Do not name the street.")
    assert "Do not name the street." not in shown(client, made.entry(claims=[claim]))


def test_many_claims_are_folded_and_all_have_their_anchor_and_dispute(client):
    claims = [made.claim(contest_kind="figures", contested=f"Others say {at}.") for at in range(40)]
    html = shown(client, made.entry(claims=claims))
    assert "<summary>28 more statements</summary>" in html
    assert all(f'id="c-{claim.uid}"' in html for claim in claims)
    assert all(f"Others say {at}." in html for at in range(40))


def test_clauses_stand_in_the_order_named_example_counter_example_background(client):
    kinds = ["background", "counter-example", "named", "example"]
    clauses = [made.clause(number=f"Z{at}") for at in range(4)]
    page = made.entry(pledge=[(clause, kind, f"Reason {kind}.") for clause, kind in zip(clauses, kinds, strict=True)])
    html = shown(client, page).split('id="pledge"')[1]
    places = [html.index(f"Reason {kind}.") for kind in ("named", "example", "counter-example", "background")]
    assert places == sorted(places)
    assert f'href="{clauses[0].address}"' in html and "4 clauses of 19" in html


def test_neighbours_are_listed_and_long_lists_folded(client):
    people = [made.person(name=f"Somebody {at:02d}") for at in range(15)]
    near, record = made.entry(title="The neighbour"), made.record(title="The notice")
    html = shown(client, made.entry(people=people, related=[near], records=[record])).split('id="near"')[1]
    assert "3 more</summary>" in html and all(person.address in html for person in people)
    assert near.address in html and record.address in html


def test_timelines_that_show_its_events_are_named_by_hand_and_by_rule(client):
    theme, stage = made.theme(), made.stage()
    page = made.entry(themes=[theme])
    event = made.event(entry=page, themes=[theme], stage=stage, date="1942-02-19")
    by_hand = made.timeline(title="By hand", events=[event])
    by_rule = made.timeline(title="By rule", rule_themes=[theme], rule_stages=[stage], rule_from="1940", rule_to="1945")
    too_late = made.timeline(title="Too late", rule_themes=[theme], rule_from="1950")
    other = made.timeline(title="Other stage", rule_stages=[made.stage()])
    html = shown(client, page)
    assert by_hand.address in html and by_rule.address in html
    assert too_late.address not in html and other.address not in html


def test_without_names_it_says_who_drafted_it_in_exactly_these_words(client):
    assert NOT_REVIEWED == (
        "Drafted by the archive’s builders from the sources cited; not yet reviewed by a historian."
    )
    assert NOT_REVIEWED in shown(client, made.entry())


def test_authors_and_reviewers_are_named_with_qualification_and_date(client):
    page = made.entry(authors=["Ada Author"])
    assert "Written by Ada Author." in shown(client, page)
    assert "Not yet reviewed by a historian." in shown(client, page)
    page.contributors.add(
        models.Contributor(name="Rea Reviewer", role="reviewer", qualification="historian", date="2026-03-01")
    )
    page.save()
    html = shown(client, page)
    assert "Reviewed by Rea Reviewer, historian, " in html and 'datetime="2026-03-01"' in html
    assert "Not yet reviewed" not in html


def test_the_present_edition_is_cited_and_earlier_ones_linked(client, settings):
    page = made.entry(title="First title")
    first = keep_edition(page)
    page.title = "Second title"
    page.save()
    second = keep_edition(page, note="A date was wrong.")
    html = shown(client, page)
    assert f"{settings.SITE_URL}{second.address}" in html and "edition 2" in html and "A date was wrong." in html
    assert f'href="{first.address}"' in html and f'href="{second.address}"' not in html


def test_plain_words_and_the_content_note_come_before_the_text(client):
    page = made.entry(
        plain_summary="In short words.",
        content_reasons=["killing", "slurs"],
        content_note="A raid is told.",
        grade_floor=9,
    )
    html = shown(client, page)
    assert "<summary>In plain words</summary>" in html and "In short words." in html
    assert "Killing, slurs. A raid is told. Suggested from grade 9." in re.sub(r"\s+", " ", html)


def test_a_grade_alone_is_said_without_promising_a_note(client):
    html = shown(client, made.entry(grade_floor=8))
    assert "Suggested from grade 8." in html and "Content note" not in html


def test_an_entry_of_one_theme_stands_under_it_in_its_ink(client):
    theme = made.theme(mark="ibm", title="The machines", short_title="Machines")
    html = shown(client, made.entry(themes=[theme]))
    assert '<body data-theme="ibm">' in html and "Across" not in html
    assert f'<a href="{theme.address}">The machines</a>' in trail(html)


def test_an_entry_across_themes_stands_under_none_and_names_them_all(client):
    later = made.theme(mark="rwanda", position=9, title="A long name", short_title="Rwanda")
    first = made.theme(mark="ibm", position=2, title="Machines")
    html = shown(client, made.entry(themes=[later, first]))
    assert "<body>" in html and 'aria-current="true"' not in html[html.index('class="tabs"') : html.index("<main")]
    assert "/themes/" not in trail(html) and "/entries/" in trail(html)
    named = f'Across 2 themes: <a href="{first.address}">Machines</a>; <a href="{later.address}">Rwanda</a>'
    assert named in html


def trail(html: str) -> str:
    return re.search(r'<nav class="trail".*?</nav>', html, re.DOTALL).group()
