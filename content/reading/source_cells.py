"""The sources that a table names cell by cell: their keys in files, links by their short names to readers."""

import re
from collections.abc import Callable, Sequence

from django.utils.html import format_html, format_html_join

from content.reading import evidence
from content.reading.relations import kinds

COLUMNS = ("source", "sources")
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
Sources = dict[str, evidence.Cited]
Rows = Sequence[Sequence[object]]


def linked(table, rows: Rows | None = None) -> list[list[object]]:
    """The rows of a table, or these in its columns, with each source of a column `source` or `sources` as a link.

    A cell holds keys, several separated by `;`; words that are the key of no source stay as they are. The table's own
    sources are best fetched with it: only keys that are not among them are asked for.
    """
    return _written(table, table.rows if rows is None else rows, _links)


def in_words(table) -> list[list[object]]:
    """The rows of a table with its sources by their short names, without links."""
    return _written(table, table.rows, _names)


def _written(table, rows: Rows | None, write: Callable[[list[str], Sources], str]) -> list[list[object]]:
    rows = [list(row) for row in rows or ()]
    at = {place for place, name in enumerate(table.columns or ()) if str(name).strip().lower() in COLUMNS}
    parts = {part for row in rows for place, cell in enumerate(row) if place in at for part in _parts(cell)}
    sources = _sources(table, parts) if parts else {}
    return [
        [
            write(_parts(cell), sources) if place in at and sources.keys() & set(_parts(cell)) else cell
            for place, cell in enumerate(row)
        ]
        for row in rows
    ]


def _parts(cell: object) -> list[str]:
    return [part for part in (each.strip() for each in str(cell or "").split(";")) if part]


def _sources(table, named: set[str]) -> Sources:
    known = {link.source.slug: link.source for link in table.source_links.all()}
    if missing := sorted(key for key in named - known.keys() if _KEY.fullmatch(key)):
        known |= {source.slug: source for source in kinds()["source"]._default_manager.filter(slug__in=missing)}
    return {key: evidence.cited(source) for key, source in known.items() if key in named}


def _links(parts: list[str], sources: Sources) -> str:
    return format_html_join("; ", "{}", ((_link(sources[part]) if part in sources else part,) for part in parts))


def _link(source: evidence.Cited) -> str:
    return format_html('<a href="{}">{}</a>', source.address, source.short) if source.address else source.short


def _names(parts: list[str], sources: Sources) -> str:
    return "; ".join(sources[part].short if part in sources else part for part in parts)
