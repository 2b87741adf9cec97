"""Data tables: figures worth showing, with their source and what they leave out."""

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.search import index

from content.charts import folded, names_of_columns, why_not
from content.fields import GridField, LinesField
from content.models.base import ArchiveSnippet, SourceLink
from content.models.vocabularies import ContestKind
from content.reading import tables


class DataTable(ArchiveSnippet):
    """Columns and rows with a unit, sources and a summary in words."""

    kind = "table"

    title = models.CharField(max_length=200)
    unit = models.CharField(max_length=120, blank=True)
    columns = LinesField()
    rows = GridField(help_text="One row a line, cells separated by commas or tabs, as they come out of a spreadsheet.")
    summary = models.TextField(
        "in words", blank=True, help_text="What the table shows, for somebody who does not see it."
    )
    note = models.TextField(blank=True, help_text="What the figures count and leave out.")
    contested = models.TextField("who disputes it, and how", blank=True)
    contest_kind = models.CharField("kind of dispute", max_length=10, choices=ContestKind.choices, blank=True)
    chart = models.BooleanField("may be drawn as a chart", default=False, help_text="Never for deaths.")
    chart_label = models.CharField(
        "column that names the bars",
        max_length=120,
        blank=True,
        help_text="The column's heading, as above. Empty: the first column.",
    )
    chart_values = LinesField(
        "columns that are drawn",
        help_text="Headings, one a line. Empty: every other column whose cells are numbers.",
    )

    search_fields = [*ArchiveSnippet.search_fields, index.SearchField("title"), index.AutocompleteField("title")]

    class Meta(ArchiveSnippet.Meta):
        ordering = ["title"]

    def clean(self):
        super().clean()
        self._clean_rows()
        if self.chart:
            self._clean_chart()

    def get_preview_context(self, request, mode_name):
        return {**super().get_preview_context(request, mode_name), "shown": tables.shown(self)}

    def _clean_rows(self) -> None:
        width = len(self.columns or [])
        for number, row in enumerate(self.rows or [], 1):
            if len(row) != width:
                counted = f"Row {number} has {len(row)} cells, and there are {width} columns."
                raise ValidationError({"rows": f"{counted} Give every row as many cells as there are columns."})

    def _clean_chart(self) -> None:
        """A chart draws columns that there are, and never the dead."""
        names = names_of_columns(self.columns or [])
        for field, given in (("chart_label", [self.chart_label]), ("chart_values", self.chart_values or [])):
            for name in filter(None, given):
                if folded(name) not in names:
                    listed = ", ".join(self.columns or [])
                    raise ValidationError({field: f"There is no column “{name}”. Use one of these: {listed}."})
        named_by = names.get(folded(self.chart_label), 0)
        if refused := why_not(self.title, self.unit, self.columns or [], [row[named_by] for row in self.rows or []]):
            raise ValidationError({"chart": refused})


class TableSource(SourceLink):
    """A source that carries a table."""

    table = ParentalKey(DataTable, on_delete=models.CASCADE, related_name="source_links")
