"""Every state that an address gives a timeline is kept wherever the timeline goes, and what it leaves out is said."""

import gzip
import io
import json
import re
import zipfile
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from content.templatetags.content_tags import qr
from tests.factories import content as made

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
STATES = {
    "from": "from=1942",
    "to": "to=1943",
    "theme": "theme=other",
    "stage": "stage=removal",
    "clause": "clause=collect",
    "person": "person=ada",
    "place": "place=here",
    "without": "without=flagged",
    "without one reason": "without=killing",
    "zoom decades": "zoom=decades",
    "zoom years": "zoom=years",
    "zoom days": "zoom=days",
    "lanes": "lanes=theme",
    "several": "from=1942&stage=removal&without=killing&zoom=years&lanes=theme",
}


@pytest.fixture(scope="class")
def timeline(made_once):
    return made_once(_timeline)


def _timeline():
    """Events of which each state shows some and leaves out some."""
    theme, other = (
        made.theme(slug="one", title="One history", short_title="One"),
        made.theme(slug="other", short_title="Other"),
    )
    removal, clause = made.stage(slug="removal", label="Removal"), made.clause(slug="collect")
    entry, place = made.entry(people=[made.person(slug="ada", name="Ada A.")]), made.place(slug="here", name="Here")
    all_of_it = {"stage": removal, "place": place, "pledge": [(clause, "example", made.WHY)], "entry": entry}
    made.event(title="Told by day.", date="1942-02-19", themes=[theme, other], **all_of_it)
    made.event(title="Told by month.", date="1942-03", themes=[theme, other], **all_of_it)
    made.event(title="A shooting.", date="1942-04-01", themes=[theme, other], content_reasons=["killing"], **all_of_it)
    made.event(title="Outside all.", date="1930", themes=[theme])
    made.event(title="Long after.", date="1988-08-10", themes=[theme])
    return made.timeline(slug="states", title="States", rule_themes=[theme], themes=[theme])


def titles(text: str) -> set[str]:
    return set(re.findall(r"Told by day\.|Told by month\.|A shooting\.|Outside all\.|Long after\.", text))


def get(address: str):
    response = Client().get(address)
    assert response.status_code == 200, address
    return response


def said(address: str) -> str:
    return unescape(get(address).content.decode())


def in_word(file: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        return unescape(re.sub(r"<[^>]+>", "", packed.read("word/document.xml").decode()))


@pytest.mark.usefixtures("timeline")
class TestEveryState:
    @pytest.mark.parametrize("state", STATES.values(), ids=STATES.keys())
    def test_is_kept_on_the_page_and_in_every_copy(self, state):
        page = said(f"/timelines/states/?{state}")
        shown = titles(page[page.index('id="events-h"') : page.index('id="take"')])
        assert shown and (shown < titles(said("/timelines/states/")) or state.startswith(("zoom=d", "zoom=y", "lanes")))

        copies = dict.fromkeys(re.findall(r'href="(/timelines/states/[^"]+)"', page[page.index('id="take"') :]))
        assert len(copies) == 7
        for copy in copies:
            if copy.startswith("/timelines/states/map/"):
                continue  # a map has no lanes and headings: tests/archive/test_timeline_maps.py
            assert parse_qs(urlsplit(copy).query).items() >= parse_qs(state).items(), copy
            file = get(copy).content
            text = in_word(file) if ".docx" in copy else unescape(file.decode())
            assert titles(text) == shown, copy
        (link,) = re.findall(r'<p class="copy">(http://testserver/timelines/states/\?[^#<]*)</p>', page)
        assert parse_qs(urlsplit(link).query) == parse_qs(state)
        assert qr(link) in page.replace("&quot;", '"')

        frame = unescape(re.search(r'<iframe src="([^"]+)"', page)[1])
        framed = said(frame.removeprefix(SITE))
        assert titles(framed) == shown
        assert (
            titles(get(f"{urlsplit(said_link(framed)).path}?{urlsplit(said_link(framed)).query}").content.decode())
            >= shown
        )
        linked = json.loads(get(f"/timelines/states/timeline.jsonld?{state}").content)
        assert linked["@id"] == link
        answer = json.loads(get(f"/oembed?{urlencoded(link)}").content)
        assert unescape(answer["html"]).count(frame) == 1

    @pytest.mark.parametrize("state", STATES.values(), ids=STATES.keys())
    def test_is_kept_in_links_of_events_parts_and_choices(self, state, monkeypatch):
        monkeypatch.setattr("content.reading.timeline_rows.EVENTS_A_PART", 1)
        monkeypatch.setattr("content.reading.timeline_rows.LINES_A_PART", 1)
        page = said(f"/timelines/states/?{state}")
        asked = parse_qs(state)
        parts = re.findall(r'<a href="([^"]*)"[^>]*>Part (\d)', page)
        for address, number in parts:
            query = parse_qs(urlsplit(address).query)
            assert query.items() >= asked.items() and query.get("page", ["1"]) == [number]
        if "zoom=decades" not in state:
            (event,) = re.findall(r'<p class="copy">([^<]*#e-\w{10})</p>', page)
            assert parse_qs(urlsplit(event).query).items() >= asked.items()
            assert "It is marked below." in said(event.removeprefix(SITE))
        for name in ("Years", "Nothing"):
            other = re.search(rf'<a href="([^"]*)"[^>]*>{name}</a>', page)[1]
            changed = {key: value for key, value in asked.items() if key not in {"zoom", "without"}}
            assert parse_qs(urlsplit(other).query).items() >= changed.items()
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]+)">', page))
        fields |= dict(re.findall(r'<input name="(\w+)" value="([^"]+)"', page))
        chosen = re.findall(r'<select name="(\w+)">(?:(?!</select>).)*?<option value="([^"]+)" selected', page)
        assert {**fields, **dict(chosen)}.items() >= {name: values[0] for name, values in asked.items()}.items()

    @pytest.mark.parametrize(
        ("state", "sentence"),
        [
            (
                "without=flagged",
                "One event is left out here because it speaks of something hard. It happened all the same.",
            ),
            ("without=killing", "One event is left out here because it speaks of killing. It happened all the same."),
            ("zoom=days", "2 events are not shown at this level: their days are not exactly known."),
        ],
    )
    def test_what_is_left_out_is_said_on_the_page_and_in_every_copy(self, state, sentence):
        for path in ("", "embed/", "handout/", "events.csv", "timelinejs.json", "timeline.jsonld"):
            assert sentence in said(f"/timelines/states/{path}?{state}"), path
        assert sentence in said(f"/timelines/states/handout/?{state}&sheet=student")
        assert sentence in in_word(get(f"/timelines/states/timeline.docx?{state}").content)
        assert not re.search("happened all the same|not shown at this level", said("/timelines/states/"))

    def test_a_reason_that_nothing_has_leaves_out_nothing_and_one_that_is_none_is_said(self):
        page = said("/timelines/states/?without=suicide&without=nonsense")
        assert "5 of 5 events" in page and "“nonsense” is no content reason of this archive" in page
        assert "A shooting." in page and "happened all the same" not in page

    def test_levels_lead_from_one_to_the_next(self):
        decades = said("/timelines/states/?zoom=decades&stage=removal")
        assert "3 of 3" in decades and "an overview by decades" in decades
        assert "1 event" in said("/timelines/states/?zoom=decades")
        closer = re.search(r'<h3>1940s</h3>.*?<a href="([^"]+)"[^>]*>Year by year', decades, re.DOTALL)[1]
        assert parse_qs(urlsplit(closer).query) == {
            "from": ["1940"],
            "to": ["1949"],
            "stage": ["removal"],
            "zoom": ["years"],
        }
        years = said(f"/timelines/states/{closer}")
        closest = re.search(r'<h3>1942</h3>.*?<a href="([^"]+)"[^>]*>Day by day', years, re.DOTALL)[1]
        days = said(f"/timelines/states/{closest}")
        assert titles(days[days.index('id="events-h"') :]) == {"Told by day.", "A shooting."}
        assert "<h3>19 February 1942</h3>" in days and "Told by month." not in days

    def test_lanes_by_theme_are_told_in_words_and_drawn_in_the_ink_of_each(self):
        page = said("/timelines/states/?lanes=theme")
        item = re.search(r'<li class="event"[^>]*>(?:(?!</li>).)*Told by day.*?</li>', page, re.DOTALL)[0]
        assert "<span>One; Other</span>" in item
        assert '<i class="lane-1 exact"></i>' in item and '<i class="lane-2 exact"></i>' in item
        assert "in lanes by theme" in page and "<li>One</li><li>Other</li>" in page

    def test_of_one_theme_alone_there_are_no_lanes_by_theme_to_choose(self):
        theme = made.theme()
        page = made.timeline(events=[made.event(themes=[theme])])
        assert "<b>Lanes</b>" not in said(page.address) and "<b>Lanes</b>" in said("/timelines/states/")

    def test_values_that_are_not_known_are_said_and_never_an_error(self):
        for query in (
            "zoom=closest",
            "lanes=people",
            "event=%27%3B",
            "between=a.b",
            "between=" + "x." * 900,
            "without=%00",
        ):
            page = said(f"/timelines/states/?{query}")
            assert "5 of 5 events" in page
            assert re.search(r"left as it is|none is marked|two different events|is no content reason", page), query


def said_link(framed: str) -> str:
    return re.search(r'<h1><a href="([^"]+)"', framed)[1]


def urlencoded(link: str) -> str:
    from urllib.parse import urlencode

    return urlencode({"url": link, "format": "json"})


@pytest.mark.usefixtures("timeline")
class TestTheEventAnAddressNames:
    @pytest.fixture
    def uids(self):
        page = said("/timelines/states/")
        return {title: uid for uid, title in re.findall(r'<a href="#e-(\w{10})" target="_self">([^<]+)</a>', page)}

    @pytest.mark.parametrize("path", ["", "embed/"])
    def test_it_is_marked_and_said_in_words(self, uids, path):
        uid = uids["A shooting."]
        page = said(f"/timelines/states/{path}?event={uid}")
        assert "The link names “A shooting.”, event 4 of 5. It is marked below." in page
        assert re.search(rf'<li class="event" id="e-{uid}" tabindex="-1" aria-current="true">', page)
        assert page.count('aria-current="true">\n    <p class="when">') == 1
        assert page.count("the event your link names") == 1

    @pytest.mark.parametrize("path", ["", "embed/"])
    def test_left_out_it_is_not_named_and_a_link_leads_to_it(self, uids, path):
        uid = uids["A shooting."]
        page = said(f"/timelines/states/{path}?without=killing&event={uid}")
        assert "The link names an event that these choices leave out." in page and "A shooting." not in page
        assert f'href="?event={uid}#e-{uid}"' in page

    def test_its_part_is_opened_unless_another_is_asked_for(self, uids, monkeypatch):
        monkeypatch.setattr("content.reading.timeline_rows.EVENTS_A_PART", 2)
        uid = uids["A shooting."]
        assert f'id="e-{uid}"' in said(f"/timelines/states/?event={uid}")
        page = said(f"/timelines/states/?event={uid}&page=1")
        assert f'id="e-{uid}"' not in page
        assert re.search(rf'<a href="\?event={uid}#e-{uid}"[^>]*>It stands in part 2</a>', page)

    def test_what_stands_elsewhere_or_was_withdrawn_is_said(self):
        other, hidden = made.event(title="Elsewhere"), made.event(title="Hidden words", live=False)
        page = said(f"/timelines/states/?event={other.uid}")
        assert "“Elsewhere”, which does not stand in this timeline" in page and other.address in page
        page = said(f"/timelines/states/?event={hidden.uid}")
        assert "withdrawn, or keeps back" in page and "Hidden words" not in page
        assert "the mark zzzzzzzzzz, which the archive does not have" in said("/timelines/states/?event=zzzzzzzzzz")

    def test_it_is_kept_by_what_frames_a_pasted_link(self, uids):
        uid = uids["A shooting."]
        answer = json.loads(get(f"/oembed?{urlencoded(f'{SITE}/timelines/states/?event={uid}#e-{uid}')}").content)
        assert f"/timelines/states/embed/?event={uid}#e-{uid}" in unescape(answer["html"])

    def test_the_time_to_another_event_is_told_with_sources_and_taken_along(self, uids):
        first, second = uids["Told by day."], uids["Long after."]
        asked = f"between={first}&between={second}"
        told = "46 years, 5 months and 22 days"
        page = said(f"/timelines/states/?{asked}")
        assert told in page and f"between={first}.{second}" in page
        part = page[page.index('id="between-h"') : page.index('id="events-h"')]
        assert part.count("Sources of “") == 2 and part.count('href="/sources/') == 2
        for path in ("embed/", "handout/"):
            assert told in said(f"/timelines/states/{path}?{asked}")
        narrowed = said(f"/timelines/states/?{asked}&to=1950")
        assert told not in narrowed and "one of them is not shown here" in narrowed
        assert told in in_word(get(f"/timelines/states/timeline.docx?{asked}").content)
        named = said(f"/timelines/states/?event={first}")
        assert "Tell the time" in named and named.count("<option value=") >= 4
        assert "Tell the time" not in said("/timelines/states/")


@pytest.mark.usefixtures("timeline")
class TestOnTheWay:
    def test_pages_go_compressed_to_whoever_takes_them_so_and_the_desk_does_not(self):
        plain = get("/timelines/states/")
        response = Client().get("/timelines/states/", headers={"accept-encoding": "gzip"})
        assert response["Content-Encoding"] == "gzip" and "Content-Encoding" not in plain
        assert gzip.decompress(response.content) == plain.content
        assert len(response.content) * 3 < len(plain.content)
        assert {part.strip().lower() for part in response["Vary"].split(",")} == {"accept-language", "accept-encoding"}
        desk = Client().get("/admin/login/", headers={"accept-encoding": "gzip"})
        assert desk.status_code == 200 and "Content-Encoding" not in desk
