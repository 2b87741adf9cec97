"""A teacher puts a class timeline together without an account; her words reach the class and no server."""

import base64
import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from archive.classroom.selection import Selection
from content.text import derived_uid
from tests.journeys.test_every_page import ACROSS_THE_LINE

TITLE, QUESTION = "Wer stand auf der Liste? ✎", "Who wrote the list, <b>and</b> who read it?"
EVENTS = [derived_uid("event", f"nseers-e0{number}") for number in (3, 4, 5)]
CHOSEN = Selection(tuple(EVENTS), by_hand=True)
TOO_WIDE = """() => document.documentElement.scrollWidth <= 320 ? [] : [...document.querySelectorAll("main *")]
  .filter((one) => one.getBoundingClientRect().right > 320 && one.checkVisibility())
  .map((one) => `${one.tagName} ${one.id || one.className} ${one.getBoundingClientRect().right}`)"""


def fragment(**words) -> str:
    return "#w=1." + base64.urlsafe_b64encode(json.dumps(words).encode()).decode().rstrip("=")


@pytest.fixture
def full() -> str:
    words = {
        "title": TITLE,
        "introduction": "Read these first.",
        "questions": {EVENTS[1]: QUESTION},
        "held": [EVENTS[2]],
    }
    return f"/class/?{CHOSEN.query}{fragment(**words)}"


def test_three_events_and_a_question_reach_the_class_and_no_server(visit, live_archive):
    page = visit("about:blank")
    sent = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.headers} {request.post_data or ''}"))
    page.goto(f"{live_archive.url}/class/")
    page.locator("main a[href^='/timelines/nseers-timeline/']").click()
    for number in (1, 3):
        page.locator(".event").nth(number).get_by_role("checkbox").check()
    page.get_by_role("button", name="Add what is ticked").click()
    expect(page.locator(".picked > li")).to_have_count(2)

    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Question").first.fill(QUESTION)
    first = page.locator(".picked h3").first.inner_text()

    page.get_by_label("Search for events and entries").fill("Korematsu")
    page.locator(".find-more button").click()
    page.locator(".hit").get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Add what is ticked").click()
    expect(page.locator(".picked > li")).to_have_count(3)
    expect(page.locator(".words-title")).to_have_text(TITLE)

    page.get_by_role("link", name="By hand").click()
    page.locator(".picked > li", has_text=first).get_by_role("link", name="Later").click()
    expect(page.locator(".picked > li", has_text=first).locator(".words-text")).to_have_text(QUESTION)
    page.locator(".skip").evaluate("link => link.click()")
    expect(page.locator("#main")).to_be_focused()
    expect(page).to_have_url(re.compile("#w=1\\."))

    link = page.locator("#whole-link").inner_text()
    clean = visit("about:blank")
    clean.on("request", lambda request: sent.append(f"{request.url} {request.headers} {request.post_data or ''}"))
    clean.goto(link)
    expect(clean.locator(".words-title")).to_have_text(TITLE)
    expect(clean.locator(".picked .words-text")).to_have_text(QUESTION)
    expect(clean.locator(".words-frame .slip-tab")).to_have_text("Written by a teacher, not checked by the archive")
    assert clean.locator(".picked .words-frame a, .picked .words-frame b").count() == 0

    # What the browser calls a request's address may hold the fragment, which is not part of what it sends.
    log = live_archive.log.read_text(encoding="utf-8", errors="replace")
    over_the_wire = [re.sub(r"#\S*", "", one, count=1) for one in sent] + [log]
    packed = urlsplit(link).fragment[:60]
    assert sent and not any(word in one for one in over_the_wire for word in (TITLE, QUESTION, "Wer+stand", packed))
    assert all(one.startswith(live_archive.url) for one in sent)
    assert page.context.cookies() == clean.context.cookies() == []
    assert clean.evaluate("localStorage.length + sessionStorage.length") == 0


def test_what_is_held_back_is_hidden_and_said_not_to_be_secret(visit, full):
    page = visit(full)
    expect(page.locator(".picked > li:visible")).to_have_count(2)
    expect(page.locator("#held")).to_contain_text("Held back is not secret")
    page.get_by_role("button", name="Show what is held back").click()
    expect(page.locator(".picked > li:visible")).to_have_count(3)


def test_without_scripts_everything_picked_shows_and_a_line_says_what_is_missing(visit, full):
    page = visit(full, java_script_enabled=False, viewport={"width": 320, "height": 640})
    expect(page.locator(".picked > li:visible")).to_have_count(3)
    expect(page.locator("noscript .caution")).to_contain_text("The teacher’s notes need scripts")
    expect(page.locator("#open")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.locator(".picked > li").first.get_by_role("link", name="Take out").click()
    expect(page.locator(".picked > li")).to_have_count(2)
    page.locator("main a[href^='/timelines/nseers-timeline/']").click()
    page.locator(".event").first.get_by_role("checkbox").check()
    page.get_by_role("button", name="Add what is ticked").click()
    expect(page.locator(".picked > li")).to_have_count(3)


def test_damaged_words_are_said_to_be_damaged(visit):
    for damage in ("%%%", "e30e", "bnVsbA", "W10", "x" * 5000, "e30"):
        page = visit(f"/class/?{CHOSEN.query}#w=1.{damage}")
        expect(page.locator(".picked > li:visible")).to_have_count(3)
        expect(page.locator("#words")).to_be_hidden()
    page = visit(f"/class/?{CHOSEN.query}#w=1.%%%")
    expect(page.locator("#held")).to_contain_text("changed or cut short")


def test_too_long_for_a_link_is_said_and_a_file_opens_again(visit, full, tmp_path):
    page = visit(full)
    page.get_by_label("Introduction").fill("Ein langes Wort. " * 88)
    expect(page.locator("#words-said")).to_contain_text("too long for a QR code")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as a file").click()
    download.value.save_as(tmp_path / "kept.json")

    again = visit(f"/class/?{Selection((EVENTS[0],)).query}")
    again.locator("#words-open").set_input_files(tmp_path / "kept.json")
    expect(again.locator(".words-title")).to_have_text(TITLE)
    expect(again.locator(".picked > li")).to_have_count(3)
    assert parse_qs(urlsplit(again.url).query)["class"] == [CHOSEN.text]

    (tmp_path / "other.json").write_text("[1")
    again.locator("#words-open").set_input_files(tmp_path / "other.json")
    expect(again.locator("#open-said")).to_contain_text("not a class timeline")
    again.get_by_label("Title").fill("Another title")
    again.locator("#words-open").set_input_files(tmp_path / "kept.json")
    expect(again.locator(".words-title")).to_have_text(TITLE)
    expect(again.locator("#open-said")).to_be_hidden()

    nothing_picked = visit("/class/")
    nothing_picked.locator("#words-open").set_input_files(tmp_path / "kept.json")
    expect(nothing_picked.locator(".words-title")).to_have_text(TITLE)


def test_the_words_go_along_where_a_link_is_opened_from_its_menu(visit, full):
    page = visit(full)
    link = page.get_by_role("link", name="By date")
    assert "#" not in link.get_attribute("href")
    link.click(button="right")
    assert "#w=1." in link.get_attribute("href")


def test_what_is_written_now_is_kept_before_what_was_taken_out(visit):
    away = {f"{number:0>10}": "Asked of what was taken out." for number in range(40)}
    page = visit(f"/class/?{CHOSEN.query}{fragment(questions=away)}")
    page.get_by_label("Question").last.fill(QUESTION)
    expect(page.locator(".picked .words-text")).to_have_text(QUESTION)


def test_a_damaged_link_pasted_over_a_good_one_is_said_to_be_damaged(visit, full):
    page = visit(full)
    page.evaluate("location.hash = '#w=1.%%%'")
    expect(page.locator("#held")).to_contain_text("changed or cut short")
    expect(page.locator("#words")).to_be_hidden()


def test_it_is_accessible_narrow_and_prints_the_words_in_their_frame(visit, full, accessible):
    timeline = f"/timelines/nseers-timeline/?{CHOSEN.query}"
    for address in (full, timeline, f"/search/?q=registration&{CHOSEN.query}"):
        page = visit(address, bypass_csp=True)
        accessible(page)
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate(TOO_WIDE) == [], address
        page.set_viewport_size({"width": 1280, "height": 900})
        assert page.evaluate(ACROSS_THE_LINE) == [], address
    page = visit(full)
    page.emulate_media(media="print")
    assert page.locator(".picked .words-frame .slip-tab").is_visible() and page.locator("#words").is_visible()
    assert not page.locator("#words-form").is_visible() and not page.locator(".find-more").is_visible()
