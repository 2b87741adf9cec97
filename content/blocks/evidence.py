"""Blocks that show evidence: a quotation, claims, a record. They name what they show and never hold it."""

from wagtail import blocks

from content.blocks.choosers import PageChooser, ThingChooser


class QuotationBlock(blocks.StructBlock):
    """The words of somebody, in their own block, with speaker, date and source."""

    quotation = ThingChooser("content.Quotation")
    comment = blocks.TextBlock(required=False, help_text="Needed beside hate propaganda: what it is and what it did.")

    class Meta:
        icon = "openquote"
        label = "Quotation"
        description = "Somebody's words, with speaker, date and source."
        preview_value = {"comment": "Said before a federal commission."}
        template = "content/blocks/quotation.html"


class ClaimsBlock(blocks.StructBlock):
    """Some claims as a list inside the text."""

    heading = blocks.CharBlock(max_length=120, required=False)
    claims = blocks.ListBlock(ThingChooser("content.Claim"))

    class Meta:
        icon = "list-ul"
        label = "Claims"
        description = "Statements of fact with their evidence, inside the text."
        preview_value = {"heading": "What is known"}
        template = "content/blocks/claims.html"


class RecordBlock(blocks.StructBlock):
    """A primary source, named and linked."""

    record = PageChooser(page_type="content.RecordPage")
    comment = blocks.TextBlock(required=False)

    class Meta:
        icon = "doc-full"
        label = "Record"
        description = "A primary source shown elsewhere in the archive."
        preview_value = {"comment": "The order as it was posted."}
        template = "content/blocks/record.html"
