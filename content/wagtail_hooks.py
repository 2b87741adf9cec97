"""What Wagtail is told about the desk: registration only, no rule stands here."""

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from content import rich_text
from content.admin import checking, find, findings, linking, publishing_gate, reports
from content.admin.viewsets import ArchiveGroup
from content.models import Claim
from content.models.guard import REFUSED

hooks.register("register_rich_text_features", rich_text.register)
hooks.register("before_publish_page", publishing_gate.before_publish)
hooks.register("before_publish", publishing_gate.before_publish)
hooks.register("before_edit_page", publishing_gate.tell_on_arrival)
hooks.register("before_edit_snippet", publishing_gate.tell_on_arrival)
hooks.register("before_copy_page", publishing_gate.before_copy_page)
hooks.register("before_delete_page", publishing_gate.only_superusers_delete)
hooks.register("before_bulk_action", publishing_gate.before_bulk_action)
# After Wagtail's own, whose place it takes.
hooks.register("register_bulk_action", publishing_gate.PublishPages, order=1000)
hooks.register("register_bulk_action", publishing_gate.PublishSnippets)


@hooks.register("register_admin_viewset")
def register_kinds():
    return ArchiveGroup()


@hooks.register("register_admin_urls")
def register_desk_addresses():
    return [
        path("desk/find/", find.find_view, name="desk_find"),
        path("desk/cite/", linking.choose_citation, name="desk_choose_citation"),
        path("desk/link/", linking.choose_thing, name="desk_choose_thing"),
        path("desk/claims/<int:pk>/check/", checking.check_view, name="desk_check_claim"),
        path("reports/findings/", findings.findings_view, name="desk_findings"),
        path("reports/claims/", reports.UncheckedClaims.as_view(), name="desk_unchecked_claims"),
        path(
            "reports/claims/results/",
            reports.UncheckedClaims.as_view(results_only=True),
            name="desk_unchecked_claims_results",
        ),
    ]


class ChecksMenuItem(MenuItem):
    """Shown to those who may check."""

    def is_shown(self, request):
        return request.user.has_perm(checking.MAY_CHECK)


@hooks.register("register_reports_menu_item")
def register_checks_report():
    return ChecksMenuItem(
        "Claims to check", reverse("desk_unchecked_claims"), name="claims-to-check", icon_name="check", order=100
    )


class FindingsMenuItem(MenuItem):
    """Shown to those who may see claims at the desk."""

    def is_shown(self, request):
        return request.user.has_perm(findings.MAY_SEE)


@hooks.register("register_reports_menu_item")
def register_findings_report():
    return FindingsMenuItem(
        "Missing or doubtful", reverse("desk_findings"), name="findings", icon_name="warning", order=110
    )


@hooks.register("register_snippet_listing_buttons")
def check_button(snippet, user, next_url=None):
    if isinstance(snippet, Claim) and user.has_perm(checking.MAY_CHECK):
        yield Button("Check", reverse("desk_check_claim", args=[snippet.pk]), icon_name="check", priority=20)


@hooks.register("insert_global_admin_css")
def desk_style():
    return format_html('<link rel="stylesheet" href="{}">', static("content/admin/desk.css"))


@hooks.register("insert_global_admin_js")
def desk_saving():
    return format_html('<script src="{}"></script>', static("content/admin/saving.js"))


@hooks.register("register_log_actions")
def register_refusal(actions):
    actions.register_action(REFUSED)(publishing_gate.RefusedFormatter)
