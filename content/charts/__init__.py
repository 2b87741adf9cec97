"""Charts of data tables: which figures may be drawn, and bars as SVG. Plain Python."""

from .bars import Bar, Chart, Series, chart_of
from .cells import Figure, is_missing, read_figure, shown_cells
from .drawing import Drawing, drawings
from .refusals import folded, names_of_columns, why_not

__all__ = [
    "Bar",
    "Chart",
    "Drawing",
    "Figure",
    "Series",
    "chart_of",
    "drawings",
    "folded",
    "is_missing",
    "names_of_columns",
    "read_figure",
    "shown_cells",
    "why_not",
]
