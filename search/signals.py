"""Writes an index job for every change that search must know, in the transaction that makes the change."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from content.models import ArchiveDocument, ArchiveImage, EntryClaim, RecordPage
from search import filetext
from search.builders import users_of
from search.models import IndexJob
from search.visibility import MODELS

_KINDS = {model: kind for kind, model in MODELS.items()}
_paused: ContextVar[bool] = ContextVar("search_jobs_paused", default=False)

# Columns that Wagtail writes while somebody drafts, locks or reviews: nothing that readers see.
_DESK_FIELDS = frozenset(
    ["latest_revision", "latest_revision_created_at", "has_unpublished_changes", "draft_title", "locked", "locked_at"]
    + ["locked_by", "go_live_at", "expire_at", "expired", "owner"]
)


@contextmanager
def paused() -> Iterator[None]:
    """Inside, changes write no jobs of their own; at the end one job says that everything is to be looked at again.

    For a large import that ends with `rebuild_search`, which does that job.
    """
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)
        look_at_everything()


def look_at(keys: Iterable[str]) -> None:
    """Leaves a job for each key: look at the thing again, and at what names it."""
    _leave(IndexJob.Action.PUT, keys)


def look_at_everything() -> None:
    """Leaves one job: build the whole index anew."""
    IndexJob.objects.create(action=IndexJob.Action.ALL)


def on_saved(sender: type[Model], instance: Model, update_fields=None, raw: bool = False, **kwargs) -> None:
    """A thing was saved: published, unpublished, imported, edited live."""
    if not raw and not (update_fields and _DESK_FIELDS.issuperset(update_fields)):
        look_at(_keys_of(instance))


def on_deleting(sender: type[Model], instance: Model, **kwargs) -> None:
    """A thing is about to go: what names it must be known before the relations are gone as well."""
    look_at(users_of(_KINDS[sender], [instance.uid]))


def on_deleted(sender: type[Model], instance: Model, **kwargs) -> None:
    _leave(IndexJob.Action.REMOVE, [f"{_KINDS[sender]}:{instance.uid}"])


def on_file_saved(sender: type[Model], instance: Model, **kwargs) -> None:
    """An image or a file was changed, and with it what is found by its words."""
    field = "image" if sender is ArchiveImage else "file"
    look_at(f"record:{uid}" for uid in RecordPage.objects.filter(**{field: instance}).values_list("uid", flat=True))


def on_file_saving(sender: type[Model], instance: ArchiveDocument, **kwargs) -> None:
    """Another file may be about to take the place of one: the words of the old one are kept no longer."""
    if (before := _stored_hash(instance)) != instance.file_hash:
        _forget_file(before, instance)


def on_file_deleting(sender: type[Model], instance: ArchiveDocument, **kwargs) -> None:
    """A file is about to go, and what was kept of it goes too."""
    _forget_file(_stored_hash(instance), instance)


def on_claim_taken_out(sender: type[Model], instance: EntryClaim, **kwargs) -> None:
    """An entry tells no longer of a claim, and of the entry nothing else leads to the claim now."""
    look_at([f"claim:{instance.claim.uid}"])


def on_page_moved(sender, instance: Page, **kwargs) -> None:
    """A page moved, and with it all that stands under it: perhaps to where it is private, or no longer so.

    A new slug needs no such thing: sections are flat, so no address holds a parent's slug.
    """
    _look_under(instance)


def on_privacy_changed(sender, instance: PageViewRestriction, **kwargs) -> None:
    """A page was made private or public again, and with it all that stands under it."""
    _look_under(instance.page)


def connect() -> None:
    """Connects the receivers; called once, when the app is ready."""
    for model in MODELS.values():
        post_save.connect(on_saved, sender=model, dispatch_uid=f"search.saved.{model.__name__}")
        pre_delete.connect(on_deleting, sender=model, dispatch_uid=f"search.deleting.{model.__name__}")
        post_delete.connect(on_deleted, sender=model, dispatch_uid=f"search.deleted.{model.__name__}")
    for model in (ArchiveImage, ArchiveDocument):
        post_save.connect(on_file_saved, sender=model, dispatch_uid=f"search.file.{model.__name__}")
    pre_save.connect(on_file_saving, sender=ArchiveDocument, dispatch_uid="search.file.saving")
    pre_delete.connect(on_file_deleting, sender=ArchiveDocument, dispatch_uid="search.file.deleting")
    post_delete.connect(on_claim_taken_out, sender=EntryClaim, dispatch_uid="search.claim.out")
    # Wagtail's bulk actions and its schedule may save a page as the plain Page it also is.
    post_save.connect(on_saved, sender=Page, dispatch_uid="search.saved.Page")
    post_page_move.connect(on_page_moved, dispatch_uid="search.moved")
    post_save.connect(on_privacy_changed, sender=PageViewRestriction, dispatch_uid="search.private")
    post_delete.connect(on_privacy_changed, sender=PageViewRestriction, dispatch_uid="search.public")


def _keys_of(instance: Model) -> list[str]:
    kind = _KINDS.get(type(instance))
    if kind:
        return [f"{kind}:{instance.uid}"]
    return _page_keys(Page.objects.filter(pk=instance.pk)) if isinstance(instance, Page) else []


def _stored_hash(document: ArchiveDocument) -> str:
    """As the database has it: the worker may have written it after this object was read."""
    return ArchiveDocument.objects.filter(pk=document.pk).values_list("file_hash", flat=True).first() or ""


def _forget_file(file_hash: str, document: ArchiveDocument) -> None:
    if file_hash and not ArchiveDocument.objects.filter(file_hash=file_hash).exclude(pk=document.pk).exists():
        filetext.forget(file_hash)


def _look_under(page: Page) -> None:
    look_at(_page_keys(page.get_descendants(inclusive=True)))


def _page_keys(pages) -> list[str]:
    pks = list(pages.values_list("pk", flat=True))
    return [
        f"{kind}:{uid}"
        for kind, model in MODELS.items()
        if issubclass(model, Page)
        for uid in model.objects.filter(pk__in=pks).values_list("uid", flat=True)
    ]


def _leave(action: IndexJob.Action, keys: Iterable[str]) -> None:
    if not _paused.get():
        IndexJob.objects.bulk_create([IndexJob(action=action, key=key) for key in keys], batch_size=500)
