"""Keeps the index in step: does the jobs that changes have left, and builds the whole anew beside the old."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from search import builders, wordlists
from search.documents import SearchDocument
from search.engines import IndexStatus, get_engine
from search.models import IndexJob
from search.visibility import by_kind

logger = logging.getLogger(__name__)

BATCH = 200
MOST_ATTEMPTS = 5
KEPT = timedelta(days=1)
"""How long done jobs are kept: longer than any rebuild takes."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Status:
    """How far the index is in step. `failed` are jobs given up, `oldest` is when the first waiting one was left."""

    index: IndexStatus
    waiting: int
    failed: int
    oldest: datetime | None


def drain(limit: int = BATCH) -> int:
    """Does up to `limit` waiting jobs, in order, in one commit; how many were done. Only the worker calls it.

    A job is marked done after the index has it, so a killed worker does it again. A thing that cannot be indexed keeps
    its job, with the error, and is tried five times; the others go on. Raises SearchUnavailable with the remedy.
    """
    waiting = _waiting()
    if not waiting.exists():
        return 0
    everything = list(waiting.filter(action=IndexJob.Action.ALL).values_list("pk", flat=True))
    if everything:
        rebuild()
        return len(everything)
    with get_engine().writing() as index:
        jobs = list(waiting.order_by("pk")[:limit])
        changes = _Changes.of(jobs)
        changes.apply(index)
        index.commit()
        with transaction.atomic():
            changes.note()
            _done(jobs, changes.errors)
    IndexJob.objects.filter(done_at__lt=timezone.now() - KEPT).delete()
    return len(jobs)


def rebuild(progress: Progress = lambda done, total: None) -> int:
    """Builds a new index of everything beside the one in force, takes in what changed meanwhile, and swaps them whole.

    Returns the number of documents. Readers are served by the old index until the end. `progress` is told how many
    documents of how many are done. Raises SearchUnavailable if the folder cannot be written or another rebuild runs.
    """
    began = timezone.now()
    seen_before = set(IndexJob.objects.filter(done_at=None).values_list("pk", flat=True))
    lists = wordlists.Lists()
    replayed: list[IndexJob] = []
    errors: dict[str, str] = {}

    def finish(index) -> None:
        """Replays what was left or done since the documents were read, while nobody else writes."""
        jobs = IndexJob.objects.filter(Q(done_at=None) | Q(done_at__gte=began)).exclude(action=IndexJob.Action.ALL)
        replayed.extend(jobs)
        changes = _Changes.of(replayed)
        changes.apply(index)
        errors.update(changes.errors)
        lists.replace(changes.documents, changes.gone)

    get_engine().rebuild(lists.reading(_counted(builders.documents(), progress)), finish)
    with transaction.atomic():
        lists.save()
        _done([job for job in replayed if job.done_at is None], errors)
        IndexJob.objects.filter(pk__in=seen_before, action=IndexJob.Action.ALL).update(done_at=timezone.now())
    return get_engine().status().documents


def status() -> Status:
    """How far the index is in step with the archive; never raises for an index that is away."""
    oldest = _waiting().order_by("pk").values_list("created_at", flat=True).first()
    return Status(
        get_engine().status(),
        _waiting().count(),
        IndexJob.objects.filter(done_at=None, attempts__gte=MOST_ATTEMPTS).count(),
        oldest,
    )


@dataclass(frozen=True, slots=True)
class _Changes:
    """What some jobs come to: documents to put, keys to remove, and errors by key."""

    documents: tuple[SearchDocument, ...]
    gone: tuple[str, ...]
    errors: dict[str, str]

    @classmethod
    def of(cls, jobs: Iterable[IndexJob]) -> "_Changes":
        keys = dict.fromkeys(job.key for job in jobs)
        for kind, uids in by_kind(keys).items():
            keys |= dict.fromkeys(builders.users_of(kind, uids))
        found = builders.built(keys)
        errors = {key: f"{type(made).__name__}: {made}" for key, made in found.items() if isinstance(made, Exception)}
        for key, error in errors.items():
            logger.error("%s cannot be indexed: %s", key, error)
        return cls(
            tuple(made for made in found.values() if isinstance(made, SearchDocument)),
            tuple(key for key in keys if key not in found),
            errors,
        )

    def apply(self, index) -> None:
        index.put(self.documents)
        index.remove(self.gone)

    def note(self) -> None:
        """Brings the word lists in step as well."""
        wordlists.change(self.documents, self.gone)


def _waiting():
    return IndexJob.objects.filter(done_at=None, attempts__lt=MOST_ATTEMPTS)


def _done(jobs: Iterable[IndexJob], errors: dict[str, str]) -> None:
    now = timezone.now()
    counted = Counter(job.key in errors for job in jobs)
    good = [job.pk for job in jobs if job.key not in errors]
    IndexJob.objects.filter(pk__in=good).update(done_at=now, error="")
    if counted[True]:
        for job in jobs:
            if job.key in errors:
                IndexJob.objects.filter(pk=job.pk).update(attempts=F("attempts") + 1, error=errors[job.key][:2_000])


def _counted(documents: Iterable[SearchDocument], progress: Progress) -> Iterator[SearchDocument]:
    total = builders.count()
    progress(0, total)
    for done, document in enumerate(documents, 1):
        yield document
        if done % builders.CHUNK == 0 or done == total:
            progress(done, total)
