"""An editor with the right to publish signs in, writes an entry, publishes it, finds it, unpublishes it, finds it gone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

STATEMENT = "A clerk in Quillhaven kept the register of lodgers until 1931."
TITLE = "The lodgers' register of Quillhaven"
WHY = "A register made for one purpose was read for another, which is what this clause asks people to foresee."


@pytest.fixture
def desk(visit, live_archive) -> Page:
    """The desk, signed in as the demo managing editor."""
    user, password = live_archive.logins["managing editor"]
    page = visit("/admin/", viewport={"width": 1280, "height": 1000})
    page.get_by_label("Username").fill(user)
    page.get_by_label("Password").first.fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("link", name="Account", exact=True)).to_be_visible()
    return page


def publish(page: Page) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messages .success")).to_be_visible()


def pick(page: Page, words: str) -> None:
    dialog = page.get_by_role("dialog")
    seek(dialog, words)
    found = dialog.locator("table a", has_text=words).first
    expect(found).to_be_visible()
    found.click()
    expect(dialog).to_be_hidden()


def seek(dialog: Locator, words: str) -> None:
    """Types words into a chooser and waits for their results.

    Wagtail asks once, 200 ms after the last letter, and puts new rows in the place of the old: a row ticked before that
    is lost. (Enter would ask a second time.)
    """
    shown = dialog.locator("#search-results > *").first
    expect(shown).to_be_attached()
    shown.evaluate("element => element.dataset.before = 'the search'")
    dialog.locator("input[name=q]").fill(words)
    expect(dialog.locator("[data-before]")).to_have_count(0)


def found_by_search(page: Page, live_archive) -> list[str]:
    page.goto(f"{live_archive.url}/search/?q=Quillhaven&kind=entry")
    return page.locator(".hit h2").all_inner_texts()


def test_an_entry_from_the_first_word_to_the_last(desk, live_archive):
    page = desk
    page.goto(f"{live_archive.url}/admin/snippets/content/source/add/")
    page.locator("[name=title]").fill("Quillhaven Town Clerk's Ledger")
    page.locator("[name=type]").select_option("manuscript")
    publish(page)

    page.goto(f"{live_archive.url}/admin/snippets/content/claim/add/")
    page.locator("[name=statement]").fill(STATEMENT)
    page.get_by_role("tab", name=re.compile("ources|vidence")).click()
    page.get_by_role("button", name=re.compile("Add .*ource", re.I)).click()
    page.get_by_role("button", name=re.compile("Choose.*source", re.I)).first.click()
    pick(page, "Quillhaven Town Clerk's Ledger")
    publish(page)

    page.goto(f"{live_archive.url}/admin/pages/")
    page.goto(f"{live_archive.url}/admin/pages/search/?q=Entries")
    page.get_by_role("link", name="Entries", exact=True).first.click()
    address = re.sub(r"/edit/.*", "", page.url)
    parent = re.search(r"/admin/pages/(\d+)", address)[1]
    page.goto(f"{live_archive.url}/admin/pages/add/content/entrypage/{parent}/")
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=date]").fill("1931~")

    # With so much missing it is kept as a draft, and publishing says what is missing.
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("There is no summary.").first).to_be_attached()
    expect(page.get_by_text("There is no link to the pledge.").first).to_be_attached()

    page.get_by_role("tab", name=re.compile("What it is")).click()
    page.locator("[name=entry_kind]").select_option("document")
    page.locator("[name=summary]").fill("A town kept a register of lodgers; what it was for changed with who read it.")
    page.get_by_role("tab", name=re.compile("Evidence")).click()
    page.get_by_role("button", name="Add claim").click()
    dialog = page.get_by_role("dialog")
    seek(dialog, "Quillhaven")
    row = dialog.locator("tr", has_text="Quillhaven").first
    expect(row).to_be_visible()
    row.get_by_role("checkbox").check()
    dialog.get_by_role("button", name=re.compile("Confirm")).click()
    expect(dialog).to_be_hidden()
    page.get_by_role("tab", name=re.compile("Pledge")).click()
    page.get_by_role("button", name="Add Link to a clause").click()
    page.get_by_role("button", name=re.compile("Choose.*clause", re.I)).first.click()
    pick(page, "Refuse to build targeting databases")
    page.locator("[name=pledge_links-0-kind]").select_option("background")
    page.locator("[name=pledge_links-0-why]").fill(WHY)
    publish(page)

    live_archive.wait_for(lambda: TITLE in found_by_search(page, live_archive), "the published entry in search", 10)
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(page.locator("main")).to_contain_text("about 1931")
    expect(page.locator("#evidence")).to_contain_text(STATEMENT)
    expect(page.locator("#pledge")).to_contain_text(WHY)
    public_address = page.url

    page.goto(f"{live_archive.url}/admin/pages/{parent}/")
    page.goto(f"{live_archive.url}/admin/pages/search/?q=Quillhaven")
    page.get_by_role("link", name=TITLE).first.click()
    entry = re.search(r"/admin/pages/(\d+)", page.url)[1]
    page.goto(f"{live_archive.url}/admin/pages/{entry}/unpublish/")
    page.get_by_role("button", name=re.compile("unpublish", re.I)).click()
    expect(page.locator(".messages .success")).to_be_visible()

    live_archive.wait_for(lambda: not found_by_search(page, live_archive), "the unpublished entry gone from search", 10)
    assert page.goto(public_address).status == 404


def test_publishing_on_a_slow_line_makes_one_thing(desk, live_archive):
    """While Publish is unanswered, the form must not save itself too: it would make the same thing a second time."""
    page = desk
    page.goto(f"{live_archive.url}/admin/snippets/content/source/add/")
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    at = {"offline": False, "latency": 3000, "downloadThroughput": -1, "uploadThroughput": -1}
    line.send("Network.emulateNetworkConditions", at)
    page.locator("[name=title]").fill("Marrowfield Parish Book")
    page.locator("[name=type]").select_option("manuscript")
    publish(page)
    line.send("Network.emulateNetworkConditions", {**at, "latency": 0})
    page.goto(f"{live_archive.url}/admin/snippets/content/source/?q=Marrowfield")
    expect(page.locator("table.listing tbody tr", has_text="Marrowfield Parish Book")).to_have_count(1)
