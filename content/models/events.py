"""Events: dated moments, which timelines are made of."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.search import index

from content.models.base import ArchiveSnippet, AsOf, Cautioned, Dated, PledgeLink, SourceLink


class Event(AsOf, Cautioned, Dated, ArchiveSnippet):
    """A dated moment. Its stage is one of the eight, or none: then it is context."""

    kind = "event"

    title = models.CharField(max_length=160)
    summary = models.TextField(blank=True, help_text="At most 60 words.")
    place_name = models.CharField("where", max_length=160, blank=True)
    place = models.ForeignKey("content.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="events")
    stage = models.ForeignKey(
        "content.Stage",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="events",
        help_text="Empty: context.",
    )
    entry = models.ForeignKey(
        "content.EntryPage",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="events",
        help_text="The entry that treats it best.",
    )

    search_fields = [
        *ArchiveSnippet.search_fields,
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.AutocompleteField("slug"),
    ]

    class Meta(ArchiveSnippet.Meta):
        ordering = ["date_earliest", "date_latest", "title"]

    @property
    def where(self) -> str:
        return self.place_name or (self.place.name if self.place_id else "")


class EventSource(SourceLink):
    """A source that carries an event."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="source_links")


class EventPledgeLink(PledgeLink):
    """A clause an event bears on."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="pledge_links")
