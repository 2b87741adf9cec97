"""Every kind of page in a real browser: accessible, readable without scripts, narrow and light enough, watched by nobody."""

import pytest

from tests.journeys.addresses import EVERY_KIND, NAMES

every_kind = pytest.mark.parametrize(("name", "address"), EVERY_KIND, ids=NAMES)
KILOBYTE = 1000

# Where the words of a page run across its margin line: nowhere. On one side stands what is said, on the other who says so.
ACROSS_THE_LINE = """() => {
  const sheet = document.querySelector("main.sheet"), line = getComputedStyle(sheet, "::before");
  const x = sheet.getBoundingClientRect().left + parseFloat(line.insetInlineStart);
  const words = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT), found = [];
  while (words.nextNode()) {
    if (!words.currentNode.data.trim() || words.currentNode.parentElement.closest(".hidden")) continue;
    const range = document.createRange();
    range.selectNodeContents(words.currentNode);
    for (const box of range.getClientRects())
      if (box.left < x && box.right > x + 3) found.push(words.currentNode.data.trim().slice(0, 60));
  }
  return found;
}"""


@every_kind
def test_axe_finds_nothing_by_day_or_night(visit, accessible, name, address):
    accessible(visit(address, bypass_csp=True))


@every_kind
def test_it_reads_without_scripts_on_a_narrow_screen_and_on_paper(visit, name, address):
    page = visit(address, java_script_enabled=False, viewport={"width": 320, "height": 640})
    assert page.locator("main").inner_text().strip()
    assert page.title().endswith(" · The Registry Archive")
    assert len(page.title()) > len(" · The Registry Archive")
    assert page.locator("meta[name=description]").get_attribute("content").strip()

    levels = [int(heading.evaluate("one => one.tagName")[1]) for heading in page.locator("h1,h2,h3,h4,h5,h6").all()]
    assert levels[0] == 1 and levels.count(1) == 1, "one heading of the first level, first"
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False)), "none is skipped"

    assert page.evaluate("document.documentElement.scrollWidth") <= 320, "nothing scrolls sideways"

    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    for control in page.locator("form.find, .skip").all():
        assert not control.is_visible()


@every_kind
def test_nobody_is_watched_little_is_sent_and_no_words_run_across_the_margin_line(visit, live_archive, name, address):
    page = visit("about:blank", viewport={"width": 1280, "height": 900})
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(f"{live_archive.url}{address}")
    assert answers and all(answer.url.startswith((live_archive.url, "data:")) for answer in answers)
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    for answer in answers:
        headers = answer.headers
        assert "set-cookie" not in headers, answer.url
        assert "cookie" not in headers.get("vary", "").lower(), answer.url
    assert "default-src 'self'" in answers[0].headers["content-security-policy"]
    assert "unsafe" not in answers[0].headers["content-security-policy"]

    bodies = [len(answer.body()) for answer in answers]
    is_entry = name.startswith("entry")
    assert bodies[0] <= (60 if is_entry else 150) * KILOBYTE
    if is_entry:
        assert len(bodies) > 1 and sum(bodies) <= 120 * KILOBYTE
    assert page.evaluate(ACROSS_THE_LINE) == []


def test_forced_colours_keep_the_ticks(visit):
    page = visit("/timelines/nseers-timeline/", forced_colors="active", viewport={"width": 1280, "height": 900})
    ink = page.locator(".event .tick i").first.evaluate("tick => getComputedStyle(tick).backgroundColor")
    assert ink not in {"rgba(0, 0, 0, 0)", page.evaluate("getComputedStyle(document.body).backgroundColor")}
