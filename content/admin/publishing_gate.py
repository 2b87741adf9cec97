"""Every way to publish asks for gaps: what the desk answers where no form stands before the readers."""

from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.log_actions import LogFormatter, registry
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from content.models import ArchivePage, BaseSnippet
from content.models.drafts import gaps_of
from content.models.guard import REFUSED, refuse


def tell_gaps(request, thing, gaps) -> None:
    """Name on the next screen what kept a thing from being published."""
    messages.error(request, f"“{thing.heading}” was not published. " + " ".join(gap.message for gap in gaps))


def edit_address(user, thing) -> str:
    return AdminURLFinder(user).get_edit_url(thing) or reverse("wagtailadmin_home")


def before_publish(request, thing):
    """Wagtail calls this between saving and publishing; the form has asked already, so this seldom speaks."""
    if not isinstance(thing, ArchivePage | BaseSnippet):
        return None
    revision = thing.get_latest_revision()
    gaps = gaps_of(revision.as_object()) if revision else []
    if not gaps:
        return None
    refuse(thing, revision, gaps, request.user)
    tell_gaps(request, thing, gaps)
    return redirect(edit_address(request.user, thing))


def tell_on_arrival(request, thing):
    """Name the gaps to whoever opens a thing that a review, its date or a bulk action has just failed to publish."""
    if request.method != "GET" or not isinstance(thing, ArchivePage | BaseSnippet):
        return
    if (request.GET.get("gaps") or _was_refused(thing)) and (gaps := gaps_of(thing.get_latest_revision_as_object())):
        tell_gaps(request, thing, gaps)


def _was_refused(thing) -> bool:
    """Whether a refusal is the last thing that happened to it: since then nobody has saved it."""
    newest = registry.get_logs_for_instance(thing).order_by("-timestamp", "-pk").first()
    return newest is not None and newest.action == REFUSED


def before_copy_page(request, page):
    """A copy starts as a draft; an alias would carry the uid of another page."""
    if request.method != "POST" or not (request.POST.get("publish_copies") or request.POST.get("alias")):
        return None
    messages.error(
        request, "A copy starts as a draft. Copy the page without “publish” or “alias”, then publish it from its form."
    )
    return redirect("wagtailadmin_pages:copy", page.pk)


def only_superusers_delete(request, *things):
    """Nothing of the archive is deleted at the desk: it is unpublished, or withdrawn."""
    if request.user.is_superuser:
        return None
    messages.error(
        request, "Only an administrator deletes. Unpublish it instead: readers no longer see it, and nothing is lost."
    )
    return redirect("wagtailadmin_home")


def before_bulk_action(request, action_type, objects, action):
    return only_superusers_delete(request) if action_type == "delete" else None


def _publish_each(things, user) -> tuple[list, list]:
    """Publish the newest revision of each thing; those published, and those kept as drafts with their gaps."""
    published, kept = [], []
    for thing in things:
        revision = thing.get_latest_revision() or thing.save_revision(user=user)
        gaps = gaps_of(revision.as_object())
        revision.publish(user=user)  # with gaps, its own guard keeps it a draft and writes down why
        if gaps:
            kept.append((thing, gaps))
        else:
            published.append(thing)
    return published, kept


class PublishPages(PublishBulkAction):
    """Wagtail's bulk action; pages with gaps stay drafts, and the message names them."""

    def get_execution_context(self):
        self.kept: list = []
        return {**super().get_execution_context(), "kept": self.kept}

    @classmethod
    def execute_action(cls, objects, include_descendants=False, user=None, kept=None, **kwargs):
        pages = [page.specific for page in objects]
        below = [
            child
            for page in pages
            if include_descendants
            for child in page.get_descendants().not_live().specific()
            if user is None or child.permissions_for_user(user).can_publish()
        ]
        published, refused = _publish_each(pages, user)
        published_below, refused_below = _publish_each(below, user)
        if kept is not None:
            kept += [*refused, *refused_below]
        return len(published), len(published_below)

    def get_success_message(self, num_parent_objects, num_child_objects):
        for thing, gaps in self.kept:
            tell_gaps(self.request, thing, gaps)
        if num_parent_objects or num_child_objects:
            return super().get_success_message(num_parent_objects, num_child_objects)
        return None


class PublishSnippets(SnippetBulkAction):
    """Publishes several claims, sources, events at once; those with gaps stay drafts, and the message names them."""

    display_name = "Publish"
    action_type = "publish"
    aria_label = "Publish selected items"
    template_name = "content/admin/confirm_bulk_publish.html"
    action_priority = 20

    def check_perm(self, snippet):
        return self.permission_policy.user_has_permission_for_instance(self.request.user, "publish", snippet)

    @classmethod
    def execute_action(cls, objects, **kwargs):
        action = kwargs["self"]
        published, action.kept = _publish_each(objects, action.request.user)
        return len(published), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        for thing, gaps in self.kept:
            tell_gaps(self.request, thing, gaps)
        if not num_parent_objects:
            return None
        return f"{num_parent_objects} published."


class RefusedFormatter(LogFormatter):
    """How a refused publication reads in the history of a page or snippet."""

    label = "Not published"
    message = "Not published: something is missing"

    def format_message(self, log_entry):
        return "Not published. " + " ".join(log_entry.data.get("gaps", []))

    def format_comment(self, log_entry):
        return ""
