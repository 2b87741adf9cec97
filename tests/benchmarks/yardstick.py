"""SQLite FTS5 over the same documents, as a yardstick: what one would have without a search engine."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from search.analysis import tokens
from search.documents import SearchDocument, decades

SNIPPET = "snippet(texts, 1, '<mark>', '</mark>', '…', 32)"
WEIGHTS = "bm25(texts, 1.25, 1.0)"


class Yardstick:
    """A full-text table, and a table of facet values by row."""

    def __init__(self, file: Path):
        self._base = sqlite3.connect(file)
        self._base.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "CREATE VIRTUAL TABLE texts USING fts5(title, body, tokenize='porter unicode61 remove_diacritics 2');"
            "CREATE TABLE facets (entry INTEGER, field TEXT, value TEXT, PRIMARY KEY (entry, field, value)) WITHOUT ROWID;"
        )

    def put(self, found: Iterable[SearchDocument]) -> None:
        for document in found:
            number = int(document.key.partition(":")[2])
            self._base.execute("DELETE FROM texts WHERE rowid = ?", (number,))
            self._base.execute("DELETE FROM facets WHERE entry = ?", (number,))
            text = f"{document.summary}\n{document.body}"
            self._base.execute(
                "INSERT INTO texts (rowid, title, body) VALUES (?, ?, ?)", (number, document.title, text)
            )
            rows = {(number, field, str(value)) for field, values in _facets(document).items() for value in values}
            self._base.executemany("INSERT INTO facets VALUES (?, ?, ?)", rows)
        self._base.commit()

    def search(self, text: str) -> tuple[int, list, dict[str, list[tuple[str, int]]]]:
        """How many match, the best ten with a snippet, and every facet's values with their counts."""
        asked = " OR ".join(f'"{token.word}"' for token in tokens(text))
        best = self._base.execute(
            f"SELECT rowid, title, {SNIPPET} FROM texts WHERE texts MATCH ? ORDER BY {WEIGHTS} LIMIT 10", (asked,)
        ).fetchall()
        total = self._base.execute("SELECT count(*) FROM texts WHERE texts MATCH ?", (asked,)).fetchone()[0]
        counts: dict[str, list[tuple[str, int]]] = {}
        for field, value, count in self._base.execute(
            "SELECT field, value, count(*) FROM facets WHERE entry IN (SELECT rowid FROM texts WHERE texts MATCH ?) "
            "GROUP BY field, value ORDER BY 3 DESC",
            (asked,),
        ):
            counts.setdefault(field, []).append((value, count))
        return total, best, counts

    def close(self) -> None:
        self._base.close()


def _facets(document: SearchDocument) -> dict[str, Iterable[object]]:
    return {
        "kind": (document.kind,),
        "theme": document.themes,
        "stage": document.stages,
        "clause": document.clauses,
        "person": document.people,
        "organization": document.organizations,
        "place": document.places,
        "source_kind": document.source_kinds,
        "grade_band": document.grade_bands,
        "decade": decades(document.date_earliest, document.date_latest),
    }
