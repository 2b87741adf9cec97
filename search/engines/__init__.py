"""The engines, and the choice between them by settings."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from search.engines.base import (
    Answer,
    Engine,
    EngineAway,
    FacetRequest,
    Found,
    IndexLocked,
    IndexStatus,
    Request,
    SearchUnavailable,
    StaleIndex,
    Writer,
)
from search.engines.elastic import ElasticEngine, ElasticOptions
from search.engines.embedded import EmbeddedEngine

__all__ = [
    "Answer",
    "Engine",
    "EngineAway",
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
    """The engine that `settings.SEARCH` names, one a process. Raises SearchUnavailable where it names none."""
    asked = settings.SEARCH
    options = asked.get("ELASTICSEARCH", {}) if asked["ENGINE"] == "elasticsearch" else {}
    return _engine(asked["ENGINE"], str(asked["PATH"]), ElasticOptions(**{"urls": (), **options}))


@lru_cache(maxsize=8)
def _engine(name: str, folder: str, options: ElasticOptions) -> Engine:
    match name:
        case "embedded":
            return EmbeddedEngine(Path(folder))
        case "elasticsearch":
            return ElasticEngine(options, Path(folder))
    raise SearchUnavailable(
        f"SEARCH_ENGINE is {name!r}, and no engine is called so. Set it to 'embedded' or 'elasticsearch'."
    )
