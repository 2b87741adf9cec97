"""An index of its own for a test that asks for one, and the worker's part played by hand."""

import pytest

from search.engines import get_engine
from search.indexer import drain, rebuild
from search.query import SearchQuery
from search.service import search


@pytest.fixture
def index(db, settings, tmp_path):
    """The engine of an empty index, in step with an empty archive."""
    settings.SEARCH = {"ENGINE": "embedded", "PATH": tmp_path / "index"}
    rebuild()
    yield get_engine()
    get_engine().close()


@pytest.fixture
def found(index):
    """A function: the keys that a reader finds for some words, once the worker has been round."""

    def ask(text: str = "", **more) -> list[str]:
        while drain():
            pass
        return [hit.key for hit in search(SearchQuery.from_params({"q": text, "size": "100", **more})).hits]

    return ask
