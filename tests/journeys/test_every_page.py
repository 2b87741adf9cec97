"""Every kind of page in a real browser: accessible, readable without scripts, narrow enough, light enough, watched by nobody."""

import urllib.request

import pytest

from tests.journeys.addresses import EVERY_KIND, NAMES

every_kind = pytest.mark.parametrize(("name", "address"), EVERY_KIND, ids=NAMES)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KILOBYTE = 1000


@every_kind
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit, axe_script, name, address, scheme):
    page = visit(address, color_scheme=scheme, bypass_csp=True)
    page.evaluate(axe_script)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    told = [f"{one['id']}: {one['help']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"][:3]]
    assert not told, "\n".join(told)


@every_kind
def test_it_is_there_without_scripts(visit, name, address):
    page = visit(address, java_script_enabled=False)
    assert page.locator("h1").count() == 1
    assert page.locator("main").inner_text().strip()


@every_kind
def test_nothing_scrolls_sideways_at_320_pixels(visit, name, address):
    page = visit(address, viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@every_kind
def test_nobody_is_watched(visit, live_archive, name, address):
    page = visit("about:blank")
    asked, answers = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda response: answers.append(response))
    page.goto(f"{live_archive.url}{address}")
    assert asked and all(url.startswith((live_archive.url, "data:")) for url in asked)
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    for answer in answers:
        headers = answer.headers
        assert "set-cookie" not in headers, answer.url
        assert "cookie" not in headers.get("vary", "").lower(), answer.url
        assert "content-security-policy" in headers or answer.url.startswith(f"{live_archive.url}/static/")


@every_kind
def test_it_is_light(live_archive, name, address):
    request = urllib.request.Request(live_archive.url + address, headers={"Accept": "text/html"})
    try:
        with urllib.request.urlopen(request) as answer:
            size = len(answer.read())
    except urllib.error.HTTPError as error:
        size = len(error.read())
    assert size <= (60 if name.startswith("entry") else 150) * KILOBYTE


def test_an_entry_weighs_little_with_everything_it_needs(visit, live_archive):
    page = visit("about:blank")
    sizes = []
    page.on("response", lambda response: sizes.append(len(response.body())))
    page.goto(f"{live_archive.url}/entries/executive-order-9066/")
    assert len(sizes) > 1
    assert sum(sizes) <= 120 * KILOBYTE


@every_kind
def test_headings_read_aloud_make_sense(visit, name, address):
    page = visit(address)
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


@every_kind
def test_it_has_a_title_and_a_description_of_its_own(visit, name, address):
    page = visit(address)
    assert page.title().endswith(" · The Registry Archive")
    assert len(page.title()) > len(" · The Registry Archive")
    assert page.locator("meta[name=description]").get_attribute("content").strip()


@every_kind
def test_it_prints(visit, name, address):
    page = visit(address)
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    if page.locator("form.find").count():
        assert not page.locator("form.find").is_visible()


def test_forced_colours_keep_the_rules_and_ticks(visit):
    page = visit("/timelines/nseers-timeline/", forced_colors="active")
    assert page.locator(".tick i").first.evaluate("tick => getComputedStyle(tick).backgroundColor") != "rgba(0, 0, 0, 0)"
