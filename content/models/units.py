"""Units: lessons in an order, each with the sentence that says why it stands where it does."""

from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable

from content.blocks import body_blocks
from content.fields import BodyField
from content.models.base import ArchivePage
from content.models.vocabularies import GradeBand


class UnitPage(ArchivePage):
    """A sequence of lessons. Its time, its content reasons and its clauses are those of its lessons, never its own."""

    kind = "unit"

    for_whom = models.CharField(
        "whom it is for", max_length=300, blank=True, help_text="One plain sentence: which class, in which subject."
    )
    grade_band = models.CharField(max_length=10, choices=GradeBand.choices, blank=True)
    introduction = BodyField(body_blocks(), blank=True)
    themes = ParentalManyToManyField("content.ThemePage", blank=True, related_name="unit_set")

    parent_page_types = ["content.SectionPage"]
    subpage_types: list[str] = []


class UnitLesson(Orderable):
    """A lesson of a unit, and why it stands at this place."""

    unit = ParentalKey(UnitPage, on_delete=models.CASCADE, related_name="lesson_links")
    lesson = models.ForeignKey("content.LessonPage", on_delete=models.PROTECT, related_name="unit_links")
    why = models.CharField(
        "why here",
        max_length=400,
        blank=True,
        help_text="One sentence: what is learned here that comes before or after.",
    )
