"""Own image, rendition and document models: an image of the archive has a text, a credit and rights."""

from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from content.fields import ChoicesField, UidField
from content.models.vocabularies import CONTENT_REASONS


class ArchiveImage(AbstractImage):
    """An image of a record. Flagged ones are withheld until a reader asks for them."""

    uid = UidField()
    alt = models.CharField("text for those who do not see it", max_length=400, blank=True)
    credit = models.CharField(max_length=255, blank=True)
    rights_uri = models.URLField(
        "rights statement", max_length=300, blank=True, help_text="From rightsstatements.org or Creative Commons."
    )
    reuse = models.CharField("how it may be used", max_length=300, blank=True)
    holder = models.CharField(max_length=255, blank=True)
    content_reasons = ChoicesField("content reasons", words=CONTENT_REASONS)
    transcription = models.TextField(blank=True)

    admin_form_fields = (
        *(name for name in Image.admin_form_fields if name != "description"),
        "alt",
        "credit",
        "rights_uri",
        "reuse",
        "holder",
        "content_reasons",
        "transcription",
    )

    @property
    def default_alt_text(self) -> str:
        return self.alt


class ArchiveRendition(AbstractRendition):
    """A size of an image, made once."""

    image = models.ForeignKey(ArchiveImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="content_rendition_unique")
        ]


class ArchiveDocument(AbstractDocument):
    """A file shown with a record."""

    uid = UidField()
    credit = models.CharField(max_length=255, blank=True)
    rights_uri = models.URLField("rights statement", max_length=300, blank=True)

    admin_form_fields = (*Document.admin_form_fields, "credit", "rights_uri")
