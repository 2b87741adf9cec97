"""A teacher narrows the lessons, opens one, and prints the pupils' sheet; her own notes stay with her."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.journeys.test_taking_along import letters, on_paper

WIDE = {"width": 1280, "height": 900}
OPTIONS = [
    pytest.param({"viewport": WIDE, "java_script_enabled": True}, id="wide"),
    pytest.param({"viewport": PHONE, "java_script_enabled": False}, id="phone without scripts"),
]


@pytest.mark.parametrize("options", OPTIONS)
def test_from_the_list_to_a_sheet_without_the_teachers_notes(visit, tmp_path, options):
    page = visit("/for-teachers/", **options)
    page.locator("select[name=theme]").select_option("bosnia")
    page.get_by_role("button", name="Lessons").click()
    assert "/lessons/" in page.url and "theme=bosnia" in page.url

    page.locator("select[name=grade]").select_option("9-12")
    page.locator("select[name=standard]").select_option(label="C3, any")
    page.get_by_role("button", name="Show").click()
    state = page.locator(".state-words")
    expect(state).to_contain_text("theme: Bosnia; grades: 9–12; standard: C3, any")
    assert state.inner_text().startswith(f"{page.locator('.ledger h3').count()} lesson")

    page.locator(".ledger h3 a", has_text="list of names").click()
    title = page.locator("h1").inner_text()
    notes = page.locator("#notes-for-teachers details .text")
    expect(notes).to_be_hidden()
    said = [line for line in notes.text_content().split(". ") if len(line) > 40]
    care = [line for line in page.locator("#care .text").text_content().split(". ") if len(line) > 40]
    assert said and care
    whole = on_paper(page, tmp_path)
    assert letters(said[0]) in whole

    page.locator("#take a", has_text="student’s sheet").click()
    page.wait_for_url("**/handout/?sheet=student")
    student = on_paper(page, tmp_path)
    assert letters(title) in student
    assert letters("What students make") in student
    assert [line for line in (*said, *care) if letters(line) in student] == []

    page.locator("a", has_text="Teacher’s sheet").click()
    page.wait_for_url("**/handout/?sheet=teacher")
    teacher = on_paper(page, tmp_path)
    assert all(letters(line) in teacher for line in (said[0], care[0]))


def test_the_teachers_part_begins_on_a_sheet_of_its_own(visit, tmp_path):
    page = visit("/lessons/three-lists-of-names/")
    page.emulate_media(media="print")
    assert page.locator(".for-teachers").evaluate("each => getComputedStyle(each).breakBefore") == "page"
    expect(page.locator(".for-teachers #care")).to_be_visible()


def test_a_unit_leads_to_its_lessons_in_order(visit):
    page = visit("/lessons/", java_script_enabled=False, viewport=PHONE)
    page.locator("main a", has_text="units").first.click()
    page.locator("select[name=theme]").select_option("rwanda")
    page.get_by_role("button", name="Show").click()
    page.locator(".ledger h3 a").first.click()
    first = page.locator(".unit-lessons h3 a").first
    name = first.inner_text()
    first.click()
    expect(page.locator("h1")).to_have_text(name)
