"""The worker: it does what is due, survives what fails, is alone, and ends at once."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Locale
from wagtail.signals import published

from archive import worker
from archive.duties import Findings, Schedule, check_command
from archive.launcher.processes import ALREADY_WORKING
from archive.worker import Duty, Stopped, Worker
from content.models import ImportBatch, Term
from tests import seeding

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(settings, tmp_path) -> Path:
    settings.WORKER_DIR = tmp_path / "worker"
    return settings.WORKER_DIR


# The heartbeat


def test_nobody_has_been_heard_of(folder):
    assert worker.last_beat() is None
    assert not worker.is_alive()


def test_a_beat_is_heard(folder):
    worker.beat()
    assert abs(worker.last_beat() - datetime.now(UTC)) < timedelta(seconds=5)
    assert worker.is_alive()


def test_an_old_beat_is_no_life(folder):
    worker.beat()
    long_ago = time.time() - worker.SILENT_AFTER.total_seconds() - 1
    os.utime(folder / "heartbeat", (long_ago, long_ago))
    assert worker.last_beat() is not None
    assert not worker.is_alive()


# The loop


class Clock:
    """Stands still until it is moved."""

    now = 0.0


@pytest.fixture
def clock(monkeypatch):
    monkeypatch.setattr(worker.time, "monotonic", lambda: clock.now)
    clock = Clock()
    return clock


def test_every_duty_is_done_in_order():
    done = []
    Worker((Duty("a", lambda: done.append("a")), Duty("b", lambda: done.append("b")))).round()
    assert done == ["a", "b"]


def test_a_failing_duty_is_logged_by_name_and_the_others_go_on(caplog):
    done = []
    loop = Worker((Duty("bad", lambda: 1 / 0), Duty("good", lambda: done.append(1))))
    with caplog.at_level(logging.ERROR, "archive.worker"):
        loop.round()
    assert done == [1]
    assert "duty 'bad' failed" in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert loop.has_failures


def test_a_failing_duty_waits_longer_each_time_up_to_a_minute(clock):
    tried = []
    loop = Worker((Duty("bad", lambda: tried.append(clock.now) or 1 / 0),))
    for clock.now in range(1000, 1400):
        loop.round()
    waits = [later - earlier for earlier, later in zip(tried, tried[1:], strict=False)]
    assert waits[:6] == [1, 2, 4, 8, 16, 32]
    assert set(waits[6:]) == {60}


def test_a_duty_that_works_again_is_no_failure_any_more(clock):
    answers = [ZeroDivisionError, None]

    def run():
        if answer := answers.pop(0):
            raise answer

    loop = Worker((Duty("moody", run),))
    loop.round()
    assert loop.has_failures
    clock.now = 10.0
    loop.round()
    assert not loop.has_failures


def test_a_duty_is_left_alone_until_it_is_due(clock):
    done = []
    loop = Worker((Duty("seldom", lambda: done.append(clock.now), every=5.0),))
    for clock.now in range(12):
        loop.round()
    assert done == [0, 5, 10]


def test_the_loop_ends_between_two_rounds_without_waiting_out_the_pause(folder):
    loop = Worker((Duty("nothing", lambda: None),), pause=60)
    threading.Timer(0.05, loop.stop).start()
    began = time.monotonic()
    loop.run()
    assert time.monotonic() - began < 5


def test_a_duty_under_way_is_broken_off(folder):
    loop = Worker((Duty("long", lambda: loop.stop() or pytest.fail("it went on")),))
    with pytest.raises(Stopped):
        loop.run()


def test_nothing_that_catches_exceptions_keeps_a_worker_from_ending():
    assert not issubclass(Stopped, Exception)


# Alone


def test_a_second_worker_says_so_and_leaves(folder):
    with worker.alone(), pytest.raises(CommandError, match=rf"process {os.getpid()}.* is at work .* leaves") as refused:
        call_command("work", "--once")
    assert refused.value.returncode == ALREADY_WORKING


def test_the_lock_is_free_afterwards(folder):
    for _ in range(2):
        with worker.alone():
            pass


def test_the_lock_of_a_killed_worker_is_free(folder):
    code = "import time; from archive.worker import alone\nwith alone():\n print(1, flush=True); time.sleep(60)"
    surroundings = os.environ | {"ARCHIVE_VAR": str(folder.parent), "DJANGO_SETTINGS_MODULE": "archive.settings.test"}
    holder = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=surroundings, stdout=subprocess.PIPE)
    try:
        holder.stdout.readline()
        with pytest.raises(worker.AnotherWorker, match=f"process {holder.pid}"), worker.alone():
            pass
    finally:
        holder.kill()
        holder.communicate()
    with worker.alone():
        pass


# Reloading


def test_a_changed_file_is_noticed(tmp_path):
    for part in ("archive", "content", "search"):
        (tmp_path / part).mkdir()
        (tmp_path / part / "room.py").write_text("")
    changed = worker.files_changed(tmp_path)
    assert not changed()
    (tmp_path / "search" / "notes.txt").write_text("no code")
    assert not changed()
    later = time.time() + 10
    os.utime(tmp_path / "content" / "room.py", (later, later))
    assert changed()


def test_a_new_and_a_removed_file_are_noticed(tmp_path):
    for part in ("archive", "content", "search"):
        (tmp_path / part).mkdir()
    room = tmp_path / "archive" / "room.py"
    changed = worker.files_changed(tmp_path)
    room.write_text("")
    assert changed()
    changed = worker.files_changed(tmp_path)
    room.unlink()
    assert changed()


# What is scheduled


@pytest.fixture
def term(db):
    language = Locale.objects.get_or_create(language_code="en")[0]
    return Term.objects.create(term="internment", slug="internment", locale=language, live=False)


@pytest.fixture
def an_hour_passes(monkeypatch):
    """Moves Django's clock on; Wagtail asks the same clock."""
    now = timezone.now

    return lambda: monkeypatch.setattr(timezone, "now", lambda: now() + timedelta(hours=1))


def schedule(thing, **when) -> None:
    """As the desk does: the wish stands in the revision, and the revision is published, which may mean later."""
    for name, moment in when.items():
        setattr(thing, name, moment)
    thing.save_revision().publish()
    thing.refresh_from_db()


def soon():
    return timezone.now() + timedelta(minutes=30)


@pytest.fixture
def keep():
    return Schedule().keep


def test_what_is_due_is_published(term, keep, an_hour_passes):
    schedule(term, go_live_at=soon())
    assert keep() == 0
    term.refresh_from_db()
    assert not term.live
    an_hour_passes()
    assert keep() == 1
    term.refresh_from_db()
    assert term.live
    assert keep() == 0


def test_what_has_expired_is_taken_down(term, keep, an_hour_passes):
    schedule(term, expire_at=soon())
    assert keep() == 0
    term.refresh_from_db()
    assert term.live
    an_hour_passes()
    assert keep() == 1
    term.refresh_from_db()
    assert not term.live
    assert term.expired


def test_one_that_cannot_be_published_leaves_nothing_behind_and_holds_up_nobody(term, keep, an_hour_passes, caplog):
    """A publication and whatever is written with it are one write: a failure after the save takes the save back."""
    other = Term.objects.create(term="relocation", slug="relocation", locale=term.locale, live=False)
    for thing in (term, other):
        schedule(thing, go_live_at=soon())
    an_hour_passes()

    def fails(sender, instance, **kwargs):
        if instance.pk == term.pk:
            raise RuntimeError("no room in the index")

    published.connect(fails)
    try:
        assert keep() == 1
        assert keep() == 0  # left alone for a while, not logged again and again
    finally:
        published.disconnect(fails)
    term.refresh_from_db()
    other.refresh_from_db()
    assert not term.live
    assert other.live
    assert caplog.text.count("could not be published") == 1


# The command


@pytest.mark.database
def test_sigterm_ends_the_command_in_good_order(seeded_template, tmp_path):
    """A real process on the seeded archive, in a folder of its own for its lock and heartbeat."""
    copy = seeding.copy_of(seeded_template, tmp_path, f"work_{os.getpid()}")
    process = subprocess.Popen([sys.executable, "manage.py", "work"], cwd=ROOT, env=copy.environment())
    try:
        deadline = time.monotonic() + 30
        while not (copy.var / "worker" / "heartbeat").exists():
            assert time.monotonic() < deadline
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        seeding.drop(copy)


# Findings


@pytest.mark.django_db
def test_what_is_live_is_checked_once_it_was_left_alone(folder, monkeypatch):
    """The duty starts a real process; here it is one that writes a line down and waits to be let go."""
    folder.mkdir(parents=True)
    log, gate = folder / "checks", folder / "gate"
    script = (
        "import sys, time, pathlib; pathlib.Path(sys.argv[1]).open('a').write('x')\n"
        "while not pathlib.Path(sys.argv[2]).exists(): time.sleep(0.02)"
    )
    monkeypatch.setattr("archive.duties.check_command", lambda: [sys.executable, "-c", script, str(log), str(gate)])
    duty = Findings()

    def checks() -> int:
        return len(log.read_text()) if log.exists() else 0

    def until(wanted: int) -> None:
        deadline = time.monotonic() + 20
        while checks() != wanted and time.monotonic() < deadline:
            time.sleep(0.02)
        assert checks() == wanted

    duty.keep()
    assert checks() == 0  # it may still be changing
    duty.keep()
    until(1)
    ImportBatch.objects.create(kind="seed", file_name="seed", digest="1")
    duty.keep()
    duty.keep()
    until(1)  # the first is still at work
    gate.touch()
    duty.finish()
    duty.keep()
    until(2)
    duty.finish()
    duty.keep()
    until(2)  # nothing has changed since
    assert duty.keep() == 0


def test_the_check_that_is_started_is_a_command_of_the_archive():
    assert check_command()[1:] == [str(ROOT / "manage.py"), "check_quality", "--keep"]
