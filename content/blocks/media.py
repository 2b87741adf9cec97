"""The one block that shows an image."""

from wagtail import blocks
from wagtail.images.blocks import ImageBlock


class FigureBlock(blocks.StructBlock):
    """An image of a record with its caption; its text for those who do not see it is asked for here."""

    image = ImageBlock()
    caption = blocks.CharBlock(required=False, max_length=300)

    class Meta:
        icon = "image"
        label = "Image"
        description = "An image of a record, with caption, credit and rights."
        preview_value = {"caption": "The notice as it was posted."}
        template = "content/blocks/image.html"
