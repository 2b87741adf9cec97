"""Choosers that take a key that is none for nothing chosen, where Wagtail's own would fail."""

from wagtail.blocks import PageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock


class _Careful:
    def value_from_form(self, value):
        return super().value_from_form(value if str(value or "").isdecimal() else None)


class ThingChooser(_Careful, SnippetChooserBlock):
    """Chooses a snippet."""


class PageChooser(_Careful, PageChooserBlock):
    """Chooses a page."""
