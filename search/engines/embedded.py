"""The embedded engine: tantivy in a folder, one writer, any number of readers, no server."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from tantivy import DocAddress, Document, Index, IndexWriter, Occur, Order, Query, Schema, SchemaBuilder, Searcher

from search.documents import FIELDS, OPEN_END, SearchDocument, indexed
from search.engines.base import (
    Answer,
    FacetRequest,
    Found,
    IndexLocked,
    IndexStatus,
    Request,
    SearchUnavailable,
    StaleIndex,
    Writer,
)
from search.engines.builds import REBUILD, Builds
from search.engines.compiled import any_of, between, compiled, filtered
from search.query.alike import alike, telling

MEMORY = 64_000_000
"""Bytes a writer gathers before it writes a segment."""

# A run of equal scores is put in order by date and key. It is followed this far beyond the page asked for.
DEEPEST_TIE = 10_000
COUNTED_VALUES = 1_000
LIGHTEST = 0.25


def make_schema() -> Schema:
    """The fields of `search.documents` as tantivy has them. Text comes analysed, so it is only split at spaces."""
    builder = SchemaBuilder()
    for field in FIELDS:
        if field.type == "text":
            builder.add_text_field(field.name, tokenizer_name="whitespace", index_option="position")
        elif field.type == "exact":
            fast = field.counts or field.sorts
            builder.add_text_field(field.name, tokenizer_name="raw", index_option="basic", fast=fast)
        elif field.type == "number":
            builder.add_integer_field(field.name, indexed=True, fast=True)
        elif field.type == "factor":
            builder.add_float_field(field.name, fast=True)
        else:
            builder.add_bytes_field(field.name, stored=True)
    return builder.build()


class EmbeddedEngine:
    """Searches the build that the pointer in `root` names, as it was last committed."""

    def __init__(self, root: Path):
        self._builds = Builds(Path(root))
        self._opening = Lock()
        self._index: Index | None = None
        self._seen: tuple[int, int, int] | None = None
        self._live: tuple[Path, _TantivyWriter] | None = None

    # Writing

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Holds the live index for writing; see `Engine.writing`. The writer stays open for the next time."""
        with self._builds.held("writing", wait=True):
            folder = self._builds.current()
            if self._live is None or self._live[0] != folder:
                self._live = None
                with _sound():
                    self._live = (folder, _TantivyWriter(Index.open(str(folder))))
            try:
                yield self._live[1]
            finally:
                try:
                    self._live[1].drop_uncommitted()
                except SearchUnavailable:
                    self._live = None  # a writer that cannot even step back is replaced next time
                    raise

    def close(self) -> None:
        """Lets the writer go, so that another process may write."""
        if self._live:
            self._live[1].release()
        self._live = None

    def rebuild(self, documents: Iterable[SearchDocument], finish: Callable[[Writer], None] | None = None) -> int:
        """Builds aside and moves the pointer; see `Engine.rebuild`. What is in force is not touched before that."""
        with self._builds.held("rebuilding", wait=False), self._builds.fresh() as folder:
            with _sound():
                writer = _TantivyWriter(Index(make_schema(), path=str(folder)))
            writer.put(documents)
            writer.commit()
            with self._builds.held("writing", wait=True):
                if finish:
                    finish(writer)
                writer.commit()
                writer.release()
                self._builds.put_in_force(folder)
            return writer.count

    # Reading

    def search(self, request: Request) -> Answer:
        """Asks the index; see `Engine.search`."""
        with self._reading() as (searcher, schema):
            narrowing = self._narrowing(request, schema)
            query = compiled(request.tree, schema)
            whole = filtered(query, narrowing.values())
            total, page = self._page(searcher, whole, request)
            counts = {
                facet.field: self._counts(searcher, filtered(query, _all_but(narrowing, facet.field)), facet)
                for facet in request.facets
            }
            return Answer(total, tuple(_found(searcher, address, score) for score, address in page), counts)

    def related(self, key: str, limit: int, filters: Mapping[str, tuple[str, ...]] | None = None) -> tuple[Found, ...]:
        """The documents whose rarest words are most like those of one document; see `Engine.related`."""
        with self._reading() as (searcher, schema):
            itself = any_of(schema, "key", [key])
            hits = searcher.search(itself, limit=1).hits
            if not hits or limit < 1:
                return ()
            counts = telling(_first(indexed(_found(searcher, hits[0][1], 0.0).document)["all"]))
            like = alike(counts, searcher.num_docs, {term: searcher.doc_freq("all", term) for term in counts})
            others = Query.boolean_query([(Occur.Must, compiled(like, schema)), (Occur.MustNot, itself)])
            narrowed = filtered(others, [any_of(schema, field, values) for field, values in (filters or {}).items()])
            _result, ranked = self._ranked(searcher, narrowed, limit)
            return tuple(_found(searcher, address, score) for score, address in ranked[:limit])

    def frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """In how many documents each term stands; see `Engine.frequencies`."""
        with self._reading() as (searcher, _schema):
            return {term: searcher.doc_freq("all", term) for term in terms}

    def status(self) -> IndexStatus:
        """How the index is; never raises."""
        try:
            with self._reading() as (searcher, _schema):
                return IndexStatus("embedded", True, searcher.num_docs, self._builds.current().name)
        except SearchUnavailable as away:
            return IndexStatus("embedded", False, problem=str(away), stale=isinstance(away, StaleIndex))

    @contextmanager
    def _reading(self) -> Iterator[tuple[Searcher, Schema]]:
        with _sound():
            index = self._opened()
            yield index.searcher(), index.schema

    def _opened(self) -> Index:
        """The index in force as last committed. A reader that meets a rebuild between two steps looks once more."""
        with self._opening:
            for last_try in (False, True):
                try:
                    seen = self._builds.seen()
                    if self._index is None or self._seen != seen:
                        self._index, self._seen = Index.open(str(self._builds.current())), seen
                    else:
                        self._index.reload()
                    return self._index
                except (ValueError, OSError, SearchUnavailable):
                    self._index = None
                    if last_try:
                        raise
        raise AssertionError("unreachable")

    def _narrowing(self, request: Request, schema: Schema) -> dict[str, Query]:
        """The filters by field, the years under names that no facet has."""
        found = {field: any_of(schema, field, values) for field, values in request.filters.items() if values}
        if request.from_day is not None or request.to_day is not None:
            found["date_from"] = between(schema, "date_from", None, _or(request.to_day, OPEN_END))
            found["date_to"] = between(schema, "date_to", _or(request.from_day, -OPEN_END), None)
        return found

    def _page(self, searcher: Searcher, query: Query, request: Request) -> tuple[int, list[tuple[float, DocAddress]]]:
        start, end = request.offset, request.offset + max(request.size, 1)
        if request.sort in ("date", "title"):
            result = searcher.search(
                query, limit=end - start, offset=start, order_by_field=f"by_{request.sort}", order=Order.Asc
            )
            hits = [(0.0, address) for _value, address in result.hits]
        else:
            result, hits = self._ranked(searcher, query, end)
            hits = hits[start:end]
        return result.count, hits[: request.size]

    def _ranked(self, searcher: Searcher, query: Query, end: int) -> tuple[object, list[tuple[float, DocAddress]]]:
        """The best hits, at least up to `end`, equal scores ordered by date and key so that every page agrees."""
        limit = end + 20
        while True:
            result = searcher.search(query, limit=limit, weight_by_field="weight")
            hits = result.hits
            complete = len(hits) < limit or hits[-1][0] != hits[end - 1][0] or limit >= DEEPEST_TIE
            if complete:
                break
            limit = min(limit * 4, DEEPEST_TIE)
        ties = searcher.fast_field_values("tie", [address for _score, address in hits])
        order = sorted(range(len(hits)), key=lambda at: (-hits[at][0], ties[at] or 0))
        return result, [hits[at] for at in order]

    def _counts(self, searcher: Searcher, query: Query, facet: FacetRequest) -> tuple[tuple[str, int], ...]:
        wanted = {"values": {"terms": {"field": facet.field, "size": COUNTED_VALUES}}}
        buckets = searcher.aggregate(query, wanted)["values"]["buckets"]
        counts = [(_whole(bucket["key"]), bucket["doc_count"]) for bucket in buckets]
        return tuple(sorted(counts, key=lambda pair: (-pair[1], pair[0]))[: facet.size])


class _TantivyWriter:
    """Puts and removes documents in one tantivy index, with one thread, so that the same input gives the same index."""

    def __init__(self, index: Index):
        self._schema = index.schema
        self._writer = _open_writer(index)
        self._changed = False
        self.count = 0

    def put(self, documents: Iterable[SearchDocument]) -> None:
        for document in documents:
            self.remove([document.key])
            values = indexed(document)
            values |= {
                "weight": [_as_tantivy_weighs(document.weight)],
                "document": [_first(values["document"]).encode()],
            }
            with _sound():
                self._writer.add_document(Document.from_dict(values, self._schema))
            self.count += 1

    def remove(self, keys: Iterable[str]) -> None:
        for key in keys:
            self._changed = True
            with _sound():
                self._writer.delete_documents_by_term("key", key)

    def commit(self) -> None:
        with _sound():
            self._writer.commit()
        self._changed = False

    def drop_uncommitted(self) -> None:
        if self._changed:
            with _sound():
                self._writer.rollback()
            self._changed = False

    def release(self) -> None:
        """Waits until all segments are merged and gives up the lock; the writer is used up."""
        with _sound():
            self._writer.wait_merging_threads()


def _open_writer(index: Index) -> IndexWriter:
    try:
        return index.writer(MEMORY, 1)
    except ValueError as error:
        if "LockBusy" in str(error):
            raise IndexLocked(
                "Another process is writing the search index, most likely 'manage.py work'. Leave the writing to it."
            ) from error
        raise


@contextmanager
def _sound() -> Iterator[None]:
    """Turns whatever tantivy says of a broken or missing folder into SearchUnavailable with the remedy."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise SearchUnavailable(f"The search index cannot be used: {error}. {REBUILD}") from error
    except BaseException as error:
        # A panic of the Rust side is no Exception, and its class cannot be imported.
        if type(error).__name__ == "PanicException":
            raise SearchUnavailable(f"The search index broke while it was asked: {error}. {REBUILD}") from error
        raise


def _as_tantivy_weighs(weight: float) -> float:
    """The value by which tantivy multiplies a score by `weight`: it takes log2(2 + value), and never less than 1."""
    return 2.0 ** (weight / LIGHTEST) - 2.0


def _found(searcher: Searcher, address: DocAddress, score: float) -> Found:
    stored = searcher.doc(address).get_first("document")
    return Found(SearchDocument.from_json(bytes(stored).decode()), score * LIGHTEST)


def _all_but(filters: dict[str, Query], field: str) -> list[Query]:
    return [query for name, query in filters.items() if name != field]


def _first(values: list) -> str:
    return str(values[0])


def _or(value: int | None, otherwise: int) -> int:
    return otherwise if value is None else value


def _whole(value: object) -> str:
    return str(int(value)) if isinstance(value, float) else str(value)
