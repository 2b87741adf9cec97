"""Which things an item names, read from the shape of its kind, its notes, its links and its blocks."""

from collections.abc import Iterator

from content.exchange.seedfiles import as_text
from content.exchange.shapes import BY_KIND, Group, Ref, Refs, Rows
from content.quality.archive import Reference, Text

MAY_BE_PLANNED = "entry"


def of_item(kind: str, slug: str, data: dict, where: str) -> Iterator[Reference]:
    """What the fields of an item name."""
    for named_kind, named, place in _of_fields(BY_KIND[kind].fields, data, ""):
        yield Reference(named_kind, named, (kind, slug), where, place, named_kind == MAY_BE_PLANNED)


def _of_fields(fields: tuple, data: dict, above: str) -> Iterator[tuple[str, str, str]]:
    for one in fields:
        given = data.get(one.key) if isinstance(data, dict) else None
        place = f"{above}{one.key}"
        match one:
            case Refs():
                yield from ((one.kind, as_text(slug), place) for slug in _list(given) if not isinstance(slug, dict))
            case Ref():
                if as_text(given):
                    yield one.kind, as_text(given), place
            case Group():
                yield from _of_fields(one.fields, given or {}, f"{place}.")
            case Rows():
                for row in _list(given):
                    yield from _of_fields(one.fields, row if isinstance(row, dict) else {one.scalar: row}, f"{place}.")


def of_text(text: Text) -> Iterator[Reference]:
    """What the prose of a text names: sources in notes, things in links and blocks."""
    for passage in (*text.passages, *text.quoted):
        for note in passage.notes:
            yield Reference("source", note.key, text.name, text.where, passage.place(note.at))
        for link in passage.links:
            yield Reference(
                link.kind, link.slug, text.name, text.where, passage.place(link.start), link.kind == MAY_BE_PLANNED
            )
    for shown in text.shown:
        yield Reference(shown.kind, shown.slug, text.name, text.where, shown.place)


def _list(given: object) -> list:
    return given if isinstance(given, list) else [] if given in (None, "") else [given]
