"""What the documentation names exists: files, pictures, addresses, and the words on the buttons it tells people to press."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from archive.classroom.selection import Selection
from content.text import derived_uid
from tests.pictures import HEAVIEST, IMAGES, PICTURES

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
IN_CLASS = ROOT / "docs" / "how-to" / "a-timeline-in-class-in-five-minutes.md"
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_ADDRESS = re.compile(r"`(/[^`\s]*)`")
_ON_SCREEN = re.compile(r"\*\*([^*]+?)\.?\*\*")
_TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)
# Headings of the page's own lists, which name no control.
OUR_OWN = {"On the wall", "In the page your school uses", "In Google Classroom", "One event"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_it_links_to_is_there(page):
    for target in _LINK.findall(_FENCED.sub("", page.read_text(encoding="utf-8"))):
        path = target.partition("#")[0]
        if path and "://" not in path and not path.startswith(("/", "mailto:")):
            assert (page.parent / path).exists(), f"{page.name} links to {target}"


def test_every_picture_is_taken_by_the_script_and_shown_by_a_page():
    taken = {f"{picture.name}.png" for picture in PICTURES}
    assert {path.name for path in IMAGES.iterdir()} == taken
    shown = {Path(target).name for page in PAGES for target in _LINK.findall(page.read_text(encoding="utf-8"))}
    assert taken <= shown
    assert all((IMAGES / name).stat().st_size <= HEAVIEST for name in taken)


def test_what_the_page_for_teachers_names_stands_on_the_site(seeded_site):
    text = IN_CLASS.read_text(encoding="utf-8")
    picked = Selection(tuple(derived_uid("event", f"nseers-e0{number}") for number in (3, 4)), by_hand=True)
    timeline = "/timelines/japanese-american-incarceration-timeline/"
    addresses = [*_ADDRESS.findall(text), f"{timeline}?{picked.query}", picked.address]
    assert timeline in addresses and len(addresses) > 4
    words = " ".join(_words_at(address) for address in addresses)
    named = set(_ON_SCREEN.findall(" ".join(text.split()))) - OUR_OWN
    assert len(named) > 15
    assert not [one for one in named if one not in words]


def _words_at(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    return " ".join(unescape(_TAG.sub(" ", response.content.decode())).split())
