"""A teacher opens a timeline and copies the link of one event."""

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
