"""A teacher opens a timeline and copies the link of one event."""

import pytest
from playwright.sync_api import expect


def test_the_link_of_one_event(visit, live_archive):
    page = visit("/timelines/")
    page.locator("main a[href='/timelines/nseers-timeline/']").first.click()
    event = page.locator(".event").nth(3)
    name = event.locator("h3 a").inner_text()
    event.locator("summary").click()
    link = event.locator(".copy").inner_text()
    assert link.startswith(f"{live_archive.url}/timelines/nseers-timeline/")

    shared = visit(link)
    marked = shared.locator(".event:target")
    expect(marked.locator("h3 a")).to_have_text(name)
    expect(marked).to_be_in_viewport()

    alone = visit(event.locator(".label a[href^='/events/']").get_attribute("href"))
    expect(alone.locator("h1")).to_have_text(name)


def test_the_page_gives_its_whole_address(visit, live_archive):
    page = visit("/timelines/nseers-timeline/")
    expect(page.locator(".slip .copy").first).to_contain_text(f"{live_archive.url}/timelines/nseers-timeline/")


def test_a_filter_lives_in_the_address(visit):
    page = visit("/timelines/nseers-timeline/?stage=registration")
    events = page.locator(".event").count()
    assert 0 < events < visit("/timelines/nseers-timeline/").locator(".event").count()


@pytest.mark.parametrize("path", ["", "embed/"])
@pytest.mark.parametrize("scripts", [True, False])
def test_the_link_of_an_event_opens_marks_and_announces_it(visit, path, scripts):
    listed = visit("/timelines/nseers-timeline/")
    uid = listed.locator(".event").nth(9).get_attribute("id").removeprefix("e-")
    page = visit(f"/timelines/nseers-timeline/{path}?event={uid}#e-{uid}", java_script_enabled=scripts)
    marked = page.locator(".event[aria-current]")
    expect(marked).to_have_count(1)
    expect(marked).to_have_attribute("id", f"e-{uid}")
    expect(marked.locator(".named")).to_be_visible()
    expect(marked).to_be_in_viewport()
    expect(marked).to_be_focused()
    expect(page.locator(".named-words")).to_contain_text("It is marked below.")


def test_a_fragment_whose_event_is_not_shown_is_answered_in_words(visit):
    listed = visit("/timelines/nseers-timeline/?stage=registration")
    uid = listed.locator(".event").first.get_attribute("id").removeprefix("e-")
    for path in ("", "embed/"):
        page = visit(f"/timelines/nseers-timeline/{path}?stage=redress#e-{uid}")
        expect(page.locator(".named-words")).to_contain_text("The link names an event that these choices leave out.")
        page.locator(".named-words a").click()
        expect(page.locator(f"#e-{uid}")).to_be_focused()


def test_arrow_keys_lead_from_event_to_event_and_leave_the_rest_alone(visit):
    page = visit("/timelines/nseers-timeline/")
    links = page.locator(".event h3 a")
    expect(page.locator(".keys-hint")).to_be_visible()
    links.first.focus()
    for key, at in (("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1), ("ArrowLeft", 0), ("ArrowLeft", 0)):
        page.keyboard.press(key)
        expect(links.nth(at)).to_be_focused()
    field = page.locator("input[name=from]")
    field.fill("1942")
    page.keyboard.press("ArrowLeft")
    expect(field).to_be_focused()
    still = visit("/timelines/nseers-timeline/", java_script_enabled=False)
    expect(still.locator(".keys-hint")).to_be_hidden()
