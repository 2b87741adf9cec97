"""Themes: the seven histories, with key facts, questions, stages and where the records are kept."""

from django.core.validators import MaxLengthValidator
from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable
from wagtail.search import index

from content.blocks import body_blocks
from content.fields import BodyField, LinesField
from content.models.base import ArchivePage, PledgeLink
from content.models.vocabularies import StageState


class ThemePage(ArchivePage):
    """One of the histories. Its place among the tabs and its mark never change with fashion."""

    kind = "theme"

    short_title = models.CharField(max_length=40, blank=True, help_text="The name on its tab.")
    mark = models.CharField(
        max_length=40,
        blank=True,
        help_text="The mark and ink of the look: registry, nseers, japanese-american, ibm, rwanda, bosnia, armenian.",
    )
    position = models.PositiveSmallIntegerField(default=1)
    years = models.CharField(max_length=40, blank=True)
    plain_summary = models.TextField("in plain words", blank=True, validators=[MaxLengthValidator(1200)])
    overview = BodyField(body_blocks(), blank=True)
    plain_overview = BodyField(
        body_blocks(),
        blank=True,
        verbose_name="the overview in plain words",
        help_text="350 to 500 words for a twelve-year-old, resting on the same claims, with its notes.",
    )
    key_when = models.TextField("when", blank=True)
    key_where = models.TextField("where", blank=True)
    key_how_many = models.TextField("how many, by whose count", blank=True)
    key_who_decided = models.TextField("who decided", blank=True)
    key_what_followed = models.TextField("what followed", blank=True)
    other_names = LinesField(
        "aliases", help_text="What people type for it, one a line. Search finds the theme by them."
    )
    questions = LinesField(
        "inquiry questions", help_text="One a line; never about a pupil's own faith, ancestry or status."
    )

    search_fields = [*ArchivePage.search_fields, index.SearchField("summary")]
    parent_page_types = ["content.SectionPage"]
    subpage_types: list[str] = []

    class Meta:
        ordering = ["position"]

    @property
    def tab_name(self) -> str:
        return self.short_title or self.title


class ThemePledgeLink(PledgeLink):
    """A clause the theme as a whole bears on, and why; it has no kind."""

    theme = ParentalKey(ThemePage, on_delete=models.CASCADE, related_name="pledge_links")


class ThemeRecordsAt(Orderable):
    """Where the records of a theme are kept."""

    theme = ParentalKey(ThemePage, on_delete=models.CASCADE, related_name="records_at")
    name = models.CharField(max_length=255)
    what = models.TextField(blank=True)
    url = models.URLField("address", max_length=500, blank=True)


class ThemeStage(Orderable, ClusterableModel):
    """How data and technology figured in one stage of a theme; a theme may have several for one stage, or none."""

    theme = ParentalKey(ThemePage, on_delete=models.CASCADE, related_name="theme_stages")
    stage = models.ForeignKey("content.Stage", on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=120, help_text="The theme's own word for it.")
    state = models.CharField(
        max_length=16,
        choices=StageState,
        blank=True,
        help_text="Only where the stage did not come about here as in other histories; the words below say why.",
    )
    how = models.TextField(help_text="Where the stage did not happen, say so here.")
    claims = ParentalManyToManyField("content.Claim", blank=True, related_name="+")
