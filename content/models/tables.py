"""Data tables: figures worth showing, with their source and what they leave out."""

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.search import index

from content.fields import GridField, LinesField
from content.models.base import ArchiveSnippet, SourceLink
from content.models.vocabularies import ContestKind


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
        width = len(self.columns or [])
        for number, row in enumerate(self.rows or [], 1):
            if len(row) != width:
                counted = f"Row {number} has {len(row)} cells, and there are {width} columns."
                raise ValidationError({"rows": f"{counted} Give every row as many cells as there are columns."})


class TableSource(SourceLink):
    """A source that carries a table."""

    table = ParentalKey(DataTable, on_delete=models.CASCADE, related_name="source_links")
