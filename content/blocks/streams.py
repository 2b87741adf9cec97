"""The streams that pages use, put together from the families."""

from content.blocks.data import MapBlock, TableBlock, TimelineBlock
from content.blocks.evidence import ClaimsBlock, QuotationBlock, RecordBlock
from content.blocks.media import FigureBlock
from content.blocks.text import NoteBlock, ParagraphBlock, QuestionBlock


def body_blocks() -> list[tuple]:
    """The blocks of every body, under the names of the seed's grammar."""
    return [
        ("paragraph", ParagraphBlock()),
        ("quotation", QuotationBlock()),
        ("table", TableBlock()),
        ("claims", ClaimsBlock()),
        ("timeline", TimelineBlock()),
        ("map", MapBlock()),
        ("record", RecordBlock()),
        ("image", FigureBlock()),
        ("note", NoteBlock()),
        ("question", QuestionBlock()),
    ]
