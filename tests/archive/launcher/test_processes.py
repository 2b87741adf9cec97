"""The server and the worker side by side: how they start, what happens when one dies, that nothing is left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archive.launcher import processes
from archive.launcher.report import Interrupted, Refused

ROOT = Path(__file__).resolve().parents[3]

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


def test_the_server_and_the_worker_end_with_the_launcher(tmp_path):
    with processes.Pair(SLEEP, SLEEP, dict(os.environ), str(tmp_path)) as pair:
        children = list(pair.children.values())
        pair.look()
    assert len(children) == 2
    assert all(child.poll() is not None for child in children)


def test_a_dead_worker_is_started_again_and_that_is_said(tmp_path, capsys):
    with processes.Pair(SLEEP, SLEEP, dict(os.environ), str(tmp_path)) as pair:
        first = pair.children["worker"]
        first.kill()
        first.wait()
        pair.look()
        second = pair.children["worker"]
        assert second.pid != first.pid
        assert second.poll() is None
    assert "The worker ended (exit code -9); starting it again." in capsys.readouterr().out


def test_a_worker_that_keeps_ending_ends_the_archive(tmp_path, capsys):
    with (
        processes.Pair(SLEEP, [sys.executable, "-c", "raise SystemExit(7)"], dict(os.environ), str(tmp_path)) as pair,
        pytest.raises(Refused, match=r"The worker keeps ending \(exit code 7\)"),
    ):
        for _ in range(20):
            if "worker" in pair.children:
                pair.children["worker"].wait()
            pair.look()
    assert capsys.readouterr().out.count("starting it again") == 5


def test_a_worker_that_ends_because_code_changed_is_started_without_complaint(tmp_path, capsys):
    ends = [sys.executable, "-c", f"raise SystemExit({processes.CODE_CHANGED})"]
    with processes.Pair(SLEEP, ends, dict(os.environ), str(tmp_path)) as pair:
        for _ in range(8):
            pair.children["worker"].wait()
            pair.look()
    assert capsys.readouterr().out == ""


def test_a_worker_that_finds_another_is_let_go(tmp_path):
    leaves = [sys.executable, "-c", f"raise SystemExit({processes.ALREADY_WORKING})"]
    with processes.Pair(SLEEP, leaves, dict(os.environ), str(tmp_path)) as pair:
        pair.children["worker"].wait()
        pair.look()
        assert "worker" not in pair.children
        pair.look()


def test_a_server_that_ends_by_itself_ends_the_archive(tmp_path):
    with (
        processes.Pair([sys.executable, "-c", "raise SystemExit(3)"], SLEEP, dict(os.environ), str(tmp_path)) as pair,
        pytest.raises(Refused, match=r"The server ended by itself \(exit code 3\)"),
    ):
        worker = pair.children["worker"]
        pair.children["server"].wait()
        pair.look()
    assert worker.poll() is not None


def test_a_child_that_will_not_end_is_killed(tmp_path):
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"
    with (tmp_path / "out").open("wb") as out:
        child = processes.start([sys.executable, "-c", deaf], dict(os.environ), str(tmp_path), output=out)
    while not (tmp_path / "out").read_bytes():
        time.sleep(0.02)
    processes.finish([child], grace=0.2)
    assert child.returncode == -signal.SIGKILL


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells a child of its parent's end")
def test_a_launcher_that_is_killed_takes_its_children_along(tmp_path):
    code = (
        "import os, sys, time; from archive.launcher.processes import start; "
        "child = start([sys.executable, '-c', 'import time; time.sleep(60)'], dict(os.environ), '.'); "
        "print(child.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    parent.kill()
    parent.communicate()
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and _lives(child):
        time.sleep(0.02)
    assert not _lives(child)


def _lives(pid: int) -> bool:
    """Whether a process still runs; one that ended and that nobody has collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_foreground_step_is_ended_when_the_launcher_is(monkeypatch, tmp_path):
    started = []

    class Impatient(subprocess.Popen):
        def __init__(self, *arguments, **named):
            super().__init__(*arguments, **named)
            started.append(self)

        def wait(self, timeout=None):
            if timeout is None:
                raise Interrupted
            return super().wait(timeout)

    monkeypatch.setattr(processes.subprocess, "Popen", Impatient)
    with pytest.raises(Interrupted):
        processes.call(SLEEP, dict(os.environ), str(tmp_path))
    assert started[0].poll() == -signal.SIGTERM
