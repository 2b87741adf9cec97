"""Drafts at the desk: a title is enough, and a wrong value gets its sentence beside its field."""

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from content import models, sections
from content.exchange.shapes import SHAPES, Body, Group, Rows
from tests.content.desk import add_address, edit_address, filled, inline_formset, names, nested_form_data, streamfield
from tests.factories import content as make
from tests.factories.people import somebody

pytestmark = pytest.mark.django_db

PAGES = (
    models.EntryPage,
    models.RecordPage,
    models.TimelinePage,
    models.LessonPage,
    models.ThemePage,
    models.StandardPage,
    models.PledgePage,
)
SNIPPETS = (
    models.Claim,
    models.Source,
    models.Quotation,
    models.Event,
    models.Person,
    models.Organization,
    models.Place,
    models.Term,
    models.DataTable,
    models.Stage,
    models.Clause,
)


@pytest.fixture
def desk(client):
    make.site_tree()
    client.force_login(somebody("administrator"))
    return client


@pytest.mark.parametrize("model", PAGES, ids=lambda model: model.__name__)
def test_a_page_is_kept_with_nothing_but_a_title(desk, model):
    data = filled(desk, add_address(model), model, title="Only a title", slug="")
    answer = desk.post(add_address(model), data)
    assert answer.status_code == 302, answer.context["form"].errors
    page = model.objects.get(title="Only a title")
    assert (page.live, page.slug) == (False, "only-a-title")


@pytest.mark.parametrize("model", SNIPPETS, ids=lambda model: model.__name__)
def test_a_snippet_is_kept_with_nothing_but_its_name(desk, model):
    data = filled(desk, add_address(model), model, **{model.label_field: "Only a name"})
    if "position" in data:
        data["position"] = ""
    answer = desk.post(add_address(model), data)
    assert answer.status_code == 302, answer.context["form"].errors
    thing = model.objects.get(**{model.label_field: "Only a name"})
    assert not thing.live
    assert thing.slug


@pytest.mark.parametrize("model", SNIPPETS, ids=lambda model: model.__name__)
def test_a_snippet_without_its_name_is_told_so(desk, model):
    answer = desk.post(add_address(model), filled(desk, add_address(model), model, **{model.label_field: ""}))
    assert answer.status_code == 200
    assert model.label_field in answer.context["form"].errors


def test_a_title_in_another_script_still_makes_an_address(desk):
    address = add_address(models.EntryPage)
    assert desk.post(address, filled(desk, address, models.EntryPage, title="広島", slug="")).status_code == 302
    assert models.EntryPage.objects.get(title="広島").slug.startswith("entry-")


@pytest.mark.parametrize("wrong", ["yesterday", "1946/1942", "1942-13", "1942-02-30", "194"])
@pytest.mark.parametrize("model", [models.EntryPage, models.Event, models.Claim], ids=lambda model: model.__name__)
def test_a_date_that_is_none_gets_its_sentence(desk, model, wrong):
    name = getattr(model, "label_field", "title")
    answer = desk.post(add_address(model), filled(desk, add_address(model), model, **{name: "A thing", "date": wrong}))
    assert answer.status_code == 200
    assert wrong in str(answer.context["form"].errors["date"])
    assert "Write " in str(answer.context["form"].errors["date"])  # it says how to write one


@pytest.mark.parametrize(
    "block",
    [
        ("timeline", {"timeline": "999999", "start": "soon", "end": ""}),
        ("quotation", {"quotation": "999999", "comment": ""}),
        ("quotation", {"quotation": "", "comment": ""}),
        ("record", {"record": "x", "comment": ""}),
        ("note", {"heading": "", "text": "null"}),
        ("nonsense", {"what": "ever"}),
    ],
    ids=lambda block: f"{block[0]} {next(iter(block[1].values()))}",
)
def test_wrong_values_of_a_block_are_no_failure(desk, block):
    address = add_address(models.EntryPage)
    data = filled(desk, address, models.EntryPage, title="An entry", slug="")
    data.update(nested_form_data({"body": streamfield([block])}))
    assert desk.post(address, data).status_code in (200, 302)


def test_a_row_without_its_clause_is_told_so(desk):
    address = add_address(models.EntryPage)
    data = filled(desk, address, models.EntryPage, title="An entry", slug="")
    data.update(nested_form_data({"pledge_links": inline_formset([{"clause": "", "kind": "", "why": "Because."}])}))
    answer = desk.post(address, data)
    assert answer.status_code == 200
    assert "clause" in answer.context["form"].formsets["pledge_links"].errors[0]


def test_what_an_entry_starts_with(desk):
    tabs = [tab.heading for tab in models.EntryPage.get_edit_handler().children]
    assert tabs == [
        "What it is",
        "Text",
        "Evidence",
        "Pledge",
        "People and places",
        "Care",
        "Who wrote it",
        "Address and dates",
    ]


@pytest.mark.parametrize("kind", sections.SNIPPET_KINDS)
def test_every_list_shows_and_finds(desk, kind):
    one = getattr(make, kind)()
    address = names(type(one))
    assert str(one)[:20] in html.unescape(desk.get(reverse(address("list"))).content.decode())
    assert desk.get(reverse(address("list")), {"q": "zzzz"}).status_code == 200
    assert desk.get(reverse(address("inspect"), args=[one.pk])).status_code == 200
    assert desk.get(edit_address(one)).status_code == 200


def test_the_list_of_claims_costs_the_same_for_few_and_many(desk):
    address, theme = reverse(names(models.Claim)("list")), make.theme()

    def cost(claims: int) -> int:
        for _ in range(claims):
            make.claim(themes=[theme])
        with CaptureQueriesContext(connection) as queries:
            desk.get(address)
        return len(queries)

    cost(3)  # the first look fills caches
    assert cost(1) == cost(20)


def test_what_the_seed_says_in_files_an_editor_can_say_in_a_form():
    reverse("wagtailadmin_home")  # Wagtail learns of the kinds when its addresses are first asked for
    missing = []
    for shape in SHAPES:
        page = shape.is_page
        handler = shape.model.get_edit_handler() if page else shape.model.snippet_viewset.get_edit_handler()
        missing += [f"{shape.kind}: {name}" for name in _without_field(handler.get_form_class(), shape.fields)]
    assert not missing


def _without_field(form, fields) -> list[str]:
    """The fields of a file that a form has no place for; those of its rows too."""
    found = []
    for one in fields:
        if isinstance(one, Group):
            found += _without_field(form, one.fields)
        elif isinstance(one, Rows):
            if one.attr not in form.formsets:
                found.append(one.attr)
            else:
                found += _without_field(form.formsets[one.attr].form, one.fields)
        else:
            name = one.attr if isinstance(one, Body) else one.name
            found += [] if name in form.base_fields else [name]
    return found


def test_a_flagged_image_is_covered_in_lists(desk):
    for title, reasons in (("Plain", []), ("Flagged", ["bodies"])):
        models.ArchiveImage.objects.create(title=title, file=get_test_image_file(), content_reasons=reasons)
    listed = desk.get(reverse("wagtailimages:index")).content.decode()
    assert listed.count("desk-covered__why") == 1


def test_the_desk_asks_nobody_else_for_anything(desk):
    page = desk.get(reverse("wagtailadmin_home")).content.decode()
    assert "gravatar" not in page
    assert "releases.wagtail" not in page
