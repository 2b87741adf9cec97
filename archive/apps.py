"""Names the site's own app, which brings templates, static files and commands."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "archive"
    label = "archive"
    verbose_name = "The Registry Archive"
