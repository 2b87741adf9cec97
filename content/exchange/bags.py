"""BagIt bags (RFC 8493): made with two manifests, and examined before anything in them is believed."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import bagit

CHECKSUMS = ["sha256", "sha512"]
PAYLOAD = "data"


class BagProblem(Exception):
    """A folder that is no sound bag; the message names what is damaged or missing, and what to do."""


def pack(folder: Path, info: dict[str, str]) -> None:
    """Turn a folder into a bag in place; what was in it becomes the payload."""
    with _quiet():
        bagit.make_bag(str(folder), dict(info), checksums=CHECKSUMS)
    for path in folder.glob("tagmanifest-*.txt"):
        path.write_text("".join(sorted(path.read_text().splitlines(keepends=True))))


def examine(folder: Path) -> dict[str, str]:
    """Check every byte of a bag against its manifests; its bag-info. Raises BagProblem."""
    if not folder.is_dir():
        raise BagProblem(f"There is no folder {folder}. Name the folder that export_archive wrote.")
    if not (folder / "bagit.txt").is_file():
        raise BagProblem(f"{folder} is no bag: it has no bagit.txt. Name the folder that export_archive wrote.")
    _refuse_links(folder)
    try:
        with _quiet():
            bag = bagit.Bag(str(folder))
            # The count of bytes would fail first, and it names no file; the manifests say more.
            bag.info.pop("Payload-Oxum", None)
            _complain_of_names(bag)
            bag.validate()
    except BagProblem:
        raise
    except bagit.BagValidationError as error:
        raise BagProblem(_said(error)) from error
    except Exception as error:  # whatever the library raises for bytes that are no bag
        raise BagProblem(f"{folder} cannot be read as a bag: {error}. Take another copy of it.") from error
    if not any(bag.entries.get(name) for name in bag.payload_entries()):
        raise BagProblem(f"{folder} is a bag that holds nothing.")
    return {key: value if isinstance(value, str) else " ".join(value) for key, value in bag.info.items()}


def _refuse_links(folder: Path) -> None:
    for where, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(where, name)
            if path.is_symlink():
                raise BagProblem(
                    f"{path.relative_to(folder)} is a link to another place. A bag holds plain files only."
                )


def _complain_of_names(bag: bagit.Bag) -> None:
    missing, unexpected = (sorted(map(str, names)) for names in bag.compare_manifests_with_fs())
    said = []
    if missing:
        said.append(f"missing: {_few(missing)}")
    if unexpected:
        said.append(f"not in the manifest: {_few(unexpected)}")
    if said:
        raise BagProblem(f"The bag is not whole; {'; '.join(said)}. Take another copy of it.")


def _said(error: bagit.BagValidationError) -> str:
    names = sorted({str(one.path) for one in error.details if isinstance(one, bagit.ManifestErrorDetail)})
    if names:
        return f"The bag is damaged. Not as it was packed: {_few(names)}. Take another copy of it."
    return f"The bag is damaged: {error}. Take another copy of it."


def _few(names: list[str]) -> str:
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


@contextmanager
def _quiet() -> Iterator[None]:
    """The library logs what it raises as well; once is enough."""
    logger = logging.getLogger("bagit")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)
