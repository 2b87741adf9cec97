"""What is gathered once for a whole list of things before any of them is written out."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Max, Model
from wagtail.models import Collection, CollectionViewRestriction

from content import models
from content.exchange.public.markdown import PublicKnown


@dataclass
class Gathering:
    """What the forms of a list need beside the things themselves.

    `base` is put before every address: the site's origin, or nothing for paths. `extra` is what the kind gathered for
    itself.
    """

    base: str
    known: PublicKnown
    editions: dict[str, int]
    extra: dict = field(default_factory=dict)

    def header(self, thing: Model, title: str = "") -> dict:
        """What every public thing begins with."""
        return {
            "slug": thing.slug,
            "uid": thing.uid,
            "title": title or thing.heading,
            "url": f"{self.base}{thing.address}",
        }

    def edition(self, thing: Model) -> int | None:
        """The number of the newest edition, or None where none was kept."""
        return self.editions.get(thing.uid)


def editions_of(things: Sequence[Model]) -> dict[str, int]:
    """The number of the newest edition of each thing, by its uid, in one query."""
    rows = models.Edition.objects.filter(object_uid__in=[thing.uid for thing in things])
    return dict(rows.order_by().values("object_uid").annotate(newest=Max("number")).values_list("object_uid", "newest"))


def private_collections() -> set[int]:
    """The collections whose files readers may not see, by themselves or by a parent."""
    closed = Collection.objects.filter(pk__in=CollectionViewRestriction.objects.values("collection"))
    paths = tuple(closed.values_list("path", flat=True))
    if not paths:
        return set()
    return {pk for pk, path in Collection.objects.values_list("pk", "path") if path.startswith(paths)}
