"""Timelines, lessons and units as JSON-LD: terms that schema.org has, dates as sure as they are, nothing to fetch."""

import pytest
from django.test import Client

from content import models
from content.timelines import not_ranked
from tests.factories import content as made

pytestmark = pytest.mark.django_db

CREATIVE_WORK = {
    "name", "url", "identifier", "description", "inLanguage", "license", "hasPart", "isPartOf", "about", "mentions",
    "position", "timeRequired", "audience",
}  # fmt: skip
# The properties that schema.org gives to these types, of those the archive uses.
TERMS = {
    "ItemList": {"name", "description", "url", "inLanguage", "license", "numberOfItems", "itemListOrder", "itemListElement"},
    "ListItem": {"position", "item"},
    "Event": {"name", "url", "identifier", "description", "startDate", "endDate", "location", "subjectOf", "edtf"},
    "Place": {"name"},
    "CreativeWork": CREATIVE_WORK,
    "LearningResource": CREATIVE_WORK | {"learningResourceType", "educationalLevel", "educationalAlignment"},
    "AlignmentObject": {"alignmentType", "educationalFramework", "targetName", "targetDescription", "targetUrl"},
    "Audience": {"audienceType"},
    "Thing": {"name", "url"},
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


def speaks_schema_org(data: dict) -> None:
    """Fails where a node has a property that its types do not, or where an address is relative or asked of another host."""
    context = data.pop("@context")
    assert context["@vocab"] == "https://schema.org/"
    assert not [each for each in nodes(context) if "@import" in each]
    for node in nodes(data):
        kinds = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
        assert {key for key in node if not key.startswith("@")} <= set().union(*(TERMS[kind] for kind in kinds))
        for key in ("@id", "url", "license"):
            assert node.get(key, "urn:none").startswith(("http://testserver/", "https://creativecommons.org/", "urn:"))


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
    speaks_schema_org(data)
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


def test_timelines_side_by_side_are_lists_in_one_work_and_nothing_is_counted_across_them():
    shot = made.event(title="A shooting.", date="1944", content_reasons=["killing"])
    made.timeline(slug="one", title="One", events=[made.event(title="A meeting.", date="1941"), shot])
    made.timeline(slug="two", title="Two", events=[made.event(title="Later.", date="1943")])
    response = Client().get("/timelines/compare/timeline.jsonld?t=one&t=two&from=1941&x=1")
    assert (response.status_code, response["Content-Type"]) == (200, "application/ld+json")
    data = response.json()
    speaks_schema_org(data)
    assert data["@id"] == "http://testserver/timelines/compare/?t=one&t=two&align=date&from=1941"
    assert data["description"] == f"Speaks of killing. {not_ranked.SENTENCE}"
    assert [(part["name"], part["@id"]) for part in data["hasPart"]] == [
        ("One", "http://testserver/timelines/one/?from=1941"),
        ("Two", "http://testserver/timelines/two/?from=1941"),
    ]
    assert [[each["name"] for each in events(part)] for part in data["hasPart"]] == [
        ["A meeting.", "A shooting."],
        ["Later."],
    ]
    assert data["hasPart"][0]["description"].startswith("Speaks of killing.")
    assert "numberOfItems" not in response.content.decode()


@pytest.fixture
def unit():
    theme, other = made.theme(slug="camps", title="Camps"), made.theme(slug="lists", title="Lists")
    clause = made.clause(slug="refuse-databases", number="5", short="Refuse databases")
    flagged = made.entry(title="A shooting", content_reasons=["killing"])
    lesson = made.lesson(
        slug="a-count",
        title="What can a <b>count</b> do?",
        minutes=90,
        themes=[theme],
        pledge=[(clause, "example", made.WHY)],
        steps=((10, "Look", "<p>Look.</p>"), (None, "Talk", "<p>Talk.</p>")),
        works=[{"entry": flagged}, {"entry": made.entry(title="Not yet", live=False)}],
        timelines=[made.timeline(slug="of-camps", title="Of camps")],
        teacher_notes="<p>Only for you.</p>",
        content_reasons=["slurs"],
        grade_floor=9,
    )
    lesson.standards = [
        models.LessonStandard(framework="C3", code="D2.His.1", label="Evaluate.", jurisdiction="Ohio", link="https://c3.example/1"),
        models.LessonStandard(framework="Own", code="1"),
    ]  # fmt: skip
    lesson.save()
    after = made.lesson(slug="after", title="After", minutes=40)
    hidden = made.lesson(slug="hidden", title="Hidden", live=False)
    return made.unit(
        slug="in-order",
        title="In order",
        grade_band="9-12",
        for_whom="A class in history.",
        themes=[theme, other],
        lessons=[(lesson, "First."), (hidden, "Then."), (after, "Last.")],
    )


def resource(address: str) -> dict:
    response = Client().get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/ld+json")
    assert response["Access-Control-Allow-Origin"] == "*" and not response.cookies
    assert "Only for you." not in response.content.decode() and "Not yet" not in response.content.decode()
    data = response.json()
    assert all(value not in ("", [], None) for node in nodes(data) for value in node.values())
    speaks_schema_org(data)
    return data


def test_a_lesson_is_a_learning_resource_with_its_time_standards_and_what_is_hard(unit):
    data = resource("/lessons/a-count/lesson.jsonld")
    assert (data["@type"], data["@id"]) == ("LearningResource", "http://testserver/lessons/a-count/")
    assert data["name"] == "What can a <b>count</b> do?"
    assert data["description"] == "Suggested from grade 9. Speaks of slurs. What a list can do."
    assert (data["educationalLevel"], data["timeRequired"]) == ("Grades 9 to 12", "PT90M")
    assert [(step["name"], step.get("timeRequired")) for step in data["hasPart"]] == [("Look", "PT10M"), ("Talk", None)]
    first, second = data["educationalAlignment"]
    assert (first["educationalFramework"], first["targetName"]) == ("C3", "D2.His.1")
    assert (first["targetDescription"], first["targetUrl"]) == ("Evaluate. (Ohio)", "https://c3.example/1")
    assert "targetUrl" not in second
    assert [each["name"] for each in data["about"]] == ["Camps", "The Never Again pledge, clause 5: Refuse databases"]
    assert [(each["name"], each.get("description")) for each in data["mentions"]] == [
        ("A shooting", "Speaks of killing."),
        ("Of camps", None),
    ]
    assert [each["@id"] for each in data["isPartOf"]] == ["http://testserver/units/in-order/"]


def test_a_unit_holds_its_public_lessons_in_order_and_their_time(unit):
    data = resource("/units/in-order/unit.jsonld")
    assert data["description"].startswith(f"Suggested from grade 9. Speaks of slurs. {not_ranked.SENTENCE}")
    assert (data["educationalLevel"], data["timeRequired"]) == ("Grades 9 to 12", "PT130M")
    assert data["audience"]["audienceType"] == "A class in history."
    parts = [(each["position"], each["@id"], each["timeRequired"]) for each in data["hasPart"]]
    assert parts == [
        (1, "http://testserver/lessons/a-count/", "PT90M"),
        (2, "http://testserver/lessons/after/", "PT40M"),
    ]
    assert data["hasPart"][0]["description"] == "Suggested from grade 9. Speaks of slurs. What a list can do."


def test_a_unit_of_which_one_lesson_tells_no_time_tells_none(unit):
    models.LessonPage.objects.filter(slug="after").update(minutes=None)
    data = resource("/units/in-order/unit.jsonld")
    assert "timeRequired" not in data
    assert [each.get("timeRequired") for each in data["hasPart"]] == ["PT90M", None]


def test_what_is_not_public_has_none():
    assert Client().get(f"{made.timeline(live=False).address}timeline.jsonld").status_code == 404
