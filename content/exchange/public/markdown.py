"""Bodies and rich text as public Markdown: what readers may not see is not named, and hate propaganda is not quoted."""

import html
import re
from collections.abc import Iterable, Iterator

from django.db.models import Model, Q, QuerySet
from wagtail.models import Page

from content.exchange import bodies
from content.exchange.prose import to_markdown
from content.exchange.prose.writer import rich_text_to_markdown
from content.exchange.shapes import BY_KIND
from content.visibility import public

_ANCHOR = re.compile(r"<a\b[^>]*\blinktype=[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


def anchors(markup: str) -> Iterator[dict[str, str]]:
    """The attributes of every note and every link into the archive in stored rich text, in reading order."""
    for tag in _ANCHOR.findall(markup or ""):
        yield {name.lower(): html.unescape(value) for name, value in _ATTRIBUTE.findall(tag)}


def rich_texts(blocks: Iterable[dict]) -> Iterator[tuple[dict, str]]:
    """Every block of a stored body with its rich text, which is empty for a block that chooses something."""
    for block in blocks:
        value = block["value"]
        text = value if isinstance(value, str) else value.get("text", "") if isinstance(value, dict) else ""
        yield block, text if isinstance(text, str) else ""


def chosen(block: dict) -> Iterator[tuple[str, int]]:
    """What a stored block chooses, as kind and key."""
    value = block["value"] if isinstance(block["value"], dict) else {}
    for key, kind in bodies.CHOOSERS.get(block["type"], {}).items():
        given = value.get(key)
        if isinstance(kind, list):
            yield from ((kind[0], row["value"] if isinstance(row, dict) else row) for row in given or [])
        elif given:
            yield kind, given


class PublicKnown:
    """Answers what the prose of some bodies names, with what readers may see; one query for each kind that is named."""

    def __init__(self, streams: Iterable[list[dict]] = (), texts: Iterable[str] = ()):
        self._pks: dict[str, set] = {}
        self._uids: dict[str, set] = {}
        self._page_pks: set[str] = set()
        self._loaded: dict[str, dict[str, Model]] = {}
        self._pages: dict[str, tuple[str, str]] | None = None
        for stream in streams:
            for block, text in rich_texts(stream):
                self._want_links(text)
                for kind, pk in chosen(block):
                    self._pks.setdefault(kind, set()).add(pk)
        for text in texts:
            self._want_links(text)

    def _want_links(self, markup: str) -> None:
        for attributes in anchors(markup):
            linktype, name = attributes.get("linktype"), attributes.get("id", "")
            if linktype == "page":
                self._page_pks.add(name)
            else:
                kind = "source" if linktype == "citation" else attributes.get("kind", "")
                self._uids.setdefault(kind, set()).add(name)

    def of(self, kind: str) -> dict[str, Model]:
        """The things of a kind that are named, by slug."""
        if kind not in self._loaded:
            self._loaded[kind] = {thing.slug: thing for thing in self._load(kind)}
        return self._loaded[kind]

    def _load(self, kind: str) -> Iterable[Model]:
        if kind not in BY_KIND or not (self._pks.get(kind) or self._uids.get(kind)):
            return ()
        pks = [pk for pk in self._pks.get(kind, ()) if isinstance(pk, int)]
        uids = [uid for uid in self._uids.get(kind, ()) if "\x00" not in uid]
        return _with_needs(kind, public(BY_KIND[kind].model).filter(Q(pk__in=pks) | Q(uid__in=uids)))

    def find(self, kind: str, slug: str) -> Model | None:
        return self.of(kind).get(slug)

    def by_uid(self, kind: str, uid: str) -> Model | None:
        return next((thing for thing in self.of(kind).values() if thing.uid == uid), None)

    def by_pk(self, kind: str, pk: int) -> Model | None:
        return next((thing for thing in self.of(kind).values() if thing.pk == pk), None)

    def source_key(self, uid: str) -> str | None:
        source = self.by_uid("source", uid)
        return source.slug if source else None

    def link_target(self, attributes: dict[str, str]) -> tuple[str, str] | None:
        """The kind and slug a stored link names, or None where readers may not see it."""
        if attributes.get("linktype") == "page":
            return self._page_targets().get(attributes.get("id", ""))
        kind = attributes.get("kind", "")
        thing = self.by_uid(kind, attributes.get("id", ""))
        return (kind, thing.slug) if thing else None

    def _page_targets(self) -> dict[str, tuple[str, str]]:
        if self._pages is None:
            pks = [int(pk) for pk in self._page_pks if pk.isascii() and pk.isdigit() and len(pk) < 18]
            pages = public(Page).filter(pk__in=pks).select_related("content_type")
            self._pages = {str(page.pk): (getattr(page.specific_class, "kind", "page"), page.slug) for page in pages}
        return self._pages

    def body(self, stream: list[dict]) -> str:
        """A stored body as Markdown."""
        return to_markdown(bodies.written([{"id": "", **block} for block in stream], self), self)

    def prose(self, markup: str) -> str:
        """Stored rich text as Markdown."""
        return rich_text_to_markdown(markup, self) if markup else ""


def _with_needs(kind: str, things: QuerySet) -> QuerySet:
    """What writing a thing of this kind asks of the database beside itself."""
    if kind == "quotation":
        return things.filter(propaganda=False).select_related("source")
    return things
