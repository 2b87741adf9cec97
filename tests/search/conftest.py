"""An index of its own for a test that asks for one, on each engine, and the worker's part played by hand."""

import shutil
from dataclasses import asdict

import pytest

from search.engines import get_engine
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.indexer import drain
from search.query import SearchQuery
from search.service import search

ENGINES = ["embedded", pytest.param("elastic", marks=pytest.mark.elastic)]


@pytest.fixture(scope="session")
def empty_index(tmp_path_factory):
    """The folder of an empty index, made once: making it anew for each test costs more than the test."""
    folder = tmp_path_factory.mktemp("empty") / "index"
    EmbeddedEngine(folder).rebuild([])
    return folder


@pytest.fixture(params=ENGINES)
def index(request, db, settings, tmp_path, empty_index):
    """The engine of an empty index, in step with an empty archive."""
    if request.param == "elastic":
        settings.SEARCH = request.getfixturevalue("empty_elastic")
    else:
        settings.SEARCH = {"ENGINE": "embedded", "PATH": shutil.copytree(empty_index, tmp_path / "index")}
    yield get_engine()
    get_engine().close()


@pytest.fixture
def empty_elastic(elastic_options, tmp_path):
    """The settings of an empty index on Elasticsearch."""
    ElasticEngine(elastic_options, tmp_path / "locks").rebuild([])
    return {"ENGINE": "elasticsearch", "PATH": tmp_path / "locks", "ELASTICSEARCH": asdict(elastic_options)}


@pytest.fixture
def found(index):
    """A function: the keys that a reader finds for some words, once the worker has been round."""

    def ask(text: str = "", **more) -> list[str]:
        while drain():
            pass
        return [hit.key for hit in search(SearchQuery.from_params({"q": text, "size": "100", **more})).hits]

    return ask
