"""Lessons: a compelling question, steps, sources with questions, and notes for teachers."""

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable

from content.blocks import body_blocks
from content.fields import BodyField, LinesField, ProseField
from content.models.base import ArchivePage, Cautioned, PledgeLink
from content.models.vocabularies import GradeBand


class LessonPage(Cautioned, ArchivePage):
    """A lesson. Its title is the compelling question. No role-play, no simulation, no sorting of pupils, nothing to sign."""

    kind = "lesson"

    introduction = BodyField(body_blocks(), blank=True)
    supporting_questions = LinesField()
    grade_band = models.CharField(max_length=10, choices=GradeBand.choices, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    tasks = LinesField()
    teacher_notes = ProseField("notes for teachers")
    care_notes = ProseField("notes on care")
    themes = ParentalManyToManyField("content.ThemePage", blank=True, related_name="lesson_set")
    timelines = ParentalManyToManyField("content.TimelinePage", blank=True, related_name="lesson_set")

    parent_page_types = ["content.SectionPage"]
    subpage_types: list[str] = []


class LessonStep(Orderable):
    """A step of a lesson, with its minutes."""

    lesson = ParentalKey(LessonPage, on_delete=models.CASCADE, related_name="steps")
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    heading = models.CharField(max_length=160)
    text = ProseField()


class LessonSource(Orderable):
    """Something of the archive that pupils work with, and the questions put to it: exactly one of the six."""

    CHOICES = ("entry", "record", "quotation", "timeline", "source", "table")

    lesson = ParentalKey(LessonPage, on_delete=models.CASCADE, related_name="lesson_sources")
    entry = models.ForeignKey("content.EntryPage", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey("content.RecordPage", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    quotation = models.ForeignKey(
        "content.Quotation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    timeline = models.ForeignKey(
        "content.TimelinePage", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    source = models.ForeignKey("content.Source", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    table = models.ForeignKey("content.DataTable", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    questions = LinesField()

    @property
    def thing(self):
        """The one thing chosen, or None."""
        return next((getattr(self, name) for name in self.CHOICES if getattr(self, f"{name}_id")), None)

    def clean(self):
        super().clean()
        chosen = [name for name in self.CHOICES if getattr(self, f"{name}_id")]
        if len(chosen) != 1:
            raise ValidationError(f"Choose exactly one of {', '.join(self.CHOICES)} for each source of a lesson.")


class LessonStandard(Orderable):
    """A curriculum standard, with a short label of our own."""

    lesson = ParentalKey(LessonPage, on_delete=models.CASCADE, related_name="standards")
    framework = models.CharField(max_length=120)
    code = models.CharField(max_length=60)
    label = models.CharField(max_length=255, blank=True)
    jurisdiction = models.CharField(max_length=120, blank=True)
    link = models.URLField(max_length=500, blank=True)


class LessonPledgeLink(PledgeLink):
    """A clause a lesson bears on."""

    lesson = ParentalKey(LessonPage, on_delete=models.CASCADE, related_name="pledge_links")
