"""Names the content app and connects what happens when something is published."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "content"
    verbose_name = "Content"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from content import admin, publishing

        publishing.connect()
        admin.furnish()
