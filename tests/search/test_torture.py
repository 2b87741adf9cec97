"""The worker is killed at random moments of indexing while edits go on, and nothing acknowledged is lost.

`make torture` does it 25 times (ROUNDS= says how often), `make test` three times. SEED= repeats a run's choices.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from content.models import Person
from search.engines import Request
from search.engines.embedded import EmbeddedEngine
from search.models import IndexJob
from tests import seeding
from tests.factories import content as make

ROUNDS = int(os.environ.get("ROUNDS") or 3)
BACKLOG = 40  # edits that wait when a worker starts: what it has to do at once
LONGEST_LIFE = 1.2  # seconds from a worker's first finished batch to its end
WITHIN = 60.0  # seconds in which a worker finishes its first batch

pytestmark = pytest.mark.skipif("DATABASE_URL" in os.environ, reason="it kills a worker on SQLite")


@dataclass(slots=True)
class Torture:
    """A small archive in a folder of its own, its edits, and the workers that are killed at it."""

    archive: seeding.Seeded
    chance: random.Random
    people: list[Person] = field(default_factory=list)
    edits: int = 0

    def edit(self) -> None:
        """One more person, another name, one taken down or put back: as chance has it."""
        self.edits += 1
        if len(self.people) < 10 or self.chance.random() < 0.2:
            self.people.append(make.person(name=f"Person {self.edits}"))
            return
        person = self.chance.choice(self.people)
        if self.chance.random() < 0.3 and person.live:
            person.unpublish()
        else:
            person.name, person.live = f"Person {self.edits}", True
            person.save()

    def start(self) -> subprocess.Popen:
        command = [sys.executable, "manage.py", "work"]
        with (self.archive.var / "worker.log").open("ab") as log:
            return subprocess.Popen(command, cwd=seeding.ROOT, env=self.archive.environment(), stdout=log, stderr=log)

    def kill_one(self) -> None:
        """Starts a worker on a backlog, edits on, and kills it at a moment that chance chooses after its first batch."""
        for _ in range(BACKLOG):
            self.edit()
        if self.chance.random() < 0.3:
            IndexJob.objects.create(action=IndexJob.Action.ALL)
        before = IndexJob.objects.exclude(done_at=None).count()
        worker = self.start()
        try:
            deadline = time.monotonic() + WITHIN
            while IndexJob.objects.exclude(done_at=None).count() <= before:
                assert worker.poll() is None, (self.archive.var / "worker.log").read_text()[-3000:]
                assert time.monotonic() < deadline, "the worker finished nothing"
                time.sleep(0.02)
            end = time.monotonic() + self.chance.uniform(0, LONGEST_LIFE)
            while time.monotonic() < end:
                self.edit()
        finally:
            worker.kill()
        assert worker.wait() == -signal.SIGKILL

    def held(self) -> dict[str, str]:
        """What the index holds, opened anew as a reader would: the title of each person by key."""
        engine = EmbeddedEngine(self.archive.var / "index")
        try:
            found = engine.search(Request(filters={"kind": ("person",)}, size=1_000)).hits
            return {hit.document.key: hit.document.title for hit in found}
        finally:
            engine.close()

    def wrong(self) -> list[str]:
        """Whose last job is marked done while the index does not say what the database says."""
        owed = set(IndexJob.objects.filter(done_at=None).values_list("key", flat=True))
        held = self.held()
        wanted = {f"person:{one.uid}": one.name if one.live else None for one in Person.objects.all()}
        return [
            f"{key}: the index has {held.get(key)!r}, the database {name!r}"
            for key, name in wanted.items()
            if key not in owed and held.get(key) != name
        ]

    def finish(self) -> None:
        """The worker comes back and does what the job table still says."""
        worker = self.start()
        try:
            deadline = time.monotonic() + WITHIN
            while IndexJob.objects.filter(done_at=None).exists():
                assert time.monotonic() < deadline, "jobs are left over"
                time.sleep(0.05)
        finally:
            worker.kill()
            worker.wait()


@pytest.fixture
def torture(settings, tmp_path, django_db_blocker, empty_index):
    seed = os.environ.get("SEED") or str(random.SystemRandom().randrange(1_000_000))
    print(f"SEED={seed} ROUNDS={ROUNDS} repeats these choices")  # shown with a failure, and by make torture
    archive = seeding.Seeded(tmp_path / "var")
    archive.var.mkdir()
    shutil.copy(seeding.migrated(), archive.var / "archive.sqlite3")
    shutil.copytree(empty_index, archive.var / "index")
    settings.SEARCH = {"ENGINE": "embedded", "PATH": Path(archive.var / "index")}
    with django_db_blocker.unblock(), seeding.connected(archive.database, roll_back=False):
        yield Torture(archive, random.Random(seed))


def test_killed_at_random_moments_nothing_acknowledged_is_lost(torture):
    for number in range(1, ROUNDS + 1):
        torture.kill_one()
        waiting = IndexJob.objects.filter(done_at=None).count()
        wrong = torture.wrong()
        print(
            f"kill {number}: {torture.edits} edits, {waiting} jobs waiting, {len(torture.held())} people in the index"
        )
        assert wrong == [], f"after kill {number}"
    torture.finish()
    assert torture.wrong() == []
    assert len(torture.held()) == Person.objects.filter(live=True).count() > 0
