"""What the journeys share: axe, and pages without scripts, in the dark, on a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

# A page of the desk has many parts, and two journeys may run at once on two slow cores.
expect.set_options(timeout=15_000)

AXE = Path(__file__).resolve().parents[1] / "browser" / "node_modules" / "axe-core" / "axe.min.js"
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def axe_script() -> str:
    """axe-core, as `npm ci` in tests/browser installs it."""
    if not AXE.exists():
        pytest.skip("no Chromium test tools here: run `npm ci` in tests/browser")
    return AXE.read_text(encoding="utf-8")


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
