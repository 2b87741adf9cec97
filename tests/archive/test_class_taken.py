"""A class timeline taken along: each file has what was picked and what is hard in it, and names what is withdrawn unshown."""

import base64
import csv
import io
import json
import re
import zipfile
from contextlib import suppress
from html import unescape
from urllib.parse import urlencode

import pypandoc
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from archive.classroom import places, taking, words
from archive.classroom.selection import DAMAGED, MOST, Selection
from archive.interop.oembed import NotFramed, framed_at
from tests.factories import content as made

TITLE, ASKED = "Wer stand auf der Liste?", "Who read it? <script>alert(1)</script> https://elsewhere.example/"
WITHDRAWN = "An event stands in this link that the archive has withdrawn"
FILES = ("timeline.docx", "events.csv", "timelinejs.json", "timeline.jsonld")
PAGES = ("", "embed/", "handout/", "handout/?sheet=student")


def packed(**said) -> str:
    return words.VERSION + base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")


@pytest.fixture(scope="class")
def things(made_once):
    def make():
        theme, other = made.theme(), made.theme()
        hard = made.event(title="The shooting", date="1943", themes=[theme], content_reasons=["killing"], grade_floor=9)
        entry = made.entry(title="The order", date="1941-12", themes=[other], content_note="It is told by a child.")
        gone = made.event(title="The secret", date="1942", live=False)
        return [hard, gone, entry]

    return made_once(make)


def of(things, by_hand: bool = True) -> Selection:
    return Selection(tuple(thing.uid for thing in things), by_hand)


def get(part: str, chosen: Selection):
    return Client().get(f"/class/{part}{'&' if '?' in part else '?'}{chosen.query}")


def plain(docx: bytes, folder) -> str:
    path = folder / "taken.docx"
    path.write_bytes(docx)
    found = pypandoc.convert_file(str(path), "plain", format="docx", extra_args=["--wrap=none", "--sandbox"])
    return " ".join(found.split())


@pytest.mark.django_db
class TestWhatIsTaken:
    @pytest.mark.parametrize("part", [*FILES, *PAGES])
    def test_has_what_was_picked_with_what_is_hard_and_names_what_is_withdrawn(self, things, part, tmp_path):
        response = get(part, of(things))
        assert response.status_code == 200 and not response.cookies
        assert response.headers["X-Robots-Tag"] == "noindex" and "private" in response.headers["Cache-Control"]
        read = plain(response.content, tmp_path) if "docx" in part else unescape(response.content.decode())
        told = ["The shooting", "The order", "It is told by a child.", WITHDRAWN, "grade 9"]
        if part == "events.csv":
            told[-1] = ",9,"
        for each in told:
            assert each in read, each
        assert "killing" in read.lower()
        assert "The secret" not in read
        assert "not to measure suffering" in read or part == "events.csv"

    @pytest.mark.parametrize("part", [*FILES, *PAGES])
    def test_a_damaged_link_gives_a_sentence_and_nothing_of_it(self, things, part):
        response = Client().get(f"/class/{part}{'&' if '?' in part else '?'}v=1&class={of(things).text[:-1]}")
        assert response.status_code == (404 if part in FILES else 200)
        assert DAMAGED in response.content.decode() and "The shooting" not in response.content.decode()

    def test_files_say_which_is_an_entry(self, things):
        rows = list(csv.DictReader(io.StringIO(get("events.csv", of(things)).content.decode("utf-8-sig"))))
        assert [row["kind"] for row in rows] == ["event", "entry", "withheld"]
        assert [row["stage"] for row in rows] == ["context", "", ""]
        items = get("timeline.jsonld", of(things)).json()["itemListElement"]
        assert [item["item"]["@type"] for item in items] == ["Event", "Article", "Thing"]

    def test_a_file_made_without_the_words_says_so(self, things, tmp_path):
        assert "none of the teacher’s words" in plain(get("timeline.docx", of(things)).content, tmp_path)

    def test_only_the_frame_may_be_framed(self, things):
        for part, may in (("embed/", True), ("", False), ("handout/", False)):
            policy = get(part, of(things)).headers["Content-Security-Policy"]
            assert ("frame-ancestors *" in policy) == may

    def test_the_panel_offers_all_of_it_and_all_of_it_is_there(self, things):
        page = get("", of(things)).content.decode()
        panel = re.search(r'<section class="part" id="take".*?</section>', page, re.DOTALL)[0]
        ours = [unescape(each) for each in re.findall(r'href="(/[^"]*)"', panel)]
        assert len(ours) == 6 and all(of(things).text in each for each in ours)
        assert {Client().get(each).status_code for each in ours} == {200}
        assert "<svg" in panel and "classroom.google.com" in panel and "To cite it" in panel
        code = unescape(unescape(re.search(r"&lt;iframe[^<]*", panel)[0]))
        source = re.search(r'src="http://testserver([^"]*)"', code)[1]
        assert source == f"/class/embed/?{of(things).query}"
        assert "content note goes along with every copy: killing" in panel

    def test_a_pasted_link_becomes_its_frame_with_the_words(self, things):
        link = f"http://testserver{of(things).address}"
        w = packed(title=TITLE)
        assert framed_at(f"{link}#w={w}").source == f"http://testserver/class/embed/?{of(things).query}#w={w}"
        page = get("", of(things)).content.decode()
        found = re.search(r'<link rel="alternate" type="application/json\+oembed"[^>]*href="([^"]*)"', page)
        said = Client().get(unescape(found[1]).removeprefix("http://testserver")).json()
        assert f"/class/embed/?{of(things).query}" in unescape(said["html"])
        for other in (
            link[:-1],
            f"{link}#<script>",
            "http://testserver/class/",
            link.replace("testserver", "elsewhere.example"),
        ):
            with suppress(NotFramed):
                assert framed_at(other).source.endswith(of(things).query)


@pytest.mark.django_db
class TestWhatIsMadeOfWords:
    def send(self, part: str, chosen: Selection, w: str, **more):
        return Client(enforce_csrf_checks=True).post(
            f"/class/{part}",
            urlencode({"v": "1", "class": chosen.text, "w": w}),
            content_type="application/x-www-form-urlencoded",
            **more,
        )

    def test_a_word_file_has_them_in_frames_as_plain_words_and_leaves_out_what_is_held_back(self, things, tmp_path):
        hard, gone, entry = things
        w = packed(title=TITLE, introduction="One.\n\nTwo.", questions={entry.uid: ASKED}, held=[hard.uid])
        response = self.send("timeline.docx", of(things), w)
        assert response.status_code == 200 and not response.cookies
        read = plain(response.content, tmp_path)
        assert read.count(words.HEADING) == 2
        assert f"{words.HEADING} {TITLE} One. Two." in read and f"{words.HEADING} {ASKED}" in read
        assert "holds back 1 of these" in read and "The shooting" not in read and WITHDRAWN in read
        assert "elsewhere.example" not in (links := relations_of(response.content)) and "/entries/" in links

    def test_a_code_is_drawn_of_the_link_and_of_no_other(self, things):
        response = self.send("code.svg", of(things), packed(title=TITLE))
        assert response.status_code == 200 and response["Content-Type"] == "image/svg+xml"
        assert response.content.startswith(b'<svg xmlns="http://www.w3.org/2000/svg"')
        assert self.send("code.svg", of(things), "1.%2Fevil.example").status_code == 400
        long = self.send("code.svg", of(things), packed(introduction="x" * 1500))
        assert long.status_code == 422 and "without them can be used" in long.content.decode()

    def test_nothing_is_written_and_no_transaction_is_held(self, things, monkeypatch):
        held = []
        monkeypatch.setattr(
            taking, "_file", lambda *_: held.append(len(connection.savepoint_ids)) or taking.in_words(200, "")
        )
        before = len(connection.savepoint_ids)
        with CaptureQueriesContext(connection) as asked:
            self.send("timeline.docx", of(things), packed(title=TITLE))
        assert held == [before]
        assert asked.captured_queries
        assert all(query["sql"].startswith("SELECT") for query in asked.captured_queries)
        assert not any(TITLE in query["sql"] for query in asked.captured_queries)

    @pytest.mark.parametrize("part", ["timeline.docx", "code.svg"])
    @pytest.mark.parametrize(
        "w",
        [
            "1",
            "2.e30",
            "1.%%%",
            "1.e30e",
            "1.x",
            "1." + "A" * 200_000,
            "1.\0",
            "1.é",
            packed(title="ok")[:-3],
            "1.W1tb",
        ],
    )
    def test_damaged_words_are_answered_by_a_sentence(self, things, part, w):
        response = self.send(part, of(things), w)
        assert response.status_code in {400, 413}
        assert response.content.decode() in {f"{words.DAMAGED}\n", f"{taking.TOO_LARGE}\n"}

    def test_what_is_too_large_is_not_read(self, things):
        response = self.send("timeline.docx", of(things), "1." + "A" * taking.LARGEST)
        assert response.status_code == 413 and taking.TOO_LARGE in response.content.decode()
        assert self.send("timeline.docx", of(things), "1.e30", CONTENT_LENGTH="much").status_code == 413

    def test_a_damaged_choice_is_answered_by_a_sentence(self, things):
        response = Client().post(
            "/class/timeline.docx", {"v": "1", "class": of(things).text[1:], "w": packed(title=TITLE)}
        )
        assert response.status_code == 404 and DAMAGED in response.content.decode()

    def test_no_more_word_files_are_made_at_once_than_there_are_places(self, things, monkeypatch):
        monkeypatch.setattr(places, "PATIENCE", 0)
        with places.place(), places.place():
            response = get("timeline.docx", of(things))
            assert response.status_code == 503 and response["Retry-After"] == "5"
            assert taking.TOO_MANY in response.content.decode()
        assert get("timeline.docx", of(things)).status_code == 200


def relations_of(file: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(file)) as whole:
        return "\n".join(whole.read(name).decode() for name in whole.namelist() if name.endswith(".rels"))


@given(st.one_of(st.text(), st.text(alphabet="-_azAZ09").map(words.VERSION.__add__), st.binary().map(bytes.hex)))
def test_anything_is_read_or_refused(text):
    with suppress(words.Unreadable):
        assert isinstance(words.read(text), words.Words)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(
    json_values
    | st.fixed_dictionaries({}, optional=dict.fromkeys(("title", "introduction", "questions", "held"), json_values))
)
def test_words_of_any_shape_are_brought_within_the_limits(said):
    read = words.read(words.VERSION + base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("="))
    assert len(read.title) <= words.LIMITS["title"] and len(read.introduction) <= words.LIMITS["introduction"]
    assert len(read.questions) <= MOST and len(read.held) <= MOST


def test_the_longest_words_fit():
    letter = "😀"
    whole = {
        "title": letter * 120,
        "introduction": letter * 1500,
        "questions": {f"{number:0>10}": letter * 400 for number in range(MOST)},
        "held": [f"{number:0>10}" for number in range(MOST)],
    }
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    w = words.VERSION + base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    assert len(words.read(w).questions) == MOST and len(w) < words.LONGEST
