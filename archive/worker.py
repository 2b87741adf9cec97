"""The one worker: a loop over its duties, a lock that keeps it alone, and a heartbeat that others can read."""

import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

from django.conf import settings
from django.core.files import locks
from django.db import connections

logger = logging.getLogger(__name__)

PAUSE = 0.2  # seconds between two rounds: what is published is to be found within a second
BEAT_EVERY = 2.0  # seconds
SILENT_AFTER = timedelta(seconds=60)  # the longest single duty stays well below this
LONGEST_WAIT = 60.0  # seconds before a duty that keeps failing is tried again


class Stopped(BaseException):
    """Ends a duty that is under way; what it had not committed is done again at the next start."""


class AnotherWorker(Exception):
    """Somebody else holds the lock. The message says who, as far as that is known."""


@dataclass(frozen=True, slots=True)
class Duty:
    """Something the worker looks after: `run` does some of what there is to do, and tells how much it did.

    After a run that did something it is due again in the next round, after one that did nothing in `every` seconds.
    """

    name: str
    run: Callable[[], object]
    every: float = 0.0


def beat() -> None:
    """Writes down that the worker is alive, for `last_beat`."""
    _file("heartbeat").write_text(f"{os.getpid()}\n")


def last_beat() -> datetime | None:
    """When the worker last said that it is alive; None when it never did."""
    try:
        return datetime.fromtimestamp(_file("heartbeat").stat().st_mtime, UTC)
    except FileNotFoundError:
        return None


def is_alive() -> bool:
    """Whether a worker has said so lately."""
    last = last_beat()
    return last is not None and datetime.now(UTC) - last < SILENT_AFTER


def _file(name: str) -> Path:
    folder = Path(settings.WORKER_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    return folder / name


@contextmanager
def alone() -> Iterator[None]:
    """Holds the lock of this archive's worker; raises AnotherWorker when it is held. A killed worker's lock is free."""
    with _file("lock").open("a+") as held:
        if not locks.lock(held, locks.LOCK_EX | locks.LOCK_NB):
            held.seek(0)
            raise AnotherWorker(held.read().strip() or "one that has just started")
        held.truncate(0)
        held.write(f"process {os.getpid()}\n")
        held.flush()
        yield


@dataclass(slots=True)
class Worker:
    """Does each duty when it is due, round after round, until `stop`.

    Rules: 1. A duty that raises is logged, waits longer each time up to a minute, and never ends the loop. 2. `stop`
    may come from a signal handler: it ends the pause at once, and a duty under way by raising Stopped in it.
    """

    duties: tuple[Duty, ...]
    pause: float = PAUSE
    _due: dict[str, float] = field(default_factory=dict)
    _failures: dict[str, int] = field(default_factory=dict)
    _stopping: Event = field(default_factory=Event)
    _busy: bool = False

    def run(self) -> None:
        beat()
        while not self._stopping.is_set():
            self.round()
            self._stopping.wait(self.pause)

    def round(self) -> None:
        """Does once whatever is due now."""
        for duty in self.duties:
            if self._stopping.is_set():
                return
            if self._due.get(duty.name, 0.0) <= time.monotonic():
                self._do(duty)

    def stop(self) -> None:
        self._stopping.set()
        if self._busy:
            raise Stopped

    @property
    def has_failures(self) -> bool:
        """Whether a duty failed when it was last done."""
        return bool(self._failures)

    def _do(self, duty: Duty) -> None:
        wait = duty.every
        self._busy = True
        try:
            wait = 0.0 if duty.run() else duty.every
            self._failures.pop(duty.name, None)
        except Exception:
            failures = self._failures[duty.name] = self._failures.get(duty.name, 0) + 1
            wait = max(wait, min(LONGEST_WAIT, 2.0 ** (failures - 1)))
            logger.exception("The worker's duty %r failed; trying again in %.0f seconds.", duty.name, wait)
            _drop_connections()
        finally:
            self._busy = False
            self._due[duty.name] = time.monotonic() + wait


def _drop_connections() -> None:
    """A duty may have failed because the database went away: the next try starts with a new connection."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()


def heartbeat() -> Duty:
    return Duty("heartbeat", beat, BEAT_EVERY)


def files_changed(folder: Path) -> Callable[[], bool]:
    """A question to ask again and again: has a Python file under the folder changed since it was first asked?"""

    def newest(files: Iterable[Path]) -> tuple[int, int]:
        times = [file.stat().st_mtime_ns for file in files if file.exists()]
        return len(times), max(times, default=0)

    def python_files() -> Iterator[Path]:
        return (file for part in ("archive", "content", "search") for file in (folder / part).rglob("*.py"))

    at_first = newest(python_files())
    return lambda: newest(python_files()) != at_first
