"""Blocks of data: a table, a stretch of a timeline, a list of places."""

from wagtail import blocks

from content.blocks.choosers import PageChooser, ThingChooser
from content.fields import validate_edtf


class TableBlock(blocks.StructBlock):
    """A data table with its unit, sources and summary."""

    table = ThingChooser("content.DataTable")
    comment = blocks.TextBlock(required=False)

    class Meta:
        icon = "table"
        label = "Data table"
        description = "Figures with their source and what they leave out."
        preview_value = {"comment": "Counted by the agency itself."}
        template = "content/blocks/table.html"


class TimelineBlock(blocks.StructBlock):
    """A stretch of a timeline as a list."""

    timeline = PageChooser(page_type="content.TimelinePage")
    start = blocks.CharBlock(required=False, max_length=100, label="from", validators=[validate_edtf])
    end = blocks.CharBlock(required=False, max_length=100, label="to", validators=[validate_edtf])

    class Meta:
        icon = "date"
        label = "Stretch of a timeline"
        description = "The events of a timeline between two dates."
        preview_value = {"start": "1942-02", "end": "1942-08"}
        template = "content/blocks/timeline.html"


class MapBlock(blocks.StructBlock):
    """Places with their coordinates, as a list."""

    places = blocks.ListBlock(ThingChooser("content.Place"))
    caption = blocks.CharBlock(required=False, max_length=255)

    class Meta:
        icon = "site"
        label = "Places"
        description = "Places with their coordinates."
        preview_value = {"caption": "Places named in this entry"}
        template = "content/blocks/map.html"
