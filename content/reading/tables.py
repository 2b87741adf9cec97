"""Data tables as they are read: cells in words, sources, and the chart where one may be drawn."""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from content import charts
from content.reading import source_cells
from content.reading.evidence import Cited, citations


@dataclass(frozen=True)
class DrawingShown:
    """A part of a chart; its heading is empty where there is only one."""

    heading: str
    svg: SafeString


@dataclass(frozen=True)
class TableShown:
    """A table ready to be shown. `is_figures` says of each column whether it is set as numbers."""

    table: object
    comment: str
    sources: tuple[Cited, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[str, bool], ...], ...]
    is_figures: tuple[bool, ...]
    chart: tuple[DrawingShown, ...]
    chart_notes: tuple[str, ...]

    @property
    def headings(self) -> list[tuple[str, bool]]:
        return list(zip(self.columns, self.is_figures, strict=True))


def shown(table, comment: str = "") -> TableShown:
    """A table whose `source_links` are fetched with their sources."""
    chart = charts.chart_of(table) if table.chart else None
    columns, rows = list(table.columns or []), list(table.rows or [])
    is_figures = tuple(_is_figures([row[at] for row in rows if at < len(row)]) for at in range(len(columns)))
    cells = source_cells.linked(table, charts.shown_cells(rows))
    return TableShown(
        table=table,
        comment=comment,
        sources=citations(table),
        columns=tuple(columns),
        rows=tuple(tuple((cell, at < len(columns) and is_figures[at]) for at, cell in enumerate(row)) for row in cells),
        is_figures=is_figures,
        # Everything in a drawing that comes from the table is escaped where it is drawn.
        chart=tuple(DrawingShown(one.heading, mark_safe(one.svg)) for one in charts.drawings(chart)) if chart else (),
        chart_notes=chart.notes if chart else (),
    )


def _is_figures(cells: list) -> bool:
    given = [cell for cell in cells if not charts.is_missing(cell)]
    return bool(given) and all(charts.read_figure(cell) for cell in given)
