"""Remembers what things were called, so that an address that has been public leads to the present one for ever."""

from collections.abc import Iterable

from django.db.models.signals import pre_save
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from content import sections
from content.models import ArchiveSnippet, BaseSnippet, OldSlug
from content.visibility import public

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


def renamed_pages(model: type[Page], asked: Iterable[str]) -> dict[str, Page]:
    """The public pages of a kind that were once called so, by the name they had. Wagtail keeps the old addresses."""
    paths = {sections.address(model.kind, slug).rstrip("/"): slug for slug in asked}
    once = Redirect.objects.filter(old_path__in=paths, redirect_page__isnull=False)
    led = {paths[path]: page for path, page in once.values_list("old_path", "redirect_page")}
    pages = public(model).in_bulk(set(led.values()))
    return {slug: pages[page] for slug, page in led.items() if page in pages}


def connect() -> None:
    """Connect the receiver; called once, by `content.publishing.connect`."""
    pre_save.connect(remember_slug, dispatch_uid="content.slugs.remember_slug")
