"""The whole archive as a BagIt bag: a readable part for anybody, and a system part to restore everything from."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.loader import MigrationLoader

from content.exchange import bags
from content.exchange.public import KINDS, PublicKind
from content.exchange.tablerows import line, written_rows
from content.exchange.tables import Table, kept_tables

FORMAT = 1
SCOPE = "Archive-Scope"
FULL, PUBLIC = "full", "public"
DESCRIPTION = {
    FULL: "data/readable is what readers may see. data/system holds all tables and files, for restore_archive.",
    PUBLIC: "What readers may see of the archive. It holds no system part and cannot be restored from.",
}
BATCH = 100


class ExportError(Exception):
    """An export that cannot be made; the message says why and what to do."""


@dataclass
class Exported:
    """What an export wrote: things by kind, rows by table, files; and the files that were not there."""

    things: dict[str, int] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    files: int = 0
    missing_files: list[str] = field(default_factory=list)


def export(target: Path, *, public_only: bool, say: Callable[[str], None]) -> Exported:
    """Write a bag at `target`, which must not exist or be empty; it appears whole or not at all. Raises ExportError."""
    target = target.absolute()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ExportError(f"{target} is there already and not empty. Name a new folder.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as error:
        raise ExportError(f"Nothing can be written at {target}: {error.strerror}. Name another folder.") from error
    try:
        aside.chmod(0o755)
        exported = _fill(aside, public_only, say)
        say("Packing the bag …")
        scope = PUBLIC if public_only else FULL
        info = {
            "Source-Organization": settings.WAGTAIL_SITE_NAME,
            "External-Description": DESCRIPTION[scope],
            "External-Identifier": settings.SITE_URL,
            SCOPE: scope,
        }
        bags.pack(aside, info)
        if target.exists():
            target.rmdir()
        aside.rename(target)
    except OSError as error:
        raise ExportError(
            f"The export could not be written: {error.strerror}. Make room, or name another folder."
        ) from error
    except DatabaseError as error:
        raise ExportError(f"The database could not be read: {error}. Run migrate, and try again.") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return exported


def _fill(folder: Path, public_only: bool, say: Callable[[str], None]) -> Exported:
    exported = Exported()
    with one_moment():
        for kind in KINDS:
            exported.things[kind.plural] = _write_kind(kind, folder / "readable")
            say(f"readable: {exported.things[kind.plural]} {kind.plural}")
        if not public_only:
            _write_system(folder / "system", exported, say)
    return exported


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read inside is of one moment, and nobody who writes has to wait."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def _write_kind(kind: PublicKind, folder: Path) -> int:
    """One file a kind, one thing a line; entries also as Markdown, one file each."""
    folder.mkdir(parents=True, exist_ok=True)
    keys = list(kind.things().values_list("pk", flat=True))
    with (folder / f"{kind.plural}.jsonl").open("w", encoding="utf-8", newline="\n") as file:
        for start in range(0, len(keys), BATCH):
            found = kind.things().in_bulk(keys[start : start + BATCH])
            for thing in kind.written([found[key] for key in keys[start : start + BATCH]]):
                file.write(json.dumps(thing, ensure_ascii=False, cls=DjangoJSONEncoder) + "\n")
                if kind.name == "entry":
                    _write_entry(thing, folder / kind.plural)
    return len(keys)


def _write_entry(entry: dict, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    path = folder / f"{entry['slug']}.md"
    if path.exists():  # the same slug in another language
        path = folder / f"{entry['slug']}-{entry['uid']}.md"
    path.write_text(as_markdown(entry), encoding="utf-8", newline="\n")


def as_markdown(entry: dict) -> str:
    """An entry to be read: title, date, summaries, body, where it meets the pledge, its sources."""
    links = [f"- {link['clause']} ({link['kind']}): {link['why']}" for link in entry["clauses"]]
    sources = [
        f"- [@{cited['key']}{', ' + cited['locator'] if cited['locator'] else ''}] {cited['title']}"
        for cited in entry["sources"]
    ]
    parts = [
        f"# {entry['title']}",
        entry["date_words"],
        entry["content_note"],
        entry["summary"],
        entry["plain_summary"],
        entry["body"],
        *(["## Where it meets the pledge", "\n".join(links)] if links else []),
        *(["## Sources", "\n".join(sources)] if sources else []),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _write_system(folder: Path, exported: Exported, say: Callable[[str], None]) -> None:
    (folder / "tables").mkdir(parents=True)
    (folder / "media").mkdir()
    for table in kept_tables():
        exported.rows[table.name] = _write_table(table, folder / "tables" / f"{table.name}.jsonl")
    say(f"system: {sum(exported.rows.values())} rows of {len(exported.rows)} tables")
    for name in file_names():
        if _copy_file(name, folder / "media" / name):
            exported.files += 1
        else:
            exported.missing_files.append(name)
    say(f"system: {exported.files} files")
    about = {
        "format": FORMAT,
        "migrations": migrations(),
        "rows": exported.rows,
        "missing_files": exported.missing_files,
    }
    (folder / "system.json").write_text(json.dumps(about, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _write_table(table: Table, path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in written_rows(table):
            file.write(line(row))
            count += 1
    return count


def file_names() -> list[str]:
    """The names of all original files that a kept row names, as the storage knows them."""
    found: set[str] = set()
    for table in kept_tables():
        for one in table.fields:
            if isinstance(one, models.FileField):
                found.update(table.model._base_manager.exclude(**{one.name: ""}).values_list(one.name, flat=True))
    return sorted(filter(None, found))


def _copy_file(name: str, target: Path) -> bool:
    if not default_storage.exists(name):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    with default_storage.open(name) as source, target.open("wb") as copy:
        shutil.copyfileobj(source, copy)
    return True


def migrations() -> list[str]:
    """The migrations of this version of the code that shape the tables kept, as `app.name`."""
    kept = {table.model._meta.app_label for table in kept_tables()} | {"contenttypes"}
    return sorted(f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations if app in kept)
