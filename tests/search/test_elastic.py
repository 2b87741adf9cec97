"""What the archive does when Elasticsearch is away, silent, strange, or holds an index of another version."""

import json
import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import asdict, replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from elasticsearch import Elasticsearch

from archive import readiness
from archive.management.commands import bootstrap
from search import analysis, checks, indexer
from search.engines import get_engine
from search.engines.base import EngineAway, IndexLocked, Request, SearchUnavailable, StaleIndex
from search.engines.elastic import ElasticEngine, ElasticOptions
from search.models import IndexJob
from tests.factories import content as make
from tests.live import free_port

from .corpus import CORPUS, document


@pytest.fixture
def engine(elastic_options, tmp_path):
    made = ElasticEngine(elastic_options, tmp_path)
    made.rebuild(CORPUS)
    yield made
    made.close()


@pytest.fixture
def server(elastic_options):
    with Elasticsearch(list(elastic_options.urls)) as client:
        yield client


def to_nowhere(tmp_path, **more) -> ElasticEngine:
    return ElasticEngine(replace(ElasticOptions((f"http://127.0.0.1:{free_port()}",)), **more), tmp_path)


@contextmanager
def silent():
    """A server that takes every connection and never says a word; how many it has taken."""
    taken: list[socket.socket] = []
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()

        def take():
            while True:
                try:
                    taken.append(listening.accept()[0])
                except OSError:
                    return

        threading.Thread(target=take, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", taken
    for each in taken:
        each.close()


@contextmanager
def strange(status: int, body: bytes, headers: dict[str, str] | None = None, asked: list[str] | None = None):
    """A web server that is no Elasticsearch, or with its headers one in trouble; what it was asked goes into `asked`."""

    class Answers(BaseHTTPRequestHandler):
        def answer(self):
            if asked is not None:
                asked.append(self.path)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_HEAD = do_PUT = answer

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def questions(engine):
    yield lambda: engine.search(Request())
    yield lambda: engine.related("entry:x", 3)
    yield lambda: engine.frequencies(["card"])
    yield lambda: engine.rebuild(CORPUS)
    yield lambda: engine.writing().__enter__()


class TestAway:
    def test_every_question_and_change_is_answered_with_the_remedy(self, tmp_path):
        engine = to_nowhere(tmp_path)
        for question in questions(engine):
            with pytest.raises(EngineAway, match=r"does not answer at http://127\.0\.0\.1:\d+\. See that it runs"):
                question()
        status = engine.status()
        assert (status.ready, status.away, status.stale) == (False, True, False)

    def test_a_silent_server_costs_one_reader_a_time_out_and_the_next_ones_nothing(self, tmp_path):
        with silent() as (url, taken):
            engine = ElasticEngine(ElasticOptions((url,), timeout=0.3), tmp_path)
            with pytest.raises(EngineAway, match="is silent"):
                engine.search(Request())
            assert taken
            asked, began = len(taken), time.monotonic()
            with pytest.raises(EngineAway, match="is silent"):
                engine.search(Request())
            assert (len(taken), time.monotonic() - began < 0.1) == (asked, True)
            time.sleep(0.4)
            with pytest.raises(EngineAway):
                engine.search(Request())
            assert len(taken) > asked

    @pytest.mark.parametrize(
        ("status", "body"),
        [(200, b"hello"), (200, b"{}"), (404, b""), (500, b"\xff"), (302, b""), (401, b"{}"), (503, b"x")],
    )
    def test_a_server_that_is_no_elasticsearch_is_no_error(self, tmp_path, status, body):
        with strange(status, body) as url:
            engine = ElasticEngine(ElasticOptions((url,), timeout=0.5), tmp_path)
            for question in questions(engine):
                with pytest.raises(SearchUnavailable):
                    question()
            assert not engine.status().ready

    @pytest.mark.parametrize(
        ("status", "kind", "passing"),
        [
            (500, "search_phase_execution_exception", True),
            (503, "unavailable", True),
            (400, "search_phase_execution_exception", False),
            (500, "null_pointer_exception", False),
        ],
    )
    def test_shards_of_a_node_just_lost_are_asked_again(self, tmp_path, status, kind, passing):
        body = json.dumps({"error": {"type": kind, "reason": "Partial shards failure"}, "status": status})
        said = {"X-Elastic-Product": "Elasticsearch", "Content-Type": "application/json"}
        asked: list[str] = []
        with strange(status, body.encode(), said, asked) as url:
            engine = ElasticEngine(ElasticOptions((url,), timeout=2.0), tmp_path)
            with pytest.raises(SearchUnavailable) as caught:
                engine.search(Request())
        assert isinstance(caught.value, EngineAway) == passing
        assert (sum("_search" in path for path in asked) > 2) == passing

    @pytest.mark.parametrize("url", ["nonsense", "127.0.0.1:9200", "http://", "ftp://x:1", "http://x:port", "http://["])
    def test_an_address_that_is_none_is_named(self, tmp_path, url):
        with pytest.raises(SearchUnavailable, match=r"ELASTICSEARCH_URL names .*http://host:port"):
            ElasticEngine(ElasticOptions((url,)), tmp_path)

    def test_no_address_at_all(self, settings, tmp_path):
        settings.SEARCH = {"ENGINE": "elasticsearch", "PATH": tmp_path}
        with pytest.raises(SearchUnavailable, match="ELASTICSEARCH_URL names no server"):
            get_engine()
        assert [each.id for each in checks.index_is_not_stale(None)] == ["search.W002"]

    def test_no_password_is_told(self, tmp_path):
        engine = to_nowhere(tmp_path, urls=("http://elastic:secret@127.0.0.1:1",))
        assert "http://127.0.0.1:1" in engine.status().problem
        assert "secret" not in engine.status().problem

    @pytest.mark.parametrize(("url", "port"), [("http://a", 9200), ("https://a/x", 443), ("http://a:1", 1)])
    def test_the_usual_port_is_taken_where_none_is_named(self, tmp_path, url, port):
        engine = ElasticEngine(ElasticOptions((url,)), tmp_path)
        assert [node.config.port for node in engine._client.transport.node_pool.all()] == [port]


@pytest.fixture
def away(db, settings, tmp_path):
    settings.SEARCH = {
        "ENGINE": "elasticsearch",
        "PATH": tmp_path / "locks",
        "ELASTICSEARCH": {"urls": (f"http://127.0.0.1:{free_port()}",)},
    }


class TestArchiveWithoutIt:
    def test_readers_get_a_plain_page_with_ways_to_browse(self, away, client):
        response = client.get("/search/", {"q": "census"})
        assert response.status_code == 503
        assert 'href="/themes/"' in response.content.decode()
        assert "9200" not in response.content.decode()
        assert client.get("/api/v1/search?q=census").status_code == 503

    def test_readyz_says_so_without_an_address(self, away, client):
        said = client.get("/readyz").json()["index"]
        assert said.startswith("Elasticsearch does not answer.")
        assert "127.0.0.1" not in said

    def test_checks_say_so_at_start(self, away):
        assert [each.id for each in checks.index_is_not_stale(None)] == ["search.W003"]

    def test_a_start_goes_on_and_leaves_the_building_to_the_worker(self, away):
        assert "does not answer" in bootstrap.Command().index()
        assert IndexJob.objects.filter(action="all", done_at=None).count() == 1

    def test_jobs_wait_and_are_done_when_it_is_back(self, away, settings, request):
        person = make.person(name="Ida Quicksilver")
        with pytest.raises(EngineAway):
            indexer.drain()
        assert IndexJob.objects.filter(done_at=None, attempts=0).exists()
        settings.SEARCH = request.getfixturevalue("empty_elastic")
        assert readiness.index() == readiness.OK
        while indexer.drain():
            pass
        assert not IndexJob.objects.filter(done_at=None).exists()
        assert get_engine().search(Request()).hits[0].document.key == f"person:{person.uid}"


class TestIndices:
    def test_no_index_is_said_with_the_remedy(self, elastic_options, tmp_path):
        engine = ElasticEngine(elastic_options, tmp_path)
        for question in (lambda: engine.search(Request()), lambda: engine.writing().__enter__()):
            with pytest.raises(SearchUnavailable, match=r"There is no search index .*rebuild_search"):
                question()
        status = engine.status()
        assert (status.ready, status.away, status.stale) == (False, False, False)

    def test_one_of_another_version_is_stale_until_the_rebuild(self, engine, elastic_options, tmp_path, monkeypatch):
        monkeypatch.setattr(analysis, "VERSION", analysis.VERSION + 1)
        newer = ElasticEngine(elastic_options, tmp_path)
        for question in (lambda: newer.search(Request()), lambda: newer.writing().__enter__()):
            with pytest.raises(StaleIndex, match="rebuild_search"):
                question()
        assert newer.status().stale
        newer.rebuild(CORPUS[:2])
        assert newer.search(Request()).total == 2
        monkeypatch.undo()
        # Code that was rolled back must not answer from an index that nobody has kept in step since.
        with pytest.raises(StaleIndex):
            engine.search(Request())

    def test_one_whose_mapping_says_otherwise_is_stale(self, engine, server):
        server.indices.put_mapping(index=engine.alias, meta={"made_with": "something else"})
        assert engine.status().stale

    def test_only_this_build_and_the_last_are_kept(self, engine, server, elastic_options):
        for _ in range(3):
            engine.rebuild(CORPUS)
        names = set(server.indices.get_alias(index=f"{elastic_options.index}-*"))
        assert len(names) == 2
        assert engine.status().build in names

    def test_a_failed_build_leaves_nothing(self, engine, server, elastic_options):
        def broken():
            yield CORPUS[0]
            raise RuntimeError("the database went away")

        with pytest.raises(RuntimeError):
            engine.rebuild(broken())
        assert list(server.indices.get_alias(index=f"{elastic_options.index}-*")) == [engine.status().build]

    def test_two_rebuilds_at_once_are_refused(self, engine, elastic_options, tmp_path):
        def second():
            yield CORPUS[0]
            ElasticEngine(elastic_options, tmp_path).rebuild(CORPUS)

        with pytest.raises(IndexLocked):
            engine.rebuild(second())
        assert engine.search(Request()).total == len(CORPUS)

    def test_an_index_that_vanished_is_not_made_by_accident(self, engine, server, elastic_options):
        with pytest.raises(SearchUnavailable, match="rebuild_search"), engine.writing() as writer:
            server.indices.delete(index=engine.status().build)
            writer.put([document("one", "One")])
            writer.commit()
        assert not server.indices.get_alias(index=f"{elastic_options.index}*")

    def test_what_the_server_refuses_is_named(self, engine):
        with pytest.raises(SearchUnavailable, match=r"does not take entry:heavy"), engine.writing() as writer:
            writer.put([document("heavy", "Heavy", weight=float("1e400"))])
            writer.commit()

    def test_more_than_one_sending_makes_a_build(self, engine):
        many = [document(f"d{n}", f"Number {n}") for n in range(1_234)]
        assert engine.rebuild(many) == 1_234
        assert engine.search(Request(size=0)).total == 1_234

    def test_shards_copies_and_refreshing_are_as_set(self, elastic_options, tmp_path, server):
        engine = ElasticEngine(replace(elastic_options, shards=2, replicas=1), tmp_path)
        engine.rebuild(CORPUS)
        build = engine.status().build
        made = server.indices.get_settings(index=build)[build]["settings"]["index"]
        assert (made["number_of_shards"], made["number_of_replicas"], made["refresh_interval"]) == ("2", "1", "-1")

    def test_ranking_is_the_same_on_several_shards(self, engine, elastic_options, tmp_path):
        apart = ElasticEngine(replace(elastic_options, shards=3, index=f"{elastic_options.index}-3"), tmp_path / "3")
        apart.rebuild(CORPUS)
        from search.query import compose, read

        for text in ("census cards", "registry", "the missing of Potočari"):
            asked = Request(tree=compose(read(text)))
            one, three = engine.search(asked), apart.search(asked)
            assert [(hit.document.key, hit.score) for hit in one.hits] == [
                (hit.document.key, pytest.approx(hit.score)) for hit in three.hits
            ]

    def test_a_page_beyond_the_deepest_is_empty(self, engine):
        answer = engine.search(Request(offset=50_000))
        assert (answer.total, answer.hits) == (len(CORPUS), ())


def test_settings_reach_the_engine(elastic_options, settings, tmp_path):
    settings.SEARCH = {"ENGINE": "elasticsearch", "PATH": tmp_path, "ELASTICSEARCH": asdict(elastic_options)}
    assert get_engine().alias.startswith(f"{elastic_options.index}-")
    settings.SEARCH = {"ENGINE": "solr", "PATH": tmp_path}
    with pytest.raises(SearchUnavailable, match="'embedded' or 'elasticsearch'"):
        get_engine()
