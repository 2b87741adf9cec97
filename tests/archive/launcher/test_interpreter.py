"""Which Python the launcher takes, and what it says when none will do."""

import ast
import sys
from pathlib import Path

import pytest

from archive import launcher
from archive.launcher import interpreter
from archive.launcher.interpreter import Interpreter
from archive.launcher.report import Refused
from tests.archive.launcher.interpreters import answering, fake_python

LAUNCHER = Path(launcher.__file__).parent


@pytest.mark.parametrize("file", sorted(LAUNCHER.rglob("*.py")), ids=lambda file: str(file.relative_to(LAUNCHER)))
def test_an_old_python_can_read_the_launcher(file: Path):
    """Otherwise somebody with an old Python gets a SyntaxError in place of a sentence."""
    ast.parse(file.read_text(), feature_version=(3, 6))


@pytest.mark.parametrize(
    ("version", "fits"),
    [((3, 10, 14), False), ((3, 11, 0), True), ((3, 14, 9), True), ((3, 15, 0), False), ((2, 7, 18), False)],
)
def test_which_versions_fit(version, fits):
    assert interpreter.fits(Interpreter("python", version, ())) is fits


def test_an_older_python3_is_passed_over_for_a_newer_one(tmp_path):
    fake_python(tmp_path, "python3", answering((3, 9, 2)))
    good = fake_python(tmp_path, "python3.12", answering((3, 12, 1)))
    found = interpreter.installed(search_path=str(tmp_path))
    assert interpreter.choose("", found).path == str(good)


def test_one_without_ensurepip_is_passed_over_for_a_whole_one(tmp_path):
    fake_python(tmp_path, "python3", answering((3, 13, 0), "ensurepip"))
    whole = fake_python(tmp_path, "python3.11", answering((3, 11, 2)))
    found = interpreter.installed(search_path=str(tmp_path))
    assert interpreter.choose("", found).path == str(whole)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({}, r"No Python was found\. Install Python 3\.11 to 3\.14"),
        ({"python3": answering((3, 9, 2))}, r"3\.11 to 3\.14 is needed, and .*/python3 is Python 3\.9\.2"),
        ({"python3": answering((3, 15, 0))}, r"3\.11 to 3\.14 is needed, and .*/python3 is Python 3\.15\.0"),
        ({"python3": answering((3, 11, 2), "ensurepip")}, r"ensurepip is not installed.*apt install python3-venv"),
        ({"python3": answering((3, 12, 0), "_sqlite3")}, r"built without sqlite3"),
        ({"python3": "exit 127"}, r"No Python was found"),
        ({"python3": "echo nonsense"}, r"No Python was found"),
    ],
)
def test_each_unfit_machine_gets_a_sentence_with_the_remedy(tmp_path, answers, sentence):
    for name, answer in answers.items():
        fake_python(tmp_path, name, answer)
    with pytest.raises(Refused, match=sentence):
        interpreter.choose("", interpreter.installed(search_path=str(tmp_path)))


def test_the_python_asked_for_is_taken_or_refused_by_name(tmp_path):
    asked = fake_python(tmp_path, "mine", answering((3, 13, 1)))
    assert interpreter.choose(str(asked), found=[]).path == str(asked)
    with pytest.raises(Refused, match=r"PYTHON=/nowhere/python is not a Python that runs here"):
        interpreter.choose("/nowhere/python")


def test_this_python_is_recognised():
    found = interpreter.probe(sys.executable)
    assert found.version == tuple(sys.version_info[:3])
    assert found.missing == ()
