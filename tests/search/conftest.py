"""An index of its own for a test that asks for one, and the worker's part played by hand."""

import shutil

import pytest

from search.engines import get_engine
from search.engines.embedded import EmbeddedEngine
from search.indexer import drain
from search.query import SearchQuery
from search.service import search


@pytest.fixture(scope="session")
def empty_index(tmp_path_factory):
    """The folder of an empty index, made once: making it anew for each test costs more than the test."""
    folder = tmp_path_factory.mktemp("empty") / "index"
    EmbeddedEngine(folder).rebuild([])
    return folder


@pytest.fixture
def index(db, settings, tmp_path, empty_index):
    """The engine of an empty index, in step with an empty archive."""
    settings.SEARCH = {"ENGINE": "embedded", "PATH": shutil.copytree(empty_index, tmp_path / "index")}
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
