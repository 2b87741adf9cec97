"""Which row a uid names, as Wagtail's index of references asks for every link of every body."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import Model

_remembered: ContextVar[dict[type[Model], dict[str, int]] | None] = ContextVar("named_rows", default=None)


@contextmanager
def names_remembered() -> Iterator[None]:
    """Inside, the names of a kind are read once, all together; nothing may be made or deleted there."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def key_of(model: type[Model], uid: str) -> int | None:
    """The primary key of the row with this uid, a draft too; None where there is none."""
    known = _remembered.get()
    if known is None:
        return model._base_manager.filter(uid=uid).values_list("pk", flat=True).first()
    if model not in known:
        known[model] = dict(model._base_manager.values_list("uid", "pk"))
    return known[model].get(uid)
