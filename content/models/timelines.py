"""Timelines: events chosen by hand or by rule, with an introduction and questions."""

from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable

from content.blocks import body_blocks
from content.fields import BodyField, EDTFField, LinesField
from content.models.base import ArchivePage


class TimelinePage(ArchivePage):
    """Events in order. Those chosen by hand come in; a rule adds every event that fits all of it."""

    kind = "timeline"

    introduction = BodyField(body_blocks(), blank=True)
    questions = LinesField(help_text="One a line; never about a pupil's own faith, ancestry or status.")
    themes = ParentalManyToManyField("content.ThemePage", blank=True, related_name="timeline_set")
    rule_themes = ParentalManyToManyField(
        "content.ThemePage", blank=True, related_name="+", verbose_name="events of these themes"
    )
    rule_stages = ParentalManyToManyField(
        "content.Stage", blank=True, related_name="+", verbose_name="only of these stages"
    )
    rule_clauses = ParentalManyToManyField(
        "content.Clause", blank=True, related_name="+", verbose_name="only linked to these clauses"
    )
    rule_from = EDTFField("only from")
    rule_to = EDTFField("only to")

    parent_page_types = ["content.SectionPage"]
    subpage_types: list[str] = []


class TimelineEvent(Orderable):
    """An event chosen by hand."""

    timeline = ParentalKey(TimelinePage, on_delete=models.CASCADE, related_name="event_links")
    event = models.ForeignKey("content.Event", on_delete=models.PROTECT, related_name="timeline_links")

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["timeline", "event"], name="content_timelineevent_unique")]
