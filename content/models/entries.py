"""Entries: one class for every subject."""

from django.core.validators import MaxLengthValidator
from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable
from wagtail.search import index

from content.blocks import body_blocks
from content.fields import BodyField, EDTFField
from content.models.base import ArchivePage, AsOf, Cautioned, Dated, PledgeLink
from content.models.vocabularies import ContributorRole, EntryKind


class EntryPage(AsOf, Cautioned, Dated, ArchivePage):
    """An article: dated, in plain words too, with its claims, its people and places, and where it meets the pledge."""

    kind = "entry"

    entry_kind = models.CharField("kind", max_length=20, choices=EntryKind.choices, blank=True)
    plain_summary = models.TextField(
        "in plain words",
        blank=True,
        validators=[MaxLengthValidator(1000)],
        help_text="At most 90 words, for a twelve-year-old.",
    )
    body = BodyField(body_blocks(), blank=True)
    themes = ParentalManyToManyField("content.ThemePage", blank=True, related_name="entry_set")
    stages = ParentalManyToManyField("content.Stage", blank=True, related_name="entry_set")
    people = ParentalManyToManyField("content.Person", blank=True, related_name="entry_set")
    organizations = ParentalManyToManyField("content.Organization", blank=True, related_name="entry_set")
    places = ParentalManyToManyField("content.Place", blank=True, related_name="entry_set")
    records = ParentalManyToManyField("content.RecordPage", blank=True, related_name="entry_set")
    related = ParentalManyToManyField(
        "content.EntryPage", blank=True, related_name="related_from", verbose_name="related entries"
    )
    reviewed_on = EDTFField("reviewed on", help_text="The day a historian reviewed it.")

    search_fields = [*ArchivePage.search_fields, index.SearchField("summary"), index.FilterField("entry_kind")]
    parent_page_types = ["content.SectionPage"]
    subpage_types: list[str] = []


class EntryClaim(Orderable):
    """A claim as it stands in an entry, in order."""

    entry = ParentalKey(EntryPage, on_delete=models.CASCADE, related_name="claim_links")
    claim = models.ForeignKey("content.Claim", on_delete=models.PROTECT, related_name="entry_links")

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["entry", "claim"], name="content_entryclaim_unique")]


class EntryPledgeLink(PledgeLink):
    """A clause an entry bears on."""

    entry = ParentalKey(EntryPage, on_delete=models.CASCADE, related_name="pledge_links")


class Contributor(Orderable):
    """Who wrote or reviewed an entry, by name, with the qualification readers should know."""

    entry = ParentalKey(EntryPage, on_delete=models.CASCADE, related_name="contributors")
    name = models.CharField(max_length=160)
    role = models.CharField(max_length=10, choices=ContributorRole.choices, default=ContributorRole.AUTHOR)
    qualification = models.CharField(max_length=255, blank=True)
    date = EDTFField("on")
