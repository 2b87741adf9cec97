"""Which tables a full export keeps, and how a row of one is written so that any database can read it back."""

import base64
import datetime
import decimal
import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models
from modelcluster.models import get_all_child_relations

# Whole apps, but for what is left out below. A table of an app that is not named here is not kept.
KEPT_APPS = ("content", "wagtailcore", "wagtailredirects", "taggit")
KEPT_TABLES = ("auth.group", "auth.group_permissions")
LEFT_OUT = {
    "content.archiverendition": "sizes of images are made again",
    "content.renderedcitation": "a cache, filled again by the worker",
    "wagtailcore.referenceindex": "built again by the restore",
    "wagtailcore.apitoken": "a secret",
    "wagtailcore.uploadedfile": "an upload half done",
}
# What is about people and not about the archive is written empty.
EMPTIED = {
    "user": {"email": "", "last_login": None},
    "wagtailcore.pageviewrestriction": {"password": ""},
    "wagtailcore.collectionviewrestriction": {"password": ""},
}
CHUNK = 500


class RowError(ValueError):
    """A row that is none of this table; the message says what is wrong with it."""


@dataclass(frozen=True)
class Table:
    """One table of the system part."""

    model: type[models.Model]
    emptied: dict = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.model._meta.label_lower

    @cached_property
    def fields(self) -> list[models.Field]:
        return [one for one in self.model._meta.local_concrete_fields if not self._is_password(one)]

    def _is_password(self, one: models.Field) -> bool:
        return self.model is _user_model() and one.name == "password"


def _user_model() -> type[models.Model]:
    return apps.get_model(settings.AUTH_USER_MODEL)


def kept_tables() -> list[Table]:
    """Every table of a full export, in an order that stays."""
    user = _user_model()
    users = {user._meta.label_lower, user.groups.through._meta.label_lower, user.user_permissions.through._meta.label_lower}
    found = []
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label_lower
        kept = model._meta.app_label in KEPT_APPS or label in KEPT_TABLES or label in users
        if kept and label not in LEFT_OUT and model._meta.managed and not model._meta.proxy:
            found.append(Table(model, EMPTIED.get("user" if model is user else label, {})))
    return sorted(found, key=lambda table: table.name)


def rows(table: Table) -> Iterator[dict]:
    """The rows of a table in the order of their keys, each as JSON values; read a few at a time."""
    model = table.model
    columns = {
        f"raw_{one.attname}": _Raw(one) if one.get_internal_type() == "JSONField" else models.F(one.attname)
        for one in table.fields
    }
    queryset = model._base_manager.order_by("pk").values_list(*columns.values())
    if table.name == "wagtailcore.modellogentry":
        # What was done to an account names a person and is no history of the archive.
        queryset = queryset.exclude(content_type=ContentType.objects.get_for_model(_user_model()))
    for values in queryset.iterator(chunk_size=CHUNK):
        row = {one.attname: _written(one, value) for one, value in zip(table.fields, values, strict=True)}
        yield _finished(table, row)


class _Raw(models.ExpressionWrapper):
    """A JSON column as it is stored: a body keeps blocks that this version of the code may not know."""

    def __init__(self, one: models.Field):
        super().__init__(models.F(one.attname), output_field=models.JSONField())


def _finished(table: Table, row: dict) -> dict:
    if table.model is _user_model() and "@" in row["username"]:
        row["username"] = f"user-{row['id']}"
    if table.name == "wagtailcore.revision":
        row["content"] = _mapped(row["content"], row["content_type_id"], _names_to_types_written)
    return {**row, **table.emptied}


def _written(one: models.Field, value: object) -> object:
    """A value as JSON. Content types and permissions are written by name, since their keys differ from one installation to the next."""
    match value:
        case _ if value is not None and _target(one) is ContentType:
            return type_name(value)
        case _ if value is not None and _target(one) is Permission:
            return _permission_names()[value]
        case datetime.datetime() | datetime.date() | datetime.time():
            return value.isoformat()
        case uuid.UUID() | decimal.Decimal():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(bytes(value)).decode()
    return value
