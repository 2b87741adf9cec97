"""Which tables a full export keeps, and why the others are left out."""

from dataclasses import dataclass, field
from functools import cached_property

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

# Whole apps, but for what is left out below. A table of an app that is not named here is not kept.
KEPT_APPS = ("content", "wagtailcore", "wagtailredirects", "taggit")
KEPT_TABLES = ("auth.group", "auth.group_permissions")
LEFT_OUT = {
    "content.archiverendition": "sizes of images are made again when they are asked for",
    "content.renderedcitation": "a cache that the worker fills again",
    "wagtailcore.referenceindex": "built again by the restore",
    "wagtailcore.apitoken": "a secret",
    "wagtailcore.uploadedfile": "an upload half done",
}
# What is a secret, or about a person and not about the archive, is written empty.
EMPTIED = {
    "wagtailcore.pageviewrestriction": {"password": ""},
    "wagtailcore.collectionviewrestriction": {"password": ""},
}
EMPTIED_OF_USERS = {"email": "", "last_login": None}


@dataclass(frozen=True)
class Table:
    """One table that is kept."""

    model: type[models.Model]
    emptied: dict = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.model._meta.label_lower

    @property
    def holds_users(self) -> bool:
        return self.model is get_user_model()

    @cached_property
    def fields(self) -> list[models.Field]:
        """The columns that are written: all but a user's password."""
        return [
            one
            for one in self.model._meta.local_concrete_fields
            if not (self.holds_users and one.attname == "password")
        ]


def kept_tables() -> list[Table]:
    """Every table of a full export, by name."""
    return [
        Table(model, EMPTIED_OF_USERS if model is get_user_model() else EMPTIED.get(model._meta.label_lower, {}))
        for model in sorted(apps.get_models(include_auto_created=True), key=lambda model: model._meta.label_lower)
        if is_kept(model)
    ]


def is_kept(model: type[models.Model]) -> bool:
    """Whether an export keeps the rows of this model."""
    label, user = model._meta.label_lower, get_user_model()
    of_users = {user, user.groups.through, user.user_permissions.through}
    named = model._meta.app_label in KEPT_APPS or label in KEPT_TABLES or model in of_users
    return named and label not in LEFT_OUT
