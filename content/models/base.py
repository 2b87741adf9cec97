"""What several kinds share: uid, dates, themes, content reasons, where a row was imported from, and the two base classes."""

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    Page,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index

from content import reading, sections, text
from content.fields import ChoicesField, EDTFField, UidField
from content.models.editions import Edition
from content.models.guard import Guarded, KeptPage
from content.models.vocabularies import CONTENT_REASONS, GRADE_FLOORS, LinkKind

STALE_LAW_AFTER = datetime.timedelta(days=180)


def validate_not_reserved(slug: str, reserved: frozenset[str] = sections.RESERVED_SLUGS) -> None:
    if slug in reserved:
        raise ValidationError(
            f"'{slug}' is part of the site's own addresses. Choose another slug, for instance '{slug}-1'."
        )


class Identified(models.Model):
    """Has a uid: its name for ever, in the index, in links, in exports."""

    uid = UidField()

    class Meta:
        abstract = True


class Imported(models.Model):
    """Remembers the import that last wrote the row, and both sides' digests, so that an editor's change is never overwritten unasked."""

    import_batch = models.ForeignKey(
        "content.ImportBatch", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    import_item_digest = models.CharField(max_length=64, blank=True, editable=False)
    import_row_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True


class Dated(models.Model):
    """Has an EDTF date, with the earliest and latest day it may mean (yyyymmdd; open 0 and 99991231, unknown null)."""

    date = EDTFField(
        help_text="EDTF: 1942-02-19, 1942-03 (a month), 1942~ (about), 194X (the 1940s), 1942-03/1946-03 (from, to), 1942-02-XX (some day)."
    )
    date_earliest = models.BigIntegerField(null=True, blank=True, editable=False, db_index=True)
    date_latest = models.BigIntegerField(null=True, blank=True, editable=False, db_index=True)
    date_parts = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True


class Cautioned(models.Model):
    """Says what is hard in it, for controlled reasons, and from which grade it is suggested."""

    content_reasons = ChoicesField(
        "content reasons", words=CONTENT_REASONS, help_text="What a reader should know before reading."
    )
    content_note = models.CharField(max_length=300, blank=True, help_text="One plain sentence on what is hard in it.")
    grade_floor = models.PositiveSmallIntegerField(
        "suggested from grade",
        null=True,
        blank=True,
        choices=GRADE_FLOORS,
        help_text="Leave empty when any grade may read it.",
    )

    class Meta:
        abstract = True


class AsOf(models.Model):
    """Speaks of law or litigation still moving: true on the given day."""

    as_of = EDTFField(
        "true as of", help_text="For law still moving: the day on which this was true, such as 2025-06-04."
    )

    class Meta:
        abstract = True

    @property
    def as_of_is_stale(self) -> bool:
        """True when the day named in `as_of` is more than 180 days past."""
        try:
            day = datetime.date.fromisoformat(self.as_of)
        except ValueError:
            return False
        return datetime.date.today() - day > STALE_LAW_AFTER


class PledgeLink(Orderable):
    """A link to a clause: of which kind, and why, in words that fit no other link."""

    clause = models.ForeignKey("content.Clause", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=LinkKind.choices, blank=True)
    why = models.CharField(
        max_length=400, blank=True, help_text="8 to 30 words that say why, and that fit no other link."
    )

    class Meta(Orderable.Meta):
        abstract = True


class SourceLink(Orderable):
    """A source that carries a statement, and where in it."""

    source = models.ForeignKey("content.Source", on_delete=models.PROTECT, related_name="+")
    locator = models.CharField(max_length=120, blank=True, help_text="Where in the work: p. 4, ch. 2, para. 297.")

    class Meta(Orderable.Meta):
        abstract = True


class NameForm(Orderable):
    """A form of a name, with its language and script."""

    text = models.CharField(max_length=200)
    language = models.CharField(max_length=35, blank=True, help_text="BCP 47 tag: ja, bs, hy, tr.")
    script = models.CharField(max_length=4, blank=True, help_text="ISO 15924 code: Latn, Cyrl, Jpan, Armn.")

    class Meta(Orderable.Meta):
        abstract = True


class Authority(models.Model):
    """Identifiers of the same thing elsewhere."""

    wikidata = models.CharField(max_length=20, blank=True, help_text="Q-number, only if you have seen it.")
    viaf = models.CharField("VIAF", max_length=30, blank=True)
    lcsh = models.CharField("Library of Congress", max_length=60, blank=True)

    class Meta:
        abstract = True


class BaseSnippet(
    Identified,
    Imported,
    Guarded,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    ClusterableModel,
):
    """Base of the things that stand in the archive beside its pages: drafted, revised, reviewed, previewed."""

    kind: str = ""  # one of content.sections.KIND_LABELS
    label_field: str = "title"

    # What the desk's choosers filter by while they search.
    search_fields = [index.FilterField("id"), index.FilterField("slug"), index.FilterField("live")]

    slug = models.SlugField(
        max_length=120,
        blank=True,
        validators=[validate_not_reserved],
        help_text="The last part of its address. Left empty, it is made from the name.",
    )
    themes = ParentalManyToManyField("content.ThemePage", blank=True, related_name="%(class)s_set")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return text.excerpt(str(getattr(self, self.label_field)), 120)

    @property
    def address(self) -> str:
        return sections.address(self.kind, self.slug)

    def get_absolute_url(self) -> str:
        return self.address

    def get_url(self, request=None) -> str:
        return self.address

    @property
    def heading(self) -> str:
        """The name readers see."""
        return str(self)

    def full_clean(self, *args, **kwargs):
        self.fill_slug()
        super().full_clean(*args, **kwargs)

    def fill_slug(self) -> None:
        """Make a slug from the name where there is none, with a number behind it when it is taken."""
        if self.slug:
            return
        base = text.slugify_name(str(getattr(self, self.label_field)))[:100] or self.kind
        taken = set(
            type(self)._base_manager.filter(slug__startswith=base).exclude(pk=self.pk).values_list("slug", flat=True)
        )
        slug, number = base, 2
        while slug in taken or slug in sections.RESERVED_SLUGS:
            slug, number = f"{base}-{number}", number + 1
        self.slug = slug

    def save(self, *args, **kwargs):
        self.fill_slug()
        super().save(*args, **kwargs)

    def get_preview_template(self, request, mode_name):
        return f"authorities/{self.kind}.html"

    def get_preview_context(self, request, mode_name):
        return {**super().get_preview_context(request, mode_name), "thing": self, "is_preview": True}


class ArchiveSnippet(TranslatableMixin, BaseSnippet):
    """Base of every snippet that may be translated; its slug is unique in its kind and language."""

    search_fields = [*BaseSnippet.search_fields, index.FilterField("locale")]

    class Meta:
        abstract = True
        unique_together = [("translation_key", "locale")]
        constraints = [models.UniqueConstraint(fields=["slug", "locale"], name="%(app_label)s_%(class)s_slug_locale")]

    def save(self, *args, **kwargs):
        if self.locale_id is None:
            self.locale = self.get_default_locale()
        super().save(*args, **kwargs)


class ArchivePage(Identified, Imported, Guarded, Page):
    """Base of the pages: a uid, one address in a flat section, and a note for readers with each edition."""

    kind: str = "page"
    reserved_slugs = sections.RESERVED_SLUGS

    summary = models.TextField(
        blank=True, validators=[MaxLengthValidator(600)], help_text="At most 45 words: what it is and why it matters."
    )
    change_note = models.CharField(
        "note on this edition", max_length=300, blank=True, help_text="For readers: what this edition changes."
    )

    # A copy is another thing: it gets a uid of its own and no import behind it.
    exclude_fields_in_copy = ["uid", "import_batch", "import_item_digest", "import_row_digest"]

    class Meta:
        abstract = True

    @property
    def address(self) -> str:
        return sections.address(self.kind, self.slug)

    @property
    def heading(self) -> str:
        return self.title

    def clean(self):
        super().clean()
        validate_not_reserved(self.slug, self.reserved_slugs)

    @classmethod
    def get_verbose_name(cls):
        """What the desk calls the kind: "Entry", not "Entry page"."""
        return sections.KIND_LABELS[cls.kind][0] if cls.kind in sections.KIND_LABELS else super().get_verbose_name()

    @classmethod
    def can_create_at(cls, parent):
        """A section takes only the kind of page it lists, or a role could make in one what it may not make in another."""
        return super().can_create_at(parent) and _takes(parent, cls.kind)

    def can_move_to(self, parent):
        return super().can_move_to(parent) and _takes(parent, self.kind)

    def permissions_for_user(self, user):
        return KeptPage(user, self)

    @property
    def editions(self) -> models.QuerySet:
        """What was published of this page, the newest first."""
        return Edition.objects.filter(kind=self.kind, object_uid=self.uid).order_by("-number")

    def get_context(self, request, *args, **kwargs):
        """The page with what its template shows, gathered by `content.reading` in a fixed number of queries."""
        return {**super().get_context(request, *args, **kwargs), **reading.context_of(self, request.GET)}


def _takes(parent: Page, kind: str) -> bool:
    return getattr(parent.specific, "lists", kind) == kind
