"""A teacher finds a timeline, narrows it, hands its link on, and places it beside another; her old links still open."""

import pytest
from playwright.sync_api import expect

from tests.factories import content as made
from tests.journeys.conftest import DESK, PHONE

ONE, OTHER = "Lists, orders, camps and redress: Japanese Americans, 1922 to 2025", "Called in, and called off: NSEERS"
WAYS = pytest.mark.parametrize(
    ("size", "scripts"),
    [(DESK, True), (DESK, False), (PHONE, True), (PHONE, False)],
    ids=["desk", "desk without scripts", "phone", "phone without scripts"],
)


def state_of(page) -> tuple[str, list[str]]:
    return page.locator(".state-words").first.inner_text(), page.locator(".event h3 a").all_inner_texts()


def link_of(page) -> str:
    return page.locator("#take .copy").first.inner_text()


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@WAYS
def test_found_narrowed_handed_on_and_placed_beside_another(visit, size, scripts):
    page = visit("/", java_script_enabled=scripts, viewport=size)
    page.get_by_label("Archive", exact=True).get_by_role("link", name="Timelines").click()
    page.locator("main").get_by_role("link", name=ONE).first.click()
    page.wait_for_url("**/japanese-american-incarceration-timeline/")
    every = state_of(page)[1]
    page.get_by_label("From", exact=True).fill("1942")
    page.get_by_label("To", exact=True).fill("1942")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**from=1942&to=1942**")
    state, shown = state_of(page)
    assert "1942" in state and f"{len(shown)} of {len(every)}" in state
    assert 2 < len(shown) < len(every) and set(shown) < set(every)
    link = link_of(page)
    elsewhere = visit(link, java_script_enabled=not scripts, viewport=PHONE if size == DESK else DESK)
    assert state_of(elsewhere) == (state, shown)
    assert fits(page) and fits(elsewhere)

    page.get_by_role("link", name="Place another timeline beside this one").click()
    expect(page.get_by_label(ONE)).to_be_checked()
    page.get_by_label(OTHER).check()
    page.get_by_role("button", name="Set side by side").click()
    page.wait_for_url("**align=date**")
    expect(page.locator(".must")).to_contain_text("to ask questions, not to measure suffering")
    years = page.locator(".pair tbody th").all_inner_texts()
    assert len(years) > 10 and years == sorted(years)
    assert "align=date" in link_of(page) and fits(page)

    page.get_by_role("link", name="By stage", exact=True).click()
    page.wait_for_url("**align=stage**")
    stages = page.locator(".pair tbody th").all_inner_texts()
    assert "Registration" in stages and "Redress" in stages and len(stages) < len(years)
    assert page.locator(".pair thead th").count() == 2 and fits(page)
    page.set_viewport_size({**size, "width": min(size["width"], 900)})  # where the margin is narrowest
    broken = "stages => stages.filter(stage => stage.getClientRects().length > 1).map(stage => stage.innerText)"
    assert page.locator(".pair tbody th span").evaluate_all(broken) == [], "a stage is one word on one line"
    page.set_viewport_size(size)
    table = page.locator(".pair").inner_text()
    same = visit(link_of(page), java_script_enabled=not scripts, viewport=size)
    assert same.locator(".pair").inner_text() == table
    assert page.context.cookies() == elsewhere.context.cookies() == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "without scripts"])
def test_an_old_link_opens_after_a_rename_and_says_what_was_withdrawn(visit, live_archive, django_db_blocker, scripts):
    slug = f"of-ferries-{scripts}".lower()
    with django_db_blocker.unblock(), live_archive.database():
        kept, gone = (made.event(title=title, date="1931") for title in ("The ferry is built", "The ferry is sold"))
        timeline = made.timeline(title="Of ferries", slug=slug, events=[kept, gone])
    page = visit(f"/timelines/{slug}/?from=1930", java_script_enabled=scripts, viewport=PHONE)
    links = {}
    for event in page.locator(".event").all():
        event.locator("summary").click()
        links[event.locator("h3 a").inner_text()] = event.locator(".take-event .copy").inner_text()

    with django_db_blocker.unblock(), live_archive.database():
        timeline.slug = f"{slug}-and-bridges"
        timeline.save()
        gone.unpublish()
    page = visit(links[kept.title], java_script_enabled=scripts)
    assert f"/{slug}-and-bridges/" in page.url
    expect(page.locator(".event:target h3 a")).to_have_text(kept.title)
    page = visit(links[gone.title], java_script_enabled=scripts)
    expect(page.locator(".event")).to_have_count(1)
    expect(page.locator(".named-words")).to_contain_text("withdrawn")
    expect(page.locator(".named-words")).not_to_contain_text(gone.title)
    narrowed = visit(f"/timelines/{slug}/?from=1950", java_script_enabled=scripts)
    expect(narrowed.locator(".state-words").first).to_contain_text("0 of 1")


@pytest.mark.parametrize("question", ["from=1700&to=1701", "from=1942&event=0000000000"], ids=["nothing fits", "gone"])
def test_what_is_not_there_is_said_accessibly(visit, accessible, question):
    accessible(visit(f"/timelines/nseers-timeline/?{question}", bypass_csp=True, viewport=PHONE))
