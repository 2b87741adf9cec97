"""A theme as it is read: whose voices come first, and what stands where."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import models
from content.reading.themes import AFFECTED, IN_OFFICE, voices_of
from tests.factories import content as made

KINDS = ("affected", "refuser", "advocate", "scholar", "press", "company", "official", "perpetrator")


@dataclass(frozen=True)
class Said:
    voice: str
    slug: str


@given(st.lists(st.sampled_from(KINDS), max_size=40))
def test_those_it_happened_to_come_first_and_are_never_outnumbered(kinds):
    given_quotations = [Said(kind, f"q{at:02d}") for at, kind in enumerate(kinds)]
    voices = voices_of(given_quotations)
    opened = [*([voices.first] if voices.first else []), *voices.open]
    affected = [each for each in opened if each.voice in AFFECTED]
    in_office = [each for each in opened if each.voice in IN_OFFICE]
    assert len(affected) >= len(in_office)
    assert bool(voices.first) == ("affected" in kinds)
    assert sorted([*opened, *voices.folded], key=lambda each: each.slug) == given_quotations
    order = [KINDS.index(each.voice) for each in voices.folded]
    assert order == sorted(order)


@pytest.mark.django_db
def test_every_quotation_has_its_anchor_and_propaganda_has_no_place(client):
    theme = made.theme()
    said = [made.quotation(themes=[theme], voice=kind) for kind in KINDS for _ in range(3)]
    hateful = made.quotation(themes=[theme], text="Hateful words", propaganda=True)
    html = client.get(theme.address).content.decode()
    assert all(f'id="q-{each.uid}"' in html for each in said)
    assert "Hateful words" not in html and hateful.uid not in html


@pytest.mark.django_db
def test_the_original_wording_keeps_its_language(client):
    theme = made.theme()
    made.quotation(themes=[theme], text="Ours", original="Ntibizongera", original_language="rw")
    assert '<p class="original" lang="rw">Ntibizongera</p>' in client.get(theme.address).content.decode()


@pytest.mark.django_db
def test_what_a_theme_shows(client):
    theme, stage = (
        made.theme(key_when="In 1942.", key_how_many="At least ten.", questions=["Who decided?"]),
        made.stage(label="Removal"),
    )
    claim = made.claim(themes=[theme], statement="It was ordered.")
    row = models.ThemeStage(theme=theme, stage=stage, label="the buses", how="Did not happen here.")
    row.claims = [claim]
    theme.theme_stages = [row]
    theme.records_at = [models.ThemeRecordsAt(name="A state archive", what="Registers.")]
    theme.pledge_links = [models.ThemePledgeLink(clause=made.clause(number="2a"), why="The whole theme bears on it.")]
    theme.save()
    made.term(term="a kind word", rules=[{"use": "prefer", "why": "Because.", "themes": [theme]}])
    made.term(term="a bad word", rules=[{"use": "avoid", "why": "It hides.", "themes": [theme]}])
    made.table(title="Counted", themes=[theme])
    lesson, timeline = made.lesson(themes=[theme]), made.timeline(themes=[theme], rule_themes=[theme])
    made.event(themes=[theme])
    made.entry(themes=[theme], content_reasons=["killing"])
    html = client.get(theme.address).content.decode()
    for words in ("In 1942.", "Who decided?", "the buses", "Did not happen here.", "It was ordered.", "A state archive",
                  "The theme as a whole.", "The whole theme bears on it.", "Counted", "Content note."):  # fmt: skip
        assert words in html, words
    assert html.index("a kind word") < html.index("a bad word")
    assert lesson.address in html and f'{timeline.address}">' in html and ": 1 event<" in html
    assert html.index("Key facts") < html.index(">Voices<") < html.index(">Entries<")
    assert "1 statement, 1 dated event and" in html


@pytest.mark.django_db
def test_the_overview_in_plain_words_is_folded_above_it_and_shares_its_notes(client):
    first, second = made.source(title="First work"), made.source(title="Second work")
    theme = made.theme(
        plain_summary="In short.",
        plain_overview=[made.paragraph(f"<p>Easy words.{made.citation(first)}</p><h2>Then</h2><p>More.</p>")],
        overview=[
            made.paragraph(f"<p>Full words.{made.citation(second)} Again.{made.citation(first)}</p><h2>Then</h2>")
        ],
    )
    html = client.get(theme.address).content.decode()
    folded = html[html.index('<details class="plain" id="overview-plain">') : html.index("Full words.")]
    assert "Easy words." in folded and "</details>" in folded
    assert 'id="r1"' in folded and 'id="r2"' not in folded and 'class="mnote"' not in folded.split("</details>")[0]
    assert 'id="r2"' in html and 'id="r1b"' in html
    assert html.index("First work", html.index('id="n1"')) < html.index("Second work", html.index('id="n2"'))
    assert 'id="s-then"' in folded and 'id="s-then-2"' in html
    assert 'href="#overview-plain"' in html


@pytest.mark.django_db
def test_without_an_overview_in_plain_words_nothing_is_folded(client):
    html = client.get(made.theme(overview=[made.paragraph("<p>Full words.</p>")]).address).content.decode()
    assert "Full words." in html and "overview-plain" not in html


@pytest.mark.django_db
def test_the_records_of_a_theme_stand_in_the_order_of_time_and_are_folded_beyond_ten(client):
    theme = made.theme()
    for year in range(1953, 1941, -1):
        made.record(title=f"Of {year}", date=str(year), themes=[theme])
    made.record(title="Of a draft", themes=[theme], live=False)
    html = client.get(theme.address).content.decode()
    places = [html.index(f">Of {year}<") for year in range(1942, 1954)]
    assert places == sorted(places) and "Of a draft" not in html
    assert "12 records, each" in html and places[9] < html.index("2 more records") < places[10]


@pytest.mark.django_db
def test_a_theme_without_entries_timeline_or_lesson_says_none_yet(client):
    assert client.get(made.theme().address).content.decode().count("None yet.") >= 3
