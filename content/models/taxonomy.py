"""Stages, clauses of the pledge, and terms."""

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable
from wagtail.search import index

from content.fields import EDTFField, ProseField
from content.models.base import ArchiveSnippet, NameForm
from content.models.vocabularies import ClauseKind, SinceIn, TermUse


class Stage(ArchiveSnippet):
    """One of the eight stages every history here is read by; a theme keeps its own word for it as a label."""

    kind = "stage"
    label_field = "label"

    label = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=1)
    description = models.TextField(blank=True)

    search_fields = [*ArchiveSnippet.search_fields, index.SearchField("label"), index.AutocompleteField("label")]

    class Meta(ArchiveSnippet.Meta):
        ordering = ["position"]

    @property
    def address(self) -> str:
        return f"/search/?stage={self.slug}"


class Clause(ArchiveSnippet):
    """One of the pledge's clauses, quoted; a clause that speaks of history is answered in three parts."""

    kind = "clause"
    label_field = "short"

    number = models.CharField(max_length=4, help_text="P1, H2, 2a …")
    position = models.PositiveSmallIntegerField(default=1)
    clause_kind = models.CharField("kind", max_length=20, choices=ClauseKind.choices)
    short = models.CharField("short name", max_length=120)
    lead = models.CharField("words that lead in", max_length=300, blank=True)
    quote = models.TextField("the pledge's words", help_text="Quoted exactly.")
    pledge_cites = models.TextField("what the pledge cites", blank=True)
    evidence = models.TextField("what the evidence supports", blank=True)
    differ = models.TextField("where historians differ", blank=True)

    search_fields = [
        *ArchiveSnippet.search_fields,
        index.FilterField("clause_kind"),
        index.SearchField("short"),
        index.SearchField("quote"),
        index.AutocompleteField("short"),
    ]

    class Meta(ArchiveSnippet.Meta):
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.number} {self.short}"

    @property
    def heading(self) -> str:
        return self.short


class Term(ArchiveSnippet):
    """A word the archive prefers, explains or avoids: in which themes, why and since when."""

    kind = "term"
    label_field = "term"

    term = models.CharField(max_length=160)
    explanation = models.TextField(blank=True, help_text="What the word means, in a sentence or two.")
    text = ProseField("account", help_text="Where the word comes from and how it has been used, with notes.")

    search_fields = [
        *ArchiveSnippet.search_fields,
        index.SearchField("term"),
        index.AutocompleteField("term"),
    ]

    class Meta(ArchiveSnippet.Meta):
        ordering = ["term"]


class TermRule(Orderable, ClusterableModel):
    """How a term is used in some themes, and why."""

    term = ParentalKey(Term, on_delete=models.CASCADE, related_name="rules")
    use = models.CharField(max_length=10, choices=TermUse.choices)
    rule_themes = ParentalManyToManyField("content.ThemePage", blank=True, related_name="+", verbose_name="in themes")
    why = models.TextField()
    since = EDTFField(help_text="Since when it has been used so.")
    since_in = models.CharField(
        "where since then",
        max_length=10,
        blank=True,
        choices=SinceIn.choices,
        help_text="In the field: others use it so, and a source dates that; name it in the reason or the account. "
        "In this archive: the day this rule was written.",
    )
    instead = models.CharField("say instead", max_length=200, blank=True)

    def clean_fields(self, exclude=None) -> None:
        """A date stands with whose it is; raises ValidationError where one of the two is missing."""
        super().clean_fields(exclude)
        if "since_in" in (exclude or ()) or bool(self.since) == bool(self.since_in):
            return
        if self.since:
            raise ValidationError({"since_in": "Say where since then: in the field, or in this archive."})
        raise ValidationError({"since": "Give the date, or leave empty where since then."})


class TermForm(NameForm):
    """Another form of a term, such as its plural or its word in another language; search finds the term by it."""

    term = ParentalKey(Term, on_delete=models.CASCADE, related_name="forms")
