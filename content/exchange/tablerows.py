"""Rows of tables as JSON and back, in a form that no database and no installation has a share in.

A row is an object of column names and values. Times are ISO 8601 with all their digits; JSON columns are JSON, as they
are stored. Content types and permissions are written by name (`content.claim`), since their keys differ between
installations; all other keys are kept.
"""

import datetime
import json
import uuid
from collections.abc import Callable, Iterator
from functools import lru_cache

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from modelcluster.models import get_all_child_relations

from content.exchange.tables import Table

CHUNK = 500


class RowError(ValueError):
    """A row that does not fit its table; the message says what is wrong with it."""


def written_rows(table: Table) -> Iterator[dict]:
    """The rows of a table in the order of their keys, as JSON values; a few are held at a time."""
    columns = [_stored_json(one) if _is_json(one) else one.attname for one in table.fields]
    queryset = table.model._base_manager.order_by("pk")
    if table.name == "wagtailcore.modellogentry":
        # What was done to an account is about a person, and no history of the archive.
        queryset = queryset.exclude(content_type__app_label=_users_app(), content_type__model="user")
    names = Names()
    for values in queryset.values_list(*columns).iterator(chunk_size=CHUNK):
        row = {one.attname: names.written(one, value) for one, value in zip(table.fields, values, strict=True)}
        if table.name == "wagtailcore.revision":
            row["content"] = names.in_revision(row["content"], row["content_type_id"], names.type_name)
        if table.holds_users and "@" in row["username"]:
            row["username"] = f"user-{row['id']}"  # an address is nobody's to keep
        yield {**row, **table.emptied}


def parameters(table: Table, row: object, names: "Names") -> list:
    """A written row as parameters for the database, in the order of the model's columns; raises RowError."""
    if not isinstance(row, dict):
        raise RowError("is no object")
    expected = {one.attname for one in table.fields}
    if set(row) != expected:
        missing, unknown = sorted(expected - set(row)), sorted(set(row) - expected)
        raise RowError(
            "; ".join(
                f"{what} {', '.join(map(str, which))}"
                for what, which in (("lacks", missing), ("has the unknown", unknown))
                if which
            )
        )
    for one in table.fields:
        if isinstance(row[one.attname], dict | list) and not _is_json(one):
            raise RowError(f"has several values where {one.attname} takes one")
    if table.name == "wagtailcore.revision":
        row = {**row, "content": names.in_revision(row["content"], row["content_type_id"], names.type_key)}
    if table.holds_users:
        row = {**row, "password": make_password(None)}
    return [_prepared(one, names.read(one, row[one.attname])) for one in table.model._meta.local_concrete_fields]


def columns(table: Table) -> list[str]:
    return [one.column for one in table.model._meta.local_concrete_fields]


def _users_app() -> str:
    from django.contrib.auth import get_user_model

    return get_user_model()._meta.app_label


def _is_json(one: models.Field) -> bool:
    return one.get_internal_type() == "JSONField"


def _stored_json(one: models.Field) -> models.Expression:
    """A JSON column as it is stored, so that a body keeps even blocks this version does not know."""
    return models.ExpressionWrapper(models.F(one.attname), output_field=models.JSONField())


def _prepared(one: models.Field, value: object) -> object:
    if _is_json(one) and value is None and not one.null:
        return one.get_db_prep_value(value, connection)  # JSON's own null
    return one.get_db_prep_save(value, connection)


class Names:
    """Content types and permissions by name in one installation, and their keys by name in another."""

    def __init__(self):
        types = {one.pk: f"{one.app_label}.{one.model}" for one in ContentType.objects.all()}
        rows = Permission.objects.values_list("pk", "content_type_id", "codename")
        self._names = {
            ContentType: types,
            Permission: {pk: f"{types[type_id]}.{codename}" for pk, type_id, codename in rows},
        }
        self._keys = {model: {name: pk for pk, name in names.items()} for model, names in self._names.items()}

    def written(self, one: models.Field, value: object) -> object:
        """A stored value as JSON."""
        if value is None:
            return None
        if (target := _target(one)) in self._names:
            return self._names[target][value]
        if isinstance(value, datetime.date | datetime.time):
            return value.isoformat()
        return str(value) if isinstance(value, uuid.UUID) else value

    def read(self, one: models.Field, value: object) -> object:
        """A value of a row as its field takes it; raises RowError for a name that means nothing here."""
        target = _target(one)
        if value is None or target not in self._keys:
            return value
        return self._key(target, value)

    def _key(self, target: type[models.Model], name: object) -> int:
        if not isinstance(name, str) or name not in self._keys[target]:
            raise RowError(f"names {str(name)[:80]!r}, which this version of the archive does not have")
        return self._keys[target][name]

    def type_name(self, key: object) -> object:
        return self._names[ContentType].get(key, key)

    def type_key(self, name: object) -> object:
        return self._key(ContentType, name) if isinstance(name, str) else name

    def in_revision(self, content: object, type_name: object, change: Callable) -> object:
        """The content of a revision with every reference to a content type changed."""
        key = self._keys[ContentType].get(type_name) if isinstance(type_name, str) else None
        model = ContentType.objects.get_for_id(key).model_class() if key else None
        return _with_types(content, model, change) if model else content


@lru_cache(maxsize=512)
def _target(one: models.Field) -> type[models.Model] | None:
    return one.remote_field.model if one.remote_field else None


def _with_types(content: object, model: type[models.Model], change: Callable) -> object:
    if not isinstance(content, dict):
        return content
    changed = dict(content)
    for one in model._meta.concrete_fields:
        if _target(one) is ContentType and one.name in changed:
            changed[one.name] = change(changed[one.name])
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if isinstance(changed.get(name), list):
            changed[name] = [_with_types(child, relation.related_model, change) for child in changed[name]]
    return changed


def line(row: dict) -> str:
    """A row as one line of JSON, the same wherever it was read."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
