"""Puts the data of a file's item into a model row: values checked, references found, child rows replaced."""

from dataclasses import dataclass, field

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models as django_models
from django.db.models import Model

from content.exchange import bodies, prose
from content.exchange.known import Known
from content.exchange.seedfiles import Item, Problem, as_text
from content.exchange.shapes import Body, Group, Plain, Ref, Refs, Rows, Shape
from content.fields import ChoicesField, LinesField


@dataclass(frozen=True)
class Links:
    """What a row that is being made refers to in one of its lists."""

    obj: Model
    name: str
    things: list[Model]


@dataclass
class Writing:
    """One run of writing: what is known, and what was found wrong."""

    known: Known
    planned: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)
    unwritten: list[str] = field(default_factory=list)
    failed: set[tuple[str, str]] = field(default_factory=set)  # told already; who refers to them is not at fault
    links: list["Links"] | None = (
        None  # those of new rows, which `write_links` writes together; None: each with its row
    )

    def wrong(self, item: Item, key: str, what: str, where: str = "") -> None:
        self.problems.append(Problem(f"{where or item.where}, {item.slug}", key, what))


def fill(obj: Model, shape: Shape, item: Item, data: dict, writing: Writing, *, late: bool) -> None:
    """Set the early or the late fields of a row from an item's data; problems are collected in `writing`."""
    _fill(obj, shape.fields, data, item, writing, late)
    if not late:
        _check(obj, item, writing)


def _fill(obj: Model, fields: tuple, data: dict, item: Item, writing: Writing, late: bool | None) -> None:
    for one in fields:
        if late is not None and one.late != late:
            continue
        given = data.get(one.key)
        match one:
            case Refs():
                _set_several(obj, one, given or [], item, writing)
            case Ref():
                setattr(obj, one.name, _found(one, given, item, writing))
            case Group():
                _fill(obj, one.fields, given or {}, item, writing, None)
            case Rows():
                _set_rows(obj, one, given or [], item, writing)
            case Body():
                _set_body(obj, one, given, item, writing)
            case Plain():
                _set_plain(obj, one, given, item, writing)


def _set_plain(obj: Model, one: Plain, given: object, item: Item, writing: Writing) -> None:
    model_field = obj._meta.get_field(one.name)
    if given is None:
        setattr(obj, one.name, model_field.get_default())
    elif isinstance(model_field, django_models.JSONField):
        rows = given if isinstance(given, list) else [given]
        is_words = isinstance(model_field, LinesField | ChoicesField)
        setattr(obj, one.name, [as_text(row) for row in rows] if is_words else rows)
    elif isinstance(model_field, django_models.CharField | django_models.TextField):
        if isinstance(given, dict | list):
            writing.wrong(item, one.key, "should be one text, not a list. Join it.")
        else:
            setattr(obj, one.name, as_text(given))
    else:
        try:
            setattr(obj, one.name, model_field.to_python(given))
        except ValidationError as error:
            writing.wrong(item, one.key, " ".join(error.messages))


def _found(one: Ref, slug: object, item: Item, writing: Writing) -> Model | None:
    if slug in (None, ""):
        return None
    thing = writing.known.find(one.kind, str(slug))
    if thing is None and one.kind == "entry" and str(slug) in writing.planned:
        writing.unwritten.append(str(slug))
    elif thing is None and (one.kind, str(slug)) not in writing.failed:
        writing.wrong(
            item, one.key, f"names the {one.kind} '{slug}', which does not exist. Add it, or correct the slug."
        )
    return thing


def _set_several(obj: Model, one: Refs, given: object, item: Item, writing: Writing) -> None:
    if not isinstance(given, list):
        writing.wrong(item, one.key, "should be a list of slugs. Write one after a dash on each line.")
        return
    things = [thing for slug in dict.fromkeys(map(str, given)) if (thing := _found(one, slug, item, writing))]
    if writing.links is None or not obj._state.adding:
        setattr(obj, one.name, things)
    elif things:
        writing.links.append(Links(obj, one.name, things))


def write_links(links: list[Links]) -> None:
    """Write the lists of rows that were just made: one by one, each would first be compared with what is not there yet."""
    by_table: dict[type[Model], list[Model]] = {}
    for one in links:
        field = one.obj._meta.get_field(one.name)
        table, from_name, to_name = field.remote_field.through, field.m2m_field_name(), field.m2m_reverse_field_name()
        by_table.setdefault(table, []).extend(
            table(**{f"{from_name}_id": one.obj.pk, f"{to_name}_id": thing.pk}) for thing in one.things
        )
    for table, rows in by_table.items():
        table._base_manager.bulk_create(rows, batch_size=500)


def _set_rows(obj: Model, one: Rows, given: object, item: Item, writing: Writing) -> None:
    if not isinstance(given, list):
        writing.wrong(item, one.key, "should be a list. Write one after a dash on each line.")
        return
    children = []
    for position, row in enumerate(given):
        data = row if isinstance(row, dict) else {one.scalar: row}
        unknown = sorted(set(map(str, data)) - {sub.key for sub in one.fields})
        if unknown:
            writing.wrong(
                item, one.key, f"row {position + 1}: {', '.join(unknown)} is not a field here. Remove or rename it."
            )
            continue
        child = one.model(sort_order=position)
        _fill(child, one.fields, data, item, writing, None)
        empty = [sub for sub in one.fields if _is_required(child, sub) and getattr(child, f"{sub.name}_id") is None]
        missing = [sub.key for sub in empty if data.get(sub.key) in (None, "")]
        if missing:
            writing.wrong(item, one.key, f"row {position + 1} has no {', '.join(missing)}. Add it.")
        elif not empty:  # what was given and not found has been told
            _check(child, item, writing, f"{one.key}, row {position + 1}")
            children.append(child)
    if children or not obj._state.adding:  # a new row has none to take away
        setattr(obj, one.attr, children)


def _is_required(child: Model, sub) -> bool:
    return isinstance(sub, Ref) and not isinstance(sub, Refs) and not child._meta.get_field(sub.name).null


def _set_body(obj: Model, one: Body, given: object, item: Item, writing: Writing) -> None:
    text = given if isinstance(given, str) else as_text(given)
    read = prose.rich_text if one.rich_text else prose.read_body
    try:
        found = read(text, f"{item.where}#{one.key}", writing.known)
        if not one.rich_text:
            stream = obj._meta.get_field(one.attr).stream_block
            found = stream.to_python(bodies.stored(found, writing.known))
        setattr(obj, one.attr, found)
    except prose.ProseErrors as errors:
        for error in errors.errors:
            writing.wrong(item, one.key, str(error), item.where_is(one.key))
    except bodies.UnknownThing as error:
        writing.wrong(item, one.key, str(error), item.where_is(one.key))


def _check(obj: Model, item: Item, writing: Writing, where: str = "") -> None:
    """The model's own rules, without asking the database for what was found already."""
    skipped = [
        model_field.name
        for model_field in obj._meta.fields
        if model_field.is_relation or model_field.name in {"path", "depth", "content_type"}
    ]
    try:
        obj.clean_fields(exclude=skipped)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            writing.wrong(item, where or _key_of(obj, name), " ".join(messages))


def _key_of(obj: Model, name: str) -> str:
    try:
        return str(obj._meta.get_field(name).name)
    except FieldDoesNotExist:
        return name
