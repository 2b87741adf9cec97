"""Timelines side by side: what is kept in links and files, what an editor says of a stage, and that nothing is measured across."""

import csv
import io
import re
import zipfile
from html import unescape

import pytest
from django.test import Client

from content import models
from content.timelines.not_ranked import SENTENCE as MUST
from tests.factories import content as made

pytestmark = pytest.mark.django_db
PAIR = "/timelines/compare/?t=one&t=two"
DURATION = re.compile(r"\b\d+ (?:years?|months?|days?)\b")


@pytest.fixture(scope="class")
def pair(made_once):
    return made_once(_pair)


def _pair():
    stage, empty = made.stage(slug="removal", label="Removal"), made.stage(slug="redress", label="Redress")
    first, second = made.theme(slug="first"), made.theme(slug="second")
    for row in (
        models.ThemeStage(
            theme=first, stage=stage, label="no removal", state="did-not-happen", how="Nobody was moved."
        ),
        models.ThemeStage(theme=second, stage=empty, label="a law", state="proposed-only", how="It was not passed."),
        models.ThemeStage(theme=second, stage=stage, label="trains", how="Trains ran."),
    ):
        row.save()
    for year in range(1940, 1948):
        made.event(title=f"Moved in {year}.", date=str(year), stage=stage, themes=[second], summary=f"Words of {year}.")
    made.event(title="A shooting.", date="1944-05-01", stage=stage, themes=[second], content_reasons=["killing"])
    made.event(title="A meeting.", date="1941-03-02", themes=[first])
    made.timeline(slug="one", title="One", rule_themes=[first], themes=[first], questions=["Who was asked?"])
    made.timeline(slug="two", title="Two", rule_themes=[second], themes=[second])


def said(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


def in_word(address: str) -> str:
    with zipfile.ZipFile(io.BytesIO(Client().get(address).content)) as packed:
        return unescape(re.sub(r"<[^>]+>", "", packed.read("word/document.xml").decode()))


@pytest.mark.usefixtures("pair")
class TestSideBySide:
    @pytest.mark.parametrize("align", ["date", "stage"])
    def test_every_copy_has_the_sentence_and_every_event_as_narrowed(self, align):
        state = f"&align={align}&from=1941&to=1946&without=killing"
        page = said(PAIR + state)
        copies = re.findall(r'href="(/timelines/compare/[a-z./]+\?[^"]+)"', page[page.index('id="take"') :])
        assert len(copies) == 3 and all(copy.endswith(state) for copy in copies)
        handout = said(copies[0])
        word = in_word(copies[1])
        table = Client().get(copies[2]).content.decode("utf-8-sig")
        expected = {"A meeting.", *(f"Moved in {year}." for year in range(1941, 1947))}
        for copy in (handout, word, table):
            assert set(re.findall(r"Moved in \d+\.|A meeting\.|A shooting\.", copy)) == expected
            assert "What speaks of killing is left out here. It happened all the same." in copy
            assert "Words of 1942." in copy
        for copy in (page, handout, word):
            assert MUST in copy and "by " in copy
            assert not DURATION.search(
                re.sub(r"\d\d? \w+ \d{4}", "", copy.partition(MUST)[2].partition("Where this is")[0])
            )
        assert "without what is flagged as killing" in page and "A shooting." not in page

    def test_the_table_names_the_timeline_of_each_event(self):
        rows = list(
            csv.DictReader(
                io.StringIO(Client().get("/timelines/compare/events.csv?t=one&t=two").content.decode("utf-8-sig"))
            )
        )
        assert [row["timeline"] for row in rows] == ["One"] + ["Two"] * 9
        assert {row["content_reasons"] for row in rows} == {"", "killing"}

    def test_more_of_a_stage_and_the_timeline_alone_keep_what_was_asked(self):
        page = said(f"{PAIR}&align=stage&from=1940&without=killing")
        assert 'href="/timelines/two/?from=1940&stage=removal&without=killing">More of this stage' in page
        assert 'href="/timelines/one/?from=1940&without=killing">One</a>' in page
        assert page.count("Moved in") == 6

    def test_a_cell_says_what_an_editor_said_and_never_what_is_merely_absent(self):
        page = said(f"{PAIR}&align=stage")
        assert "Did not happen: no removal" in page and "Nobody was moved." in page
        assert "Proposed only: a law" in page
        assert '<p class="state">trains</p>' in page
        assert page.count("Did not happen:") == 1 and page.count("Proposed only:") == 1
        assert page.count("No event here, and no word of an editor") == 1
        assert "A shaded cell says nothing of the kind" in page
        handout, word = (
            f"/timelines/compare/{path}?t=one&t=two&align=stage" for path in ("handout/", "timelines.docx")
        )
        for copy in (said(handout), in_word(word)):
            assert "Did not happen: no removal" in copy and "A meeting." in copy

    def test_no_time_is_measured_across_histories(self):
        uids = [models.Event.objects.get(title=title).uid for title in ("A meeting.", "A shooting.")]
        for align in ("date", "stage"):
            page = said(f"{PAIR}&align={align}&between={'.'.join(uids)}")
            main = page[page.index("<main") : page.index("</main>")]
            assert not DURATION.search(re.sub(r"\d\d? \w+ \d{4}", "", main))
            assert "between=" not in main

    def test_what_cannot_stand_side_by_side_leads_to_the_page_that_says_so(self):
        for path in ("handout/", "timelines.docx", "events.csv"):
            response = Client().get(f"/timelines/compare/{path}?t=one&t=nowhere", follow=True)
            assert response.redirect_chain and "Choose at least two timelines." in response.content.decode()

    @pytest.mark.parametrize("field", ["t=one", "t=two", "without=killing", "from=1942", "x=y", "align=stage"])
    @pytest.mark.parametrize("path", ["", "handout/", "events.csv"])
    def test_thousands_of_fields_are_no_error(self, field, path):
        assert said(f"/timelines/compare/{path}?t=one&t=two&" + "&".join([field] * 1500))

    def test_nonsense_is_said_and_no_error(self):
        page = said(f"{PAIR}&without=nonsense&from=soon&align=%00")
        assert "is no content reason" in page and "is not a date" in page
