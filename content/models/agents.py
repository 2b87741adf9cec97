"""People, organizations and places."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.search import index

from content.fields import EDTFField, ProseField
from content.models.base import ArchiveSnippet, Authority, NameForm
from content.models.vocabularies import Precision, SourceCheck


class Agent(Authority, ArchiveSnippet):
    """What people and organizations share: a name, dates of life or work, a role."""

    label_field = "name"

    name = models.CharField(max_length=200)
    dates = EDTFField(help_text="EDTF interval: 1919/2005, 1942/1946, 1993/ (still there).")
    dates_checked = models.CharField("how the dates were seen", max_length=10, choices=SourceCheck.choices, blank=True)
    role = models.TextField(blank=True, help_text="In at most 30 words: who this is in this history.")
    text = ProseField("account")

    search_fields = [*ArchiveSnippet.search_fields, index.SearchField("name"), index.AutocompleteField("name")]

    class Meta(ArchiveSnippet.Meta):
        abstract = True
        ordering = ["name"]


class Person(Agent):
    """Somebody with a page, on a stated basis. The living have no birth date and only public acts."""

    kind = "person"

    basis = models.CharField(
        max_length=120,
        blank=True,
        help_text="Why this person has a page: public office, published author, party to a public case, spoke publicly.",
    )
    living = models.BooleanField(default=False, help_text="Living, or not known to have died: no birth date is shown.")

    class Meta(Agent.Meta):
        verbose_name_plural = "people"

    @property
    def shown_dates(self) -> str:
        return "" if self.living else self.dates


class PersonForm(NameForm):
    """Another form of a person's name."""

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="forms")


class Organization(Agent):
    """A body: an agency, a company, a court, a movement."""

    kind = "organization"

    @property
    def shown_dates(self) -> str:
        return self.dates


class OrganizationForm(NameForm):
    """Another form of an organization's name."""

    organization = ParentalKey(Organization, on_delete=models.CASCADE, related_name="forms")


class Place(Authority, ArchiveSnippet):
    """A place, with coordinates (WGS 84, decimal degrees) and how exact they are."""

    kind = "place"
    label_field = "name"

    name = models.CharField(max_length=200)
    lat = models.FloatField(
        "latitude", null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    lon = models.FloatField(
        "longitude", null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    precision = models.CharField(max_length=20, choices=Precision.choices, blank=True)
    note = models.TextField(blank=True)
    text = ProseField("account")

    search_fields = [
        *ArchiveSnippet.search_fields,
        index.FilterField("precision"),
        index.SearchField("name"),
        index.AutocompleteField("name"),
    ]

    class Meta(ArchiveSnippet.Meta):
        ordering = ["name"]


class PlaceForm(NameForm):
    """Another form of a place's name."""

    place = ParentalKey(Place, on_delete=models.CASCADE, related_name="forms")
