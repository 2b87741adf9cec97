"""Quotations: the words of people, with speaker, date and source."""

from django.db import models
from wagtail.search import index

from content import sections
from content.models.base import ArchiveSnippet, Dated
from content.models.vocabularies import Voice


class Quotation(Dated, ArchiveSnippet):
    """Short words of a public document or statement. Hate propaganda stands only inside an entry with commentary."""

    kind = "quotation"
    label_field = "text"

    text = models.TextField(help_text="As written, at most 60 words.")
    original = models.TextField("original wording", blank=True, help_text="Where the text above is our translation.")
    original_language = models.CharField(max_length=35, blank=True, help_text="BCP 47 tag of the original wording.")
    speaker = models.CharField(max_length=200)
    person = models.ForeignKey(
        "content.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="quotations"
    )
    source = models.ForeignKey(
        "content.Source", null=True, blank=True, on_delete=models.PROTECT, related_name="quotations"
    )
    locator = models.CharField(max_length=120, blank=True)
    setting = models.CharField(
        max_length=200, blank=True, help_text="Public hearing, court testimony, memoir, letter, press interview …"
    )
    voice = models.CharField(max_length=12, choices=Voice.choices)
    propaganda = models.BooleanField(
        "hate propaganda",
        default=False,
        help_text="Never shown outside an entry with commentary, never found by search.",
    )
    note = models.TextField(blank=True, help_text="What to know before using it.")

    search_fields = [
        *ArchiveSnippet.search_fields,
        index.FilterField("voice"),
        index.SearchField("text"),
        index.SearchField("speaker"),
        index.AutocompleteField("speaker"),
        index.AutocompleteField("text"),
    ]

    class Meta(ArchiveSnippet.Meta):
        ordering = ["slug"]

    def __str__(self) -> str:
        return f"{self.speaker}: {self.text[:80]}"

    def fill_slug(self) -> None:
        if not self.slug:
            self.slug = f"q-{self.uid}"

    @property
    def address(self) -> str:
        """A quotation has no page of its own: it stands among the voices of its theme."""
        theme = self.themes.first()
        return f"{sections.address('theme', theme.slug)}#q-{self.uid}" if theme else sections.section_address("theme")
