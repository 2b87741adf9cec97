"""What may be found, and by which names: public things, less what has a page and is still never searched."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model, QuerySet

from content import models
from content.models.vocabularies import CONTENT_REASONS, ClaimStatus, GradeBand, Ladder, TermUse
from content.visibility import public
from search.facets import KINDS
from search.signposts import Signpost

MODELS: dict[str, type[Model]] = {
    "theme": models.ThemePage,
    "entry": models.EntryPage,
    "record": models.RecordPage,
    "timeline": models.TimelinePage,
    "lesson": models.LessonPage,
    "unit": models.UnitPage,
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

REASONS = {reason: words.lower() for reason, words in CONTENT_REASONS}
"""What may be hard in a thing, as readers see it."""

WITNESSES = tuple(Ladder.values)
"""What kinds of source there are, as they may be asked for."""

_NAMED = {
    "theme": models.ThemePage,
    "stage": models.Stage,
    "clause": models.Clause,
    "person": models.Person,
    "organization": models.Organization,
    "place": models.Place,
}


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
            return things.filter(status=ClaimStatus.STANDING)
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


@dataclass(frozen=True, slots=True)
class Name:
    """How readers know a facet's value: its name, a short form (a clause's number, a theme's mark), its address."""

    value: str
    label: str
    short: str = ""
    address: str = ""


def names(facet: str, values: Iterable[str]) -> dict[str, Name]:
    """The public names of some values of a facet, in the archive's own order; what is not public has none."""
    values = list(values)
    if facet == "kind":
        return {kind: Name(kind, called.many) for kind, called in KINDS.items() if kind in values}
    if facet == "decade":
        return {value: Name(value, f"{value}s") for value in values}
    if facet == "source_kind":
        return {value: Name(value, label) for value, label in Ladder.choices if value in values}
    if facet == "grade_band":
        return {value: Name(value, label) for value, label in GradeBand.choices if value in values}
    things = public(_NAMED[facet]).filter(slug__in=values)
    match facet:
        case "theme":
            return {each.slug: Name(each.slug, each.tab_name, each.mark, each.address) for each in things}
        case "clause":
            return {each.slug: Name(each.slug, str(each), each.number, each.address) for each in things}
        case "stage":
            return {each.slug: Name(each.slug, each.label) for each in things}
    return {each.slug: Name(each.slug, each.heading, address=each.address) for each in things}


def uploaded_files() -> list[tuple[int, str]]:
    """Every uploaded file that there is: its primary key and its content's hash."""
    return list(models.ArchiveDocument.objects.values_list("pk", "file_hash"))


def signposts() -> list[Signpost]:
    """What editors put first for some words: the live signposts to things that may be found."""
    rows = public(models.Signpost).select_related(*models.Signpost.CHOICES)
    leading = [(row, f"{row.thing.kind}:{row.thing.uid}") for row in rows if row.thing]
    visible = still_findable(key for _row, key in leading)
    return [Signpost(key, row.note, tuple(row.words)) for row, key in leading if key in visible]


def term_rows() -> list[list[str]]:
    """Words searched together: every live term with its other forms, and what is said instead of it."""
    rows = []
    for term in public(models.Term).prefetch_related("forms", "rules"):
        instead = [rule.instead for rule in term.rules.all() if rule.instead and rule.use != TermUse.PREFER]
        rows.append([term.term, *(form.text for form in term.forms.all()), *instead])
    return rows
