"""A class timeline of eight things with questions, from search and from a timeline: opened by a class, set in a page, on paper, in Word."""

import json
import re
from urllib.parse import urlsplit

import pypandoc
import pytest
from playwright.sync_api import Locator, Page, expect

from archive.classroom.selection import DAMAGED
from archive.classroom.taking import LONGEST_IN_CODE
from archive.classroom.words import HEADING
from tests.journeys.addresses import PICKED
from tests.journeys.conftest import PHONE
from tests.journeys.test_class_timeline import fragment

WIDE = {"width": 1280, "height": 900}
TITLE = "Quillonbarrow: wer stand auf der Liste?"
QUESTION = "Tharnimoor, number {}: who kept it, <b>and</b> for what?"
MARKS = ("Quillonbarrow", "Tharnimoor")
HAVING_WORDS = pytest.mark.parametrize("part", ["", "embed/", "handout/", "handout/?sheet=student"])


def compose(page: Page, url: str) -> None:
    """Eight things, six of a timeline and two found by search, with a title and a question to each."""
    page.goto(f"{url}/class/")
    page.locator("main a[href^='/timelines/nseers-timeline/']").click()
    for number in range(6):
        page.locator(".event").nth(number).get_by_role("checkbox").check()
    page.get_by_role("button", name="Add what is ticked").click()
    expect(page.locator(".picked > li")).to_have_count(6)
    page.get_by_label("Title").fill(TITLE)
    for number in range(6):
        page.get_by_label("Question").nth(number).fill(QUESTION.format(number))
    page.get_by_label("Search for events and entries").fill("Korematsu")
    page.locator(".find-more button").click()
    for number in range(2):
        page.locator(".hit").get_by_role("checkbox").nth(number).check()
    page.get_by_role("button", name="Add what is ticked").click()
    expect(page.locator(".picked > li")).to_have_count(8)
    for field in page.get_by_label("Question").all():
        if not field.input_value():
            field.fill(QUESTION.format("last"))


def expect_words(place: Page | Locator, count: int) -> None:
    expect(place.locator(".words-title")).to_have_text(TITLE)
    expect(place.locator(".picked .words-frame:visible")).to_have_count(count)
    assert set(place.locator(".slip-tab:visible").all_inner_texts()) >= {HEADING}
    assert place.locator(".words-frame :is(a, b)").count() == 0


def written_by(live_archive) -> str:
    """Where one of the marks stands in something this archive has written: logs, database, index, files."""
    marks = [mark.encode() for mark in MARKS]
    files = [path for path in live_archive.archive.var.rglob("*") if path.is_file()] + [live_archive.log]
    return ", ".join(str(path) for path in files if any(mark in path.read_bytes() for mark in marks))


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_eight_things_with_questions_reach_the_class_in_every_form_and_are_kept_nowhere(
    visit, live_archive, tmp_path, size
):
    sent: list[tuple[str, str]] = []

    def clean() -> Page:
        page = visit("about:blank", viewport=size)
        page.on("request", lambda one: sent.append((one.url.split("#")[0], one.post_data or "")))
        return page

    teacher = clean()
    compose(teacher, live_archive.url)
    assert not any(body for _, body in sent), "nothing was sent before it was asked for"
    with teacher.expect_download() as taken:
        teacher.get_by_role("button", name="A document with your words").click()
    taken.value.save_as(tmp_path / "taken.docx")
    read = " ".join(pypandoc.convert_file(tmp_path / "taken.docx", "plain", extra_args=["--wrap=none"]).split())
    assert read.count(HEADING) == 9 and f"{HEADING} {TITLE}" in read
    assert all(f"{HEADING} {QUESTION.format(number)}" in read for number in (*range(6), "last"))

    # Too long for a code, which is said, and the code without the words still stands.
    teacher.get_by_label("Introduction").fill("A long word. " * 100)
    link = teacher.locator("#whole-link").inner_text()
    assert len(link) > LONGEST_IN_CODE
    expect(teacher.locator("#words-said")).to_contain_text("without your words")
    expect(teacher.get_by_role("button", name="A QR code")).to_be_hidden()
    assert teacher.locator("#take .qr > svg").is_visible()

    for part in ("", "embed/", "handout/", "handout/?sheet=student"):
        page = clean()
        page.goto(link.replace("/class/?", f"/class/{part}{'&' if '?' in part else '?'}"))
        expect_words(page, 8)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert page.context.cookies() == []
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    frame = teacher.locator("[data-whole=embed]").inner_text()
    framed = clean()
    framed.goto(f"{live_archive.url}/healthz")
    framed.set_content(frame)
    expect_words(framed.frame_locator("iframe"), 8)

    assert {urlsplit(url).netloc for url, _ in sent} == {urlsplit(live_archive.url).netloc}
    assert not any(mark in url for url, _ in sent for mark in MARKS)
    assert [urlsplit(url).path for url, body in sent if body] == ["/class/timeline.docx"]
    live_archive.stop_server()  # so that what it would write at its end is written
    live_archive.start_server()
    assert written_by(live_archive) == ""
    assert teacher.context.cookies() == []


def test_a_code_with_the_words_is_drawn_when_asked_for_and_goes_when_they_change(visit):
    page = visit(f"/class/?{PICKED.query}{fragment(title='Short')}")
    page.get_by_role("button", name="A QR code").click()
    image = page.locator("#words-code img")
    expect(image).to_be_visible()
    assert image.evaluate("async image => { await image.decode(); return image.naturalWidth; }") > 0
    page.get_by_label("Title").fill("Shorter")
    expect(image).to_be_hidden()
    expect(page.locator("[data-whole=share]")).to_have_attribute("href", re.compile("%23w%3D1\\."))
    page.get_by_label("Title").fill("")
    expect(page.get_by_role("button", name="A document with your words")).to_be_hidden()


def test_where_the_site_cannot_make_the_file_it_says_so_in_place(visit):
    page = visit(f"/class/?{PICKED.query}{fragment(title='Kept')}")
    page.route("**/timeline.docx", lambda route: route.fulfill(status=503, body="Several Word files are being made."))
    page.get_by_role("button", name="A document with your words").click()
    expect(page.locator("#sent-said")).to_have_text("Several Word files are being made.")
    page.unroute("**/timeline.docx")
    page.route("**/timeline.docx", lambda route: route.abort())
    page.get_by_role("button", name="A document with your words").click()
    expect(page.locator("#sent-said")).to_contain_text("Nothing is lost")
    expect(page.locator(".words-title")).to_have_text("Kept")


@HAVING_WORDS
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_without_scripts_what_was_picked_shows_and_a_line_says_what_is_missing(visit, part, size):
    address = f"/class/{part}{'&' if '?' in part else '?'}{PICKED.query}{fragment(title=TITLE, held=[PICKED.uids[0]])}"
    page = visit(address, java_script_enabled=False, viewport=size)
    expect(page.locator(".picked > li:visible")).to_have_count(4)
    expect(page.locator("noscript .caution")).to_contain_text("The teacher’s notes need scripts")
    assert page.locator(".words-send:visible, #words:visible").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@HAVING_WORDS
def test_what_is_held_back_is_hidden_in_every_form(visit, part):
    page = visit(f"/class/{part}{'&' if '?' in part else '?'}{PICKED.query}{fragment(held=[PICKED.uids[0]])}")
    expect(page.locator(".picked > li:visible")).to_have_count(3)
    expect(page.locator("#held")).to_contain_text("Held back is not secret")


@pytest.fixture
def educator(live_archive) -> tuple[str, str]:
    return live_archive.logins["educator"]


def test_an_educator_takes_it_to_the_desk_with_her_words_and_into_review(
    visit, live_archive, educator, django_db_blocker
):
    asked = {
        "title": "Orlundane, a draft",
        "introduction": "One.\n\nTwo.",
        "questions": {PICKED.uids[2]: "Who said so?"},
    }
    public = visit(f"/class/?{PICKED.query}{fragment(**asked)}", viewport=WIDE)

    def desk() -> Page:
        with public.context.expect_page() as opened:
            public.get_by_role("link", name="Take it to the desk").click()
        return opened.value

    first = desk()
    first.get_by_label("Username").fill(educator[0])
    first.get_by_label("Password").first.fill(educator[1])
    first.get_by_role("button", name="Sign in").click()
    expect(first.locator("#words-came")).to_contain_text("you had to sign in on the way")
    first.close()

    page = desk()
    expect(page.get_by_label("Title")).to_have_value("Orlundane, a draft")
    expect(page.get_by_label("Introduction")).to_have_value("One.\n\nTwo.")
    expect(page.get_by_label("Questions")).to_have_value(re.compile(r"^Who said so\? \(.+\)$"))
    expect(page.locator("main")).to_contain_text("These entries will not be in it")
    page.get_by_role("button", name="Keep and send to review").click()
    expect(page.locator(".messages .success")).to_contain_text("sent to review")
    with django_db_blocker.unblock(), live_archive.database():
        from content.models import TimelinePage

        kept = TimelinePage.objects.get(title="Orlundane, a draft")
        assert (
            not kept.live
            and kept.event_links.count() == 2
            and kept.current_workflow_state.requested_by.username == educator[0]
        )


def test_a_damaged_choice_is_said_to_be_damaged_where_more_is_looked_for(visit):
    page = visit(f"/search/?q=registration&v=1&class={PICKED.text[1:]}")
    expect(page.locator("main")).to_contain_text(DAMAGED)
    assert page.locator(".hit").count() and not page.get_by_role("checkbox").count()


def test_a_saved_file_holds_the_words_and_nothing_of_the_reader(visit, tmp_path):
    page = visit(f"/class/?{PICKED.query}{fragment(title='Kept')}")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as a file").click()
    download.value.save_as(tmp_path / "kept.json")
    assert set(json.loads((tmp_path / "kept.json").read_text())) == {"kind", "version", "query", "words"}
