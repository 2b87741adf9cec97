"""TimelineJS itself, as npm has it, draws every event of `timelinejs.json` in a page of somebody else, without a complaint."""

import json
import urllib.request

import pytest

from tests.factories import content as made
from tests.journeys import elsewhere
from tests.journeys.conftest import from_npm

# Fonts of its own choice it would ask of Google; a page that sets `font` to nothing keeps its own.
DRAWN = """<link rel="stylesheet" href="/css/timeline.css"><div id="timeline" style="height: 600px"></div>
<script src="/js/timeline.js"></script>
<script>
  const drawn = new TL.Timeline("timeline", %s, { font: "", script_path: "/js/" });
  drawn.on("ready", () => { document.body.dataset.ready = "yes"; });
</script>"""
UNCERTAIN = {
    "A day": "1942-02-19",
    "About a year": "1942~",
    "Possibly a month": "1942-12?",
    "A decade": "194X",
    "A century": "19XX",
    "A winter": "1942-24",
    "An unknown day of a month": "1942-03-XX",
    "From a year to a month": "1942/1946-03",
    "Still open": "1942/..",
    "Until a year, from when is unknown": "/1950",
    "From a year, until when is unknown": "1950/",
    "Words with <b>signs</b> & “quotation marks”": "1943-21",
}
LONG_AGO = {
    "In the year 33": "0033",
    "In the year 800": "0800-12-25",
    "Columbus sails": "1492-08-03",
    "About 1676": "1676~",
}
EACH = {
    "plain": ("/timelines/nseers-timeline/timelinejs.json", 20),
    "filtered": ("/timelines/japanese-american-incarceration-timeline/timelinejs.json?from=1942&to=1942&stage=removal", 3),
    "side by side": ("/timelines/compare/timelinejs.json?t=nseers-timeline&t=muslim-registry-timeline", 40),
    "of uncertain dates, by its old address": ("/timelines/of-unsure-dates/timelinejs.json?from=1800", len(UNCERTAIN)),
    "before 1677": ("/timelines/of-long-ago/timelinejs.json", len(LONG_AGO)),
}  # fmt: skip


@pytest.fixture(scope="module")
def two_more_timelines(live_archive, django_db_blocker):
    """Dates that the seed does not have; the first timeline has been renamed since its link was given."""
    with django_db_blocker.unblock(), live_archive.database():
        for slug, dates in (("of-unsure-dates", UNCERTAIN), ("of-long-ago", LONG_AGO)):
            events = [made.event(title=title, date=date) for title, date in dates.items()]
            page = made.timeline(title=slug.replace("-", " ").capitalize(), slug=slug, events=events)
            page.slug = slug.replace("unsure", "uncertain")
            page.save()


@pytest.fixture(scope="module")
def site():
    with elsewhere.serving(from_npm("@knight-lab/timelinejs/dist")) as served:
        yield served


@pytest.fixture
def opened(page, site):
    """Opens a page elsewhere that hands an address to TimelineJS; returns what the browser complained of."""

    def opened(address: str) -> list[str]:
        complaints: list[str] = []
        page.on("console", lambda said: complaints.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(site.put("/timeline.html", DRAWN % json.dumps(address)))
        return complaints

    return opened


@pytest.mark.parametrize("name", EACH)
def test_every_event_is_drawn(page, opened, live_archive, two_more_timelines, name):
    address, least = live_archive.url + EACH[name][0], EACH[name][1]
    with urllib.request.urlopen(address) as answer:
        events = json.load(answer)["events"]
    assert len(events) >= least

    complaints = opened(address)
    page.wait_for_selector("body[data-ready]")
    slides, marks = page.locator(".tl-slide:not(.tl-slide-titleslide)"), page.locator(".tl-timemarker")
    assert slides.locator(".tl-headline").all_text_contents() == [plain(page, event) for event in events]
    assert slides.locator(".tl-headline-date").all_text_contents() == [event["display_date"] for event in events]
    assert marks.count() == len(events)
    lefts = marks.evaluate_all("marks => marks.map(mark => parseFloat(mark.style.left))")
    assert lefts == sorted(lefts) and lefts[0] < lefts[-1], "they stand where their dates are"
    assert complaints == []


def plain(page, event: dict) -> str:
    """The headline as a browser reads its HTML."""
    read = "html => new DOMParser().parseFromString(html, 'text/html').body.textContent"
    return page.evaluate(read, event["text"]["headline"])


def test_where_no_event_fits_none_is_made_up(page, opened, live_archive):
    complaints = opened(f"{live_archive.url}/timelines/nseers-timeline/timelinejs.json?from=1700&to=1701")
    page.wait_for_selector("text=Timeline configuration has no events")
    assert page.locator(".tl-timemarker").count() == 0
    assert complaints == []
