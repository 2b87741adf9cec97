"""From things to search documents: the one room of search, with `visibility`, that knows the content's models."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from django.db.models import QuerySet

from search.builders import pages, snippets
from search.builders.uses import users_of
from search.documents import SearchDocument
from search.visibility import by_kind, findable

__all__ = ["BUILDERS", "built", "count", "documents", "users_of"]

CHUNK = 200


class Builder(NamedTuple):
    """How a kind becomes documents: what to fetch with its things, and what to take from each."""

    fetch: Callable[[QuerySet], QuerySet]
    build: Callable[..., SearchDocument]


BUILDERS: dict[str, Builder] = {
    "theme": Builder(pages.fetch_theme, pages.theme),
    "entry": Builder(pages.fetch_entry, pages.entry),
    "record": Builder(pages.fetch_record, pages.record),
    "timeline": Builder(pages.fetch_timeline, pages.timeline),
    "lesson": Builder(pages.fetch_lesson, pages.lesson),
    "unit": Builder(pages.fetch_unit, pages.unit),
    "pledge": Builder(pages.fetch_page, pages.pledge),
    "clause": Builder(snippets.fetch_clause, snippets.clause),
    "event": Builder(snippets.fetch_event, snippets.event),
    "claim": Builder(snippets.fetch_claim, snippets.claim),
    "quotation": Builder(snippets.fetch_quotation, snippets.quotation),
    "table": Builder(snippets.fetch_table, snippets.table),
    "source": Builder(snippets.fetch_source, snippets.source),
    "person": Builder(snippets.fetch_agent, snippets.person),
    "organization": Builder(snippets.fetch_agent, snippets.organization),
    "place": Builder(snippets.fetch_agent, snippets.place),
    "term": Builder(snippets.fetch_term, snippets.term),
    "page": Builder(pages.fetch_page, pages.page),
}


def count() -> int:
    """How many documents a whole index holds."""
    return sum(findable(kind).count() for kind in BUILDERS)


def documents(failed: Callable[[str, Exception], None]) -> Iterator[SearchDocument]:
    """The documents of everything that may be found, kind by kind; a fixed number of queries for every 200.

    `failed` is told the key of a thing that cannot be built, and why; the others are built.
    """
    for kind in BUILDERS:
        # Read by key, not with one long cursor: what is added or goes meanwhile is told by its own index job.
        pks = list(findable(kind).order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(pks), CHUNK):
            for key, made in _made(kind, findable(kind).filter(pk__in=pks[start : start + CHUNK]).order_by("pk")):
                if isinstance(made, SearchDocument):
                    yield made
                else:
                    failed(key, made)


def built(keys: Iterable[str]) -> dict[str, SearchDocument | Exception]:
    """The documents of some keys as the database now stands; what may not be found, or is gone, is left out.

    A thing that cannot be built has its error in place of a document, so that the others need not wait for it.
    """
    return {
        key: made
        for kind, uids in by_kind(keys).items()
        for start in range(0, len(uids), CHUNK)
        for key, made in _made(kind, findable(kind).filter(uid__in=uids[start : start + CHUNK]))
    }


def _made(kind: str, things: QuerySet) -> Iterator[tuple[str, SearchDocument | Exception]]:
    builder = BUILDERS[kind]
    for thing in builder.fetch(things):
        try:
            yield f"{kind}:{thing.uid}", builder.build(thing)
        except Exception as error:  # whatever is wrong with one thing, the others are indexed
            yield f"{kind}:{thing.uid}", error
