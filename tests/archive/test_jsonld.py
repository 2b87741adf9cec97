"""A timeline as JSON-LD: a list of events under terms that schema.org has, dates as sure as they are, nothing to fetch."""

import pytest
from django.test import Client

from tests.factories import content as made

pytestmark = pytest.mark.django_db

# The properties that schema.org gives to these types, of those the archive uses.
TERMS = {
    "ItemList": {"name", "description", "url", "inLanguage", "license", "numberOfItems", "itemListOrder", "itemListElement"},
    "ListItem": {"position", "item"},
    "Event": {"name", "url", "identifier", "description", "startDate", "endDate", "location", "subjectOf", "edtf"},
    "Place": {"name"},
    "CreativeWork": {"name", "url"},
}  # fmt: skip


def asked(page, query: str = "") -> dict:
    response = Client().get(f"{page.address}timeline.jsonld{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/ld+json"
    assert not response.cookies
    return response.json()


def events(data: dict) -> list[dict]:
    return [each["item"] for each in data["itemListElement"]]


def nodes(value):
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from nodes(each)
    elif isinstance(value, list):
        for each in value:
            yield from nodes(each)


def test_the_list_speaks_schema_org_and_names_nothing_relative():
    stage = made.stage(slug="removal")
    page = made.timeline(
        slug="lists",
        title="Lists",
        events=[
            made.event(
                title="<b>One</b>",
                summary="It was signed.",
                date="1942-02-19",
                stage=stage,
                place_name="Manzanar",
                sources=[made.source(slug="a-report")],
                content_reasons=["slurs"],
                content_note="A word is quoted.",
            ),
            made.event(date="1950"),
        ],
    )
    data = asked(page)
    context = data.pop("@context")
    assert context["@vocab"] == "https://schema.org/"
    assert not [each for each in nodes(context) if "@import" in each]
    for node in nodes(data):
        kinds = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
        assert {key for key in node if not key.startswith("@")} <= set().union(*(TERMS[kind] for kind in kinds))
        for key in ("@id", "url", "license"):
            assert node.get(key, "urn:none").startswith(("http://testserver/", "https://creativecommons.org/", "urn:"))
    assert data["numberOfItems"] == 2
    assert [each["position"] for each in data["itemListElement"]] == [1, 2]
    first = events(data)[0]
    assert first["name"] == "<b>One</b>"
    assert first["description"] == "Speaks of slurs. A word is quoted. It was signed."
    assert (first["startDate"], first["edtf"], first["location"]["name"]) == ("1942-02-19", "1942-02-19", "Manzanar")
    assert first["subjectOf"][0]["url"] == "http://testserver/sources/a-report/"
    assert "Speaks of slurs" in data["description"]

    narrowed = asked(page, "?stage=removal&x=1")
    assert [each["name"] for each in events(narrowed)] == ["<b>One</b>"]
    assert narrowed["@id"] == "http://testserver/timelines/lists/?stage=removal"
    assert "timeline.jsonld?stage=removal" in Client().get("/timelines/lists/?stage=removal").content.decode()


@pytest.mark.parametrize(
    ("date", "start", "end"),
    [
        ("1942-02", "1942-02", None),
        ("1942~", "1942", None),
        ("1942-02-XX", "1942-02", None),
        ("1943-21", "1943", None),
        ("194X", None, None),
        ("1942-03/1946-03-20", "1942-03", "1946-03-20"),
        ("1942/..", "1942", None),
        ("/1950", None, "1950"),
    ],
)
def test_a_date_is_no_surer_than_it_is(date, start, end):
    (event,) = events(asked(made.timeline(events=[made.event(date=date)])))
    assert (event.get("startDate"), event.get("endDate"), event["edtf"]) == (start, end, date)


def test_what_is_not_public_has_none():
    assert Client().get(f"{made.timeline(live=False).address}timeline.jsonld").status_code == 404
