"""What many kinds' documents are made of: names of things by relation, dates, keys, and what to fetch for them."""

from collections.abc import Iterable

from django.db.models import Prefetch

from content import dates, models
from content.models.vocabularies import GradeBand
from content.visibility import public
from search.documents import SearchDocument

# Only what readers may see is named: a document never tells of a draft or of a private theme.


# What the archive itself says comes before what it cites: a reader who types a name looks for an entry about it, not
# for the hundred works whose titles hold the name.
WEIGHTS = {
    "entry": 2.0,
    "theme": 1.4,
    "record": 1.2,
    "pledge": 1.7,
    "person": 1.4,
    "organization": 1.2,
    "place": 1.2,
    "term": 1.5,
    "timeline": 1.1,
    "clause": 1.3,
    "lesson": 1.8,
    "unit": 1.1,
    "event": 1.2,
    "table": 1.4,
    "claim": 1.3,
    "quotation": 1.1,
    "page": 2.0,
    "source": 0.6,
}
DENIAL_WEIGHT = 0.3


def themes() -> Prefetch:
    return Prefetch("themes", queryset=public(models.ThemePage).order_by("position"))


def entries(relation: str) -> Prefetch:
    """The live entries of a relation, without their bodies."""
    return Prefetch(relation, queryset=public(models.EntryPage).defer("body"))


def named(*relations: str) -> list[Prefetch]:
    """The live things of some relations (people, organizations, places, stages)."""
    kinds = {
        "people": models.Person,
        "organizations": models.Organization,
        "places": models.Place,
        "stages": models.Stage,
    }
    return [Prefetch(relation, queryset=public(kinds[relation])) for relation in relations]


def clauses(links: Iterable) -> tuple[str, ...]:
    """The slugs of the clauses that pledge links name."""
    return tuple(link.clause.slug for link in links if link.clause.live)


def within(entries: Iterable) -> tuple[str, ...]:
    """What entries say of themselves, for the things they tell of."""
    return tuple(f"{entry.title}. {entry.summary}" for entry in entries)


def slugs(things: Iterable) -> tuple[str, ...]:
    return tuple(thing.slug for thing in things)


def ladders(links: Iterable) -> tuple[str, ...]:
    """What kinds of witness the sources of some links are."""
    return tuple(dict.fromkeys(link.source.ladder for link in links if link.source.ladder))


def when(thing) -> dict:
    """The days and the words of a dated thing, as a document takes them."""
    return {
        "date_earliest": thing.date_earliest,
        "date_latest": thing.date_latest,
        "date_text": dates.words(thing.date_parts) if thing.date_parts else "",
    }


def when_written(edtf: str) -> dict:
    """The same for a date that is kept as text only; nothing for a text that is no date."""
    try:
        found = dates.parse(edtf)
    except dates.DateError:
        return {}
    return {
        "date_earliest": found.earliest,
        "date_latest": found.latest,
        "date_text": dates.words(found.parts),
    }


def careful(thing) -> dict:
    """What is hard in a thing, from which grade it is suggested, and which bands of grades it suits."""
    return {
        "reasons": tuple(thing.content_reasons or ()),
        "grade_floor": thing.grade_floor,
        "grade_bands": bands_from(thing.grade_floor),
    }


def bands_from(grade: int | None) -> tuple[str, ...]:
    """The bands of grades in which somebody is old enough; all of them where no grade is suggested."""
    return tuple(band for band in GradeBand.values if grade is None or int(band.rpartition("-")[2]) >= grade)


def document(thing, **fields) -> SearchDocument:
    """A document for a thing, with its key, kind, slug, address and weight."""
    fields = {"title": thing.heading, "url": thing.address, "weight": WEIGHTS[thing.kind], **fields}
    return SearchDocument(key=f"{thing.kind}:{thing.uid}", kind=thing.kind, slug=thing.slug, **fields)
