"""A student searches, opens an entry, follows a note to its source and a clause to the pledge."""

from playwright.sync_api import expect


def test_punch_cards_census(visit):
    page = visit("/")
    page.get_by_role("searchbox").first.fill("punch cards census")
    page.keyboard.press("Enter")
    entry = page.locator(".hit h2 a[href*='/entries/']").first
    expect(entry).to_be_visible()
    expect(page.locator(".hit mark").first).to_be_visible()
    title = entry.inner_text()
    entry.click()
    expect(page.locator("h1")).to_have_text(title)

    page.locator("sup.ref a").first.click()
    note = page.locator("#n1")
    expect(note).to_be_visible()
    note.locator("a[href^='/sources/']").first.click()
    assert "/sources/" in page.url
    expect(page.locator("h1")).to_be_visible()

    page.go_back()
    page.locator("#pledge a.clause").first.click()
    assert "/pledge/" in page.url
    expect(page.locator(".pledge-words")).to_be_visible()


def test_from_the_keyboard_alone(visit):
    page = visit("/entries/executive-order-9066/")
    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.className")
    assert skip == "skip", "the first thing reached skips to the text"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_note_leads_back_to_its_place(visit):
    page = visit("/entries/executive-order-9066/#n1")
    page.locator("#n1 a[href^='#r1']").first.click()
    assert page.url.endswith("#r1")
    expect(page.locator("#r1")).to_be_in_viewport()
