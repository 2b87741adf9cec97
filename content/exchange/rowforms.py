"""A model row in the form of its kind's file: kept in editions, and compared to see whether an editor changed it."""

import hashlib
import json
from collections.abc import Callable
from operator import attrgetter

from django.db.models import Model, Prefetch, QuerySet

from content.exchange.shapes import BY_MODEL, Body, Group, Plain, Ref, Refs, Rows, Shape

BodyText = Callable[[Model, Body], object]
Named = Callable[[Model], str]
_slug, _uid = attrgetter("slug"), attrgetter("uid")


def raw_body(obj: Model, field: Body) -> object:
    """A body as it is stored: enough to compare."""
    value = getattr(obj, field.attr)
    return value if field.rich_text else list(value.raw_data)


def read_row(obj: Model, body: BodyText = raw_body) -> dict:
    """The row as its file would say it: slug, uid, and every field that is not empty."""
    shape = BY_MODEL[type(obj)]
    return {"slug": obj.slug, "uid": obj.uid, **_read(obj, shape.fields, body, _slug)}


def row_digest(obj: Model) -> str:
    """What tells whether a row was changed: its own fields, and which things it refers to, whatever they are called."""
    fields = BY_MODEL[type(obj)].fields
    return digest({"slug": obj.slug, "uid": obj.uid, **_read(obj, fields, raw_body, _uid)})


def _read(obj: Model, fields: tuple, body: BodyText, named: Named) -> dict:
    row = {}
    for field in fields:
        value = _value(obj, field, body, named)
        if value not in (None, "", [], {}):
            row[field.key] = value
    return row


def _value(obj: Model, field, body: BodyText, named: Named) -> object:
    match field:
        case Refs():
            return sorted(named(thing) for thing in getattr(obj, field.name).all())
        case Ref():
            thing = getattr(obj, field.name)
            return named(thing) if thing else None
        case Group():
            return _read(obj, field.fields, body, named)
        case Rows():
            rows = [_read(row, field.fields, body, named) for row in getattr(obj, field.attr).all()]
            return [row[field.scalar] if field.scalar and set(row) == {field.scalar} else row for row in rows]
        case Body():
            return body(obj, field)
        case Plain():
            return getattr(obj, field.name)
    raise TypeError(f"{field!r} is no field of a shape")


def digest(data: object) -> str:
    """SHA-256 of data in one canonical JSON form."""
    return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


def with_relations(shape: Shape, queryset: QuerySet | None = None) -> QuerySet:
    """The rows of a kind with everything `read_row` asks for, in a fixed number of queries."""
    queryset = shape.model._default_manager.all() if queryset is None else queryset
    return queryset.select_related(*_single(shape.fields)).prefetch_related(*_several(shape.fields))


def _flat(fields: tuple):
    for field in fields:
        if isinstance(field, Group):
            yield from _flat(field.fields)
        else:
            yield field


def _single(fields: tuple) -> list[str]:
    return [field.name for field in _flat(fields) if isinstance(field, Ref) and not isinstance(field, Refs)]


def _several(fields: tuple) -> list:
    found: list = [field.name for field in _flat(fields) if isinstance(field, Refs)]
    for field in _flat(fields):
        if isinstance(field, Rows):
            rows = field.model._default_manager.select_related(*_single(field.fields)).prefetch_related(
                *_several(field.fields)
            )
            found.append(Prefetch(field.attr, queryset=rows))
    return found
