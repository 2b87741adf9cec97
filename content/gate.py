"""An operator's word that rows with gaps may be published: the import's, never a form's."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_operator: ContextVar[bool] = ContextVar("operator_publishes", default=False)


@contextmanager
def operator_publishes() -> Iterator[None]:
    """Inside, publishing does not ask for gaps: whoever runs the command answers for them."""
    token = _operator.set(True)
    try:
        yield
    finally:
        _operator.reset(token)


def is_operator() -> bool:
    return _operator.get()
