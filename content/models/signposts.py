"""Signposts: for some words that people search for, the page that an editor puts first."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.search import index

from content.fields import LinesField
from content.models.base import ArchiveSnippet


class Signpost(ArchiveSnippet):
    """Some words and where they lead: who searches for them is shown that page first, and told so."""

    kind = "signpost"
    label_field = "title"
    CHOICES = ("theme", "entry", "claim", "page")

    title = models.CharField("name", max_length=160, help_text="For the desk, such as: Denial of Srebrenica.")
    words = LinesField(
        "words searched for",
        help_text="One query a line. It applies where all words of a line are searched for, in any order and form.",
    )
    note = models.CharField(
        "note to readers",
        max_length=300,
        blank=True,
        help_text="A sentence above the result that says why it stands first. State no fact that needs a source.",
    )
    theme = models.ForeignKey("content.ThemePage", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey("content.EntryPage", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    claim = models.ForeignKey("content.Claim", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    page = models.ForeignKey("content.StandardPage", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    search_fields = [
        *ArchiveSnippet.search_fields,
        index.SearchField("title"),
        index.SearchField("words"),
        index.AutocompleteField("title"),
    ]

    class Meta(ArchiveSnippet.Meta):
        ordering = ["title"]

    @property
    def thing(self):
        """The one thing it leads to, or None."""
        return next((getattr(self, name) for name in self.CHOICES if getattr(self, f"{name}_id")), None)

    @property
    def address(self) -> str:
        return self.thing.address if self.thing else "/search/"

    preview_modes = ()  # it has no page of its own

    def clean(self):
        super().clean()
        if sum(bool(getattr(self, f"{name}_id")) for name in self.CHOICES) != 1:
            raise ValidationError(
                f"Choose exactly one of {', '.join(self.CHOICES)}: the page that these words lead to."
            )
