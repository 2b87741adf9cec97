"""A timeline inside a page of somebody else, in a browser that blocks every cookie: it shows, and asks nobody for anything."""

import json

import pytest
from playwright.sync_api import expect

from content.text import derived_uid
from tests.conftest import CHROMIUM_OPTIONS
from tests.journeys import elsewhere
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_class_timeline import CHOSEN, fragment

ALL_COOKIES_BLOCKED = {"profile": {"default_content_setting_values": {"cookies": 2}}}
EVENT = derived_uid("event", "nseers-e05")
TRY = "() => { document.cookie = 'tried=1'; return document.cookie; }"


@pytest.fixture(scope="module")
def school():
    with elsewhere.serving() as served:
        yield served


@pytest.fixture(scope="module")
def strict_profile(browser, whole_chromium, tmp_path_factory):
    """A browser of its own, whose settings block every cookie."""
    folder = tmp_path_factory.mktemp("profile")
    (folder / "Default").mkdir()
    (folder / "Default" / "Preferences").write_text(json.dumps(ALL_COOKIES_BLOCKED))
    with browser.browser_type.launch_persistent_context(
        folder, executable_path=whole_chromium, args=CHROMIUM_OPTIONS
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
    codes = visit(address).locator("#take .copy", has_text="<iframe")
    return codes.inner_text().replace('" title=', f'{to}" title=', 1)


WORDS = fragment(title="Our own title")
EACH = {
    "timeline": ("/timelines/nseers-timeline/", ".event", 20),
    "narrowed": ("/timelines/japanese-american-incarceration-timeline/?from=1942&to=1942&stage=removal", ".event", 3),
    "class timeline": (f"/class/?{CHOSEN.query}{WORDS}", ".picked > li", 3),
    "lesson": ("/lessons/a-count-without-names/", ".steps > li", 5),
}  # fmt: skip


@pytest.mark.parametrize("name", EACH)
def test_it_shows_what_it_holds_sets_no_cookie_and_asks_nobody_else(visit, watched, school, live_archive, name):
    address, things, least = EACH[name]
    count = visit(address).locator(things).count()
    assert count >= least
    page, answers = watched
    page.set_viewport_size(PHONE)
    page.goto(school.put("/lesson.html", f"<h1>Our lesson</h1>{code_of(visit, address)}"))
    frame = page.frame_locator("iframe")
    expect(frame.locator(things)).to_have_count(count)
    expect(frame.locator("h1")).to_be_visible()
    if WORDS in address:
        expect(frame.locator(".words-title")).to_have_text("Our own title")

    inside = page.frames[1]
    assert inside.url.startswith(live_archive.url)
    assert page.evaluate(TRY) == inside.evaluate(TRY) == "", "the setting is in force"
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        assert inside.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing scrolls sideways"
    from_archive = [answer for answer in answers if not answer.url.startswith((school.url, "data:"))]
    assert len(from_archive) > 1 and all(answer.url.startswith(live_archive.url) for answer in from_archive)
    assert all("set-cookie" not in answer.headers and answer.status < 400 for answer in from_archive)
    assert page.context.cookies() == []
    opened_in = frame.locator("a[href]:not([href^='#'])").evaluate_all(
        "links => links.map(link => link.target || document.querySelector('base').target)"
    )
    assert opened_in and set(opened_in) <= {"_blank", "_self"}, "a link never takes the place of the page around it"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_fragment_opens_its_event_in_the_frame(visit, watched, school, size):
    page, _answers = watched
    page.set_viewport_size(size)
    page.goto(school.put("/event.html", code_of(visit, "/timelines/nseers-timeline/", f"#e-{EVENT}")))
    event = page.frame_locator("iframe").locator(f"#e-{EVENT}")
    expect(event).to_be_in_viewport()
    assert event.evaluate("event => event.matches(':target')")
    marked = event.locator("h3").evaluate("title => getComputedStyle(title, '::after').content")
    assert "the event your link names" in marked


def test_what_is_no_frame_of_ours_is_framed_nowhere_and_elsewhere_a_cookie_would_be_kept(visit, school, live_archive):
    page, whole = visit("about:blank"), f"{live_archive.url}/timelines/nseers-timeline/"
    with page.expect_console_message(lambda said: "frame-ancestors" in said.text):  # only embed addresses may be framed
        page.goto(school.put("/other.html", f'<iframe src="{whole}"></iframe>'))
    assert page.evaluate(TRY) == "tried=1", "without the setting a cookie is kept, so the setting is what was tested"
