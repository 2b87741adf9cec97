"""A cluster of three nodes on this machine loses one while readers search and editors publish."""

import os
import shutil
import signal
import tempfile
import threading
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from archive.launcher.elasticsearch import commands, nodes, server
from search import indexer
from search.engines import EngineAway, Request, SearchUnavailable, get_engine
from search.engines.elastic import ElasticEngine, ElasticOptions
from search.models import IndexJob
from search.query import SearchQuery, compose, read
from search.service import search
from tests.archive.launcher.test_elasticsearch import free_ports
from tests.factories import content as make

from .relevance.questions import WORDS

pytestmark = [pytest.mark.elastic, pytest.mark.xdist_group("elastic-cluster")]

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT = 15.0  # seconds that one search may take, with all its retries
EDITS = 60
KILLED_AFTER = 20
QUESTIONS = [text for text in WORDS[:20] if text != "srebenica"]  # which only the spelling knows


@pytest.fixture
def cluster():
    """Three running nodes, in a folder that the user nobody may enter as well."""
    if not os.environ.get("ELASTICSEARCH_URL"):
        pytest.skip("no Elasticsearch here: ELASTICSEARCH_URL names none (make elasticsearch starts one)")
    installed = server.unpacked(commands.cache_folder(str(ROOT), dict(os.environ)))
    if not os.path.isdir(installed):
        pytest.skip(f"no server to start nodes of: {installed} is missing (make elasticsearch fetches it)")
    folder = tempfile.mkdtemp(prefix="archive-cluster-")
    os.chmod(folder, 0o755)
    members = nodes.cluster(folder, 3, free_ports())
    try:
        nodes.start(members, installed, dict(os.environ))
        yield members, installed
    finally:
        nodes.stop(members)
        shutil.rmtree(folder)


@dataclass(slots=True)
class Reader:
    """Searches again and again in a thread of its own, and notes how long each took and what went wrong."""

    engine: ElasticEngine
    took: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self):
        self._thread = threading.Thread(target=self._read)
        self._thread.start()
        return self

    def __exit__(self, *failure):
        self._stop.set()
        self._thread.join()

    def _read(self):
        while not self._stop.is_set():
            for text in QUESTIONS:
                began = time.monotonic()
                try:
                    if not self.engine.search(Request(tree=compose(read(text)))).total:
                        self.empty.append(text)
                except SearchUnavailable as error:
                    self.failed.append(str(error))
                self.took.append(time.monotonic() - began)


def publish(number: int) -> str:
    """Publishes somebody, has the worker's part done, as often as it takes, and returns the name that is now indexed."""
    name = f"Ida Clusterword{number}"
    make.person(name=name)
    deadline = time.monotonic() + 90
    while IndexJob.objects.filter(done_at=None).exists():
        try:
            indexer.drain()
        except EngineAway:
            assert time.monotonic() < deadline, "the worker's jobs were not done within 90 seconds"
            time.sleep(0.2)
    return name


def found(name: str) -> bool:
    hits = search(SearchQuery.from_params({"q": f'"{name}"', "size": "1"})).hits
    return bool(hits) and hits[0].title == name


def wait_for(client: Elasticsearch, status: str, count: int) -> dict:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        health = client.cluster.health()
        if (health["status"], health["number_of_nodes"]) == (status, count):
            return health
        time.sleep(0.3)
    raise AssertionError(f"The cluster did not become {status} with {count} nodes: {health}")


def test_a_node_is_lost_and_nothing_else(cluster, seeded_site, settings, tmp_path):
    members, installed = cluster
    options = ElasticOptions(tuple(nodes.urls(members).split(",")), "cluster", shards=2, replicas=1, timeout=TIMEOUT)
    settings.SEARCH = {"ENGINE": "elasticsearch", "PATH": tmp_path, "ELASTICSEARCH": asdict(options)}
    IndexJob.objects.all().delete()
    built = indexer.rebuild()
    assert built.documents > 500 and not built.errors

    with Elasticsearch(list(options.urls), max_retries=4, retry_on_timeout=True) as client:
        wait_for(client, "green", 3)
        # The one that leads the cluster is the worst to lose.
        leader = client.cat.master(format="json")[0]["node"]
        (lost,) = [node for node in members if node.name == leader]
        acknowledged = []
        with Reader(ElasticEngine(options, tmp_path)) as reader:
            for number in range(EDITS):
                if number == KILLED_AFTER:
                    os.kill(lost.pid, signal.SIGKILL)
                acknowledged.append(publish(number))
        assert not lost.pid
        assert not reader.failed
        assert not reader.empty
        assert max(reader.took) < TIMEOUT
        assert len(reader.took) > EDITS
        assert [name for name in acknowledged if not found(name)] == []
        assert client.cluster.health()["number_of_nodes"] == 2
        print(f"{len(reader.took)} searches, the longest {max(reader.took):.2f} s")

        nodes.start(members, installed, dict(os.environ))
        wait_for(client, "green", 3)
        assert lost.pid
        assert [name for name in acknowledged if not found(name)] == []
        assert get_engine().status().documents == built.documents + EDITS

    # And all of them lost: editing goes on, what it leaves to be indexed waits, nobody is kept waiting for an error.
    nodes.stop(members)
    make.person(name="Ida Afterwards")
    with pytest.raises(EngineAway):
        indexer.drain()
    assert IndexJob.objects.filter(done_at=None, attempts=0).exists()
    began = time.monotonic()
    with pytest.raises(EngineAway, match="does not answer"):
        search(SearchQuery())
    assert time.monotonic() - began < 5
