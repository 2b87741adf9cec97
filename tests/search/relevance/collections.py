"""A test collection (documents, questions, judgements) as an archive of its own, asked through the public API."""

import json
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tests import seeding

DEEP = 100
FILES = ("docs.jsonl", "queries.jsonl", "qrels.tsv")


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents to be found, questions by id, and per question what answers it."""

    name: str
    documents: tuple[Mapping[str, str], ...]
    questions: Mapping[str, str]
    judged: Mapping[str, Mapping[str, int]]


def read(folder: Path) -> Collection:
    """The collection in a folder: `docs.jsonl` (id, title, text), `queries.jsonl` (id, text), `qrels.tsv`.

    Raises ValueError, naming the folder and what is missing in it.
    """
    if missing := [name for name in FILES if not (folder / name).is_file()]:
        raise ValueError(f"{folder} is no test collection: it has no {', no '.join(missing)}.")
    documents, questions = (_lines(folder / name) for name in FILES[:2])
    judged: dict[str, dict[str, int]] = {}
    for line in (folder / FILES[2]).read_text(encoding="utf-8").splitlines():
        question, document, grade = line.split("\t")
        judged.setdefault(question, {})[document] = int(grade)
    asked = {each["id"]: each["text"] for each in questions if each["id"] in judged}
    return Collection(folder.name, tuple(documents), asked, judged)


def rows(collection: Collection) -> Iterable[str]:
    """The documents as rows for `import_entries`. A row needs a title and a body; what has none gets a dash.

    Who wrote a document is a part of its words: questions ask for it.

    A collection may hold what an archive does not: a number given twice (the first stands), characters nobody can see.
    """
    first: dict[str, Mapping[str, str]] = {}
    for each in collection.documents:
        first.setdefault(each["id"], each)
    for each in first.values():
        title, text = each["title"].strip(), f"{each['text']}\n{each.get('author', '')}".strip()
        row = {"slug": f"d-{each['id']}", "title": title or text[:80] or "—", "body": _plain(text) or "—"}
        yield json.dumps(row, ensure_ascii=False)


@contextmanager
def archive(collection: Collection, folder: Path) -> Iterator[seeding.Seeded]:
    """An archive that holds the collection's documents and nothing else, in a folder that is removed afterwards."""
    made = seeding.Seeded(folder / collection.name)
    made.var.mkdir(parents=True)
    try:
        shutil.copy(seeding.migrated(), made.var / "archive.sqlite3")
        file = made.var / "rows.jsonl"
        file.write_text("\n".join(rows(collection)), encoding="utf-8")
        made.manage("import_entries", str(file), "--publish")
        yield made
    finally:
        shutil.rmtree(made.var, ignore_errors=True)


def rankings(made: seeding.Seeded, engine: Mapping[str, str], questions: Mapping[str, str]) -> dict[str, list[str]]:
    """What an engine finds for each question, best first, by the ids of the collection; the index is built for it."""
    found = asked(made, engine, questions, DEEP)
    return {name: [key.removeprefix("entry:d-") for key in keys] for name, keys in found.items()}


def asked(
    made: seeding.Seeded, engine: Mapping[str, str], questions: Mapping[str, str], depth: int
) -> dict[str, list[str]]:
    """What an engine finds for each question, best first, as `kind:slug`; the index is built for it."""
    made = replace(made, more=tuple(engine.items()))
    made.manage("rebuild_search")
    done = subprocess.run(
        [sys.executable, "-m", "tests.search.relevance.asking", str(depth)],
        input=json.dumps(questions),
        cwd=seeding.ROOT,
        env=made.environment(),
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"The questions could not be asked:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout)


def _lines(file: Path) -> list[dict]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def _plain(text: str) -> str:
    """The text as Markdown that means just this text: nothing in it is a heading, a list, a note or a link."""
    text = "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in text)
    escaped = "".join(f"\\{letter}" if letter in "\\`*_{}[]<>()#+-.!|~@:$^&=" else letter for letter in text)
    return " ".join(escaped.split())
