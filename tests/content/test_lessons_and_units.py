"""The lists of lessons and units, a lesson with what it works with in place, and a unit that gathers from its lessons."""

import re
from html import unescape

import pytest
from wagtail.models import PageViewRestriction

from content import models
from content.models.drafts import gaps_of
from tests.factories import content as made

pytestmark = pytest.mark.django_db


def shown(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


def titles(html: str) -> list[str]:
    return re.findall(r"<h3><a [^>]*>(.*?)</a></h3>", html)


def standard(framework: str, code: str, label: str = "") -> models.LessonStandard:
    return models.LessonStandard(framework=framework, code=code, label=label)


def with_standards(page: models.LessonPage, *standards: models.LessonStandard) -> models.LessonPage:
    page.standards = list(standards)
    page.save()
    return page


@pytest.fixture
def lessons():
    camps, cards = made.theme(title="Camps", slug="camps"), made.theme(title="Cards", slug="cards")
    with_standards(
        made.lesson(title="Short", minutes=20, grade_band="6-8", themes=[camps]), standard("C3", "D2.His.1", "Asking")
    )
    with_standards(
        made.lesson(title="Long", minutes=55, grade_band="9-12", themes=[camps, cards]),
        standard("C3", "D2.His.11", "Judging"),
        standard("Common Core", "RH.1"),
    )
    with_standards(made.lesson(title="Kept back", live=False, themes=[cards]), standard("Hidden", "H.1"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Long", "Short"]),
        ("theme=cards", ["Long"]),
        ("grade=6-8", ["Short"]),
        ("time=20", ["Short"]),
        ("time=90", ["Long", "Short"]),
        ("standard=C3", ["Long", "Short"]),
        ("standard=C3+D2.His.1", ["Short"]),
        ("standard=Common+Core+RH.1&theme=camps&grade=9-12", ["Long"]),
        ("standard=Common+Core&grade=6-8", []),
        ("standard=Hidden", ["Long", "Short"]),
    ],
)
def test_lessons_are_narrowed_by_what_the_address_says(client, lessons, query, expected):
    html = shown(client, f"/lessons/?{query}")
    assert titles(html) == expected
    state = re.search(r'class="state-words"[^>]*>(.*?)</p>', html)[1]
    assert state.startswith(f"{len(expected)} lesson")
    assert "Hidden, any" not in html


def test_the_form_keeps_what_is_chosen_and_says_it_in_words(client, lessons):
    html = shown(client, "/lessons/?theme=cards&standard=C3+D2.His.11&time=90")
    assert "1 lesson: theme: Cards; time: 90 minutes or less; standard: C3, D2.His.11: Judging." in html
    form = re.search(r'<form class="narrow-form" action="/lessons/" method="get".*?</form>', html, re.DOTALL)[0]
    assert re.findall(r'<option value="([^"]+)" selected>', form) == ["cards", "90", "C3 D2.His.11"]
    assert re.findall(r'<select name="(\w+)"', form) == ["theme", "grade", "time", "standard"]


def test_nothing_fits_is_said_with_a_way_back(client, lessons):
    html = shown(client, "/lessons/?grade=6-8&theme=cards")
    assert 'Nothing here fits all that you chose. <a href="/lessons/">Show everything</a>' in html


@pytest.mark.parametrize("value", ["%00", "' OR 1=1 --", "C3" * 400, "<script>", "C3 D2.His.1 "])
def test_a_standard_that_nobody_wrote_is_left_out_and_said(client, lessons, value):
    html = client.get("/lessons/", {"standard": value}).content.decode()
    assert "that the archive does not have. It was left out." in html
    assert "<script>" not in html


# A lesson in place ----------------------------------------------------------------------------------------------------


def test_a_record_stands_in_its_place_with_how_to_read_it(client):
    lines = "".join(f"<p>Line {number}.</p>" for number in range(1, 21))
    record = made.record(
        title="The notice", transcription=lines, who_made_it="An office.", cannot_show="Who read it.", grade_floor=9
    )
    html = shown(client, made.lesson(works=[{"record": record, "questions": ["Who speaks?"]}]).address)
    assert "Line 14." in html and "Line 15." not in html
    assert "6 more lines" in html
    for words in ("Who made it", "An office.", "What it cannot show", "Who read it.", "Who speaks?"):
        assert words in html
    assert "Suggested from grade 9." in html


@pytest.mark.parametrize("reasons", [[], ["bodies"]])
def test_a_flagged_image_is_withheld_in_a_lesson(client, reasons):
    image = made.image(alt="A grey square", credit="An archive", content_reasons=reasons)
    html = shown(client, made.lesson(works=[{"record": made.record(image=image)}]).address)
    assert ("<img" in html) == (not reasons)
    assert ("Its image is withheld: bodies of the dead." in html) == bool(reasons)


def test_a_timeline_stands_in_its_place_by_the_events_of_the_lessons_entries(client):
    entry, stage = made.entry(), made.stage()
    events = [made.event(title=f"Event {year}", date=str(year), stage=stage) for year in range(1930, 1940)]
    own = made.event(title="Told of", date="1945", stage=stage, entry=entry, content_reasons=["killing"])
    timeline = made.timeline(title="In order", events=[*events, own])
    first = shown(client, made.lesson(timelines=[timeline]).address)
    assert "The first events of" in first
    assert "Event 1935" in first and "Event 1936" not in first
    assert "6 of 11 events" in first
    told = shown(client, made.lesson(timelines=[timeline], works=[{"entry": entry}]).address)
    assert "What the lesson’s entries tell of" in told
    assert "Told of" in told and "Event 1930" not in told
    assert "Speaks of killing." in told


def test_a_lesson_asks_the_database_no_more_for_more_records(client, django_assert_max_num_queries):
    def queries(count: int) -> int:
        page = made.lesson(works=[{"record": made.record(image=made.image())} for _ in range(count)])
        client.get(page.address)
        with django_assert_max_num_queries(60) as counted:
            client.get(page.address)
        return len(counted)

    assert queries(1) == queries(6)


def test_what_is_not_public_is_not_in_a_lesson(client):
    record = made.record(title="Hidden record", transcription="<p>Hidden words.</p>")
    PageViewRestriction.objects.create(page=record, restriction_type=PageViewRestriction.LOGIN)
    hidden = made.timeline(title="Hidden timeline", events=[made.event(title="Seen elsewhere")], live=False)
    html = shown(client, made.lesson(works=[{"record": record}], timelines=[hidden]).address)
    assert "Hidden" not in html


# Units ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def unit():
    clause = made.clause(number="2b", short="Scale back")
    pledge = [(clause, "background", made.WHY)]
    hard = {"content_reasons": ["killing"], "content_note": "A man is shot."}
    first = made.lesson(title="First", minutes=45, pledge=pledge, **hard)
    second = made.lesson(title="Second", minutes=50, grade_floor=9, pledge=pledge)
    hidden = made.lesson(title="Hidden lesson", minutes=30, content_reasons=["slurs"], live=False)
    return made.unit(
        slug="in-order",
        title="In order",
        for_whom="For a class that is new to it.",
        grade_band="9-12",
        themes=[made.theme(slug="camps")],
        lessons=[(second, "It comes before."), (hidden, "Hidden reason."), (first, "It comes after.")],
    )


def test_a_unit_gathers_time_reasons_and_clauses_of_its_public_lessons(client, unit):
    html = shown(client, unit.address)
    assert titles(html) == ["Second", "First"]
    assert "95 minutes" in html
    assert "Killing. A man is shot. Suggested from grade 9." in html
    assert "slurs" not in html.lower() and "Hidden" not in html
    assert "1 lesson of this unit is not public at present." in html
    assert "Scale back" in html and "1 clause of 19" in html
    assert html.index("It comes before.") < html.index("It comes after.")


def test_units_are_listed_with_their_lessons_and_minutes(client, unit):
    made.unit(title="Empty", grade_band="6-8")
    html = shown(client, "/units/")
    assert titles(html) == ["Empty", "In order"]
    assert "Grades 9 to 12, 2 lessons, 95 minutes" in html
    assert titles(shown(client, "/units/?grade=9-12&theme=camps")) == ["In order"]
    assert "Grades 6 to 8, 0 lessons" in html


def test_a_lesson_names_its_units_and_a_theme_its_own(client, unit):
    made.unit(title="Draft unit", lessons=[(models.LessonPage.objects.get(title="First"), "Why.")], live=False)
    html = shown(client, models.LessonPage.objects.get(title="First").address)
    assert 'Part of the unit <a href="/units/in-order/">In order</a>' in html
    assert "Draft unit" not in html
    assert "/units/in-order/" in shown(client, "/themes/camps/")


def test_over_several_histories_the_sentence_stands_that_nothing_is_measured(client):
    sentence = "placed side by side to ask questions, not to measure suffering"
    assert sentence in shown(client, made.unit(themes=[made.theme(), made.theme()]).address)
    assert sentence not in shown(client, made.unit(themes=[made.theme()]).address)


def test_a_unit_is_not_published_without_lessons_or_without_their_reasons():
    assert [gap.message for gap in gaps_of(made.unit())] == ["A unit is a sequence. Choose at least two lessons."]
    two = made.unit(lessons=[(made.lesson(title="One"), ""), (made.lesson(title="Two"), "It follows.")])
    assert [gap.message for gap in gaps_of(two)] == [
        "“One” has no reason. Say in one sentence why it stands at this place."
    ]
