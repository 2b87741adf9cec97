"""Takes the pictures of the documentation from a running archive: `make pictures` writes them all into docs/images."""

import io
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from tests import live, seeding

IMAGES = seeding.ROOT / "docs" / "images"
PORT = 8000  # as `make run` has it, so that the links in the pictures are those a reader of the page gets
HEAVIEST = 150_000  # bytes
COLOURS = 64  # a page has few: the rest are shades at the edges of letters
NARROWED = "/timelines/japanese-american-incarceration-timeline/?from=1942&to=1942"
BESIDE = "/timelines/compare/?t=japanese-american-incarceration-timeline&t=nseers-timeline"


@dataclass(frozen=True)
class Picture:
    """A picture: its name, an address, what is done there, what stands at its top, and its size in pixels."""

    name: str
    address: str
    top: str = "body"
    size: tuple[int, int] = (1000, 640)
    done: Callable = lambda page: None

    def taken(self, page) -> bytes:
        """The picture as PNG, from a Playwright page whose base is the archive."""
        page.set_viewport_size({"width": self.size[0], "height": self.size[1]})
        page.emulate_media(reduced_motion="reduce")  # a page that glides would be taken on its way
        page.goto(self.address)
        self.done(page)
        page.mouse.move(0, 0)
        above = page.locator(self.top).first.evaluate("top => top.getBoundingClientRect().top + scrollY")
        page.evaluate("y => scrollTo({ top: y, behavior: 'instant' })", above)
        return _small(page.screenshot(animations="disabled", caret="hide"))


def _small(png: bytes) -> bytes:
    image, out = Image.open(io.BytesIO(png)).convert("RGB"), io.BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _pick_three(page) -> None:
    page.get_by_role("link", name="Choose events for a class timeline of your own").click()
    for number in (0, 2, 5):
        page.locator(".event").nth(number).get_by_role("checkbox").check()
    page.get_by_role("button", name="Add what is ticked").click()
    page.get_by_label("Title").fill("What was ordered, and by whom")
    page.get_by_label("Question").first.fill("Who signed this, and who carried it out?")
    page.locator(".picked .words-text").wait_for()


PICTURES = (
    Picture("home", "/", size=(1280, 1240)),
    Picture("timeline-narrowed", NARROWED, "#filter"),
    Picture("timeline-in-class", NARROWED, "#take"),
    Picture("timeline-code", NARROWED, size=(1000, 560), done=lambda page: page.locator("#code .enlarge").click()),
    Picture("timeline-on-a-phone", NARROWED, ".chrono", size=(360, 640)),
    Picture("timelines-side-by-side", f"{BESIDE}&align=stage", ".pair"),
    Picture("student-sheet", NARROWED.replace("?", "handout/?") + "&sheet=student"),
    Picture("class-timeline", NARROWED, "#words", done=_pick_three),
)


def main() -> int:
    """Takes every picture; says which were written. Fails where one is too heavy for a clone."""
    from playwright.sync_api import sync_playwright

    from tests.conftest import CHROMIUM_OPTIONS, chromium_path

    with tempfile.TemporaryDirectory() as folder:
        template = seeding.template(Path(folder), "pictures")
        with live.serving(template, PORT) as running, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_OPTIONS)
            for picture in PICTURES:
                page = browser.new_context(base_url=running.url, color_scheme="light").new_page()
                taken = picture.taken(page)
                if len(taken) > HEAVIEST:
                    raise SystemExit(f"{picture.name}.png has {len(taken)} bytes, more than {HEAVIEST}.")
                (IMAGES / f"{picture.name}.png").write_bytes(taken)
                print(f"docs/images/{picture.name}.png, {len(taken)} bytes")
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
