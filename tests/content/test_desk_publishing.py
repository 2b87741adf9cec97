"""Nothing with a gap reaches readers, whichever way somebody publishes; each way says what is missing."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.log_actions import registry
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowTask
from wagtail.test.utils.form_data import rich_text

from content import models
from content.gate import operator_publishes
from content.models.drafts import gaps_of
from content.models.guard import REFUSED
from tests.content.desk import add_address, edit_address, filled, inline_formset, names, nested_form_data, streamfield
from tests.factories import content as make
from tests.factories.people import somebody

pytestmark = pytest.mark.django_db

# What each kind may lack, as keywords of its factory, and the field that names it.
GAPS = [
    ("entry", {"date": ""}, "date"),
    ("entry", {"summary": " "}, "summary"),
    ("entry", {"entry_kind": ""}, "entry_kind"),
    ("entry", {"body": []}, "body"),
    ("entry", {"pledge": []}, "pledge_links"),
    ("record", {"date": ""}, "date"),
    ("record", {"summary": ""}, "summary"),
    ("record", {"rights_uri": ""}, "rights_uri"),
    ("record", {"credit": ""}, "credit"),
    ("record", {"pledge": []}, "pledge_links"),
    ("timeline", {"summary": ""}, "summary"),
    ("lesson", {"summary": ""}, "summary"),
    ("lesson", {"pledge": []}, "pledge_links"),
    ("event", {"date": ""}, "date"),
    ("event", {"sources": []}, "source_links"),
    ("claim", {"sources": []}, "source_links"),
    ("quotation", {"source": None}, "source"),
    ("quotation", {"speaker": ""}, "speaker"),
    ("quotation", {"voice": ""}, "voice"),
    ("person", {"living": True, "basis": ""}, "basis"),
]
NAMED = [f"{kind} without {field}" for kind, _, field in GAPS]
each_gap = pytest.mark.parametrize(("kind", "values", "field"), GAPS, ids=NAMED)
COMPLETE = (
    "entry",
    "record",
    "timeline",
    "lesson",
    "event",
    "claim",
    "quotation",
    "person",
    "source",
    "place",
    "term",
    "table",
)


def draft(kind: str, **values):
    """Something that was never published, with its first revision."""
    thing = getattr(make, kind)(**values)
    type(thing)._base_manager.filter(pk=thing.pk).update(live=False, has_unpublished_changes=True)
    thing = type(thing)._base_manager.get(pk=thing.pk)
    thing.save_revision(clean=False)
    return fresh(thing)


def fresh(thing):
    return type(thing)._base_manager.get(pk=thing.pk)


def refusals(thing) -> list:
    return [entry.data["gaps"] for entry in registry.get_logs_for_instance(thing).filter(action=REFUSED)]


def messages_of(answer) -> str:
    return " ".join(str(message) for message in answer.context["messages"]) if answer.context else ""


@pytest.fixture
def desk(client):
    make.site_tree()
    client.force_login(somebody("managing editor"))
    return client


@pytest.mark.parametrize("kind", COMPLETE)
def test_what_the_factories_make_has_no_gap(kind):
    assert gaps_of(getattr(make, kind)()) == []


@each_gap
def test_the_form_names_the_gap_beside_its_field(desk, kind, values, field):
    thing = draft(kind, **values)
    data = filled(desk, edit_address(thing), type(thing), **{"action-publish": "1"}, **body_of(thing))
    answer = desk.post(edit_address(thing), data)
    assert answer.status_code == 200
    form = answer.context["form"]
    shown = form.formsets[field].non_form_errors() if field in form.formsets else form.errors.get(field)
    expected = [gap.message for gap in gaps_of(thing)]
    assert expected
    assert all(message in list(shown) for message in expected)
    assert not fresh(thing).live


@pytest.mark.parametrize("kind", COMPLETE)
def test_the_form_publishes_what_is_complete(desk, kind):
    thing = draft(kind)
    data = filled(desk, edit_address(thing), type(thing), **{"action-publish": "1"}, **body_of(thing))
    answer = desk.post(edit_address(thing), data)
    assert answer.status_code == 302, answer.context["form"].errors
    assert fresh(thing).live


@each_gap
def test_a_draft_with_the_gap_is_kept(desk, kind, values, field):  # field only names the test
    thing = draft(kind, **values)
    answer = desk.post(edit_address(thing), filled(desk, edit_address(thing), type(thing), **body_of(thing)))
    assert answer.status_code == 302, answer.context["form"].errors


@each_gap
def test_the_last_guard_keeps_it_a_draft_and_says_why(kind, values, field):
    thing = draft(kind, **values)
    thing.get_latest_revision().publish()
    assert not fresh(thing).live
    assert refusals(thing) == [[gap.message for gap in gaps_of(thing)]]


def test_an_operator_publishes_with_gaps():
    thing = draft("entry", summary="")
    with operator_publishes():
        thing.get_latest_revision().publish()
    assert fresh(thing).live
    assert refusals(thing) == []


def test_a_new_page_with_gaps_is_not_published(desk):
    address = add_address(models.EntryPage)
    answer = desk.post(address, filled(desk, address, models.EntryPage, title="New", **{"action-publish": "1"}))
    assert answer.status_code == 200
    assert {"date", "summary", "entry_kind", "body"} <= set(answer.context["form"].errors)
    assert not models.EntryPage.objects.filter(title="New").exists()


def test_a_new_entry_is_published_in_one_go(desk):
    clause, source, address = make.clause(), make.source(), add_address(models.EntryPage)
    data = filled(desk, address, models.EntryPage, title="New", date="1942~", summary="It matters.", entry_kind="event")
    claim = make.claim(sources=[source])
    data.update(nested_form_data({"claim_links": inline_formset([{"claim": claim.pk}])}))
    data.update(
        nested_form_data({"pledge_links": inline_formset([{"clause": clause.pk, "kind": "example", "why": make.WHY}])})
    )
    assert desk.post(address, {**data, "action-publish": "1"}).status_code == 302
    page = models.EntryPage.objects.get(title="New")
    assert page.live
    assert page.pledge_links.get().clause == clause


def test_an_editor_says_what_is_hard_in_an_event(desk):
    thing = make.event(sources=[make.source()])
    data = filled(desk, edit_address(thing), models.Event, content_reasons=["killing", "slurs"], grade_floor="9")
    assert desk.post(edit_address(thing), {**data, "action-publish": "1"}).status_code == 302
    thing.refresh_from_db()
    assert (thing.content_reasons, thing.grade_floor) == (["killing", "slurs"], 9)


def test_a_link_without_kind_or_reason_is_named_with_its_clause(desk):
    clause = make.clause(number="H9")
    thing = draft("entry", pledge=[(clause, "", "")])
    data = filled(desk, edit_address(thing), type(thing), **{"action-publish": "1"}, **body_of(thing))
    shown = " ".join(desk.post(edit_address(thing), data).context["form"].formsets["pledge_links"].non_form_errors())
    assert "H9 has no kind" in shown
    assert "H9 has no reason" in shown


def test_hate_propaganda_needs_a_comment():
    words = make.quotation(propaganda=True)
    body = [
        make.paragraph(f"<p>So.{make.citation(make.source())}</p>"),
        {"type": "quotation", "value": {"quotation": words.pk, "comment": ""}},
    ]
    assert [gap.field for gap in gaps_of(make.entry(body=body))] == ["body"]
    body[1]["value"]["comment"] = "Broadcast to make neighbours into targets."
    assert gaps_of(make.entry(body=body)) == []


def test_a_claim_with_a_source_is_a_source():
    assert gaps_of(make.entry(body=[], claims=[make.claim()])) == []
    assert [gap.field for gap in gaps_of(make.entry(body=[], claims=[make.claim(sources=[])]))] == ["body"]


def test_the_bulk_action_publishes_what_is_complete_and_names_the_rest(desk):
    whole, lacking = draft("entry"), draft("entry", summary="")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = desk.post(f"{address}?id={whole.pk}&id={lacking.pk}", {"include_descendants": ""}, follow=True)
    assert (fresh(whole).live, fresh(lacking).live) == (True, False)
    assert "There is no summary" in messages_of(answer)
    assert len(refusals(lacking)) == 1


def test_the_bulk_action_with_what_is_below(desk):
    lacking = draft("entry", summary="")
    section = make.site_tree().sections["entry"]
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = desk.post(f"{address}?id={section.pk}", {"include_descendants": "on"}, follow=True)
    assert not fresh(lacking).live
    assert "There is no summary" in messages_of(answer)


def test_the_bulk_action_for_snippets(desk):
    whole, lacking = draft("claim"), draft("claim", sources=[])
    address = reverse("wagtail_bulk_action", args=["content", "claim", "publish"])
    assert desk.get(f"{address}?id={whole.pk}&id={lacking.pk}").status_code == 200
    answer = desk.post(f"{address}?id={whole.pk}&id={lacking.pk}", follow=True)
    assert (fresh(whole).live, fresh(lacking).live) == (True, False)
    assert "The statement has no source" in messages_of(answer)


@pytest.mark.parametrize("kind", ["entry", "event"])
def test_approval_on_the_dashboard_publishes_what_is_complete(desk, kind):
    thing = in_review(kind)
    desk.post(approve_address(thing))
    assert fresh(thing).live


@pytest.mark.parametrize("kind", ["entry", "event"])
def test_approval_on_the_dashboard_stops_at_a_gap_and_names_it(desk, kind):
    thing = in_review(kind, date="")
    answer = desk.post(approve_address(thing), follow=True)
    assert "There is no date" in messages_of(answer)
    assert fresh(thing).current_workflow_state.status == "in_progress"
    assert not fresh(thing).live


@pytest.mark.parametrize("kind", ["entry", "event"])
def test_approval_in_the_form_names_the_gap_beside_its_field(desk, kind):
    thing = in_review(kind, date="")
    data = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    answer = desk.post(
        edit_address(thing), {**filled(desk, edit_address(thing), type(thing), **body_of(thing)), **data}
    )
    assert "There is no date" in str(answer.context["form"].errors["date"])
    assert not fresh(thing).live


def in_review(kind: str, **values):
    thing = draft(kind, **values)
    thing.get_workflow().start(thing, somebody("editor"))
    return fresh(thing)


def approve_address(thing) -> str:
    state = thing.current_workflow_task_state
    if isinstance(thing, Page):
        return reverse("wagtailadmin_pages:workflow_action", args=[thing.pk, "approve", state.pk])
    return reverse(names(type(thing))("workflow_action"), args=[thing.pk, "approve", state.pk])


@pytest.mark.parametrize("kind", ["entry", "event"])
def test_the_scheduler_leaves_a_draft_with_its_reason_and_asks_once(kind):
    thing = scheduled(kind, date="")
    call_command("publish_scheduled")
    call_command("publish_scheduled")
    assert not fresh(thing).live
    assert fresh(thing).has_unpublished_changes
    assert len(refusals(thing)) == 1
    assert not fresh(thing).approved_schedule


@pytest.mark.parametrize("kind", ["entry", "event"])
def test_the_scheduler_publishes_what_is_complete(kind):
    thing = scheduled(kind)
    call_command("publish_scheduled")
    assert fresh(thing).live


def scheduled(kind: str, **values):
    thing = draft(kind, **values)
    thing.go_live_at = timezone.now() - datetime.timedelta(minutes=1)
    revision = thing.save_revision(clean=False)
    revision.approved_go_live_at = thing.go_live_at
    revision.save()
    return fresh(thing)


def test_a_date_to_go_live_is_no_way_past(desk):
    thing = draft("entry", summary="")
    later = (timezone.now() + datetime.timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    data = filled(desk, edit_address(thing), type(thing), go_live_at=later, **{"action-publish": "1"}, **body_of(thing))
    assert "summary" in desk.post(edit_address(thing), data).context["form"].errors
    assert not fresh(thing).approved_schedule


def test_the_json_interface_publishes_nothing(desk):
    thing = draft("entry")
    answer = desk.post(f"/admin/api/main/pages/{thing.pk}/action/publish/")
    assert answer.status_code in (403, 404)
    assert not fresh(thing).live


@pytest.mark.parametrize("past", ["publish_copies", "alias"])
def test_a_copy_starts_as_a_draft(desk, past):
    thing = make.entry(slug="here")
    parent = make.site_tree().sections["entry"]
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": parent.pk}
    desk.post(reverse("wagtailadmin_pages:copy", args=[thing.pk]), {**data, past: "on"})
    assert not models.EntryPage.objects.filter(slug="copy").exists()
    desk.post(reverse("wagtailadmin_pages:copy", args=[thing.pk]), data)
    copy = models.EntryPage.objects.get(slug="copy")
    assert not copy.live
    assert copy.uid != thing.uid


def test_a_section_takes_its_own_kind_only():
    sections = make.site_tree().sections
    assert models.EntryPage.can_create_at(sections["entry"])
    assert not models.EntryPage.can_create_at(sections["lesson"])
    assert not make.entry().can_move_to(sections["record"])


def body_of(thing) -> dict:
    """The streams of a page as the browser would send them."""
    found = {}
    for name in ("body", "introduction", "overview", "plain_overview"):
        stream = getattr(thing, name, None)
        if stream is not None and hasattr(stream, "raw_data"):
            blocks = [
                (one["type"], rich_text(one["value"], "prose")) for one in stream.raw_data if one["type"] == "paragraph"
            ]
            found.update(nested_form_data({name: streamfield(blocks)}))
    return found


def bare_image(**values) -> models.ArchiveImage:
    return models.ArchiveImage.objects.create(title="A notice", file=get_test_image_file(), **values)


def figure(image) -> dict:
    return {"type": "image", "value": {"image": {"image": image.pk, "alt_text": "A wall", "decorative": False}}}


@pytest.mark.parametrize(
    ("kind", "field"),
    [("entry", "body"), ("timeline", "introduction"), ("lesson", "introduction"), ("theme", "overview")],
)
def test_an_image_in_a_body_needs_its_rights_and_a_credit(settings, tmp_path, kind, field):
    settings.MEDIA_ROOT = tmp_path
    image = bare_image()
    thing = getattr(make, kind)()
    setattr(thing, field, [*getattr(thing, field).raw_data, figure(image)])
    thing.save()
    found = gaps_of(fresh(thing))
    assert [gap.field for gap in found] == [field, field]
    assert "“A notice” has no rights statement" in found[0].message
    assert "“A notice” has no credit line" in found[1].message
    models.ArchiveImage.objects.update(credit="The holder", rights_uri="http://rightsstatements.org/vocab/NoC-US/1.0/")
    assert gaps_of(fresh(thing)) == []


def test_the_image_of_a_record_needs_its_rights_and_a_credit(desk, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    thing = draft("record", image=bare_image(credit="The holder"))
    data = filled(desk, edit_address(thing), type(thing), **{"action-publish": "1"})
    data["transcription-count"] = ["0"]
    answer = desk.post(edit_address(thing), data)
    assert "“A notice” has no rights statement" in str(answer.context["form"].errors["image"])
    assert not fresh(thing).live


def test_a_theme_without_a_summary_is_not_published(desk):
    thing = draft("theme", summary="")
    thing.get_latest_revision().publish()
    assert not fresh(thing).live


@pytest.mark.parametrize("kind", ["entry", "event"])
def test_whoever_opens_what_its_date_could_not_publish_is_told_why_until_it_is_saved(desk, kind):
    thing = scheduled(kind, date="")
    call_command("publish_scheduled")
    assert "There is no date" in messages_of(desk.get(edit_address(thing)))
    desk.post(edit_address(thing), filled(desk, edit_address(thing), type(thing), **body_of(thing)))
    assert "There is no date" not in messages_of(desk.get(edit_address(thing)))


def test_a_review_of_another_kind_publishes_no_gap_and_the_form_says_why(desk):
    thing = draft("entry", summary="")
    other = Workflow.objects.create(name="Another")
    task = GroupApprovalTask.objects.create(name="Two readers")
    task.groups.set(Group.objects.filter(name="Managing editors"))
    WorkflowTask.objects.create(workflow=other, task=task, sort_order=0)
    other.start(thing, somebody("editor"))
    desk.post(approve_address(fresh(thing)))
    assert not fresh(thing).live
    assert "There is no summary" in messages_of(desk.get(edit_address(thing)))
