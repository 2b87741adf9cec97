"""Measures the embedded engine on synthetic entries, with SQLite FTS5 beside it: building, asking, one change.

Run it as `.venv/bin/python tests/benchmarks/search.py`; it needs what the archive itself needs and nothing more.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

# Started as a file, Python looks beside the file, where this module itself is called search.
HERE = Path(__file__).resolve().parent
sys.path[:] = [str(HERE.parents[1]), *(place for place in sys.path if Path(place or ".").resolve() != HERE)]

CHANGES = 50
STEP = 5_000


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table: the two measured, and the target where there is one (at least or at most)."""

    what: str
    unit: str
    embedded: float
    sqlite: float
    target: float | None = None
    at_least: bool = False

    @property
    def verdict(self) -> str:
        if self.target is None:
            return ""
        met = self.embedded >= self.target if self.at_least else self.embedded <= self.target
        return "met" if met else "MISSED"

    def __str__(self) -> str:
        ratio = self.embedded / self.sqlite if self.sqlite else float("nan")
        sign = "≥" if self.at_least else "≤"
        target = "" if self.target is None else f"{sign} {self.target:,.0f}"
        return (
            f"{self.what:<38}{self.unit:<12}{self.embedded:>10,.1f}{self.sqlite:>12,.1f}"
            f"{ratio:>9.2f}  {target:<9}{self.verdict}"
        )


def percentile(seconds: list[float], share: float) -> float:
    """In milliseconds, the nearest rank."""
    ordered = sorted(seconds)
    return ordered[max(0, -(-int(len(ordered) * share * 100) // 100) - 1)] * 1_000


def timed(each: Callable[[object], object], given: Iterable[object]) -> list[float]:
    seconds = []
    for one in given:
        began = time.perf_counter()
        each(one)
        seconds.append(time.perf_counter() - began)
    return seconds


def counted(found: Iterable, total: int, name: str) -> Iterator:
    """Passes documents on and tells every few thousand how many there were."""
    began = time.perf_counter()
    for done, one in enumerate(found, 1):
        yield one
        if done % STEP == 0 or done == total:
            print(f"  {name}: {done:,} of {total:,}, {done / (time.perf_counter() - began):,.0f}/s", flush=True)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description="Measure the embedded search engine.")
    parser.add_argument("--documents", type=int, default=100_000, help="how many synthetic entries (100,000)")
    count = parser.parse_args(arguments).documents
    if count < 1:
        parser.error("--documents takes a number from 1 up.")
    with tempfile.TemporaryDirectory(prefix="archive-benchmark-") as folder:
        os.environ.update(DJANGO_SETTINGS_MODULE="archive.settings.dev", ARCHIVE_VAR=folder)
        import django

        django.setup()
        lines = measured(Path(folder), count)
    print(f"\n{count:,} synthetic entries\n")
    print(f"{'':<38}{'':<12}{'embedded':>10}{'SQLite FTS5':>12}{'ratio':>9}  target")
    for line in lines:
        print(line)


def measured(folder: Path, count: int) -> list[Line]:
    """Every line of the table. Documents are made beforehand, so that only the engines are timed."""
    from search.engines.embedded import EmbeddedEngine
    from tests.benchmarks.synthetic import Vocabulary, document, documents, queries
    from tests.benchmarks.yardstick import Yardstick

    vocabulary = Vocabulary()
    made = list(counted(documents(count, vocabulary), count, "making entries"))
    engine, yardstick = EmbeddedEngine(folder / "index"), Yardstick(folder / "yardstick.sqlite3")
    (ours,) = timed(engine.rebuild, [counted(made, count, "embedded")])
    (theirs,) = timed(yardstick.put, [counted(made, count, "SQLite FTS5")])
    del made
    asked = queries(vocabulary)
    for text in asked[:20]:
        ask(engine, text)
        yardstick.search(text)
    print(f"  asking {len(asked)} questions of each …", flush=True)
    ours_asked, theirs_asked = timed(lambda text: ask(engine, text), asked), timed(yardstick.search, asked)
    print(f"  changing {CHANGES} entries in each …", flush=True)
    changes = [(number, document(number % count, vocabulary)) for number in range(CHANGES)]
    ours_changed = timed(lambda change: change_embedded(engine, *change), changes)
    theirs_changed = timed(lambda change: change_yardstick(yardstick, *change), changes)
    engine.close()
    yardstick.close()
    return [
        Line("Build", "documents/s", count / ours, count / theirs, 1_500, at_least=True),
        Line("Top 10, snippets, all facets, p50", "ms", percentile(ours_asked, 0.5), percentile(theirs_asked, 0.5)),
        Line(
            "Top 10, snippets, all facets, p95", "ms", percentile(ours_asked, 0.95), percentile(theirs_asked, 0.95), 25
        ),
        Line("One change visible, p50", "ms", percentile(ours_changed, 0.5), percentile(theirs_changed, 0.5)),
        Line("One change visible, p95", "ms", percentile(ours_changed, 0.95), percentile(theirs_changed, 0.95), 200),
    ]


def ask(engine, text: str) -> tuple:
    """What the search page does for a question, without the database: read it, ask with every facet, mark the hits."""
    from search import shown
    from search.engines import FacetRequest, Request
    from search.facets import FACETS
    from search.query import compose, read
    from search.service import COUNTED
    from search.synonyms import NO_SYNONYMS

    typed = read(text)
    facets = tuple(FacetRequest(facet.field, COUNTED) for facet in FACETS)
    answer = engine.search(Request(tree=compose(typed), size=10, facets=facets))
    wanted = shown.wanted(typed, NO_SYNONYMS)
    return tuple(shown.hit(found, wanted, {}, {}, {}) for found in answer.hits)


def change_embedded(engine, number: int, document) -> None:
    """Writes one entry with a new word and asks for it until it is found. Raises RuntimeError if it never is."""
    from search.engines import Request
    from search.query import compose, read

    word = f"changedword{number:04d}x"
    with engine.writing() as index:
        index.put([replace(document, title=word)])
        index.commit()
    if engine.search(Request(tree=compose(read(word)), size=1)).total != 1:
        raise RuntimeError(f"The embedded engine committed {word} and does not find it.")


def change_yardstick(yardstick, number: int, document) -> None:
    word = f"changedword{number:04d}x"
    yardstick.put([replace(document, title=word)])
    if yardstick.search(word)[0] != 1:
        raise RuntimeError(f"SQLite committed {word} and does not find it.")


if __name__ == "__main__":
    main(sys.argv[1:])
