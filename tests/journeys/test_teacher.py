"""A teacher opens a timeline and copies the link of one event."""

from playwright.sync_api import expect


def test_the_link_of_one_event(visit, live_archive):
    page = visit("/timelines/")
    page.locator("main a[href='/timelines/nseers-timeline/']").first.click()
    event = page.locator(".event").nth(3)
    name = event.locator("h3").inner_text()
    link = event.locator("h3 a").get_attribute("href")
    uid = event.get_attribute("id")
    assert uid.startswith("e-")

    shared = visit(f"/timelines/nseers-timeline/#{uid}")
    expect(shared.locator(f"#{uid} h3")).to_contain_text(name.split(" — ")[0])
    expect(shared.locator(f"#{uid}")).to_be_in_viewport()

    alone = visit(link)
    expect(alone.locator("h1")).to_contain_text(name.split(" — ")[0])


def test_the_page_gives_its_whole_address(visit, live_archive):
    page = visit("/timelines/nseers-timeline/")
    expect(page.locator(".slip .copy").first).to_contain_text(f"{live_archive.url}/timelines/nseers-timeline/")


def test_a_filter_lives_in_the_address(visit):
    page = visit("/timelines/nseers-timeline/?stage=registration")
    events = page.locator(".event").count()
    assert 0 < events < visit("/timelines/nseers-timeline/").locator(".event").count()
