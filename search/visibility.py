"""What may be found: every kind's public things, less what has a page and is still never searched."""

from collections.abc import Iterable

from django.db.models import Model, QuerySet

from content import models
from content.visibility import public

MODELS: dict[str, type[Model]] = {
    "theme": models.ThemePage,
    "entry": models.EntryPage,
    "record": models.RecordPage,
    "timeline": models.TimelinePage,
    "lesson": models.LessonPage,
    "pledge": models.PledgePage,
    "clause": models.Clause,
    "event": models.Event,
    "claim": models.Claim,
    "quotation": models.Quotation,
    "table": models.DataTable,
    "source": models.Source,
    "person": models.Person,
    "organization": models.Organization,
    "place": models.Place,
    "term": models.Term,
    "page": models.StandardPage,
}
"""Every kind that has search documents, and its model; the kinds of `search.facets.KINDS`."""


def findable(kind: str) -> QuerySet:
    """The things of a kind that search may know: the public ones, without hate propaganda and withdrawn claims."""
    things = public(MODELS[kind])
    match kind:
        case "quotation":  # it stands among the voices of a theme, and is found only if one of them can be read
            voices = models.Quotation.objects.filter(themes__in=public(models.ThemePage))
            return things.filter(propaganda=False, pk__in=voices.values("pk"))
        case "record":
            return things.exclude(quotation__propaganda=True)
        case "claim":
            return things.filter(status=models.claims.ClaimStatus.STANDING)
    return things


def by_kind(keys: Iterable[str]) -> dict[str, list[str]]:
    """The uids in keys (`kind:uid`), by kind; keys of unknown kinds are left out."""
    found: dict[str, list[str]] = {}
    for key in keys:
        kind, _, uid = key.partition(":")
        if kind in MODELS:
            found.setdefault(kind, []).append(uid)
    return found


def still_findable(keys: Iterable[str]) -> set[str]:
    """Those of the keys whose things may be found as the database now stands; one query a kind."""
    return {
        f"{kind}:{uid}"
        for kind, uids in by_kind(keys).items()
        for uid in findable(kind).filter(uid__in=uids).values_list("uid", flat=True)
    }
