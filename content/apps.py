"""Names the content app and connects what happens when something is published."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import pre_migrate


class ContentConfig(AppConfig):
    name = "content"
    verbose_name = "Content"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from content import admin, publishing

        publishing.connect()
        admin.furnish()
        pre_migrate.connect(_register_snippets, sender=self)


def _register_snippets(**_kwargs) -> None:
    """Loads the desk before tables are made.

    When a migration ends, Wagtail makes the right to publish for the kinds of snippet that are registered, and ours
    are registered with the desk's addresses. The system checks load these by the way; a migration that skips the checks
    would leave nobody able to publish.
    """
    import_module("wagtail.admin.urls")
