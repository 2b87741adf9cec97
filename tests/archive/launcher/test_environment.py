"""How .venv is made, known to be up to date, and recovered when a start was interrupted."""

import json
import re
import sys
from pathlib import Path

import pytest

from archive.launcher import environment, interpreter
from archive.launcher.report import Refused
from tests.archive.launcher.interpreters import answering, fake_python


@pytest.fixture
def clone(tmp_path):
    """A folder with lock files that name nothing, so that an environment is made without a network."""
    (tmp_path / "tests").mkdir()
    for lock in (environment.RUNTIME, environment.TESTING):
        (tmp_path / lock).write_text("# nothing\n")
    return str(tmp_path)


def stamped(clone: str, **changes) -> None:
    """An environment that looks finished, around this very Python."""
    binaries = Path(clone, ".venv", "bin")
    binaries.mkdir(parents=True)
    (binaries / "python").symlink_to(sys.executable)
    locks = {environment.RUNTIME: environment.digest(Path(clone, environment.RUNTIME))}
    stamp = {"python": ".".join(map(str, sys.version_info[:2])), "locks": locks} | changes
    Path(clone, ".venv", environment.STAMP).write_text(json.dumps(stamp))


def test_no_environment_is_missing(clone):
    assert environment.state(clone, environment.RUNTIME) == "missing"


def test_a_stamped_environment_is_ready(clone):
    stamped(clone)
    assert environment.state(clone, environment.RUNTIME) == "ready"


def test_a_ready_environment_is_used_without_another_word(clone):
    stamped(clone)
    said = []
    assert environment.prepare(clone, environment.RUNTIME, announce=said.append) == environment.python(clone)
    assert said == []


def test_another_lock_asks_for_an_installation(clone):
    stamped(clone)
    Path(clone, environment.RUNTIME).write_text("# something else\n")
    assert environment.state(clone, environment.RUNTIME) == "outdated"


def test_the_tests_need_more_than_the_site(clone):
    stamped(clone)
    assert environment.state(clone, environment.TESTING) == "outdated"


def test_an_environment_of_another_python_version_is_not_ready(clone):
    stamped(clone, python="3.1")
    assert environment.state(clone, environment.RUNTIME) == "outdated"


@pytest.mark.parametrize("stamp", ["", "{", "[]", '{"locks": 3}', "null"])
def test_a_spoiled_stamp_asks_for_an_installation(clone, stamp):
    stamped(clone)
    Path(clone, ".venv", environment.STAMP).write_text(stamp)
    assert environment.state(clone, environment.RUNTIME) == "outdated"


def test_an_interrupted_installation_is_made_anew(clone):
    stamped(clone)
    Path(clone, ".venv", environment.UNFINISHED).touch()
    assert environment.state(clone, environment.RUNTIME) == "unfinished"


def test_an_environment_whose_python_is_gone_is_made_anew(clone):
    stamped(clone)
    Path(clone, ".venv", "bin", "python").unlink()
    Path(clone, ".venv", "bin", "python").symlink_to("/nowhere/python3.11")
    assert environment.state(clone, environment.RUNTIME) == "unfinished"


def test_another_python_asked_for_makes_it_anew(clone, tmp_path):
    stamped(clone)
    other = fake_python(tmp_path, "other", answering((3, 14, 0) if sys.version_info[:2] != (3, 14) else (3, 11, 0)))
    assert environment.state(clone, environment.RUNTIME, str(other)) == "unfinished"
    assert environment.state(clone, environment.RUNTIME, sys.executable) == "ready"


def test_a_half_finished_start_recovers_and_the_next_does_nothing_twice(clone):
    """A real `python -m venv` and a real pip, on a lock that names no package."""
    unfinished = Path(clone, ".venv")
    unfinished.mkdir()
    (unfinished / environment.UNFINISHED).touch()
    (unfinished / "left over").touch()
    said = []
    python = environment.prepare(clone, environment.TESTING, sys.executable, announce=said.append)
    assert re.search("half finished", said[0])
    assert not (unfinished / "left over").exists()
    assert interpreter.probe(python).version[:2] == sys.version_info[:2]
    assert environment.state(clone, environment.TESTING) == "ready"
    assert environment.state(clone, environment.RUNTIME) == "ready"  # the tests' lock holds the site's


def test_a_failed_installation_leaves_a_mark_for_the_next_start(clone):
    # A package that no index is asked for: pip is told to look nowhere.
    Path(clone, environment.RUNTIME).write_text("nothing-of-this-name==1 --hash=sha256:" + "0" * 64 + "\n")
    stamped(clone, locks={})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIP_NO_INDEX", "1")
        with pytest.raises(Refused, match="no ready-built package of nothing-of-this-name==1"):
            environment.prepare(clone, environment.RUNTIME, announce=lambda sentence: None)
    assert environment.state(clone, environment.RUNTIME) == "unfinished"


def test_too_little_room_is_said_before_anything_is_made(clone, monkeypatch):
    monkeypatch.setattr(environment, "ROOM_NEEDED", 2**62)
    with pytest.raises(Refused, match=r"Only \d+ MB are free .* Free some space"):
        environment.prepare(clone, environment.RUNTIME, sys.executable, announce=lambda sentence: None)
    assert not Path(clone, ".venv").exists()


@pytest.mark.parametrize(
    ("pip_says", "sentence"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk became full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not the one the lock names"),
        (
            "WARNING: Retrying after connection broken by 'NewConnectionError(Temporary failure in name resolution)'\n"
            "ERROR: No matching distribution found for django==5.2.19",
            "Connect to the network",
        ),
        ("ERROR: No matching distribution found for lxml==6.1.3", "no ready-built package of lxml==6.1.3"),
        ("something\nERROR: something else", "pip says: ERROR: something else"),
    ],
)
def test_what_pip_complains_of_becomes_a_sentence(pip_says, sentence):
    assert sentence in environment.explain_pip(pip_says.splitlines())


def test_what_venv_complains_of_becomes_a_sentence():
    debian = "The virtual environment was not created successfully because ensurepip is not\navailable."
    assert "apt install python3-venv" in environment.explain_venv("/usr/bin/python3", debian.splitlines())
