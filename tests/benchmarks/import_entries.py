"""Measures `import_entries --publish` on many rows: how fast, and whether memory stays flat, in an archive of its own.

Run it as `.venv/bin/python tests/benchmarks/import_entries.py`; it needs what the archive itself needs, and Linux's /proc.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).resolve().parents[2]
# Started as a file, Python looks beside the file, where search.py would hide the package of that name.
sys.path[:] = [str(ROOT), *(place for place in sys.path if Path(place or ".").resolve() != ROOT / "tests/benchmarks")]

MARKS = (1_000, 5_000, 10_000)
TARGET_MINUTES = 20
STEP = 250


def rows(count: int) -> Iterator[str]:
    """Made-up entries as JSON Lines, the same for a number every time."""
    from tests.benchmarks.synthetic import Vocabulary

    vocabulary = Vocabulary()
    for number in range(count):
        chance = random.Random(number)
        paragraphs = (" ".join(vocabulary.some(chance, 60)) for _ in range(3))
        yield json.dumps(
            {
                "slug": f"made-up-{number}",
                "title": " ".join(vocabulary.some(chance, 5)),
                "summary": " ".join(vocabulary.some(chance, 20)),
                "body": "\n\n".join(paragraphs),
                "kind": "event",
                "date": str(chance.randint(1900, 2020)),
                "themes": ["camps" if number % 2 else "cards"],
                "sources": ["both"],
            }
        )


def environment(var: Path) -> dict[str, str]:
    return os.environ | {
        "ARCHIVE_VAR": str(var),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "archive.settings.run",
        "SEARCH_ENGINE": "embedded",
        "SECRET_KEY": "only-for-measuring-" + "0123456789" * 5,
        "SITE_URL": "http://localhost",
    }


def manage(surroundings: Mapping[str, str], *words: str) -> None:
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=surroundings, check=True, capture_output=True)


def resident(pid: int) -> float:
    """How much memory a process holds now, in MB; 0 when it is gone."""
    try:
        told = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in told.splitlines() if line.startswith("VmRSS")), 0.0)


class Watch:
    """Samples a process's memory ten times a second and keeps the peak."""

    def __init__(self, process: subprocess.Popen):
        self._process = process
        self.peak = 0.0
        Thread(target=self._sample, daemon=True).start()

    def _sample(self) -> None:
        while self._process.poll() is None:
            self.peak = max(self.peak, resident(self._process.pid))
            time.sleep(0.1)


def measured(var: Path, count: int) -> list[str]:
    """Imports the rows in a process of its own; the lines of the table. Raises RuntimeError if the import fails."""
    from tests.content.small_seed import sow

    surroundings, file = environment(var), var / "rows.jsonl"
    print("  making the tables and a small seed …", flush=True)
    manage(surroundings, "migrate", "--verbosity", "0")
    manage(surroundings, "import_seed", str(sow(var)))
    file.write_text("\n".join(rows(count)), encoding="utf-8")
    command = [sys.executable, "-u", "manage.py", "import_entries", str(file), "--publish"]
    began, done, lines = time.perf_counter(), 0, []
    with subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, text=True) as importing:
        watch = Watch(importing)
        for said in importing.stdout:
            if not said.startswith("line "):
                continue
            done += 1
            spent = time.perf_counter() - began
            if done % STEP == 0:
                print(
                    f"  {done:,} of {count:,} rows, {done / spent:.1f}/s, {resident(importing.pid):.0f} MB", flush=True
                )
            if done in MARKS or done == count:
                lines.append(f"{done:>8,}{done / spent:>10.1f}{watch.peak:>14.0f}{spent / 60:>10.1f}")
    if importing.returncode or done != count:
        raise RuntimeError(f"import_entries ended with {importing.returncode} after {done:,} of {count:,} rows.")
    minutes = (time.perf_counter() - began) / 60
    verdict = "met" if minutes <= TARGET_MINUTES else "MISSED"
    lines.append(
        f"Whole import, side indexes too: {minutes:.1f} minutes, {count / minutes / 60:.1f} rows/s, peak {watch.peak:.0f} MB"
    )
    lines.append(
        f"Target: 10,000 rows in at most {TARGET_MINUTES} minutes: {verdict if count >= MARKS[-1] else 'not asked'}"
    )
    return lines


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description="Measure import_entries.")
    parser.add_argument("--rows", type=int, default=10_000, help="how many rows (10,000)")
    count = parser.parse_args(arguments).rows
    if count < 1:
        parser.error("--rows takes a number from 1 up.")
    with tempfile.TemporaryDirectory(prefix="archive-benchmark-") as folder:
        lines = measured(Path(folder), count)
    print(f"\n{'rows':>8}{'rows/s':>10}{'peak MB':>14}{'minutes':>10}")
    print("\n".join(lines))


if __name__ == "__main__":
    main(sys.argv[1:])
