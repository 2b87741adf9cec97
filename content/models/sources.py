"""Sources: the works the archive cites, in the shape of CSL-JSON."""

from django.db import models
from wagtail.search import index

from content.citations import csl
from content.fields import EDTFField, LinesField
from content.models.base import BaseSnippet
from content.models.vocabularies import CslType, Ladder, SourceCheck


class Source(BaseSnippet):
    """A bibliographic work. Its slug is its citation key. It is not translated: a work has one record."""

    kind = "source"

    title = models.CharField(max_length=600)
    type = models.CharField(max_length=30, choices=CslType.choices, default=CslType.DOCUMENT)
    ladder = models.CharField("kind of witness", max_length=20, choices=Ladder.choices, blank=True)
    authors = LinesField(help_text="One a line: Family, Given. The name of a body as it is.")
    container = models.CharField(
        "published in", max_length=300, blank=True, help_text="Journal, newspaper, site, collection."
    )
    publisher = models.CharField(max_length=300, blank=True)
    issued = EDTFField(help_text="EDTF: 2012-02, 1982/1983.")
    url = models.URLField("address", max_length=1000, blank=True)
    archived_url = models.URLField("archived copy", max_length=1000, blank=True)
    accessed = EDTFField("accessed on")
    identifier = models.CharField(max_length=300, blank=True, help_text="Report number, ISBN, DOI, docket, statute.")
    checked = models.CharField("how it was seen", max_length=10, choices=SourceCheck.choices, blank=True)
    note = models.TextField(
        blank=True, help_text="What was read and where, what is still to be checked, how far to trust it."
    )

    search_fields = [
        *BaseSnippet.search_fields,
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.AutocompleteField("slug"),
        index.FilterField("ladder"),
        index.FilterField("checked"),
    ]

    class Meta:
        ordering = ["title"]
        constraints = [models.UniqueConstraint(fields=["slug"], name="content_source_slug")]

    @property
    def work(self) -> csl.Work:
        """The work as the citation rules take it."""
        return csl.Work(
            key=self.slug,
            type=self.type,
            title=self.title,
            authors=tuple(self.authors),
            container=self.container,
            publisher=self.publisher,
            issued=self.issued,
            url=self.url,
            archived_url=self.archived_url,
            accessed=self.accessed,
            identifier=self.identifier,
            ladder=self.ladder,
            checked=self.checked,
        )

    @property
    def is_linked(self) -> bool:
        """Denial and propaganda are cited by title and never linked; nor is what is no address of the web."""
        return self.url.startswith(("https://", "http://")) and self.ladder != Ladder.DENIAL


class RenderedCitation(models.Model):
    """A citation rendered by the CSL processor in a batch: a cache that can be emptied."""

    digest = models.CharField(max_length=64, help_text="SHA-256 of the work, style, locale and processor version.")
    style = models.CharField(max_length=40)
    locale = models.CharField(max_length=10, default="en-US")
    html = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["digest", "style", "locale"], name="content_renderedcitation_unique")
        ]

    def __str__(self) -> str:
        return f"{self.style} {self.digest[:8]}"
