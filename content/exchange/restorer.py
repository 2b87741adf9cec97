"""An archive from its bag: into an empty system, everything or nothing."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import Error, connection, transaction
from wagtail.models import Collection, Site

from content.exchange import bags
from content.exchange.exporter import FORMAT, FULL, SCOPE, file_names, migrations
from content.exchange.quiet import refresh_side_indexes
from content.exchange.tablerows import CHUNK, Names, RowError, columns, parameters
from content.exchange.tables import Table, kept_tables

BATCH = CHUNK
NOTHING = "Nothing was restored."
AGAIN = "Take another copy of the bag."
Say = Callable[[str], None]


class RestoreError(Exception):
    """A bag that cannot be restored, or a system that cannot take it; the message says why and what to do."""


def restore(bag: Path, say: Say) -> int:
    """Restore a bag into this system; the number of its rows. Raises RestoreError, and then nothing was restored."""
    say("Checking every byte of the bag …")
    try:
        info = bags.examine(bag)
    except bags.BagProblem as error:
        raise RestoreError(f"{error} {NOTHING}") from error
    system = bag / bags.PAYLOAD / "system"
    expected = _expected_rows(bag, info, system)
    say("Making the tables …")
    call_command("migrate", interactive=False, verbosity=0)
    if held := holdings():
        raise RestoreError(
            f"This system holds {_listed(held)}. Restore into a fresh one: no content, no files. {NOTHING}"
        )
    copied: list[Path] = []
    try:
        with transaction.atomic():
            count = _load(system / "tables", expected, say)
            _copy_files(system / "media", copied, say)
    except BaseException:
        for path in copied:
            path.unlink(missing_ok=True)
        raise
    forget()
    refresh_side_indexes(say)
    return count


def _expected_rows(bag: Path, info: dict[str, str], system: Path) -> dict[str, int]:
    """How many rows each table has; refuses a bag that this version cannot read."""
    if info.get(SCOPE) != FULL or not system.is_dir():
        raise RestoreError(
            f"{bag} has no system part: it was made with --public, or by something else, and cannot be restored. "
            "Make a bag with export_archive and no --public."
        )
    try:
        about = json.loads((system / "system.json").read_text(encoding="utf-8"))
        bag_format, theirs = about["format"], set(about["migrations"])
        rows = {str(name): int(count) for name, count in about["rows"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RestoreError(f"{system / 'system.json'} cannot be read: {error}. {AGAIN}") from error
    if bag_format != FORMAT:
        raise RestoreError(
            f"The bag has format {bag_format!r}, and this version reads format {FORMAT}. Use the version that wrote it."
        )
    ours = set(migrations())
    if theirs != ours:
        differing = ", ".join(sorted(map(str, theirs ^ ours))[:6])
        raise RestoreError(
            f"The bag was written by another version of the archive; they differ in {differing}. "
            "Restore with that version, then bring the code up to date and run migrate."
        )
    kept = {table.name for table in kept_tables()}
    if set(rows) != kept:
        differing = ", ".join(sorted(set(rows) ^ kept)[:6])
        raise RestoreError(f"The bag's tables are not this version's: {differing}. Use the version that wrote it.")
    return rows


def holdings() -> list[str]:
    """What this system holds that a restore would have to take away; empty for a freshly migrated one.

    The page, site, collection, language, groups and workflow that a migration makes are no content.
    """
    found = []
    for table in kept_tables():
        model = table.model
        if (model._meta.app_label == "content" and not model._meta.auto_created) or model in (
            get_user_model(),
            *_others(),
        ):
            count = model._base_manager.count()
            if count:
                found.append(f"{count} {model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural}")
    collections = Collection.objects.filter(depth__gt=1).count()
    return [*found, *([f"{collections} collections"] if collections else [])]


def _others() -> list[type]:
    return [apps.get_model(name) for name in ("wagtailcore.revision", "wagtailredirects.redirect", "taggit.tag")]


def _listed(held: list[str]) -> str:
    return ", ".join(held[:-1]) + f" and {held[-1]}" if len(held) > 1 else held[0]


def _load(folder: Path, expected: dict[str, int], say: Say) -> int:
    tables = kept_tables()
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {quote(table.model._meta.db_table)}")
        names, count = Names(), 0
        for table in tables:
            loaded = _load_table(cursor, table, folder / f"{table.name}.jsonl", names)
            if loaded != expected[table.name]:
                should = expected[table.name]
                raise RestoreError(f"{table.name}.jsonl has {loaded} rows and should have {should}. {AGAIN}")
            count += loaded
            if loaded:
                say(f"{loaded} rows of {table.name}")
        try:
            connection.check_constraints()
        except Error as error:
            raise RestoreError(f"The rows of the bag do not fit together: {error}. {NOTHING}") from error
        for statement in connection.ops.sequence_reset_sql(no_style(), [table.model for table in tables]):
            cursor.execute(statement)
    return count


def _load_table(cursor, table: Table, path: Path, names: Names) -> int:
    quote = connection.ops.quote_name
    named = columns(table)
    statement = (
        f"INSERT INTO {quote(table.model._meta.db_table)} ({', '.join(map(quote, named))}) "
        f"VALUES ({', '.join(['%s'] * len(named))})"
    )
    count = 0
    for batch in _batches(table, path, names):
        try:
            cursor.executemany(statement, batch)
        except (Error, OverflowError, ValueError, TypeError) as error:
            rows = f"rows {count + 1} to {count + len(batch)}"
            raise RestoreError(f"{path.name}, {rows}: one does not fit its table: {error}. {NOTHING}") from error
        count += len(batch)
    return count


def _batches(table: Table, path: Path, names: Names) -> Iterator[list[list]]:
    batch: list[list] = []
    number = 1
    try:
        with path.open(encoding="utf-8") as file:
            for number, text in enumerate(file, 1):  # noqa: B007 - named when a row fails
                batch.append(parameters(table, json.loads(text), names))
                if len(batch) == BATCH:
                    yield batch
                    batch = []
    except RowError as error:
        raise RestoreError(f"{path.name}, row {number}: {error}. {NOTHING}") from error
    except (ValueError, TypeError, OverflowError, ValidationError, RecursionError, OSError) as error:
        raise RestoreError(f"{path.name}, row {number}: cannot be read: {error}. {NOTHING}") from error
    if batch:
        yield batch


def _copy_files(folder: Path, copied: list[Path], say: Say) -> None:
    """Put the original files where the storage keeps them; `copied` is told of each before it is written."""
    named = set(file_names())
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in files:
        name = path.relative_to(folder).as_posix()
        if name not in named:
            raise RestoreError(f"The bag has the file {name}, which nothing in it names. {AGAIN}")
        target = Path(default_storage.path(name))
        if target.exists():
            raise RestoreError(f"There is a file {name} already. Restore into an empty folder of files. {NOTHING}")
        target.parent.mkdir(parents=True, exist_ok=True)
        copied.append(target)
        shutil.copyfile(path, target)
    say(f"{len(files)} files")


def forget() -> None:
    """Drop what this process remembers of the rows that were there before."""
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    cache.clear()
