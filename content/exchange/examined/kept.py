"""What the rules last found in the database, kept in a file beside the worker's, so that the desk need not wait for it."""

import json
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from content.exchange.examined.fromrows import archive_of_rows
from content.quality.findings import Finding
from content.quality.rules import check


@dataclass(frozen=True)
class Kept:
    """The findings of one check, and when it was made."""

    made_at: datetime
    findings: tuple[Finding, ...]


def keep() -> Kept:
    """Check what is live now (some seconds) and keep what is found; whoever reads meanwhile sees the last one whole."""
    made = Kept(datetime.now(UTC), tuple(check(archive_of_rows())))
    written = json.dumps({"made_at": made.made_at.isoformat(), "findings": [asdict(one) for one in made.findings]})
    with tempfile.NamedTemporaryFile("w", dir=_path().parent, delete=False, encoding="utf-8") as file:
        file.write(written)
    Path(file.name).replace(_path())
    return made


def kept() -> Kept | None:
    """The last check, or None before the first."""
    try:
        path = _path()
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return None


@lru_cache(maxsize=1)
def _read(path: Path, changed: int) -> Kept | None:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        findings = tuple(Finding(**{**one, "themes": tuple(one["themes"])}) for one in data["findings"])
        return Kept(datetime.fromisoformat(data["made_at"]), findings)
    except (ValueError, KeyError, TypeError):  # written by another version of the code: the worker makes it anew
        return None


def _path() -> Path:
    folder = Path(settings.WORKER_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "findings.json"
