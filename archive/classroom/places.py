"""How many Word files may be made at once on this machine: pandoc is a process, and a class asks for thirty in one minute."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files import locks

AT_ONCE = 2
PATIENCE = 3.0  # seconds that one who comes later waits; a file takes about 0.2
_LOOKS_AGAIN = 0.05


class AllTaken(Exception):
    """As many Word files as may be made at once are being made."""


@contextmanager
def place() -> Iterator[None]:
    """Holds one of the places while something is made inside; raises AllTaken when none came free in time.

    A place is a lock on an empty file, which all processes of the server see, and which ends with whoever holds it.
    """
    held = _first_free(time.monotonic() + PATIENCE)
    try:
        yield
    finally:
        locks.unlock(held)
        held.close()


def _first_free(until: float):
    folder = Path(settings.VAR_DIR) / "word"
    folder.mkdir(parents=True, exist_ok=True)
    while True:
        for number in range(AT_ONCE):
            file = (folder / f"{number}.lock").open("ab")
            if locks.lock(file, locks.LOCK_EX | locks.LOCK_NB):
                return file
            file.close()
        if time.monotonic() >= until:
            raise AllTaken
        time.sleep(_LOOKS_AGAIN)
