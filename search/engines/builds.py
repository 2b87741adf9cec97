"""The folders of the embedded index: one a build, named by what it was made with, and a pointer to the one in force."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.metadata import version
from pathlib import Path

from search.documents import fingerprint
from search.engines.base import SearchUnavailable, StaleIndex
from search.engines.locks import held

REBUILD = "Run 'python manage.py rebuild_search'."
_NAME = re.compile(r"(?P<made_with>[0-9a-f]{10}-[\d.]+)-(?P<number>\d+)")


class Builds:
    """The builds under one folder. `current` holds the name of the one that readers open; it changes in one step."""

    def __init__(self, root: Path):
        self.root = root
        self.pointer = root / "current"

    @property
    def made_with(self) -> str:
        """What a build must have been made with: the fields and analysis, and the engine's version."""
        return f"{fingerprint()}-{version('tantivy')}"

    def seen(self) -> tuple[int, int, int]:
        """A mark of the pointer that changes whenever it is moved. Raises SearchUnavailable where there is none."""
        try:
            found = self.pointer.stat()
        except OSError:
            raise SearchUnavailable(f"There is no search index in {self.root}. {REBUILD}") from None
        return found.st_mtime_ns, found.st_ino, found.st_size

    def current(self) -> Path:
        """The folder in force. Raises SearchUnavailable where there is none, StaleIndex where others' code made it."""
        try:
            name = self.pointer.read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            raise SearchUnavailable(f"There is no search index in {self.root}. {REBUILD}") from None
        match = _NAME.fullmatch(name)
        if not match or not (self.root / name).is_dir():
            raise SearchUnavailable(f"{self.pointer} names no index: {name[:40]!r}. {REBUILD}")
        if match["made_with"] != self.made_with:
            raise StaleIndex(f"The search index was built by another version of the archive ({name}). {REBUILD}")
        return self.root / name

    @contextmanager
    def fresh(self) -> Iterator[Path]:
        """A new, empty folder for a build; it is removed again if the build fails."""
        numbers = [int(match["number"]) for match in map(_NAME.fullmatch, self._names()) if match]
        folder = self.root / f"{self.made_with}-{max(numbers, default=0) + 1}"
        try:
            folder.mkdir()
            yield folder
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def put_in_force(self, folder: Path) -> None:
        """Moves the pointer, then removes all builds but this and the last one, which a reader may just be opening."""
        try:
            last = self.pointer.read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            last = ""
        beside = self.root / "current.new"
        with beside.open("w", encoding="ascii") as file:
            file.write(folder.name)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.pointer)
        self.remove_others({folder.name, last})

    def remove_others(self, kept: set[str]) -> None:
        """Removes the builds that are not named, half-made ones among them."""
        for name in self._names():
            if _NAME.fullmatch(name) and name not in kept:
                shutil.rmtree(self.root / name, ignore_errors=True)

    def held(self, what: str, *, wait: bool) -> AbstractContextManager[None]:
        """Holds the lock of this name; see `locks.held`."""
        return held(self.root, what, wait=wait)

    def _names(self) -> list[str]:
        try:
            return os.listdir(self.root)
        except OSError:
            return []
