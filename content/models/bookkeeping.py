"""Where rows came from and what they were called before."""

from django.conf import settings
from django.db import models

from content.fields import UidField


class ImportBatch(models.Model):
    """One run of an import; every row it wrote points to it."""

    uid = UidField()
    kind = models.CharField(max_length=20, help_text="seed, rows or restore")
    file_name = models.CharField(max_length=255, blank=True)
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of what was read.")
    started_at = models.DateTimeField(auto_now_add=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    counts = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.file_name} {self.started_at:%Y-%m-%d %H:%M}"


class OldSlug(models.Model):
    """A slug that a snippet had before; its address redirects to the present one. Pages have Wagtail's redirects."""

    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=120)
    language = models.CharField(max_length=35, default="en")
    object_uid = models.CharField(max_length=10)
    changed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug", "language"], name="content_oldslug_unique")]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"
