"""Makes the migrated and the seeded archive once, hands out copies, and connects a test to one."""

import copy
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.core.files import locks

ROOT = Path(__file__).resolve().parents[1]
SITE_URL = "http://testserver"
KEPT = ROOT / "var" / "tests"  # what was made for an earlier run from the very same files
SCHEMA = (
    "archive/**/migrations/*.py",
    "archive/**/models.py",
    "archive/settings/*.py",
    "content/migrations/*.py",
    "content/models/*.py",
    "search/migrations/*.py",
    "search/models.py",
    "requirements.txt",
)
EVERYTHING = ("archive/**/*.py", "content/**/*.py", "search/**/*.py", "content/seed/**/*", "requirements.txt")


@dataclass(frozen=True, slots=True)
class Seeded:
    """A seeded archive: its folder (files, index, worker), its database, and how to reach both from a process."""

    var: Path
    database_url: str = ""  # empty for SQLite, which lies in the folder
    more: tuple[tuple[str, str], ...] = ()  # variables for its processes, beside the common ones

    @property
    def database(self) -> dict[str, str]:
        """What differs in Django's database entry."""
        name = urlsplit(self.database_url).path.lstrip("/") if self.database_url else str(self.var / "archive.sqlite3")
        return {"NAME": name}

    def environment(self, site_url: str = SITE_URL) -> dict[str, str]:
        """For a process that works on this archive with the settings of `make run`."""
        return os.environ | {
            "ARCHIVE_VAR": str(self.var),
            "DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": "archive.settings.run",
            "SEARCH_ENGINE": "embedded",
            "SECRET_KEY": "only-for-tests-" + "0123456789" * 5,
            "SITE_URL": site_url,
            **dict(self.more),
        }

    def manage(self, *words: str, site_url: str = SITE_URL) -> str:
        """Runs one of Django's commands on this archive and returns what it wrote; raises with it when it failed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.environment(site_url),
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"manage.py {' '.join(words)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout


def migrated() -> Path:
    """An SQLite database with every table and nothing in it; made anew only when models or migrations changed."""

    def make(made: Seeded) -> None:
        made.manage("migrate", "--verbosity", "0")

    return _kept("migrated", SCHEMA, make) / "archive.sqlite3"


def migrated_on_postgres() -> str:
    """The name of a PostgreSQL database with every table and nothing in it; made anew only when the schema changed."""
    name = f"archive_migrated_{_digest(SCHEMA)}"
    KEPT.mkdir(parents=True, exist_ok=True)
    with _locked(KEPT / "on-postgres.lock"):
        if not _exists(name):
            unfinished = Seeded(KEPT / "on-postgres", _database_url(f"{name}_unfinished"))
            _create_database(unfinished)
            unfinished.manage("migrate", "--verbosity", "0")
            _as_owner(f'ALTER DATABASE "{unfinished.database["NAME"]}" RENAME TO "{name}"')
    return name


def load(database: Path, connection) -> None:
    """Fills a connection's SQLite database, in memory or not, with another's content."""
    connection.ensure_connection()
    with sqlite3.connect(database) as source:
        source.backup(connection.connection)
    source.close()


def template(folder: Path, name: str) -> Seeded:
    """The one seeded archive of a test run: the first process that asks makes it, the others wait for it."""
    made = Seeded(folder / "seeded-template", _database_url(f"archive_seeded_{name}"))
    done = folder / "seeded-template.done"
    with _locked(folder / "seeded-template.lock"):
        if not done.exists():
            shutil.rmtree(made.var, ignore_errors=True)
            if made.database_url:
                made.var.mkdir(parents=True)
                _create_database(made, like=migrated_on_postgres())
                made.manage("bootstrap")
            else:
                shutil.copytree(_kept("seeded", EVERYTHING, _bootstrap), made.var)
            done.touch()
    return made


def _bootstrap(made: Seeded) -> None:
    shutil.copy(migrated(), made.var / "archive.sqlite3")
    made.manage("bootstrap")


def copy_of(seeded: Seeded, folder: Path, name: str) -> Seeded:
    """A copy of its own for whoever writes."""
    copied = Seeded(folder / "var", _database_url(f"archive_seeded_{name}"))
    with _locked(seeded.var.parent / "seeded-template.lock"):
        shutil.copytree(seeded.var, copied.var)
        _create_database(copied, like=seeded.database["NAME"])
    return copied


def empty(folder: Path, name: str) -> Seeded:
    """A folder and a database with nothing in them, not even tables."""
    made = Seeded(folder / "var", _database_url(f"archive_empty_{name}"))
    made.var.mkdir(parents=True)
    _create_database(made)
    return made


def tables_only(folder: Path, name: str) -> Seeded:
    """A folder and a database as `manage.py migrate` leaves it."""
    made = Seeded(folder / "var", _database_url(f"archive_tables_{name}"))
    made.var.mkdir(parents=True)
    if made.database_url:
        _create_database(made, like=migrated_on_postgres())
    else:
        shutil.copy(migrated(), made.var / "archive.sqlite3")
    return made


def drop(seeded: Seeded) -> None:
    """Takes back a copy: its folder and its database."""
    shutil.rmtree(seeded.var, ignore_errors=True)
    if seeded.database_url:
        _as_owner(f'DROP DATABASE IF EXISTS "{seeded.database["NAME"]}" WITH (FORCE)')


@contextmanager
def connected(database: dict[str, str], *, roll_back: bool) -> Iterator[None]:
    """Makes `database` the default one for what runs inside; with `roll_back`, what is written there does not stay."""
    from django.db import connections, transaction

    usual = connections["default"]
    other = type(usual)(copy.deepcopy(usual.settings_dict) | database, "default")
    connections["default"] = other
    _forget()
    try:
        if roll_back:
            with transaction.atomic():
                yield
                transaction.set_rollback(True)
        else:
            yield
    finally:
        other.close()
        connections["default"] = usual
        _forget()


def _forget() -> None:
    """Row ids differ from one database to the next: nothing cached from one may be used with another."""
    from django.contrib.contenttypes.models import ContentType
    from django.core.cache import cache

    ContentType.objects.clear_cache()
    cache.clear()


def _kept(kind: str, patterns: Iterable[str], make) -> Path:
    """The folder made from the files that match, as they are now; an older one of the kind is thrown away."""
    KEPT.mkdir(parents=True, exist_ok=True)
    folder = KEPT / f"{kind}-{_digest(patterns)}"
    with _locked(KEPT / f"{kind}.lock"):
        if not folder.exists():
            for older in sorted(KEPT.glob(f"{kind}-*"), key=lambda path: path.stat().st_mtime)[:-2]:
                shutil.rmtree(older)
            unfinished = folder.with_name(f"{kind}-unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            make(Seeded(unfinished))
            unfinished.rename(folder)
    return folder


def _digest(patterns: Iterable[str]) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted({path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()}):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as held:
        locks.lock(held, locks.LOCK_EX)
        yield


def _database_url(name: str) -> str:
    """The same PostgreSQL server as DATABASE_URL names, another database; empty for SQLite."""
    url = urlsplit(os.environ.get("DATABASE_URL", ""))
    return urlunsplit(url._replace(path=f"/{name}")) if url.scheme.startswith("postgres") else ""


def create_like(name: str, template: str) -> None:
    """Makes a PostgreSQL database anew as a copy of another, to which nothing is connected."""
    _as_owner(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    _as_owner(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def _create_database(seeded: Seeded, like: str = "template1") -> None:
    if seeded.database_url:
        create_like(seeded.database["NAME"], like)


def _exists(name: str) -> bool:
    return bool(_as_owner("SELECT 1 FROM pg_database WHERE datname = %s", name))


def _as_owner(statement: str, *values: str) -> list[tuple]:
    import psycopg

    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        answer = connection.execute(statement, values or None)
        return answer.fetchall() if answer.description else []
