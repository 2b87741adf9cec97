"""The roles: what each group of people may do at the desk, written down once and put into force as often as asked."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from content.models import (
    Claim,
    ClaimCheck,
    Clause,
    DataTable,
    Event,
    HomePage,
    Organization,
    Person,
    Place,
    Quotation,
    ReviewTask,
    SectionPage,
    Signpost,
    Source,
    Stage,
    Term,
)

EDITORS = "Editors"
FACT_CHECKERS = "Fact-checkers"
MANAGING_EDITORS = "Managing editors"
EDUCATORS = "Educators"
# The role as people say it, and its group.
GROUPS = {
    "editor": EDITORS,
    "fact-checker": FACT_CHECKERS,
    "managing editor": MANAGING_EDITORS,
    "educator": EDUCATORS,
}
SNIPPETS = (Claim, Source, Quotation, Event, Person, Organization, Place, Term, DataTable, Stage, Clause, Signpost)
REVIEW = "Review"
_OF_WAGTAIL = "Moderators"  # the group and the workflow that a fresh Wagtail brings


def ensure_roles() -> None:
    """Put the four groups and the review into force: what a group may do is exactly what stands here, whoever is in it.

    Safe to repeat. On a database without pages the rights on pages are still missing; call it again after the import.
    """
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in GROUPS.values()}
    _grant(groups[EDITORS], snippets=("add", "change", "view"))
    _grant(groups[FACT_CHECKERS], snippets=("view",), checks=True)
    _grant(groups[MANAGING_EDITORS], snippets=("add", "change", "view", "publish", "lock", "unlock"), checks=True)
    _grant(groups[EDUCATORS])

    home = list(HomePage.objects.all())
    classroom = list(SectionPage.objects.filter(lists__in=("lesson", "timeline", "unit")))
    _grant_pages(groups[EDITORS], home, ("add", "change"))
    _grant_pages(groups[FACT_CHECKERS], [], ())
    _grant_pages(groups[MANAGING_EDITORS], home, ("add", "change", "publish", "lock", "unlock"))
    _grant_pages(groups[EDUCATORS], classroom, ("add", "change"))

    _grant_files(groups[EDITORS], ("add", "change", "choose"))
    _grant_files(groups[FACT_CHECKERS], ())
    _grant_files(groups[MANAGING_EDITORS], ("add", "change", "choose"))
    _grant_files(groups[EDUCATORS], ("choose",))

    _retire_wagtails_own()
    _ensure_review(groups[MANAGING_EDITORS], home)


def _grant(group: Group, *, snippets: Iterable[str] = (), checks: bool = False) -> None:
    """The rights on models: into the desk, on every kind of snippet, and to check claims."""
    names = {("wagtailadmin", "access_admin")}
    names |= {("content", f"{action}_{model._meta.model_name}") for model in SNIPPETS for action in snippets}
    if checks:
        names |= {("content", f"{action}_{ClaimCheck._meta.model_name}") for action in ("add", "view")}
    apps, codes = {app for app, _ in names}, {code for _, code in names}
    found = Permission.objects.filter(content_type__app_label__in=apps, codename__in=codes).select_related(
        "content_type"
    )
    group.permissions.set([one for one in found if (one.content_type.app_label, one.codename) in names])


def _grant_pages(group: Group, pages: Iterable[Page], actions: Iterable[str]) -> None:
    """The rights on pages and all that is below them, and on no others."""
    wanted = {(page.pk, f"{action}_page") for page in pages for action in actions}
    kept = set()
    for row in GroupPagePermission.objects.filter(group=group).select_related("permission"):
        key = (row.page_id, row.permission.codename)
        if key in wanted:
            kept.add(key)
        else:
            row.delete()
    for page_id, code in sorted(wanted - kept):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=code)
        GroupPagePermission.objects.create(group=group, page_id=page_id, permission=permission)


def _grant_files(group: Group, actions: Iterable[str]) -> None:
    """The rights on images and documents of every collection."""
    root = Collection.get_first_root_node()
    codes = [f"{action}_{model}" for action in actions for model in ("image", "document")]
    wanted = Permission.objects.filter(content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=codes)
    rows = GroupCollectionPermission.objects.filter(group=group)
    rows.exclude(permission__in=wanted, collection=root).delete()
    for permission in wanted.exclude(pk__in=rows.values("permission")):
        GroupCollectionPermission.objects.create(group=group, collection=root, permission=permission)


def _retire_wagtails_own() -> None:
    """A fresh Wagtail brings moderators who may publish and delete anywhere; nobody of ours is one."""
    group = Group.objects.filter(name=_OF_WAGTAIL).first()
    if group and not get_user_model().objects.filter(groups=group).exists():
        group.delete()
    for workflow in Workflow.objects.filter(name__startswith=_OF_WAGTAIL, active=True):
        WorkflowPage.objects.filter(workflow=workflow).delete()
        workflow.deactivate()
    for task in Task.objects.filter(name__startswith=_OF_WAGTAIL, active=True):
        task.deactivate()


def _ensure_review(reviewers: Group, pages: Iterable[Page]) -> None:
    """One review for everything: a managing editor approves, and approving publishes."""
    workflow, _ = Workflow.objects.get_or_create(name=REVIEW)
    task = ReviewTask.objects.filter(workflow_tasks__workflow=workflow).first()
    if task is None:
        task = ReviewTask.objects.create(name="Review by a managing editor")
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    task.groups.set([reviewers])
    for page in pages:
        WorkflowPage.objects.get_or_create(page_id=page.pk, defaults={"workflow": workflow})
    for model in SNIPPETS:
        kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
        WorkflowContentType.objects.get_or_create(content_type=kind, defaults={"workflow": workflow})
