"""A timeline inside a page of somebody else, in a browser that blocks every cookie: it shows, and asks nobody for anything."""

import html
import json

import pytest
from playwright.sync_api import expect

from content.text import derived_uid
from tests.conftest import CHROMIUM_OPTIONS
from tests.journeys import elsewhere
from tests.journeys.conftest import DESK, PHONE

ALL_COOKIES_BLOCKED = {"profile": {"default_content_setting_values": {"cookies": 2}}}
EVENT = derived_uid("event", "nseers-e05")
TRY = "() => { document.cookie = 'tried=1'; return document.cookie; }"
SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])


@pytest.fixture(scope="module")
def school():
    with elsewhere.serving() as served:
        yield served


@pytest.fixture(scope="module")
def strict_profile(browser, chromium, tmp_path_factory):
    """A browser of its own, whose settings block every cookie."""
    folder = tmp_path_factory.mktemp("profile")
    (folder / "Default").mkdir()
    (folder / "Default" / "Preferences").write_text(json.dumps(ALL_COOKIES_BLOCKED))
    with browser.browser_type.launch_persistent_context(
        folder, executable_path=chromium, args=CHROMIUM_OPTIONS
    ) as context:
        yield context


@pytest.fixture
def watched(strict_profile):
    """A page in that browser, and every answer that it and its frames are given."""
    page, answers = strict_profile.new_page(), []
    page.on("response", lambda answer: answers.append(answer))
    yield page, answers
    page.close()


def code_of(visit, address: str, to: str = "") -> str:
    """The embed code as a teacher copies it from the page, led to one event where a fragment is given."""
    panel = visit(address, java_script_enabled=False).locator("#take .copy")
    code = next(text for text in panel.all_inner_texts() if text.startswith("<iframe"))
    return code.replace('" title=', f'{to}" title=', 1)


@SIZES
@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/timelines/nseers-timeline/", 35),
        ("/timelines/japanese-american-incarceration-timeline/?from=1942&to=1942&stage=removal", 3),
    ],
    ids=["whole", "narrowed"],
)
def test_it_shows_its_events_and_no_cookie_is_tried_and_nobody_else_is_asked(
    visit, watched, school, live_archive, address, shown, size
):
    page, answers = watched
    page.set_viewport_size(size)
    page.goto(school.put("/lesson.html", f"<h1>Our lesson</h1>{code_of(visit, address)}"))
    frame = page.frame_locator("iframe")
    expect(frame.locator(".event")).to_have_count(shown)
    expect(frame.locator("h1")).to_be_visible()

    inside = page.frames[1]
    assert inside.url.startswith(live_archive.url)
    assert page.evaluate(TRY) == inside.evaluate(TRY) == "", "the setting is in force"
    assert inside.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing scrolls sideways"
    from_archive = [answer for answer in answers if not answer.url.startswith((school.url, "data:"))]
    assert len(from_archive) > 1 and all(answer.url.startswith(live_archive.url) for answer in from_archive)
    assert all("set-cookie" not in answer.headers for answer in from_archive)
    assert all(answer.status < 400 for answer in from_archive)
    assert page.context.cookies() == []
    for link in frame.locator("a[href^='/'], a[href^='http']").all():
        opens_in = link.evaluate("link => link.target || document.querySelector('base').target")
        assert opens_in in {"_blank", "_self"}, "a link leaves the frame, never the page around it"


@SIZES
def test_a_fragment_opens_its_event_in_the_frame(visit, watched, school, size):
    page, _answers = watched
    page.set_viewport_size(size)
    page.goto(school.put("/event.html", code_of(visit, "/timelines/nseers-timeline/", f"#e-{EVENT}")))
    event = page.frame_locator("iframe").locator(f"#e-{EVENT}")
    expect(event).to_be_in_viewport()
    assert event.evaluate("event => event.matches(':target')")
    marked = event.locator("h3").evaluate("title => getComputedStyle(title, '::after').content")
    assert "the event your link names" in marked


def test_the_frame_is_accessible_and_the_page_around_it_gets_nothing_of_it(visit, accessible, school, live_archive):
    accessible(visit("/timelines/nseers-timeline/embed/", bypass_csp=True, viewport={"width": 320, "height": 600}))
    assert visit(school.put("/cookie.html", "")).evaluate(TRY) == "tried=1", "elsewhere a cookie would be kept"
    page = visit(school.put("/other.html", f'<iframe src="{live_archive.url}/timelines/nseers-timeline/"></iframe>'))
    assert page.frames[1].locator("h1, .event").count() == 0, "only embed addresses may be framed"
