"""The desk's lists and choosers answer whatever is searched and filtered together."""

import re

import pytest

from tests.factories.content import (
    claim,
    clause,
    event,
    person,
    place,
    quotation,
    site_tree,
    source,
    table,
    term,
    theme,
)

pytestmark = pytest.mark.django_db
KINDS = [
    "claim",
    "source",
    "quotation",
    "event",
    "person",
    "organization",
    "place",
    "term",
    "datatable",
    "stage",
    "clause",
]


@pytest.fixture
def desk(admin_client):
    site_tree()
    for make in (theme, source, claim, clause, event, person, place, quotation, table, term):
        make()
    return admin_client


def filters(html: str) -> list[tuple[str, str]]:
    """Every choice of every filter that a list offers."""
    boxes = re.findall(r'<input[^>]*type="(?:checkbox|radio)"[^>]*name="(\w+)"[^>]*value="([^"]+)"', html)
    boxes += [
        (name, value)
        for name, value in re.findall(r'name="(\w+)"[^>]*value="([^"]+)"[^>]*type="(?:checkbox|radio)"', html)
    ]
    return sorted({(name, value) for name, value in boxes if not name.startswith("csrf")})


@pytest.mark.parametrize("model", KINDS)
def test_a_list_can_be_searched_and_filtered_at_once(desk, model):
    address = f"/admin/snippets/content/{model}/"
    offered = filters(desk.get(address).content.decode())
    for name, value in [("ordering", "slug"), *offered]:
        assert desk.get(address, {"q": "register", name: value}).status_code == 200, (name, value)


@pytest.mark.parametrize("model", KINDS)
def test_a_chooser_can_be_searched(desk, model):
    address = f"/admin/snippets/choose/content/{model}/results/"
    for asked in ({"q": "a"}, {"q": '"'}, {"q": "register", "locale": "en", "multiple": "1"}):
        assert desk.get(address, asked).status_code == 200, asked


@pytest.mark.parametrize("words", ['"', "'", "*", "register OR", "(", "é" * 300, "\x00"])
def test_no_words_break_the_search_for_pages(desk, words):
    assert desk.get("/admin/pages/search/", {"q": words}).status_code == 200
