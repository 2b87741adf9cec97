"""What the public forms of several kinds share: themes, clauses, sources, dates and care, and how they are fetched."""

import re
from collections.abc import Iterable

from django.db.models import Model, Prefetch, QuerySet

from content import dates, models
from content.visibility import public

_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
ADDRESS_WITHHELD = "[address withheld]"


def shown(relation: str, things: type[Model] | QuerySet, *order: str) -> Prefetch:
    """Fetch of a many-to-many relation: what readers may see of it, as a list at `shown_<relation>`."""
    queryset = public(things)
    order = order or ("slug",)
    return Prefetch(relation, queryset=queryset.order_by(*order), to_attr=f"shown_{relation}")


def shown_one(relation: str, model: type[Model]) -> Prefetch:
    """Fetch of a foreign key; it reads None where readers may not see what it names."""
    return Prefetch(relation, queryset=public(model))


def shown_themes(relation: str = "themes") -> Prefetch:
    return shown(relation, models.ThemePage, "position", "slug")


def shown_rows(relation: str, model: type[Model], *targets: str) -> Prefetch:
    """Fetch of child rows in order, as a list at `shown_<relation>`: those whose targets readers may see."""
    rows = model._default_manager.all()
    for target in targets:
        rows = rows.filter(**{f"{target}__in": public(model._meta.get_field(target).related_model)})
    return Prefetch(relation, queryset=rows.select_related(*targets), to_attr=f"shown_{relation}")


def slugs(things: Iterable[Model]) -> list[str]:
    return [thing.slug for thing in things]


def slug_of(thing: Model | None) -> str | None:
    return thing.slug if thing else None


def words(parts: dict, language: str = "en") -> str:
    """A date in plain words, from its stored parts."""
    return dates.words(parts, language) if parts else ""


def dated(thing: models.base.Dated) -> dict:
    return {"date": thing.date, "date_words": words(thing.date_parts)}


def cautioned(thing: models.base.Cautioned) -> dict:
    return {
        "content_reasons": list(thing.content_reasons or []),
        "content_note": thing.content_note,
        "grade_floor": thing.grade_floor,
    }


def contested(thing: Model) -> dict:
    return {"contested": thing.contested, "contest_kind": thing.contest_kind}


def clauses(thing: Model) -> list[dict]:
    """The links to the pledge, fetched by `shown_rows("pledge_links", …, "clause")`."""
    return [{"clause": link.clause.slug, "kind": link.kind, "why": link.why} for link in thing.shown_pledge_links]


def cited(source: models.Source, locator: str = "") -> dict:
    return {"key": source.slug, "title": source.title, "locator": locator}


def sources(thing: Model) -> list[dict]:
    """The sources with their place in the work, fetched by `shown_rows("source_links", …, "source")`."""
    return [cited(link.source, link.locator) for link in thing.shown_source_links]


def forms(thing: Model) -> list[dict]:
    return [{"text": form.text, "language": form.language, "script": form.script} for form in thing.forms.all()]


def identifiers(thing: models.base.Authority) -> dict:
    return {"wikidata": thing.wikidata, "viaf": thing.viaf, "lcsh": thing.lcsh}


def without_addresses(words: str) -> str:
    """Text about denial or propaganda, so that nothing in it leads there."""
    return _ADDRESS.sub(ADDRESS_WITHHELD, words)
