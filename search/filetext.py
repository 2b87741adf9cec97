"""The words of uploaded files, read once a file in a process of its own, with limits, and kept beside the index."""

import contextlib
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

from search import extract
from search.models import FileText

logger = logging.getLogger(__name__)

VERSION = 1
"""Raise when files are to be read anew."""

WAIT = extract.SECONDS + 10
LARGEST_FILE = 50_000_000
ROOT = Path(__file__).resolve().parents[1]


class ReaderMissing(Exception):
    """Nothing is wrong with the file; what would read it is not installed."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a file says, and under which name readers know it; no text where it could not be read."""

    name: str = ""
    text: str = ""


def words_of(document) -> Words:
    """The words of an uploaded file, from what was kept or from the file itself.

    Takes a Wagtail document or None. A file that cannot be read is told in the log and in its row, with the remedy, and
    counts as a file without words: what it stands with is indexed all the same.
    """
    kind = PurePath(document.file.name).suffix[1:].lower() if document and document.file else ""
    if kind not in extract.KINDS:
        return Words()
    digest = f"{VERSION}:{_digest(document)}"
    kept = FileText.objects.filter(digest=digest).first()
    if kept is None:
        try:
            text, problem = _read(document.file, kind)
        except ReaderMissing as missing:  # not kept: it is read once it can be
            logger.error("The file %s (%s) is not searched: %s", document.title, document.file.name, missing)
            return Words(document.title)
        if problem:
            logger.warning("The file %s (%s) is not searched: %s", document.title, document.file.name, problem)
        kept, _made = FileText.objects.update_or_create(
            digest=digest, defaults={"name": document.title[:255], "text": text, "problem": problem[:500]}
        )
    return Words(document.title, kept.text)


def problems() -> list[str]:
    """What is wrong with the files that could not be read, one sentence a file."""
    return [f"The file {row.name} is not searched: {row.problem}" for row in FileText.objects.exclude(problem="")]


def forget(file_hash: str) -> None:
    """Removes what was kept of a file that no document has any more."""
    FileText.objects.filter(digest=f"{VERSION}:{file_hash}").delete()


def keep_only(documents: Iterable[tuple[int, str]]) -> None:
    """Removes what was kept of files that none of these documents has, or under another version; (pk, hash) each."""
    wanted = {f"{VERSION}:{name}" for pk, file_hash in documents for name in (file_hash, f"missing {pk}")}
    rows = FileText.objects.values_list("pk", "digest")
    FileText.objects.filter(pk__in=[pk for pk, digest in rows if digest not in wanted]).delete()


def _digest(document) -> str:
    try:
        return document.get_file_hash()
    except OSError:
        return f"missing {document.pk}"


def _read(file, kind: str) -> tuple[str, str]:
    """The text of a stored file and what is wrong with it; one of the two is empty, or both."""
    try:
        if file.size > LARGEST_FILE:
            return "", f"it is larger than {LARGEST_FILE // 1_000_000} MB. Upload it in parts."
        with tempfile.NamedTemporaryFile(suffix=f".{kind}") as copy, file.storage.open(file.name) as stored:
            shutil.copyfileobj(stored, copy)
            copy.flush()
            return _extracted(kind, copy.name)
    except OSError as error:
        return "", f"it cannot be opened ({error.strerror or error}). Upload it again."


def _extracted(kind: str, path: str) -> tuple[str, str]:
    child = subprocess.Popen(
        [sys.executable, "-m", "search.extract", kind, path],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        out, said = child.communicate(timeout=WAIT)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)  # with whatever it has started
        child.communicate()
        return "", f"reading it took longer than {WAIT} seconds. Upload it in parts."
    if child.returncode == 0:
        return out.decode("utf-8", "replace"), ""
    if child.returncode == 3:
        raise ReaderMissing(said.decode("utf-8", "replace"))
    if child.returncode == 2 and said:
        return "", said.decode("utf-8", "replace").splitlines()[-1]
    return "", "reading it took too much time or memory. Upload it in parts."
