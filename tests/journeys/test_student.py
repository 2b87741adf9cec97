"""A student searches, opens an entry, follows a note to its source and a clause to the pledge."""

from playwright.sync_api import expect


def test_punch_cards_census(visit):
    page = visit("/")
    page.get_by_role("combobox", name="A word, a name, a year, a question").fill("punch cards census")
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


def test_names_are_offered_while_somebody_types(visit):
    page = visit("/themes/")
    field, offers = page.get_by_role("combobox"), page.get_by_role("listbox")
    field.press_sequentially("sreb")
    expect(offers.get_by_role("option").first).to_contain_text("Srebrenica")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".has-offers [role=status]")).to_contain_text("offered. Go through them with the arrow keys.")

    field.press("ArrowDown")
    chosen = offers.get_by_role("option", selected=True)
    expect(chosen).to_have_count(1)
    expect(field).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    field.press("ArrowUp")
    expect(chosen).to_have_count(0)
    field.press("Escape")
    expect(offers).to_have_count(0)
    expect(field).to_have_value("sreb")

    field.press("ArrowDown")
    expect(offers).to_be_visible()
    field.press("ArrowDown")
    address = chosen.get_attribute("data-address")
    field.press("Enter")
    page.wait_for_url(f"**{address}")


def test_enter_searches_what_was_typed_when_no_name_is_chosen(visit):
    page = visit("/themes/")
    field = page.get_by_role("combobox")
    field.press_sequentially("sreb")
    expect(page.get_by_role("listbox")).to_be_visible()
    field.press("Enter")
    page.wait_for_url("**/search/?q=sreb")


def test_the_form_works_without_script(visit):
    page = visit("/themes/", java_script_enabled=False)
    page.get_by_role("searchbox").fill("srebrenica")
    page.get_by_role("button", name="Search").click()
    assert page.url.endswith("/search/?q=srebrenica")
    expect(page.locator(".hit").first).to_be_visible()
