"""The engines, and the choice between them by settings."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from search.engines.base import (
    Answer,
    Engine,
    FacetRequest,
    Found,
    IndexLocked,
    IndexStatus,
    Request,
    SearchUnavailable,
    StaleIndex,
    Writer,
)
from search.engines.embedded import EmbeddedEngine

__all__ = [
    "Answer",
    "Engine",
    "FacetRequest",
    "Found",
    "IndexLocked",
    "IndexStatus",
    "Request",
    "SearchUnavailable",
    "StaleIndex",
    "Writer",
    "get_engine",
]


def get_engine() -> Engine:
    """The engine that `settings.SEARCH` names, one a process."""
    return _engine(settings.SEARCH["ENGINE"], str(settings.SEARCH["PATH"]))


@lru_cache(maxsize=4)
def _engine(name: str, folder: str) -> Engine:
    if name != "embedded":
        raise SearchUnavailable(f"SEARCH_ENGINE is {name!r}, and no engine is called so. Set it to 'embedded'.")
    return EmbeddedEngine(Path(folder))
