"""The home page, the sections, the pledge's own page, and plain pages."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from content import sections
from content.blocks import body_blocks
from content.fields import BodyField, EDTFField
from content.models.base import ArchivePage
from content.models.taxonomy import Clause
from content.visibility import public

SECTION_CHOICES = [(kind, sections.KIND_LABELS[kind][1]) for kind in sections.PAGE_KINDS]


class HomePage(ArchivePage):
    """The way in: what the archive is, two ways into it, the seven themes, a voice, what it promises."""

    kind = "home"
    max_count = 1

    heading_text = models.CharField("heading", max_length=160, blank=True)
    voice = models.ForeignKey("content.Quotation", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["content.SectionPage", "content.PledgePage", "content.StandardPage"]

    @property
    def address(self) -> str:
        return "/"


class SectionPage(ArchivePage):
    """A section: the list of one kind of page, at an address that does not change."""

    kind = "section"
    is_creatable = False  # the import makes one for each kind, with an address that does not change

    lists = models.CharField("kind of page", max_length=20, choices=SECTION_CHOICES, unique=True)

    parent_page_types = ["content.HomePage"]
    subpage_types = [
        "content.ThemePage",
        "content.EntryPage",
        "content.RecordPage",
        "content.TimelinePage",
        "content.LessonPage",
        "content.UnitPage",
    ]

    @property
    def address(self) -> str:
        return sections.section_address(self.lists)


class PledgePage(ArchivePage):
    """The pledge: when and how it was published, and its clauses."""

    kind = "pledge"
    max_count = 1

    introduction = BodyField(body_blocks(), blank=True)
    published = EDTFField()
    closed = EDTFField("closed to new signatures")
    title_note = models.TextField(blank=True)
    signers_quote = models.TextField("how the signers named themselves", blank=True)
    closing_quote = models.TextField(blank=True)

    parent_page_types = ["content.HomePage"]
    subpage_types: list[str] = []

    @property
    def address(self) -> str:
        return "/pledge/"

    @property
    def clauses(self) -> models.QuerySet:
        """The pledge's public clauses, in order."""
        return public(Clause).order_by("position")


class SignatureCount(Orderable):
    """How many had signed by a day, by whose count. Never who."""

    pledge = ParentalKey(PledgePage, on_delete=models.CASCADE, related_name="signature_counts")
    date = EDTFField()
    count = models.PositiveIntegerField()
    note = models.CharField(max_length=300, blank=True)


class StandardPage(ArchivePage):
    """A plain page: about, method, hard subjects, terminology, privacy, takedown, copyright."""

    kind = "page"
    reserved_slugs = sections.ROOT_NAMES

    body = BodyField(body_blocks(), blank=True)

    parent_page_types = ["content.HomePage", "content.StandardPage"]
    subpage_types = ["content.StandardPage"]
