"""The database's rows as the archive that the quality rules read, in the form of the seed's files."""

from collections.abc import Iterator

from django.db.models import Model, Prefetch, QuerySet

from content.exchange.bodies import written
from content.exchange.examined.fromfiles import allowed_in, planned_entries
from content.exchange.examined.gathering import Given, gathered
from content.exchange.importer import SEED_FOLDER
from content.exchange.known import Known
from content.exchange.prose import rich_text_to_markdown, write_body
from content.exchange.rowforms import read_row, with_relations
from content.exchange.seedfiles import EXCEPTIONS, Seed, prose_front, read_seed
from content.exchange.shapes import SHAPES, Body, Shape
from content.models import ClaimCheck
from content.quality.archive import Allowed, Archive
from content.visibility import public


def archive_of_rows(*, public_only: bool = False) -> Archive:
    """What is live in the database; with `public_only` what readers may see of it.

    Plans and exceptions are kept in the seed's files alone, and are read there.
    """
    seed = read_seed(SEED_FOLDER)
    known, allowed = Known(whole_kinds=True), _exceptions(seed)
    given = [one for shape in SHAPES for one in _given(shape, known, allowed, public_only)]
    return gathered(given, planned_entries(seed))


def _given(shape: Shape, known: Known, allowed: dict, public_only: bool) -> Iterator[Given]:
    for row in _rows(shape, public_only):
        data = read_row(row, body=lambda thing, field: _in_the_grammar(thing, field, known))
        check = str(row.check_state) if shape.kind == "claim" else ""
        yield Given(shape.kind, row.slug, "", data, False, allowed.get((shape.kind, row.slug), ()), check)


def _in_the_grammar(row: Model, field: Body, known: Known) -> str:
    """A body as its file would have it, blocks and all."""
    value = getattr(row, field.attr)
    if field.rich_text:
        return rich_text_to_markdown(value, known)
    return write_body(written(list(value.raw_data), known), known)


def _rows(shape: Shape, public_only: bool) -> QuerySet:
    rows = with_relations(shape, public(shape.model) if public_only else shape.model._default_manager.filter(live=True))
    if shape.kind == "claim":
        rows = rows.prefetch_related(Prefetch("checks", queryset=ClaimCheck.objects.order_by("created_at", "pk")))
    return rows


def _exceptions(seed: Seed) -> dict[tuple[str, str], tuple[Allowed, ...]]:
    found = {}
    for item in seed.items:
        given = [*(item.data.get(EXCEPTIONS) or []), *(prose_front(item).get(EXCEPTIONS) or [])]
        if given:
            found[item.kind, item.slug] = allowed_in(given)
    return found
