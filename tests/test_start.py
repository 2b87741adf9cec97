"""`make` and its commands, the lock files, and a whole start from a fresh clone."""

import errno
import os
import re
import signal
import subprocess
import time
import tomllib
import urllib.request
from pathlib import Path

import pytest

from archive.launcher import __main__ as launcher
from archive.launcher import environment, place
from archive.launcher.report import Refused
from tests.live import free_port, logins_in

ROOT = Path(__file__).resolve().parents[1]


def test_a_refusal_is_one_sentence_and_exit_code_1(monkeypatch, capsys):
    def refuse():
        raise Refused("The disk is on fire. Put it out.")

    monkeypatch.setitem(launcher.COMMANDS, "run", refuse)
    assert launcher.main(["run"]) == 1
    assert capsys.readouterr().err == "The disk is on fire. Put it out.\n"


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "is full. Free some space"),
        (PermissionError(errno.EACCES, "Permission denied", "/some/file"), "/some/file: Permission denied"),
    ],
)
def test_a_failure_of_the_machine_is_a_sentence_too(monkeypatch, capsys, failure, sentence):
    def fail():
        raise failure

    monkeypatch.setitem(launcher.COMMANDS, "run", fail)
    assert launcher.main(["run"]) == 1
    assert sentence in capsys.readouterr().err


def test_ctrl_c_ends_in_peace(monkeypatch, capsys):
    monkeypatch.setitem(launcher.COMMANDS, "run", lambda: os.kill(os.getpid(), signal.SIGINT) or time.sleep(5))
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        assert launcher.main(["run"]) == 0
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert "Ended." in capsys.readouterr().out


def test_an_unknown_command_lists_the_known(capsys):
    assert launcher.main(["fly"]) == 2
    assert "make run" in capsys.readouterr().err


@pytest.fixture(autouse=True)
def _keep_signal_handlers():
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_make_alone_lists_every_command():
    listed = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    for command in launcher.COMMANDS:
        assert re.search(rf"^  make {command} +\S", listed, re.MULTILINE), command


def test_make_without_any_python_says_so(tmp_path):
    """With nothing on the path but make and a shell."""
    for tool in ("make", "sh"):
        (tmp_path / tool).symlink_to(f"/usr/bin/{tool}" if Path(f"/usr/bin/{tool}").exists() else f"/bin/{tool}")
    done = subprocess.run(["make", "run"], cwd=ROOT, env={"PATH": str(tmp_path)}, capture_output=True, text=True)
    assert done.returncode != 0
    assert "No Python was found. Install Python 3.11 to 3.14" in done.stderr


def test_the_server_writes_down_no_request():
    command = launcher.server_command("python", "run", 8000)
    assert not any("access" in word for word in command)
    assert "--no-control-socket" in command
    assert "127.0.0.1:8000" in command


def test_logins_are_read_from_what_bootstrap_prints():
    told = "2358 new, 0 changed, 0 as they were.\neditor, editor, aaaaa-bbbbb-ccccc\n"
    told += "managing editor, managing-editor, 22222-ddddd-eeeee\n[6/6] Logins: made, all, at-once\n"
    assert logins_in(told) == {
        "editor": ("editor", "aaaaa-bbbbb-ccccc"),
        "managing editor": ("managing-editor", "22222-ddddd-eeeee"),
    }


@pytest.fixture(scope="module", params=[environment.RUNTIME, environment.TESTING])
def lock(request):
    return (ROOT / request.param).read_text()


def pins(lock: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([a-z0-9._-]+)==(\S+)", lock, re.MULTILINE):
        found.setdefault(name, set()).add(version)
    return found


def test_every_package_is_locked_with_hashes(lock):
    entries = re.split(r"\n(?=\S)", lock)
    assert all("--hash=sha256:" in entry for entry in entries if "==" in entry.split("\n")[0])
    assert len(pins(lock)) > 50


def test_the_lock_names_no_address(lock):
    assert "://" not in lock
    assert "index-url" not in lock


def test_the_tests_lock_holds_the_sites_lock_whole():
    site, tests = (pins((ROOT / name).read_text()) for name in (environment.RUNTIME, environment.TESTING))
    assert site.items() <= tests.items()


def test_every_name_in_pyproject_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    for names, lock in (
        (project["project"]["dependencies"], environment.RUNTIME),
        (project["dependency-groups"]["test"], environment.TESTING),
    ):
        locked = pins((ROOT / lock).read_text())
        for name in names:
            assert re.match(r"[A-Za-z0-9._-]+", name)[0].lower() in locked


@pytest.mark.slow
def test_a_fresh_clone_starts_ends_and_starts_again_quickly(tmp_path):
    """`make run` with nothing but a Python: the first page within three minutes, the second within ten seconds."""
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    port = free_port()
    surroundings = {
        name: value for name, value in os.environ.items() if name not in {"DJANGO_SETTINGS_MODULE", "ARCHIVE_VAR"}
    }
    surroundings["PORT"] = str(port)
    for limit in (180, 10):
        told = tmp_path / f"told within {limit}"
        began = time.monotonic()
        with told.open("w") as log:
            make = subprocess.Popen(["make", "run"], cwd=clone, env=surroundings, stdout=log, stderr=log)
        try:
            while "The archive is open" not in told.read_text():
                assert make.poll() is None, told.read_text()
                assert time.monotonic() - began < limit, told.read_text()
                time.sleep(0.1)
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as page:
                assert page.status == 200
            assert len(logins_in(told.read_text())) == (5 if limit == 180 else 0)
        finally:
            make.terminate()
            make.wait(20)
        place.check_port(port)  # nothing of it is left listening
