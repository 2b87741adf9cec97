"""The QR code of a link is that link, on the page, on paper, and from the back row of a class.

*Readable from the back row* is measured so: the page fills a picture 2 m wide, and a phone 8 m away films it, 1920 pixels
across the 65 degrees that a phone's lens sees. The picture is then 377 of these pixels wide, and from those pixels
jsQR must still read the link. On paper a code is held in the hand: its signs must be 0.4 mm wide, as the makers of
readers ask.
"""

import base64
import math
import re

import pytest
from playwright.sync_api import expect

from content.templatetags.content_tags import qr
from tests.journeys.conftest import DESK, PHONE, from_npm
from tests.journeys.test_class_timeline import CHOSEN, fragment

DISTANCE, PICTURE = 8.0, 2.0  # metres
FILMED, LENS = 1920, math.radians(65)
SEEN = FILMED * PICTURE / (2 * DISTANCE * math.tan(LENS / 2))  # pixels across the picture
BEAMED = {"width": 1280, "height": 720}
LONGEST = 500  # signs that can be read so; templates/components/_code.html says "near by" of more
LEAST_ON_PAPER = 0.4  # millimetres a sign of the code
READ = """async ([picture, width, around]) => {
  const image = new Image();
  image.src = "data:image/png;base64," + picture;
  await image.decode();
  const canvas = document.createElement("canvas"), height = Math.round(image.height * width / image.width);
  canvas.width = width + 2 * around;
  canvas.height = height + 2 * around;
  const drawn = canvas.getContext("2d");
  drawn.fillStyle = "#777";
  drawn.fillRect(0, 0, canvas.width, canvas.height);
  drawn.imageSmoothingQuality = "high";
  drawn.drawImage(image, around, around, width, height);
  const found = jsQR(drawn.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height);
  return found && found.data;
}"""
EACH = [
    "/timelines/nseers-timeline/",
    "/timelines/japanese-american-incarceration-timeline/?from=1942-02&to=1946-03&stage=exclusion&stage=removal&theme=japanese-american-incarceration&clause=refuse-databases&person=norman-mineta",
    "/timelines/compare/?t=nseers-timeline&t=muslim-registry-timeline&t=bosnia-timeline&t=rwanda-timeline&align=stage",
    "/lessons/a-count-without-names/",
]  # fmt: skip


@pytest.fixture
def read(browser):
    """Reads the code in a picture (PNG) that is filmed so many pixels wide; the link, or None."""
    page = browser.new_page()
    page.evaluate(from_npm("jsqr/dist/jsQR.js").read_text(encoding="utf-8"))

    def read(picture: bytes, width: float) -> str | None:
        return page.evaluate(READ, [base64.b64encode(picture).decode(), round(width), 20])

    yield read
    page.close()


@pytest.mark.parametrize("address", EACH)
def test_the_code_is_the_link_near_by_and_from_the_back_row(visit, read, address):
    page = visit(address, java_script_enabled=False, viewport=BEAMED)
    link = page.locator("#take .copy").first.inner_text()
    assert link.endswith(address) and len(link) <= LONGEST
    code = page.locator("#code svg")
    assert read(code.screenshot(), code.bounding_box()["width"] * 2) == link

    page.get_by_role("link", name="Show it large, for the back row").click()
    assert read(page.screenshot(), SEEN) == link


def test_the_longest_that_is_promised_is_read_from_the_back_row(visit, read):
    page = visit(f"{EACH[0]}#code", viewport=BEAMED)
    longest = ("https://archive.example/class/?v=1&class=" + "k7m3qz9x2w" * 50)[:LONGEST]
    page.locator("#code svg").evaluate("(old, drawn) => { old.outerHTML = drawn; }", qr(longest))
    assert read(page.screenshot(), SEEN) == longest
    assert read(page.screenshot(), SEEN / 3) is None, "from 24 m nobody could: the measure can fail"


def test_a_code_on_paper_is_coarse_enough_for_the_hand(visit):
    for address in (EACH[1], f"{EACH[1].replace('/?', '/handout/?')}"):
        page = visit(address, viewport={"width": 718, "height": 1000})  # A4 within its margins
        page.emulate_media(media="print")
        code = page.locator(".qr svg")
        signs = int(code.get_attribute("viewBox").split()[2])
        assert code.bounding_box()["width"] / 96 * 25.4 / signs >= LEAST_ON_PAPER
        expect(page.locator(".qr figcaption")).to_be_hidden()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_it_grows_and_shrinks_by_keyboard_without_scripts(visit, size):
    page = visit(EACH[0], java_script_enabled=False, viewport=size)
    page.locator("#code .enlarge").focus()
    page.keyboard.press("Enter")
    box = page.locator("#code svg").bounding_box()
    assert min(box["width"], box["height"]) > 0.85 * min(size["width"], size["height"])
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Make it small again")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.locator("#code svg").bounding_box()["width"] < 200
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_a_large_code_is_accessible(visit, accessible):
    accessible(visit(f"{EACH[0]}#code", bypass_csp=True, viewport=PHONE))


def test_a_class_timeline_keeps_the_teachers_words_while_its_code_is_large(visit):
    page = visit(f"/class/?{CHOSEN.query}{fragment(title='Our own title')}", viewport=DESK)
    page.locator("#code .enlarge").click()
    assert page.locator("#code svg").bounding_box()["height"] > 0.85 * DESK["height"]
    page.get_by_role("link", name="Make it small again").click()
    assert page.locator("#code svg").bounding_box()["height"] < 200
    expect(page.locator(".words-title")).to_have_text("Our own title")
    expect(page).to_have_url(re.compile("#w=1\\."))
