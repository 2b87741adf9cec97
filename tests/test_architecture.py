"""The house keeps its own rules: directions of imports, rooms of a bearable size, nothing that happens at import."""

import ast
import pkgutil
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.launcher.checks import IMPORTS, lint_commands

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("archive", "content", "search")
HUBS = {"utils", "util", "helpers", "helper", "common", "core", "misc"}
MOST_LINES = 450  # a room is at most about 400 lines
MOST_LINES_OF_TESTS = 700  # a list of cases is read from the middle
CODE_AT_THE_TOP = {"archive", "content", "search", "templates", "tests", "docs", "manage.py", "requirements.txt"}
TOOLS_AT_THE_TOP = {"README.md", "Makefile", "pyproject.toml", "LICENSE", "compose.yaml", ".ci", ".gitignore"}


# The rules, as functions of a tree, so that a planted breach can be tried on another tree


def rooms(root: Path) -> Iterator[Path]:
    """Every module written by hand, tests included."""
    for package in (*PACKAGES, "tests"):
        for path in sorted((root / package).rglob("*.py")):
            if "migrations" not in path.parts and "node_modules" not in path.parts:
                yield path


def hubs(root: Path) -> list[str]:
    """Modules and packages whose name says that anything may go in."""
    named = {path.stem if path.stem != "__init__" else path.parent.name for path in rooms(root)}
    return sorted(named & HUBS)


def too_long(root: Path) -> list[str]:
    counted = {path.relative_to(root): path.read_text().count("\n") for path in rooms(root)}
    most = {path: MOST_LINES_OF_TESTS if path.parts[0] == "tests" else MOST_LINES for path in counted}
    return [f"{path}: {count}" for path, count in counted.items() if count > most[path]]


def without_a_job(root: Path) -> list[str]:
    """Modules that do not open with one sentence on what they are for; an empty `__init__.py` of tests needs none."""
    return [str(path.relative_to(root)) for path in rooms(root) if not _says_its_job(path)]


def _says_its_job(path: Path) -> bool:
    source = path.read_text()
    if path.name == "__init__.py" and not source.strip():
        return "tests" in path.parts or path.parent.name in {"management", "commands", "templatetags", "migrations"}
    first = (ast.get_docstring(ast.parse(source), clean=False) or "").split("\n")[0]
    return first.endswith((".", "?"))


def broken_contracts(root: Path) -> str:
    """What the check behind `make lint` complains of; empty when every contract is kept."""
    [command] = [command for name, command, _ in lint_commands(sys.executable, str(root)) if name == IMPORTS]
    done = subprocess.run([*command, "--no-cache"], cwd=root, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stdout + done.stderr


# The house as it stands


def test_imports_go_one_way():
    broken = broken_contracts(ROOT)
    assert not broken, broken


def test_no_room_is_a_hub():
    assert hubs(ROOT) == []


def test_no_room_is_too_long():
    assert too_long(ROOT) == []


def test_every_room_says_its_job():
    assert without_a_job(ROOT) == []


def test_every_tests_folder_is_a_package():
    """Otherwise tests/search could be taken for search."""
    folders = {path.parent for path in (ROOT / "tests").rglob("*.py") if "node_modules" not in path.parts}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_nothing_new_stands_at_the_top():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git clone")
    assert {line.split("/")[0] for line in listed.stdout.splitlines()} <= CODE_AT_THE_TOP | TOOLS_AT_THE_TOP


def test_no_file_names_an_address_of_a_package_registry():
    named = re.compile("|".join(["pypi" + r"\.org", "pythonhosted" + r"\.org", "registry" + r"\.npmjs"]))
    locks = [
        *ROOT.glob("*.txt"),
        *ROOT.glob("*.toml"),
        *(ROOT / "tests").rglob("*.txt"),
        *(ROOT / "tests").rglob("*.json"),
    ]
    looked_at = [path for path in locks if "node_modules" not in path.parts]
    assert len(looked_at) >= 3
    assert [str(path) for path in looked_at if named.search(path.read_text())] == []


def modules() -> list[str]:
    """Every module of the site but settings, which are loaded with an environment, and what starts processes."""
    found = []
    for package in PACKAGES:
        for module in pkgutil.walk_packages([str(ROOT / package)], f"{package}."):
            if (
                not module.name.startswith(("archive.settings.", "archive.launcher.__main__"))
                and ".migrations." not in module.name
            ):
                found.append(module.name)
    return found


def test_importing_every_module_opens_nothing_and_asks_nothing(tmp_path):
    """In a process of its own, so that nothing has been imported before."""
    names = modules()
    assert len(names) > 60
    done = subprocess.run([sys.executable, "-c", WATCH, *names], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["imported", str(len(names))]


WATCH = """
import importlib, os, socket, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "archive.settings.test"
def refuse(what):
    def refused(*arguments, **named):
        raise AssertionError(f"an import {what}")
    return refused
socket.socket.connect = socket.socket.bind = refuse("opened a socket")
import django
from django.db.backends.base.base import BaseDatabaseWrapper
BaseDatabaseWrapper.connect = refuse("asked the database")
django.setup()
for name in sys.argv[1:]:
    importlib.import_module(name)
print("imported", len(sys.argv) - 1)
"""


# The rules catch a breach


@pytest.fixture
def tree(tmp_path) -> Path:
    """A copy of the code, in which a breach can be planted."""
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "seed", "static")
        )
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def plant(path: Path, line: str) -> None:
    path.write_text(path.read_text() + f"\n{line}\n" if path.exists() else f'"""Planted."""\n{line}\n')


@pytest.mark.parametrize(
    ("file", "line", "complaint"),
    [
        ("content/visibility.py", "import search.documents", "nothing flows back"),
        ("search/facets.py", "import archive.worker", "nothing flows back"),
        ("content/blocks/data.py", "import content.models", "inside content"),
        ("content/dates.py", "import django.db", "plain Python"),
        ("search/engines/base.py", "import content.models", "engines know documents"),
        ("archive/worker.py", "import archive.views", "inside archive"),
        ("archive/launcher/report.py", "import django", "launcher"),
        ("content/attic.py", "", "inside content"),  # a room that stands on no floor
    ],
)
def test_a_planted_import_breaks_its_contract(tree, file, line, complaint):
    plant(tree / file, line)
    broken = broken_contracts(tree)
    assert "BROKEN" in broken
    assert re.search(rf"{complaint}.* BROKEN", broken), broken


@pytest.mark.parametrize(
    "hub", ["content/utils.py", "search/helpers.py", "archive/common/__init__.py", "content/core.py"]
)
def test_a_planted_hub_is_found(tree, hub):
    (tree / hub).parent.mkdir(exist_ok=True)
    plant(tree / hub, "x = 1")
    assert hubs(tree) == [Path(hub).stem if "__init__" not in hub else Path(hub).parent.name]


def test_a_planted_long_room_is_found(tree):
    (tree / "content" / "dates.py").write_text('"""Long."""\n' + "x = 1\n" * MOST_LINES)
    assert too_long(tree) == [f"content/dates.py: {MOST_LINES + 1}"]


@pytest.mark.parametrize("source", ["x = 1\n", '"""no sentence"""\n', '"""\nLate."""\n'])
def test_a_planted_room_without_a_job_is_found(tree, source):
    (tree / "search" / "attic.py").write_text(source)
    assert "search/attic.py" in without_a_job(tree)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("import socket; socket.create_connection(('127.0.0.1', 9))", "an import opened a socket"),
        ("from wagtail.models import Site; Site.objects.count()", "an import asked the database"),
    ],
)
def test_a_planted_deed_at_import_is_found(tree, line, complaint):
    shutil.copy(ROOT / "content" / "sections.py", tree / "content" / "sections.py")
    plant(tree / "content" / "planted.py", line)
    done = subprocess.run([sys.executable, "-c", WATCH, "content.planted"], cwd=tree, capture_output=True, text=True)
    assert done.returncode != 0
    assert complaint in done.stderr
