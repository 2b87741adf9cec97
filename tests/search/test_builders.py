"""What each kind of thing is found by, and what is never in the index."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search import builders
from search.builders.parts import bands_from
from search.documents import SearchDocument
from search.facets import KINDS
from search.visibility import MODELS, findable
from tests.factories import content as make

pytestmark = pytest.mark.django_db


def key(thing) -> str:
    return f"{thing.kind}:{thing.uid}"


def document(thing) -> SearchDocument:
    return builders.built([key(thing)])[key(thing)]


def everything(thing) -> str:
    return document(thing).to_json()


def fail(key, error):
    raise error


def test_every_kind_has_a_model_a_builder_and_a_name():
    assert set(MODELS) == set(builders.BUILDERS) == set(KINDS)
    assert all(model.kind == kind for kind, model in MODELS.items())


def test_one_of_each_kind_is_built():
    theme = make.theme()
    for thing in (
        make.entry(), make.record(), make.timeline(events=[make.event()]), make.lesson(), make.unit(), make.pledge_page(),
        make.standard_page(), make.clause(), make.claim(), make.quotation(themes=[theme]), make.table(), make.source(),
        make.person(), make.organization(), make.place(), make.term(), theme,
    ):  # fmt: skip
        built = document(thing)
        assert (built.key, built.slug, built.kind) == (key(thing), thing.slug, thing.kind)
        assert built.title
        assert built.url.startswith("/")
    assert {built.kind for built in builders.documents(fail)} == set(KINDS)
    assert builders.count() == len(list(builders.documents(fail)))


def test_an_entry_is_found_by_all_that_it_shows():
    theme, person, place = make.theme(), make.person(name="Ida Clerk"), make.place(name="Tule Lake")
    clause, stage = make.clause(), make.stage()
    work = make.source(ladder="testimony")
    page = make.entry(
        title="A raid",
        date="1942-03/1946",
        summary="The summary.",
        plain_summary="In plain words.",
        body=[
            make.paragraph(f"<p>Prose of the body.{make.citation(work, label='A label of a note')}</p>"),
            {"type": "note", "value": {"heading": "A word", "text": "<p>explained</p>"}},
        ],
        themes=[theme],
        stages=[stage],
        people=[person],
        places=[place],
        claims=[make.claim(statement="The statement.", sources=[work])],
        pledge=[(clause, "example", make.WHY)],
        content_reasons=["killing"],
        grade_floor=9,
    )
    built = document(page)
    assert built.summary == "The summary."
    assert built.body == "In plain words.\nProse of the body.\nA word\nexplained\nThe statement."
    assert built.extra == ("Ida Clerk", "Tule Lake")
    assert (built.themes, built.stages, built.clauses) == ((theme.slug,), (stage.slug,), (clause.slug,))
    assert (built.people, built.places, built.source_kinds) == ((person.slug,), (place.slug,), ("testimony",))
    assert (built.date_earliest, built.date_latest, built.date_text) == (19420301, 19461231, "March 1942 to 1946")
    assert (built.reasons, built.grade_floor, built.grade_bands) == (("killing",), 9, ("9-12",))


@pytest.mark.parametrize(
    ("floor", "bands"), [(None, ("6-8", "9-12")), (6, ("6-8", "9-12")), (8, ("6-8", "9-12")), (9, ("9-12",))]
)
def test_the_bands_in_which_somebody_is_old_enough(floor, bands):
    assert bands_from(floor) == bands


def test_an_event_carries_what_is_hard_in_it():
    built = document(make.event(content_reasons=["killing", "bodies"], grade_floor=9))
    assert (built.reasons, built.grade_floor) == (("killing", "bodies"), 9)


def test_a_theme_and_a_term_are_found_by_their_longer_texts():
    theme = make.theme(plain_overview=[make.paragraph(f"<p>In easy words.{make.citation(make.source())}</p>")])
    assert "In easy words." in document(theme).body
    assert "From a statute." in document(make.term(text="<p>From a statute.</p>")).body


def test_the_caution_of_a_claim_is_nowhere():
    claim = make.claim(caution="A binding caution.", note="A note.")
    page = make.entry(claims=[claim], body=[{"type": "claims", "value": {"heading": "", "claims": [claim.pk]}}])
    assert "caution" not in everything(claim).lower()
    assert "caution" not in everything(page).lower()
    assert "A note." in everything(claim)


def test_hate_propaganda_is_nowhere():
    theme = make.theme()
    hate = make.quotation(text="Words of hatred.", propaganda=True, themes=[theme])
    said = make.quotation(text="Words of a witness.", themes=[theme])
    blocks = [
        {"type": "quotation", "value": {"quotation": each.pk, "comment": "What it did."}} for each in (hate, said)
    ]
    page = make.entry(body=blocks)
    record = make.record(quotation=hate)
    assert builders.built([key(hate), key(record)]) == {}
    assert "hatred" not in everything(page)
    assert "Words of a witness." in everything(page)
    assert "What it did." in everything(page)


def test_a_withdrawn_claim_is_not_found():
    claim = make.claim(statement="No longer held.", status="withdrawn")
    page = make.entry(claims=[claim])
    assert builders.built([key(claim)]) == {}
    assert "No longer held" not in everything(page)


def test_a_living_person_has_no_dates():
    assert document(make.person(dates="1950/", living=True)).date_earliest is None
    assert document(make.person(dates="1900/1980", living=False)).date_earliest == 19000101


def test_drafts_are_neither_built_nor_named():
    draft_person, draft_theme = make.person(name="Not Yet", live=False), make.theme(live=False, slug="not-yet")
    page = make.entry(people=[draft_person], themes=[draft_theme])
    assert builders.built([key(draft_person), key(draft_theme), key(make.entry(live=False))]) == {}
    assert "Not Yet" not in everything(page)
    assert "not-yet" not in everything(page)


def test_a_quotation_stands_among_the_voices_of_a_public_theme():
    theme = make.theme(slug="a-theme")
    said = make.quotation(themes=[theme])
    assert document(said).url == f"/themes/a-theme/#q-{said.uid}"
    theme.live = False
    theme.save()
    assert builders.built([key(said), key(make.quotation())]) == {}


def test_denial_weighs_less_than_any_other_source():
    weights = {ladder: document(make.source(ladder=ladder)).weight for ladder in ("denial", "press", "primary")}
    assert weights["denial"] < weights["press"] == weights["primary"] < document(make.entry()).weight


def test_what_cannot_be_built_does_not_stop_the_others(monkeypatch):
    bad, good = make.person(name="Bad"), make.person(name="Good")
    build = builders.BUILDERS["person"].build

    def breaks(thing):
        if thing.pk == bad.pk:
            raise ValueError("no")
        return build(thing)

    monkeypatch.setitem(builders.BUILDERS, "person", builders.BUILDERS["person"]._replace(build=breaks))
    built = builders.built([key(bad), key(good)])
    assert isinstance(built[key(bad)], ValueError)
    assert built[key(good)].title == "Good"
    told = []
    assert [each.title for each in builders.documents(lambda *said: told.append(said))] == ["Good"]
    assert [said[0] for said in told] == [key(bad)]


@pytest.mark.parametrize("kind", ["entry", "claim", "event", "theme"])
def test_many_cost_as_many_queries_as_few(kind):
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            keys = [f"{kind}:{uid}" for uid in findable(kind).values_list("uid", flat=True)]
            assert all(isinstance(each, SearchDocument) for each in builders.built(keys).values())
        return len(queries)

    def grow():
        theme = make.theme(pledge=[(make.clause(), make.WHY)])
        if kind == "entry":
            make.entry(themes=[theme], people=[make.person()], claims=[make.claim(), make.claim()])
        elif kind != "theme":
            getattr(make, kind)(themes=[theme])

    grow()
    few = cost()
    for _ in range(4):
        grow()
    assert cost() == few


class TestUses:
    """Whose documents change with a thing."""

    def test_by_relation(self):
        person, place, stage, clause = make.person(), make.place(), make.stage(), make.clause()
        work = make.source()
        claim = make.claim(sources=[work])
        page = make.entry(
            people=[person], places=[place], stages=[stage], claims=[claim], pledge=[(clause, "example", "x")]
        )
        for thing in (person, place, stage, clause, claim, work):
            assert key(page) in builders.users_of(thing.kind, [thing.uid]), thing
        assert key(claim) in builders.users_of("source", [work.uid])

    def test_a_theme_by_everything_in_it(self):
        theme = make.theme()
        things = [make.entry(themes=[theme]), make.event(themes=[theme]), make.quotation(themes=[theme])]
        assert builders.users_of("theme", [theme.uid]) == {key(thing) for thing in things}

    def test_in_a_body(self):
        said, claim, table = make.quotation(), make.claim(), make.table()
        page = make.entry(
            body=[
                {"type": "quotation", "value": {"quotation": said.pk, "comment": ""}},
                {"type": "claims", "value": {"heading": "", "claims": [claim.pk]}},
                {"type": "table", "value": {"table": table.pk, "comment": ""}},
            ]
        )
        for thing in (said, claim, table):
            assert builders.users_of(thing.kind, [thing.uid]) == {key(page)}

    def test_every_relation_named_is_one(self):
        from search.builders.uses import USED_BY

        for kind, users in USED_BY.items():
            for user, relation in users:
                assert not MODELS[user].objects.filter(**{f"{relation}__uid": "x"}).exists(), (kind, user, relation)


def test_a_lesson_suits_the_grades_it_is_written_for():
    assert document(make.lesson(grade_band="6-8")).grade_bands == ("6-8",)


def test_a_unit_is_found_by_its_public_lessons_and_says_what_is_hard_in_them():
    clause = make.clause()
    first = make.lesson(
        title="The first", content_reasons=["killing"], grade_floor=9, pledge=[(clause, "background", make.WHY)]
    )
    hidden = make.lesson(title="Kept back", content_reasons=["slurs"], live=False)
    built = document(make.unit(grade_band="9-12", lessons=[(first, "It comes first."), (hidden, "A hidden reason.")]))
    assert built.extra == ("The first",)
    assert "It comes first." in built.body and "hidden" not in built.body
    assert (built.reasons, built.grade_floor, built.grade_bands) == (("killing",), 9, ("9-12",))
    assert built.clauses == (clause.slug,)
