"""The task of a review: a managing editor approves, and approving publishes."""

from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import AbstractGroupApprovalTask

from content.models.drafts import gaps_of


class ReviewTask(AbstractGroupApprovalTask):
    """Approval by a group, which asks for gaps first: what has one stays in review and counts as approved nowhere."""

    class Meta:
        verbose_name = "Review before publishing"
        verbose_name_plural = "Reviews before publishing"

    def on_action(self, task_state, user, action_name, **kwargs):
        """Do what the reviewer chose. Approving something with gaps changes nothing and leads back to its form."""
        if action_name == "approve":
            thing = task_state.workflow_state.content_object.get_latest_revision().as_object()
            if gaps_of(thing):
                return f"{AdminURLFinder(user).get_edit_url(thing) or '/admin/'}?gaps=1"
        return super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls):
        return "Members of the chosen groups approve; what still misses something cannot be approved."
