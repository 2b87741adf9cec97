"""What the worker looks after: the search index, what is scheduled, citations still to be rendered, findings."""

import logging
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import Max, Model
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from archive.worker import Duty
from content import citing
from content.models import ClaimCheck, ImportBatch
from search import indexer
from search.models import IndexJob

logger = logging.getLogger(__name__)

SCHEDULE_EVERY = 5.0  # seconds: a scheduled minute is kept to the second nobody looks at
CITATIONS_EVERY = 15.0  # seconds
CITATIONS_AT_ONCE = 50  # about half a second, in which the index waits
FINDINGS_EVERY = 30.0  # seconds: how long the archive is left alone before it is checked
REFUSED_FOR = 600.0  # seconds before something that could not be published or taken down is tried again


def all_duties() -> list[Duty]:
    """In the order they are done each round."""
    return [
        Duty("search index", indexer.drain),
        Duty("schedule", Schedule().keep, SCHEDULE_EVERY),
        Duty("citations", _render_citations, CITATIONS_EVERY),
        Duty("findings", Findings().keep, FINDINGS_EVERY),
    ]


def _render_citations() -> int:
    return citing.render_missing(CITATIONS_AT_ONCE)


@dataclass(slots=True)
class Findings:
    """Has what is live checked once after each start, and whenever it was changed and then left alone for a while.

    A check takes some seconds, so a process of its own makes it, and the index does not wait.
    """

    _checked: tuple = ()
    _seen: tuple = ()
    _child: subprocess.Popen | None = None

    def keep(self) -> int:
        """Nothing is to be done again at once, whatever was done."""
        now = _last_changes()
        if now != self._checked and now == self._seen and not self._is_checking():
            self._child = subprocess.Popen(check_command(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
            self._checked = now
        self._seen = now
        return 0

    def finish(self) -> None:
        """Waits for a check that is under way."""
        if self._child is not None:
            self._child.wait()

    def _is_checking(self) -> bool:
        return self._child is not None and self._child.poll() is None


def check_command() -> list[str]:
    """The process that makes a check."""
    return [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "check_quality", "--keep"]


def _last_changes() -> tuple:
    """Something that changes whenever what is indexed, a check or an import does."""
    newest = [model.objects.aggregate(newest=Max("pk"))["newest"] for model in (IndexJob, ClaimCheck, ImportBatch)]
    return ("begun", *newest)


@dataclass(slots=True)
class Schedule:
    """Publishes what is due and takes down what has expired, each thing and its index job in one transaction.

    Wagtail's own `publish_scheduled` does the same without transactions, and stops at the first thing that fails;
    here that thing is logged and left alone for ten minutes, and the others go on.
    """

    _refused: dict[tuple[str, object], float] = field(default_factory=dict)

    def keep(self) -> int:
        """Does what is due now; the number of things published and taken down."""
        expired = [self._carry_out(thing, _take_down) for thing in list(_expired())]
        due = Revision.objects.filter(approved_go_live_at__lte=timezone.now()).order_by("approved_go_live_at", "pk")
        published = [self._carry_out(revision, _publish) for revision in list(due)]
        return sum(expired) + sum(published)

    def _carry_out(self, thing: Model, act: Callable[[Model], None]) -> bool:
        key = (thing._meta.label, thing.pk)
        if self._refused.get(key, 0.0) > time.monotonic():
            return False
        try:
            with transaction.atomic():
                act(thing)
        except Exception:
            self._refused[key] = time.monotonic() + REFUSED_FOR
            logger.exception("%s %s could not be %s.", *key, act.__doc__)
            return False
        self._refused.pop(key, None)
        return True


def _expired() -> Iterator[Model]:
    """Everything that is live and past its time: pages, then snippets."""
    snippets = (
        model for model in apps.get_models() if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    )
    for model in (Page, *snippets):
        yield from model._default_manager.filter(live=True, expire_at__lte=timezone.now()).order_by("expire_at")


def _take_down(thing: Model) -> None:
    """taken down"""
    thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision: Revision) -> None:
    """published"""
    revision.publish(log_action="wagtail.publish.scheduled")
