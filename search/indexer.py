"""Keeps the index in step: does the jobs that changes have left, and builds the whole anew beside the old."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from search import builders, filetext, wordlists
from search.documents import SearchDocument
from search.engines import IndexLocked, IndexStatus, Writer, get_engine
from search.models import IndexJob
from search.visibility import by_kind, uploaded_files

logger = logging.getLogger(__name__)

BATCH = 200
MOST_ATTEMPTS = 5
KEPT = timedelta(days=1)
"""How long done jobs are kept: longer than any rebuild takes."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild came to: how many documents the index has now, and what could not be indexed, by key."""

    documents: int
    errors: dict[str, str]


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
    everything = waiting.filter(action=IndexJob.Action.ALL).count()
    if everything:
        try:
            rebuild()
        except IndexLocked:  # somebody else is rebuilding: the job waits for the next round
            return 0
        return everything
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


def rebuild(progress: Progress = lambda done, total: None) -> Rebuilt:
    """Builds a new index of everything beside the one in force, takes in what changed meanwhile, and swaps them whole.

    Readers are served by the old index until the end. `progress` is told how many documents of how many are done. What
    cannot be indexed keeps a job with the error. Raises SearchUnavailable if the folder cannot be written, IndexLocked
    if another rebuild runs.
    """
    began = timezone.now()
    asked_for = list(IndexJob.objects.filter(done_at=None, action=IndexJob.Action.ALL).values_list("pk", flat=True))
    lists = wordlists.Lists()
    replayed: list[IndexJob] = []
    errors: dict[str, str] = {}

    def failed(key: str, error: Exception) -> None:
        errors[key] = _said(key, error)

    def finish(index: Writer) -> None:
        """Replays what was left or done since the documents were read, while nobody else writes."""
        jobs = IndexJob.objects.filter(Q(done_at=None) | Q(done_at__gte=began)).exclude(action=IndexJob.Action.ALL)
        replayed.extend(jobs)
        changes = _Changes.of(replayed)
        changes.apply(index)
        errors.update(changes.errors)
        lists.replace(changes.documents, changes.gone)

    get_engine().rebuild(lists.reading(_counted(builders.documents(failed), progress)), finish)
    with transaction.atomic():
        lists.save()
        _done([job for job in replayed if job.done_at is None], errors)
        IndexJob.objects.filter(pk__in=asked_for).update(done_at=timezone.now())
        filetext.keep_only(uploaded_files())
    return Rebuilt(get_engine().status().documents, errors)


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
        return cls(
            tuple(made for made in found.values() if isinstance(made, SearchDocument)),
            tuple(key for key in keys if key not in found),
            {key: _said(key, made) for key, made in found.items() if isinstance(made, Exception)},
        )

    def apply(self, index: Writer) -> None:
        index.put(self.documents)
        index.remove(self.gone)

    def note(self) -> None:
        """Brings the word lists in step as well."""
        wordlists.change(self.documents, self.gone)


def _waiting():
    return IndexJob.objects.filter(done_at=None, attempts__lt=MOST_ATTEMPTS)


def _said(key: str, error: Exception) -> str:
    """One line for the log and for the job, with the traceback in the log."""
    logger.error("%s cannot be indexed.", key, exc_info=error)
    return f"{type(error).__name__}: {error}"[:2_000]


def _done(jobs: Iterable[IndexJob], errors: dict[str, str]) -> None:
    """Marks jobs done, but for those of things that could not be indexed: these count one more attempt."""
    kept = {job.key for job in jobs if job.key in errors}
    IndexJob.objects.filter(pk__in=[job.pk for job in jobs if job.key not in kept]).update(
        done_at=timezone.now(), error=""
    )
    for key in kept:
        jobs_of_it = IndexJob.objects.filter(pk__in=[job.pk for job in jobs if job.key == key])
        jobs_of_it.update(attempts=F("attempts") + 1, error=errors[key])
    IndexJob.objects.bulk_create(
        IndexJob(key=key, action=IndexJob.Action.PUT, attempts=1, error=error)
        for key, error in errors.items()
        if key not in kept
    )


def _counted(documents: Iterable[SearchDocument], progress: Progress) -> Iterator[SearchDocument]:
    total = builders.count()
    progress(0, total)
    for done, document in enumerate(documents, 1):
        yield document
        if done % builders.CHUNK == 0 or done == total:
            progress(done, total)
