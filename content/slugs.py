"""Remembers what things were called, so that an address that has been public leads to the present one for ever."""

from django.db.models.signals import pre_save

from content.models import ArchiveSnippet, BaseSnippet, OldSlug

DEFAULT_LANGUAGE = "en"


def language_of(thing: BaseSnippet) -> str:
    """The language of an address; a work's record (Source) has one address whatever the language."""
    return thing.locale.language_code if isinstance(thing, ArchiveSnippet) else DEFAULT_LANGUAGE


def remember_slug(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    """Note the old slug when the row's slug changes. What was never published had no address to lose."""
    if raw or not isinstance(instance, BaseSnippet) or not instance.pk:
        return
    if update_fields is not None and "slug" not in update_fields:
        return
    before = sender._base_manager.filter(pk=instance.pk).values("slug", "live", "first_published_at").first()
    if before is None or before["slug"] == instance.slug:
        return
    language = language_of(instance)
    # The new slug is an address of its own again, whoever had it before.
    OldSlug.objects.filter(kind=instance.kind, slug=instance.slug, language=language).delete()
    if before["live"] or before["first_published_at"]:
        OldSlug.objects.update_or_create(
            kind=instance.kind, slug=before["slug"], language=language, defaults={"object_uid": instance.uid}
        )


def present(kind: str, slug: str, language: str = DEFAULT_LANGUAGE) -> str | None:
    """The uid of what was once called so, or None."""
    return OldSlug.objects.filter(kind=kind, slug=slug, language=language).values_list("object_uid", flat=True).first()


def connect() -> None:
    """Connect the receiver; called once, by `content.publishing.connect`."""
    pre_save.connect(remember_slug, dispatch_uid="content.slugs.remember_slug")
