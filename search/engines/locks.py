"""Locks between processes of one machine, kept as files: they go with the process that holds them."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.engines.base import IndexLocked, SearchUnavailable


@contextmanager
def held(folder: Path, what: str, *, wait: bool) -> Iterator[None]:
    """Holds the lock of this name in a folder. Raises IndexLocked if it may not wait for another."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / f"{what}.lock").open("w")
    except OSError as error:
        raise SearchUnavailable(
            f"The search index cannot be written in {folder}: {error.strerror}. Make the folder writable."
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise IndexLocked(
                f"Another process already holds the search index for {what}. Wait until it is done."
            ) from None
        yield
