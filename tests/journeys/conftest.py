"""What the journeys share: axe, and pages without scripts, in the dark, on a phone, in somebody else's page."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

# A page of the desk has many parts, and two journeys may run at once on two slow cores.
expect.set_options(timeout=15_000)

FROM_NPM = Path(__file__).resolve().parents[1] / "browser" / "node_modules"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


def from_npm(path: str) -> Path:
    """A file or folder that `npm ci` in tests/browser installs."""
    found = FROM_NPM / path
    if not found.exists():
        pytest.skip("no Chromium test tools here: run `npm ci` in tests/browser")
    return found


@pytest.fixture(scope="session")
def axe_script() -> str:
    return from_npm("axe-core/axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def accessible(axe_script):
    """Asserts that axe finds nothing on a page as it now stands, by day and by night.

    The page is opened with `bypass_csp=True`: the tool is brought along by the test, and the page's own policy would
    rightly keep it out.
    """

    def accessible(page) -> None:
        page.evaluate(axe_script)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
            told = [f"{one['id']}: {one['help']}: {node['html'][:200]}" for one in found for node in one["nodes"][:3]]
            assert not told, f"{page.url}, {scheme}:\n" + "\n".join(told)

    return accessible


@pytest.fixture
def visit(browser, live_archive):
    """Opens an address in a fresh profile with the options given, and closes every profile afterwards."""
    contexts = []

    def open_page(address: str, **options):
        # The tools a test brings are not part of the page: its policy is checked by tests of its own.
        context = browser.new_context(base_url=live_archive.url, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
