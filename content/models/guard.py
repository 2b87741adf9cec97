"""The last guard of publishing and keeping: nothing with a gap goes live, and nobody but a superuser deletes a page."""

from django.db import models
from wagtail.log_actions import log
from wagtail.models import PagePermissionTester

from content import gate
from content.models.drafts import gaps_of

REFUSED = "content.publish.refused"  # the log's name for a publication that was not made


class Guarded(models.Model):
    """Publishes nothing that has a gap, whichever way it was asked; an operator's command answers for its own rows."""

    class Meta:
        abstract = True

    def publish(self, revision, user=None, *args, **kwargs):
        """Publish a revision; one with gaps stays a draft, and the log says why. Nothing is raised."""
        missing = [] if gate.is_operator() else gaps_of(revision.as_object())
        if missing:
            refuse(self, revision, missing, user)
            return None
        return super().publish(revision, user, *args, **kwargs)


def refuse(thing, revision, missing, user=None) -> None:
    """Keep as a draft what was to be published, unschedule it, and write down what is missing."""
    if revision.approved_go_live_at:  # or the scheduler would try it again every minute
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
    rows = type(thing)._base_manager.filter(pk=thing.pk)
    rows.filter(first_published_at__isnull=True).update(live=False)  # a form saves a new page live before it publishes
    rows.update(has_unpublished_changes=True)
    log(instance=thing, action=REFUSED, user=user, revision=revision, data={"gaps": [gap.message for gap in missing]})


class KeptPage(PagePermissionTester):
    """Wagtail's permissions, without deletion: who may change a draft may not delete it. Moving counts as deleting."""

    def can_delete(self, ignore_bulk=False):
        return self.user.is_superuser and super().can_delete(ignore_bulk)
