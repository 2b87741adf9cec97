"""The engine for scale: Elasticsearch 8, any number of nodes, asked through elasticsearch-dsl."""

import hashlib
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from elastic_transport import ConnectionError as NoConnection
from elastic_transport import ConnectionTimeout, TransportError
from elasticsearch import ApiError, Elasticsearch, NotFoundError
from elasticsearch.helpers import streaming_bulk
from elasticsearch_dsl import A, Q, Search
from elasticsearch_dsl.query import Query

from search.documents import OPEN_END, SearchDocument, indexed
from search.engines.base import (
    Answer,
    EngineAway,
    FacetRequest,
    Found,
    IndexStatus,
    Request,
    SearchUnavailable,
    StaleIndex,
    Writer,
)
from search.engines.elastic_indices import DEEPEST, body, made_with
from search.engines.elastic_queries import all_of, any_of, between, compiled
from search.engines.locks import held
from search.query import tree
from search.query.alike import alike, telling

REBUILD = "Run 'python manage.py rebuild_search'."
COUNTED_VALUES = 1_000
CHUNK = 500
CHUNK_BYTES = 8_000_000
COUNTED_AT_ONCE = 500
WRITE_TIMEOUT = 30.0  # seconds
COPIES_WITHIN = 60  # seconds for the copies of a new index
MOST_RETRIES = 4
BUSY = frozenset([429, 502, 503, 504])
"""What a cluster answers that is just losing or finding a node: worth asking again."""


@dataclass(frozen=True, slots=True)
class ElasticOptions:
    """Where the cluster is and how the index lies on it. `timeout` is what a reader waits at most, in seconds."""

    urls: tuple[str, ...]
    index: str = "registry-archive"
    shards: int = 1
    replicas: int = 1
    timeout: float = 5.0
    api_key: str = ""
    ca_certs: str = ""


class ElasticEngine:
    """Searches the index behind an alias that names what it was made with; `folder` holds the locks of this machine."""

    def __init__(self, options: ElasticOptions, folder: Path):
        self._options = options
        self._folder = Path(folder)
        self._silent_until = 0.0
        self._client = _client(options)
        self._patient = self._client.options(request_timeout=WRITE_TIMEOUT)

    @property
    def alias(self) -> str:
        return f"{self._options.index}-{made_with()}"

    # Writing

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Holds the live index for writing; see `Engine.writing`."""
        with held(self._folder, "writing", wait=True):
            with self._sound():
                if not self._patient.indices.exists_alias(name=self.alias):
                    raise self._missing()
            yield _ElasticWriter(self, self.alias)

    def close(self) -> None:
        """Ends the connections; the next question opens new ones."""
        self._client.close()
        self._client = _client(self._options)
        self._patient = self._client.options(request_timeout=WRITE_TIMEOUT)

    def rebuild(self, documents: Iterable[SearchDocument], finish: Callable[[Writer], None] | None = None) -> int:
        """Builds aside and swaps the alias; see `Engine.rebuild`. What is in force is not touched before that."""
        with held(self._folder, "rebuilding", wait=False), self._fresh() as name:
            writer = _ElasticWriter(self, name, aside=True)
            writer.put(documents)
            writer.commit()
            self._spread(name)
            with held(self._folder, "writing", wait=True):
                if finish:
                    finish(writer)
                writer.commit()
                self._put_in_force(name)
            return writer.count

    @contextmanager
    def _fresh(self) -> Iterator[str]:
        """The name of a new, empty index; it is removed again if the build fails."""
        with self._sound():
            numbers = [int(name.rsplit("-", 1)[1]) for name in self._builds()]
            name = f"{self.alias}-{max(numbers, default=0) + 1}"
            self._patient.indices.create(index=name, **body(self._options.shards, replicas=0))
        try:
            yield name
        except BaseException:
            with suppress(ApiError, TransportError):
                self._patient.indices.delete(index=name)
            raise

    def _spread(self, name: str) -> None:
        """Asks for the copies, and waits a while for them where there are nodes enough to hold them."""
        with self._sound():
            self._patient.indices.put_settings(index=name, settings={"number_of_replicas": self._options.replicas})
            nodes = self._patient.cluster.health()["number_of_data_nodes"]
            if 0 < self._options.replicas < nodes:
                patient = self._patient.options(request_timeout=COPIES_WITHIN + 10, ignore_status=408)
                patient.cluster.health(index=name, wait_for_status="green", timeout=f"{COPIES_WITHIN}s")

    def _put_in_force(self, name: str) -> None:
        """Swaps the alias in one step, those of other versions with it; removes all builds but this and the last."""
        with self._sound():
            builds = self._builds()
            actions: list[dict] = [{"add": {"index": name, "alias": self.alias}}]
            actions += [
                {"remove": {"index": old, "alias": alias}} for old, aliases in builds.items() for alias in aliases
            ]
            self._patient.indices.update_aliases(actions=actions)
            last = next((old for old, aliases in builds.items() if aliases), "")
            for old in builds:
                if old not in (name, last):
                    self._patient.indices.delete(index=old, ignore_unavailable=True)

    def _builds(self) -> dict[str, list[str]]:
        """Every build of this archive, whatever it was made with, and the aliases that point to it."""
        found = self._client.indices.get_alias(index=f"{self._options.index}-*", ignore_unavailable=True)
        ours = re.compile(rf"{re.escape(self._options.index)}-[0-9a-f]{{10}}-\d+")
        return {name: list(about["aliases"]) for name, about in found.items() if ours.fullmatch(name)}

    # Reading

    def search(self, request: Request) -> Answer:
        """Asks the index; see `Engine.search`."""
        narrowing = {field: any_of(field, values) for field, values in request.filters.items() if values}
        query = Q("bool", must=[compiled(request.tree)], filter=_years(request))
        search = self._asking(query, request.tree).post_filter(all_of(narrowing.values()))
        search = search.sort(*_order(request.sort)).extra(track_total_hits=True)
        start, end = request.offset, request.offset + request.size
        search = search[start:end] if end <= DEEPEST else search[0:0]
        for facet in request.facets:
            others = [each for field, each in narrowing.items() if field != facet.field]
            counted = A("terms", field=facet.field, size=COUNTED_VALUES)
            search.aggs.bucket(facet.field, "filter", filter=all_of(others)).bucket("values", counted)
        answer = self._answer(search)
        ranked = request.sort == "relevance"
        return Answer(
            answer["hits"]["total"]["value"],
            tuple(_found(hit, hit["_score"] if ranked else 0.0) for hit in answer["hits"]["hits"]),
            {facet.field: _counts(answer["aggregations"], facet) for facet in request.facets},
        )

    def related(self, key: str, limit: int, filters: Mapping[str, tuple[str, ...]] | None = None) -> tuple[Found, ...]:
        """The documents whose rarest words are most like those of one document; see `Engine.related`."""
        itself = any_of("key", [key])
        hits = self._answer(self._asking(itself, tree.All())[0:1])["hits"]["hits"]
        if not hits or limit < 1:
            return ()
        like = compiled(self._alike(str(indexed(_found(hits[0], 0.0).document)["all"][0])))
        narrowing = [any_of(field, values) for field, values in (filters or {}).items()]
        query = Q("bool", must=[like], filter=narrowing, must_not=[itself])
        search = self._asking(query, tree.Terms("key", (key,))).sort(*_order("relevance"))[0:limit]
        return tuple(_found(hit, hit["_score"]) for hit in self._answer(search)["hits"]["hits"])

    def _alike(self, text: str) -> tree.Node:
        with self._sound():
            vectors = self._client.termvectors(
                index=self.alias,
                doc={"all": text},
                fields=["all"],
                term_statistics=True,
                offsets=False,
                positions=False,
            )
        vector = vectors["term_vectors"].get("all")
        if not vector:
            return tree.Nothing()
        frequencies = {term: about.get("doc_freq", 0) for term, about in vector["terms"].items()}
        return alike(telling(text), vector["field_statistics"]["doc_count"], frequencies)

    def frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """In how many documents each term stands; see `Engine.frequencies`."""
        wanted = list(dict.fromkeys(terms))
        found: dict[str, int] = {}
        for start in range(0, len(wanted), COUNTED_AT_ONCE):
            some = wanted[start : start + COUNTED_AT_ONCE]
            search = Search(using=self._client, index=self.alias)[0:0]
            search.aggs.bucket("terms", "filters", filters={term: Q("term", all=term) for term in some})
            buckets = self._answer(search)["aggregations"]["terms"]["buckets"]
            found |= {term: buckets[term]["doc_count"] for term in some}
        return found

    def status(self) -> IndexStatus:
        """How the index is; never raises."""
        try:
            with self._sound():
                ((build, about),) = self._client.indices.get_mapping(index=self.alias).items()
                if about["mappings"].get("_meta", {}).get("made_with") != made_with():
                    raise _stale(build)
                return IndexStatus("elasticsearch", True, self._client.count(index=self.alias)["count"], build)
        except SearchUnavailable as gone:
            return IndexStatus(
                "elasticsearch",
                False,
                problem=str(gone),
                stale=isinstance(gone, StaleIndex),
                away=isinstance(gone, EngineAway),
            )

    def _asking(self, query: Query, asked: tree.Node) -> Search:
        """A search, scored and weighed. The same question goes to the same copies, so that its pages agree."""
        weighed = Q("function_score", query=query, field_value_factor={"field": "weight", "missing": 1.0})
        same = hashlib.sha256(repr(asked).encode("utf-8", "replace")).hexdigest()[:16]
        search = Search(using=self._client, index=self.alias).query(weighed).source(["document"])
        return search.params(search_type="dfs_query_then_fetch", preference=same)

    def _answer(self, search: Search) -> dict[str, Any]:
        """The answer of all shards, or none: asked again while the cluster finds itself, as long as a reader may wait."""
        search = search.extra(timeout=f"{int(self._options.timeout * 1000)}ms").params(
            allow_partial_search_results=False
        )
        deadline, pause = time.monotonic() + self._options.timeout, 0.05
        with self._sound():
            while True:
                try:
                    return search.execute(ignore_cache=True).to_dict()
                except ApiError as error:
                    if not _passing(error) or time.monotonic() + pause > deadline:
                        raise
                time.sleep(pause)
                pause *= 2

    @contextmanager
    def _sound(self) -> Iterator[None]:
        """Turns whatever went wrong between here and the cluster into SearchUnavailable with the remedy.

        After a time-out nobody else is kept waiting for a while: they are told at once.
        """
        if time.monotonic() < self._silent_until:
            raise EngineAway(f"Elasticsearch is silent at {self._where}. {AWAY}")
        try:
            yield
        except ConnectionTimeout as error:
            self._silent_until = time.monotonic() + self._options.timeout
            raise EngineAway(f"Elasticsearch is silent at {self._where}. {AWAY}") from error
        except NoConnection as error:
            raise EngineAway(f"Elasticsearch does not answer at {self._where}. {AWAY}") from error
        except NotFoundError as error:
            raise self._missing() from error
        except ApiError as error:
            if _passing(error):
                raise EngineAway(
                    f"Elasticsearch at {self._where} cannot answer now ({_said(error)}). {AWAY}"
                ) from error
            raise SearchUnavailable(f"Elasticsearch at {self._where} refuses: {_said(error)}. {REFUSED}") from error
        except (TransportError, ValueError) as error:
            raise SearchUnavailable(f"Elasticsearch at {self._where} cannot be used: {error}. {REFUSED}") from error

    def _missing(self) -> SearchUnavailable:
        """There is no index of this version: perhaps one of another."""
        try:
            builds = self._builds()
        except (ApiError, TransportError):
            builds = {}
        if builds:
            return _stale(max(builds))
        return SearchUnavailable(f"There is no search index on Elasticsearch at {self._where}. {REBUILD}")

    @property
    def _where(self) -> str:
        return where(self._options.urls)


AWAY = "See that it runs and that ELASTICSEARCH_URL names it; what is to be indexed waits."
REFUSED = "See its log, and ELASTICSEARCH_URL."


class _ElasticWriter:
    """Gathers changes and sends them at `commit`; a build aside sends them on its way, because nobody reads it yet."""

    def __init__(self, engine: ElasticEngine, index: str, *, aside: bool = False):
        self._engine, self._index, self._aside = engine, index, aside
        self._changes: dict[str, dict] = {}
        self.count = 0

    def put(self, documents: Iterable[SearchDocument]) -> None:
        for document in documents:
            values = indexed(document)
            single = {name: value[0] if len(value) == 1 else value for name, value in values.items()}
            self._change(document.key, {"_op_type": "index", "_source": single})
            self.count += 1

    def remove(self, keys: Iterable[str]) -> None:
        for key in keys:
            self._change(key, {"_op_type": "delete"})

    def commit(self) -> None:
        self._send()
        with self._engine._sound():
            self._engine._patient.indices.refresh(index=self._index)

    def _change(self, key: str, change: dict) -> None:
        self._changes[key] = {**change, "_index": self._index, "_id": key}  # the last of several holds
        if self._aside and len(self._changes) >= CHUNK:
            self._send()

    def _send(self) -> None:
        """Sends what was gathered; what the cluster is too busy for is sent again, ever more slowly."""
        with self._engine._sound():
            sent = streaming_bulk(
                self._engine._patient,
                self._changes.values(),
                chunk_size=CHUNK,
                max_chunk_bytes=CHUNK_BYTES,
                max_retries=6,
                initial_backoff=0.2,
                max_backoff=10,
                raise_on_error=False,
                require_alias=not self._aside,  # never an index that Elasticsearch makes by itself
            )
            for done, result in sent:
                ((action, about),) = result.items()
                if not done and not (action == "delete" and about["status"] == 404 and "error" not in about):
                    self._refused(about)
        self._changes = {}

    def _refused(self, about: dict) -> None:
        error = about.get("error") or {}
        reason = error.get("reason", "") if isinstance(error, dict) else str(error)
        if about.get("status") == 404:
            raise self._engine._missing()
        problem = f"Elasticsearch does not take {about.get('_id')}: {reason[:300]}"
        if about.get("status") in BUSY:
            raise EngineAway(f"{problem}. {AWAY}")
        raise SearchUnavailable(f"{problem}. {REFUSED}")


def _client(options: ElasticOptions) -> Elasticsearch:
    """A client that asks another node when one does not answer. Raises SearchUnavailable for addresses that are none."""
    if not options.urls:
        raise SearchUnavailable(
            "SEARCH_ENGINE is 'elasticsearch', and ELASTICSEARCH_URL names no server. "
            "Set it, such as http://127.0.0.1:9200, or start one: make elasticsearch"
        )
    more: dict[str, Any] = {"api_key": options.api_key} if options.api_key else {}
    more |= {"ca_certs": options.ca_certs} if options.ca_certs else {}
    try:
        return Elasticsearch(
            [_with_port(url) for url in options.urls],
            request_timeout=options.timeout,
            retry_on_timeout=True,
            max_retries=max(MOST_RETRIES, len(options.urls)) if len(options.urls) > 1 else 1,
            **more,
        )
    except (ValueError, OSError) as error:
        raise SearchUnavailable(
            f"ELASTICSEARCH_URL names {where(options.urls)}, which cannot be used: {error}. "
            "Name each server as http://host:port or https://user:password@host:port, separated by commas."
        ) from error


def _with_port(url: str) -> str:
    """The address with the port that it means when it names none. Raises ValueError for what is no address."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("it must begin with http:// or https://, and name a host")
    if parts.port is None:
        parts = parts._replace(netloc=f"{parts.netloc}:{443 if parts.scheme == 'https' else 9200}")
    return parts.geturl()


def where(urls: Iterable[str]) -> str:
    """The addresses as they may stand in a log: without user and password."""
    return ", ".join(re.sub(r"//[^/@]*@", "//", url) for url in urls)


def _passing(error: ApiError) -> bool:
    """Whether the cluster may answer in a moment. A shard whose node is just lost is a 500; a question it cannot take, a 400."""
    causes = error.body.get("error") if isinstance(error.body, dict) else None
    kind = causes.get("type") if isinstance(causes, dict) else None
    return error.status_code in BUSY or (error.status_code == 500 and kind == "search_phase_execution_exception")


def _said(error: ApiError) -> str:
    causes = error.body.get("error") if isinstance(error.body, dict) else None
    reason = causes.get("reason", "") if isinstance(causes, dict) else str(causes or "")
    return f"{error.status_code} {reason or error.message}"[:300]


def _stale(build: str) -> StaleIndex:
    return StaleIndex(f"The search index was built by another version of the archive ({build}). {REBUILD}")


def _years(request: Request) -> list[Query]:
    if request.from_day is None and request.to_day is None:
        return []
    to_day = OPEN_END if request.to_day is None else request.to_day
    from_day = -OPEN_END if request.from_day is None else request.from_day
    return [between("date_from", None, to_day), between("date_to", from_day, None)]


def _order(sort: str) -> tuple[str, ...]:
    return ("_score", "tie") if sort == "relevance" else (f"by_{sort}",)


def _found(hit: Mapping[str, Any], score: float) -> Found:
    try:
        return Found(SearchDocument.from_json(hit["_source"]["document"]), score)
    except (ValueError, KeyError, TypeError) as error:
        raise _stale(hit.get("_index", "unknown")) from error


def _counts(aggregations: Mapping[str, Any], facet: FacetRequest) -> tuple[tuple[str, int], ...]:
    buckets = aggregations[facet.field]["values"]["buckets"]
    counts = [(str(bucket["key"]), bucket["doc_count"]) for bucket in buckets]
    return tuple(sorted(counts, key=lambda pair: (-pair[1], pair[0]))[: facet.size])
