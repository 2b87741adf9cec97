"""Records: primary sources shown, with how to read them."""

from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.search import index

from content.fields import ProseField
from content.models.base import ArchivePage, Cautioned, Dated, PledgeLink


class RecordPage(Cautioned, Dated, ArchivePage):
    """A primary source: what it is, where it is kept, its words, and how to read it."""

    kind = "record"

    title_as_found = models.CharField(max_length=400, blank=True)
    creator = models.CharField(max_length=300, blank=True)
    extent = models.CharField(max_length=160, blank=True, help_text="2 pages; 1 photograph.")
    language = models.CharField(max_length=35, blank=True, help_text="BCP 47 tag.")
    script = models.CharField(max_length=4, blank=True, help_text="ISO 15924 code.")
    translator = models.CharField(max_length=160, blank=True)
    holder = models.CharField(max_length=300, blank=True)
    reference_code = models.CharField(max_length=160, blank=True)
    copy_shown = models.CharField(
        max_length=300, blank=True, help_text="Which copy is shown here, and where it was taken from."
    )
    access = models.CharField(max_length=300, blank=True)
    provenance = models.TextField(blank=True)
    source = models.ForeignKey(
        "content.Source", null=True, blank=True, on_delete=models.PROTECT, related_name="records"
    )
    quotation = models.ForeignKey(
        "content.Quotation", null=True, blank=True, on_delete=models.PROTECT, related_name="records"
    )
    image = models.ForeignKey("content.ArchiveImage", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(
        "content.ArchiveDocument", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    transcription = ProseField(help_text="As written. A line with […] and a word marks what is left out.")
    rights_uri = models.URLField(
        "rights statement", max_length=300, blank=True, help_text="From rightsstatements.org or Creative Commons."
    )
    credit = models.CharField("credit line", max_length=300, blank=True)
    reuse = models.CharField("how it may be used", max_length=400, blank=True)
    who_made_it = models.TextField(blank=True)
    for_whom = models.TextField(blank=True)
    cannot_show = models.TextField("what it cannot show", blank=True)
    absent_voice = models.TextField("whose voice is absent", blank=True)
    complicated_by = models.ForeignKey(
        "content.RecordPage",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="complicates",
        help_text="A record that complicates this one.",
    )
    themes = ParentalManyToManyField("content.ThemePage", blank=True, related_name="record_set")

    search_fields = [*ArchivePage.search_fields, index.SearchField("transcription")]
    parent_page_types = ["content.SectionPage"]
    subpage_types: list[str] = []


class RecordPledgeLink(PledgeLink):
    """A clause a record bears on."""

    record = ParentalKey(RecordPage, on_delete=models.CASCADE, related_name="pledge_links")
