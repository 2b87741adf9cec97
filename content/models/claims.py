"""Claims, their sources, and the append-only record of who checked them."""

import hashlib
import json
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.search import index

from content.models.base import ArchiveSnippet, AsOf, Dated, SourceLink
from content.models.vocabularies import CheckState, ClaimStatus, Confidence, ContestKind, Verdict


class Claim(AsOf, Dated, ArchiveSnippet):
    """A statement of fact with its evidence. It may stand in several entries."""

    kind = "claim"
    label_field = "statement"

    statement = models.TextField(help_text="One fact, in our own words, at most 45 words.")
    confidence = models.CharField(max_length=10, choices=Confidence.choices, default=Confidence.LOW)
    contested = models.TextField("who disputes it, and how", blank=True)
    contest_kind = models.CharField("kind of dispute", max_length=10, choices=ContestKind.choices, blank=True)
    note = models.TextField(blank=True, help_text="A detail or doubt beside the claim, shown to readers.")
    caution = models.TextField(
        blank=True, help_text="Binding on whoever writes from this claim. Never shown to readers."
    )
    status = models.CharField(max_length=10, choices=ClaimStatus.choices, default=ClaimStatus.STANDING)

    search_fields = [
        *ArchiveSnippet.search_fields,
        index.SearchField("statement"),
        index.AutocompleteField("statement"),
        index.AutocompleteField("slug"),
        index.FilterField("confidence"),
    ]

    class Meta(ArchiveSnippet.Meta):
        ordering = ["slug"]

    def fill_slug(self) -> None:
        if not self.slug:
            self.slug = f"c-{self.uid}"

    @property
    def digest(self) -> str:
        """SHA-256 of the statement and its sources: a check holds for these words and no others."""
        sources = sorted((link.source.uid, link.locator) for link in self.source_links.all())
        return hashlib.sha256(json.dumps([self.statement, sources], ensure_ascii=False).encode()).hexdigest()

    @property
    def check_state(self) -> CheckState:
        """How far people have checked the claim as it now stands."""
        return state_of(self.digest, self.checks.all())

    @property
    def sureness(self) -> str:
        """Confidence in the reader's words; denial is said and lowers nothing."""
        label = Confidence(self.confidence).label
        return f"{label}; denied" if self.contest_kind == ContestKind.DENIED else label


class ClaimSource(SourceLink):
    """A source that carries a claim."""

    claim = ParentalKey(Claim, on_delete=models.CASCADE, related_name="source_links")

    class Meta(SourceLink.Meta):
        constraints = [
            models.UniqueConstraint(fields=["claim", "source", "locator"], name="content_claimsource_unique")
        ]


class AppendOnly(models.QuerySet):
    """Rows that may be added and read, and nothing else."""

    def update(self, **kwargs):
        raise ValidationError("A check is never changed. Add a new one.")

    def delete(self):
        raise ValidationError("A check is never deleted. Add a new one.")

    bulk_update = update


class ClaimCheck(models.Model):
    """What a person found who compared a claim with its sources. Kept outside every revision, never changed."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="checks")
    digest = models.CharField(max_length=64)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    note = models.TextField(blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}, {self.created_at:%d %B %Y}"

    def save(self, *args, **kwargs):
        if self.pk and type(self).objects.filter(pk=self.pk).exists():
            raise ValidationError("A check is never changed. Add a new one.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ValidationError("A check is never deleted. Add a new one.")


def state_of(digest: str, checks: Iterable[ClaimCheck]) -> CheckState:
    """The state of a claim whose words and sources have this digest.

    1. Rows of another digest no longer count: an edit lets a check lapse.
    2. Of each person only the newest row counts.
    3. One who finds it wrong undoes it; two different people who find it right make it *twice*.
    """
    newest = {check.user_id: check.verdict for check in checks if check.digest == digest}
    if Verdict.WRONG in newest.values():
        return CheckState.UNCHECKED
    right = sum(verdict == Verdict.CORRECT for verdict in newest.values())
    if right:
        return CheckState.TWICE if right > 1 else CheckState.ONCE
    return CheckState.COMPARED if newest else CheckState.UNCHECKED
