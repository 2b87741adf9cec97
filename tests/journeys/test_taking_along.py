"""A teacher takes a timeline along: on paper, as a Word file, and narrowed as she had it."""

import re
import shutil
import subprocess

import pypandoc
import pytest

NARROWED = "/timelines/japanese-american-incarceration-timeline/?from=1942&to=1943&stage=removal"
LETTERS = re.compile(r"[^\w]+")


def letters(text: str) -> str:
    """A text as its letters and figures only: a printed page breaks lines and words where it likes."""
    return LETTERS.sub("", text)


def on_paper(page, tmp_path) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("no pdftotext here: install poppler-utils")
    page.pdf(path=tmp_path / "printed.pdf", format="A4")
    said = subprocess.run(["pdftotext", "-raw", tmp_path / "printed.pdf", "-"], capture_output=True, check=True)
    return letters(said.stdout.decode())


def events_of(page) -> list[tuple[str, str]]:
    """The title and the words of every event on the page of a timeline."""
    return [
        (event.locator("h3").inner_text(), event.locator(".event-words").inner_text())
        for event in page.locator(".event").all()
    ]


def test_every_text_of_every_event_is_on_paper_and_in_the_word_file(visit, tmp_path):
    page = visit(NARROWED, java_script_enabled=False)
    events = events_of(page)
    assert len(events) > 2
    timeline = on_paper(page, tmp_path)

    with page.expect_download() as started:
        page.locator("#take a", has_text="Word").click()
    started.value.save_as(tmp_path / "taken.docx")
    written = letters(
        pypandoc.convert_file(str(tmp_path / "taken.docx"), "plain", extra_args=["--wrap=none", "--sandbox"])
    )

    page.locator("#take a", has_text="handout").click()
    assert "stage=removal" in page.url
    handout = on_paper(page, tmp_path)
    page.locator("a", has_text="Student’s sheet").click()
    sheet = on_paper(page, tmp_path)
    assert letters("What it cannot show, and who is not heard") in sheet
    assert "Backtothetimeline" not in handout + sheet
    for title, words in events:
        assert letters(title) in sheet, title
        for copy in (timeline, handout, written):
            assert letters(title) in copy, title
            assert all(letters(line) in copy for line in words.splitlines()), words


def test_paper_has_the_link_and_the_code_and_none_of_the_rest_of_the_panel(visit):
    page = visit(NARROWED)
    assert page.locator("#take .along").is_visible()
    page.emulate_media(media="print")
    assert not page.locator("#take .along").is_visible()
    assert page.locator("#take .copy").first.is_visible()
    assert page.locator("#take .qr svg").is_visible()
