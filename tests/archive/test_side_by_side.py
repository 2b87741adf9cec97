"""Timelines side by side: what is kept in links and files, what an editor says of a stage, and that nothing is measured across."""

import csv
import io
import json
import re
import zipfile
from html import unescape
from urllib.parse import quote

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
        assert len(copies) == 5 and all(copy.endswith(state) for copy in copies)
        handout = said(copies[0])
        word = in_word(copies[1])
        table, slides, linked = (Client().get(copy).content.decode("utf-8-sig") for copy in copies[2:])
        frame = said(PAIR.replace("compare/", "compare/embed/") + state)
        expected = {"A meeting.", *(f"Moved in {year}." for year in range(1941, 1947))}
        for copy in (handout, word, table, slides, linked):
            assert set(re.findall(r"Moved in \d+\.|A meeting\.|A shooting\.", copy)) == expected
            assert "What speaks of killing is left out here. It happened all the same." in copy
            assert "Words of 1942." in copy
        assert "Moved in 1941." in frame and "A shooting." not in frame and "Moved in 1947." not in frame
        assert MUST in json.loads(slides)["title"]["text"]["text"] and MUST in json.loads(linked)["description"]
        for copy in (page, frame, handout, word):
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

    @pytest.mark.parametrize("align", ["date", "stage"])
    def test_it_may_stand_in_any_page_in_its_state_and_without_controls(self, align):
        state = f"t=one&t=two&align={align}&from=1944&to=1944"
        page = Client().get(f"/timelines/compare/?{state}").content.decode()
        frame = f"http://testserver/timelines/compare/embed/?{state}"
        code = next(unescape(each) for each in re.findall(r'<p class="copy">([^<]*)</p>', page) if "iframe" in each)
        assert unescape(code) == f'<iframe src="{frame}" title="“One” beside “Two”" width="100%" height="600"></iframe>'
        response = Client().get(frame.removeprefix("http://testserver"))
        html = unescape(response.content.decode())
        assert "frame-ancestors *" in response["Content-Security-Policy"] and response["X-Robots-Tag"] == "noindex"
        assert "frame-ancestors *" not in Client().get(f"/timelines/compare/?{state}")["Content-Security-Policy"]
        assert not response.cookies
        assert "A shooting." in html and "Moved in 1944." in html and "Moved in 1943." not in html
        assert "<b>Content note.</b> Killing." in html
        assert f'<link rel="canonical" href="http://testserver/timelines/compare/?{state}">' in html
        assert "<form" not in html and 'id="take"' not in html and "Leave out" not in html

    @pytest.mark.parametrize("query", ["", "?t=one", "?t=one&t=nowhere", "?t=%00&t=one"])
    def test_a_frame_of_fewer_than_two_says_so_itself(self, query):
        html = said(f"/timelines/compare/embed/{query}")
        assert "Fewer than two timelines stand in this link" in html and MUST in html
        assert "<table" not in html

    def test_pasting_the_link_is_enough(self):
        state = "t=one&t=two&align=stage&from=1942"
        page = said(f"/timelines/compare/?{state}")
        found = re.search(r'type="application/json\+oembed"[^>]*href="http://testserver([^"]+)"', page)
        for link in (found[1], f"/oembed?url={quote(f'http://testserver/timelines/compare/embed/?{state}&x=y')}"):
            answer = Client().get(link).json()
            assert answer["title"] == "“One” beside “Two”"
            assert f'src="http://testserver/timelines/compare/embed/?{state}"' in unescape(answer["html"])
        assert "application/json+oembed" not in said("/timelines/compare/?t=one")

    @pytest.mark.parametrize("query", ["", "?t=one", "?t=one&t=nowhere"])
    def test_a_link_of_fewer_than_two_is_refused_in_words(self, query):
        response = Client().get("/oembed", {"url": f"http://testserver/timelines/compare/{query}"})
        assert response.status_code == 404 and "Fewer than two public timelines" in response.content.decode()

    def test_slides_stand_in_time_under_the_titles_of_their_timelines(self):
        data = Client().get("/timelines/compare/timelinejs.json?t=two&t=one&from=1940&to=1942").json()
        shown = [(slide["text"]["headline"], slide["group"]) for slide in data["events"]]
        assert shown == [
            ("Moved in 1940.", "Two"),
            ("Moved in 1941.", "Two"),
            ("A meeting.", "One"),
            ("Moved in 1942.", "Two"),
        ]
        hard = Client().get("/timelines/compare/timelinejs.json?t=two&t=one").json()["events"]
        assert [slide["content_reasons"] for slide in hard if slide["content_reasons"]] == [["killing"]]

    def test_an_event_of_two_timelines_has_a_slide_in_each(self):
        page = models.TimelinePage.objects.get(slug="two")
        made.timeline(slug="three", title="Three", rule_themes=list(page.rule_themes.all()))
        slides = Client().get("/timelines/compare/timelinejs.json?t=two&t=three").json()["events"]
        assert [slide["group"] for slide in slides] == ["Two", "Three"] * 9
        assert len({slide["unique_id"] for slide in slides}) == 18

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
        for path in ("handout/", "timelines.docx", "events.csv", "timelinejs.json", "timeline.jsonld"):
            response = Client().get(f"/timelines/compare/{path}?t=one&t=nowhere", follow=True)
            assert response.redirect_chain and "Choose at least two timelines." in response.content.decode()

    @pytest.mark.parametrize("field", ["t=one", "t=two", "without=killing", "from=1942", "x=y", "align=stage"])
    @pytest.mark.parametrize("path", ["", "embed/", "handout/", "events.csv", "timelinejs.json", "timeline.jsonld"])
    def test_thousands_of_fields_are_no_error(self, field, path):
        assert said(f"/timelines/compare/{path}?t=one&t=two&" + "&".join([field] * 1500))

    def test_nonsense_is_said_and_no_error(self):
        page = said(f"{PAIR}&without=nonsense&from=soon&align=%00")
        assert "is no content reason" in page and "is not a date" in page
