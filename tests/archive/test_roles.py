"""What each role may and may not do, at the address as well as in the menu."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import GroupPagePermission, Workflow, WorkflowPage

from archive.accounts import roles
from content import models
from tests.content.desk import add_address, edit_address, filled, names
from tests.factories import content as make
from tests.factories.people import somebody

pytestmark = pytest.mark.django_db

EVERYBODY = ("editor", "fact-checker", "managing editor", "educator", "administrator")
EDITING = {"editor", "managing editor", "administrator"}
TEACHING = EDITING | {"educator"}
CHECKING = {"fact-checker", "managing editor", "administrator"}
LOOKING = EDITING | {"fact-checker"}
PUBLISHING = {"managing editor", "administrator"}
ADMINISTRATOR = {"administrator"}


def _page(name: str, kind: str):
    return lambda: reverse(f"wagtailadmin_pages:{name}", args=[getattr(make, kind)().pk])


def _snippet(name: str, kind: str):
    def address():
        thing = getattr(make, kind)()
        return reverse(names(type(thing))(name), args=[thing.pk])

    return address


# An address of the desk, and who gets in. Everybody else is sent away.
ADDRESSES = {
    "the desk": (lambda: reverse("wagtailadmin_home"), set(EVERYBODY)),
    "a new entry": (lambda: add_address(models.EntryPage), EDITING),
    "a new record": (lambda: add_address(models.RecordPage), EDITING),
    "a new lesson": (lambda: add_address(models.LessonPage), TEACHING),
    "a new unit": (lambda: add_address(models.UnitPage), TEACHING),
    "a new timeline": (lambda: add_address(models.TimelinePage), TEACHING),
    "an entry's form": (_page("edit", "entry"), EDITING),
    "a lesson's form": (_page("edit", "lesson"), TEACHING),
    "a unit's form": (_page("edit", "unit"), TEACHING),
    "a theme's form": (_page("edit", "theme"), EDITING),
    "unpublishing an entry": (_page("unpublish", "entry"), PUBLISHING),
    "unpublishing a lesson": (_page("unpublish", "lesson"), PUBLISHING),
    "deleting an entry": (_page("delete", "entry"), ADMINISTRATOR),
    "deleting a lesson": (_page("delete", "lesson"), ADMINISTRATOR),
    "moving an entry": (_page("move", "entry"), ADMINISTRATOR),
    "the list of claims": (lambda: reverse(names(models.Claim)("list")), LOOKING),
    "looking at a claim": (_snippet("inspect", "claim"), LOOKING),
    "a new claim": (lambda: add_address(models.Claim), EDITING),
    "a claim's form": (_snippet("edit", "claim"), EDITING),
    "a source's form": (_snippet("edit", "source"), EDITING),
    "unpublishing a claim": (_snippet("unpublish", "claim"), PUBLISHING),
    "deleting a claim": (_snippet("delete", "claim"), ADMINISTRATOR),
    "deleting a source": (_snippet("delete", "source"), ADMINISTRATOR),
    "checking a claim": (lambda: reverse("desk_check_claim", args=[make.claim().pk]), CHECKING),
    "claims to check": (lambda: reverse("desk_unchecked_claims"), CHECKING),
    "a new image": (lambda: reverse("wagtailimages:add"), EDITING),
    "users": (lambda: reverse("wagtailusers_users:index"), ADMINISTRATOR),
    "groups": (lambda: reverse("wagtailusers_groups:index"), ADMINISTRATOR),
    "workflows": (lambda: reverse("wagtailadmin_workflows:index"), ADMINISTRATOR),
    "sites": (lambda: reverse("wagtailsites:index"), ADMINISTRATOR),
    "redirects": (lambda: reverse("wagtailredirects:index"), ADMINISTRATOR),
}


@pytest.mark.parametrize("place", ADDRESSES)
def test_at_the_address(client, place):
    make.site_tree()
    address, welcome = ADDRESSES[place]
    wanted, let_in = address(), set()
    for role in (*EVERYBODY, ""):
        client.force_login(somebody(role))
        if client.get(wanted).status_code == 200:
            let_in.add(role)
    assert let_in == welcome


MENU = {
    "The archive": LOOKING,
    "Claims": LOOKING,
    "Pages": TEACHING,
    "Images": EDITING,
    "Claims to check": CHECKING,
    "Users": ADMINISTRATOR,
}


@pytest.mark.parametrize("role", EVERYBODY)
def test_in_the_menu(client, role):
    make.site_tree()
    client.force_login(somebody(role))
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    for label, welcome in MENU.items():
        assert (f'"label": "{label}"' in page) == (role in welcome), (role, label)


SUBMITTED = [
    ("editor", "entry"),
    ("editor", "claim"),
    ("editor", "lesson"),
    ("educator", "lesson"),
    ("educator", "timeline"),
]


@pytest.mark.parametrize(("role", "kind"), SUBMITTED)
def test_drafts_and_submits_and_does_not_publish(client, role, kind):
    thing = getattr(make, kind)()
    type(thing)._base_manager.filter(pk=thing.pk).update(live=False)
    thing = type(thing)._base_manager.get(pk=thing.pk)
    user = somebody(role)
    client.force_login(user)
    address = edit_address(thing)
    assert 'name="action-publish"' not in client.get(address).content.decode()
    client.post(address, filled(client, address, type(thing), **{"action-publish": "1"}))
    assert not type(thing)._base_manager.get(pk=thing.pk).live
    client.post(address, filled(client, address, type(thing), **{"action-submit": "1"}))
    state = type(thing)._base_manager.get(pk=thing.pk).current_workflow_state
    assert state is not None
    assert state.workflow.name == roles.REVIEW
    assert state.requested_by == user


@pytest.mark.parametrize("role", ["editor", "educator", "fact-checker"])
def test_approves_nothing(role):
    lesson = make.lesson()
    user = somebody(role)
    roles.ensure_roles()
    lesson.save_revision()
    lesson.get_workflow().start(lesson, somebody("editor"))
    task = type(lesson).objects.get(pk=lesson.pk).current_workflow_task
    assert task.get_actions(lesson, user) == []
    assert task.get_actions(lesson, somebody("managing editor")) != []


def test_a_managing_editor_locks_and_unlocks(client):
    entry = make.entry()
    client.force_login(somebody("managing editor"))
    client.post(reverse("wagtailadmin_pages:lock", args=[entry.pk]))
    assert models.EntryPage.objects.get(pk=entry.pk).locked
    client.post(reverse("wagtailadmin_pages:unlock", args=[entry.pk]))
    assert not models.EntryPage.objects.get(pk=entry.pk).locked


@pytest.mark.parametrize("role", ["editor", "managing editor", "educator", "fact-checker"])
def test_nobody_but_an_administrator_deletes(client, role):
    """Their own draft neither; nor many at once; nor an image they added."""
    user = somebody(role)
    lesson = make.lesson(live=False, owner=user)
    claim, image = make.claim(), _image(user)
    client.force_login(user)
    client.post(reverse("wagtailadmin_pages:delete", args=[lesson.pk]))
    client.post(f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}?id={lesson.pk}")
    client.post(reverse(names(models.Claim)("delete"), args=[claim.pk]))
    client.post(f"{reverse('wagtail_bulk_action', args=['content', 'claim', 'delete'])}?id={claim.pk}")
    client.post(reverse("wagtailimages:delete", args=[image.pk]))
    client.post(f"{reverse('wagtail_bulk_action', args=['content', 'archiveimage', 'delete'])}?id={image.pk}")
    assert models.LessonPage.objects.filter(pk=lesson.pk).exists()
    assert models.Claim.objects.filter(pk=claim.pk).exists()
    assert models.ArchiveImage.objects.filter(pk=image.pk).exists()


def _checked_claim():
    claim = make.claim()
    check = {"digest": claim.digest, "verdict": "correct", "role": "fact-checker"}
    models.ClaimCheck.objects.create(claim=claim, user=somebody("fact-checker"), **check)
    return claim


# Something that other things name, and the address at which it would be deleted.
NAMED = {
    "a claim that was checked": lambda: reverse(names(models.Claim)("delete"), args=[_checked_claim().pk]),
    "who checked it": lambda: reverse("wagtailusers_users:delete", args=[_checked_claim().checks.get().user.pk]),
    "who checked it, among several": lambda: (
        f"{reverse('wagtail_bulk_action', args=['accounts', 'user', 'delete'])}?id={_checked_claim().checks.get().user.pk}"
    ),
    "the section of an entry that an event names": lambda: reverse(
        "wagtailadmin_pages:delete", args=[make.event(entry=make.entry()).entry.get_parent().pk]
    ),
}


@pytest.mark.parametrize("what", NAMED)
def test_what_others_name_is_not_deleted_and_the_desk_says_what_names_it(client, what):
    make.site_tree()
    address = NAMED[what]()
    before = models.ClaimCheck.objects.count(), models.EntryPage.objects.count()
    client.force_login(somebody("administrator"))
    answer = client.post(address, follow=True)
    assert answer.status_code == 200
    assert "still named by" in " ".join(map(str, answer.context["messages"]))
    assert (models.ClaimCheck.objects.count(), models.EntryPage.objects.count()) == before


def _image(user):
    return models.ArchiveImage.objects.create(title="A notice", file=get_test_image_file(), uploaded_by_user=user)


def test_an_educator_makes_no_entry_in_the_section_of_lessons(client):
    section = make.site_tree().sections["lesson"]
    client.force_login(somebody("educator"))
    address = reverse("wagtailadmin_pages:add", args=["content", "entrypage", section.pk])
    assert client.get(address).status_code != 200


def test_again_changes_nothing_and_an_empty_database_is_no_failure():
    roles.ensure_roles()
    assert not GroupPagePermission.objects.filter(group__name__in=roles.GROUPS.values()).exists()
    make.site_tree()
    roles.ensure_roles()
    before = _everything()
    roles.ensure_roles()
    assert _everything() == before
    assert GroupPagePermission.objects.filter(group__name=roles.EDITORS).count() == 2


def _everything() -> tuple:
    groups = {group.name: sorted(group.permissions.values_list("codename", flat=True)) for group in Group.objects.all()}
    rights = sorted(GroupPagePermission.objects.values_list("group__name", "page", "permission__codename"))
    return groups, rights, Workflow.objects.filter(active=True).count(), WorkflowPage.objects.count()


def test_what_a_group_was_given_by_hand_is_put_right():
    make.site_tree()
    roles.ensure_roles()
    editors = Group.objects.get(name=roles.EDITORS)
    managing = Group.objects.get(name=roles.MANAGING_EDITORS)
    editors.permissions.add(*managing.permissions.filter(codename="publish_claim"))
    roles.ensure_roles()
    assert not editors.permissions.filter(codename="publish_claim").exists()


def test_wagtails_own_moderators_and_their_workflow_are_gone():
    make.site_tree()
    roles.ensure_roles()
    assert not Group.objects.filter(name="Moderators").exists()
    assert list(Workflow.objects.filter(active=True).values_list("name", flat=True)) == [roles.REVIEW]
