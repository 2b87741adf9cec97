"""Blocks of words: paragraphs, a note beside the text, a question."""

from wagtail import blocks

from content.fields import PROSE_FEATURES


class ParagraphBlock(blocks.RichTextBlock):
    """Prose with headings, lists, links into the archive and notes."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", PROSE_FEATURES)
        kwargs.setdefault("editor", "prose")
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = "Text"
        description = "Paragraphs, headings and lists, with notes to sources."
        preview_value = "<p>The order named no one. It gave a general the power to say who had to leave.</p>"
        template = "content/blocks/paragraph.html"


class NoteBlock(blocks.StructBlock):
    """Something beside the text, such as a word explained."""

    heading = blocks.CharBlock(max_length=120)
    text = blocks.RichTextBlock(features=["bold", "italic", "link", "thing", "citation"])

    class Meta:
        icon = "help"
        label = "Note beside the text"
        description = "A word explained, or a point of method."
        preview_value = {"heading": "The word internment", "text": "<p>In law it fits enemy aliens only.</p>"}
        template = "content/blocks/note.html"


class QuestionBlock(blocks.StructBlock):
    """A question put to the reader."""

    question = blocks.CharBlock(max_length=300)
    note = blocks.TextBlock(required=False)

    class Meta:
        icon = "help"
        label = "Question"
        description = "A question for the reader, with a hint where to look."
        preview_value = {"question": "What does the table leave out?", "note": "Compare the two columns."}
        template = "content/blocks/question.html"
