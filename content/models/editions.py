"""Editions: what was published, kept without a tie to the page, so that nothing done to the page can lose it."""

from django.db import models

from content import sections
from content.fields import UidField


class Edition(models.Model):
    """A published version: its text, its data, its number and its SHA-256. It has no foreign key to its page on purpose:
    deleting a page deletes its revisions, and autosave overwrites their content."""

    uid = UidField()
    kind = models.CharField(max_length=20)
    object_uid = models.CharField(max_length=10, db_index=True)
    number = models.PositiveIntegerField()
    slug = models.CharField(max_length=255)
    language = models.CharField(max_length=35, default="en")
    title = models.CharField(max_length=255)
    text = models.TextField(help_text="The rendered text, as Markdown.")
    data = models.JSONField()
    sha256 = models.CharField(max_length=64)
    note = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField()
    redacted_at = models.DateTimeField(null=True, blank=True)
    redaction_note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["kind", "object_uid", "number"]
        constraints = [models.UniqueConstraint(fields=["kind", "object_uid", "number"], name="content_edition_unique")]

    def __str__(self) -> str:
        return f"{self.title}, edition {self.number}"

    @property
    def address(self) -> str:
        return f"{sections.address(self.kind, self.slug)}v/{self.number}/"
