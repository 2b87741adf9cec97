"""Reads the seed's folder into items, each with its kind, slug, data and place; nothing here touches the database."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from content import sections
from content.exchange import prose
from content.exchange.shapes import BY_KIND
from content.exchange.yamltext import read_yaml

LISTS = {
    "sources": "source",
    "claims": "claim",
    "events": "event",
    "people": "person",
    "organizations": "organization",
    "places": "place",
    "terms": "term",
    "tables": "table",
    "quotations": "quotation",
    "signposts": "signpost",
}
PROSE_FOLDERS = {
    "entries": "entry",
    "records": "record",
    "timelines": "timeline",
    "lessons": "lesson",
    "units": "unit",
    "pages": "page",
}
PLANNED = "plan"
PLAIN_OVERVIEW = "plain_overview"
# Read by check_quality only: the words of a text that depart from a rule, each with the reason.
EXCEPTIONS = "exceptions"


@dataclass(frozen=True)
class Problem:
    """Something wrong in a file: where, what, and how to mend it."""

    where: str
    field: str
    what: str
    is_repeated: bool = False  # a key that stands twice

    def __str__(self) -> str:
        return f"{self.where}: {self.field}: {self.what}" if self.field else f"{self.where}: {self.what}"


@dataclass(frozen=True)
class Item:
    """One thing of the seed as its file says it; `text` is the Markdown of a prose file, which may be a second one.

    `files` names the file of each field that stands in one of its own.
    """

    kind: str
    slug: str
    where: str
    data: dict
    text: str = ""
    text_where: str = ""
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def where_text_is(self) -> str:
        return self.text_where or self.where

    def where_is(self, key: str) -> str:
        """The file in which the prose of a field stands."""
        return self.files.get(key, self.where_text_is)


@dataclass
class Seed:
    """Everything read, and everything wrong with it."""

    items: list[Item]
    plan: list[Item]  # entries still to be written, or written since
    problems: list[Problem]

    @property
    def planned(self) -> set[str]:
        return {item.slug for item in self.plan}

    def of(self, kind: str) -> list[Item]:
        return [item for item in self.items if item.kind == kind]


def read_seed(folder: Path) -> Seed:
    """Read the whole seed; problems are collected, none is raised."""
    seed = Seed([], [], [])
    _read_top(folder, seed)
    for path in sorted((folder / "shared").glob("*.yaml")):
        _read_list(path, folder, None, seed)
    _read_texts(folder / "shared", folder, None, seed)
    for theme in sorted(path for path in (folder / "themes").glob("*") if path.is_dir()):
        _read_theme(theme, folder, seed)
    for name in ("lessons", "units", "pages"):
        for path in sorted((folder / name).glob("*.md")):
            _read_prose(path, folder, PROSE_FOLDERS[name], None, seed)
    _find_repeated(seed)
    return seed


def _read_top(folder: Path, seed: Seed) -> None:
    pledge = _load(folder / "pledge.yaml", folder, seed, dict)
    if pledge:
        page = pledge.get("pledge")
        if isinstance(page, dict):
            seed.items.append(Item("pledge", "pledge", "pledge.yaml", page))
        else:
            seed.problems.append(Problem("pledge.yaml", "pledge", "is missing. It says when the pledge was published."))
        for number, clause in enumerate(_rows(pledge.get("clauses") or [], "pledge.yaml", seed), 1):
            _add(seed, "clause", "pledge.yaml", {**clause, "position": number})
    for stage in _rows(_load(folder / "stages.yaml", folder, seed, list) or [], "stages.yaml", seed):
        _add(seed, "stage", "stages.yaml", stage)


def _read_theme(theme: Path, folder: Path, seed: Seed) -> None:
    data = _load(theme / "theme.yaml", folder, seed, dict)
    overview, plain = theme / "overview.md", theme / "overview-plain.md"
    if data is not None:
        text = _decode(overview, folder, seed) if overview.exists() else ""
        places = [str(path.relative_to(folder)) for path in (theme / "theme.yaml", overview, plain)]
        if plain.exists():
            data = {**data, PLAIN_OVERVIEW: _decode(plain, folder, seed) or ""}
        files = {PLAIN_OVERVIEW: places[2]}
        seed.items.append(Item("theme", theme.name, places[0], data, text or "", places[1], files))
    for path in sorted(theme.glob("*.yaml")):
        if path.stem == PLANNED:
            _read_plan(path, folder, theme.name, seed)
        elif path.stem != "theme":
            _read_list(path, folder, theme.name, seed)
    _read_texts(theme, folder, theme.name, seed)


def _read_texts(home: Path, folder: Path, theme: str | None, seed: Seed) -> None:
    for name in ("entries", "records", "timelines"):
        for path in sorted((home / name).glob("*.md")):
            _read_prose(path, folder, PROSE_FOLDERS[name], theme, seed)


def _read_plan(path: Path, folder: Path, theme: str, seed: Seed) -> None:
    where = str(path.relative_to(folder))
    rows = _rows(_load(path, folder, seed, list) or [], where, seed)
    seed.plan += [Item(PLANNED, str(row["slug"]), where, {**row, "themes": [theme]}) for row in rows]


def _read_list(path: Path, folder: Path, theme: str | None, seed: Seed) -> None:
    where, kind = str(path.relative_to(folder)), LISTS.get(path.stem)
    if kind is None:
        seed.problems.append(
            Problem(where, "", f"no kind is kept in a file of this name. Use one of {', '.join(LISTS)}.")
        )
        return
    for row in _rows(_load(path, folder, seed, list) or [], where, seed):
        data = dict(row) if row.get("themes") or not theme else {**row, "themes": [theme]}
        if kind == "event" and data.get("stage") == "context":
            data.pop("stage")
        _add(seed, kind, where, data)


def _rows(found: object, where: str, seed: Seed) -> list[dict]:
    """The items of a file that have a slug; the others are told."""
    rows = found if isinstance(found, list) else [found]
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or not row.get("slug"):
            seed.problems.append(Problem(where, f"item {number}", "has no slug. Give it one."))
    return [row for row in rows if isinstance(row, dict) and row.get("slug")]


def _add(seed: Seed, kind: str, where: str, data: dict) -> None:
    _check_keys(kind, data, f"{where}, {data['slug']}", seed)
    seed.items.append(Item(kind, str(data["slug"]), where, data))


def _read_prose(path: Path, folder: Path, kind: str, theme: str | None, seed: Seed) -> None:
    text = _decode(path, folder, seed)
    if text is not None:
        seed.items.append(
            Item(kind, path.stem, str(path.relative_to(folder)), {"themes": [theme]} if theme else {}, text)
        )


def _check_keys(kind: str, data: dict, where: str, seed: Seed) -> None:
    known = {field.key for field in BY_KIND[kind].fields} | {"slug", EXCEPTIONS}
    for key in sorted(set(data) - known):
        seed.problems.append(
            Problem(where, key, f"is not a field of a {sections.KIND_LABELS[kind][0].lower()}. Remove or rename it.")
        )


def _decode(path: Path, folder: Path, seed: Seed) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        seed.problems.append(Problem(str(path.relative_to(folder)), "", f"cannot be read: {error}. Save it as UTF-8."))
        return None


def _load(path: Path, folder: Path, seed: Seed, expected: type):
    where = str(path.relative_to(folder))
    if not path.exists():
        seed.problems.append(Problem(where, "", "is missing. Every seed has it."))
        return None
    text = _decode(path, folder, seed)
    if text is None:
        return None
    try:
        data = read_yaml(text)
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        place = f"line {line + 1}" if line is not None else ""
        seed.problems.append(
            Problem(where, place, f"is not YAML: {getattr(error, 'problem', error)}. Mind quotes and indentation.")
        )
        return None
    if data is not None and not isinstance(data, expected):
        seed.problems.append(Problem(where, "", f"should hold a {'list' if expected is list else 'mapping'}."))
        return None
    return data


def _find_repeated(seed: Seed) -> None:
    seen: dict[tuple[str, str], Item] = {}
    for item in seed.items:
        first = seen.setdefault((item.kind, item.slug), item)
        if first is not item:
            what = f"this {item.kind} stands in {first.where} too. Keep one, in shared/ if several themes use it."
            seed.problems.append(Problem(item.where, item.slug, what, is_repeated=True))


def as_text(value: object) -> str:
    """A YAML scalar as the text it was written as: 1942 and 1942-02-19 are dates here."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return "" if value is None else str(value).strip()


def read_plans(folder: Path) -> list[Item]:
    """The entries of the plans alone, each with its theme among `themes`; a plan that cannot be read has none."""
    seed = Seed([], [], [])
    for path in sorted((folder / "themes").glob(f"*/{PLANNED}.yaml")):
        _read_plan(path, folder, path.parent.name, seed)
    return seed.plan


def prose_front(item: Item) -> dict:
    """The front matter of an item's prose file; empty where there is none or it cannot be read."""
    if not item.text:
        return {}
    try:
        return prose.split(item.text, item.where_text_is)[0]
    except prose.ProseErrors:
        return {}
