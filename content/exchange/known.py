"""Everything of the archive that files may refer to, by kind and slug; and the way prose refers to it."""

from django.db.models import Model

from content import sections
from content.citations.words import short
from content.exchange.shapes import BY_KIND
from content.models import ArchiveImage


def _model(kind: str) -> type[Model]:
    return ArchiveImage if kind == "image" else BY_KIND[kind].model


class Known:
    """The things a file may name, each asked for once; an import reads a whole kind at a time and tells of new ones."""

    def __init__(self, *, whole_kinds: bool = False) -> None:
        self._whole_kinds = whole_kinds
        self._read: set[str] = set()
        self._things: dict[tuple[str, str, object], Model | None] = {}

    def add(self, kind: str, thing: Model) -> None:
        for name in ("slug", "uid", "pk"):
            if hasattr(thing, name):  # an image has no slug
                self._things[kind, name, getattr(thing, name)] = thing

    def also(self, kind: str, slug: str, thing: Model) -> None:
        """A file's own slug for a thing that was renamed since."""
        self._things.setdefault((kind, "slug", slug), thing)

    def find(self, kind: str, slug: str) -> Model | None:
        return self._one(kind, "slug", slug)

    def by_uid(self, kind: str, uid: str) -> Model | None:
        return self._one(kind, "uid", uid)

    def by_pk(self, kind: str, pk: int) -> Model | None:
        return self._one(kind, "pk", pk)

    def _one(self, kind: str, name: str, value: object) -> Model | None:
        if self._whole_kinds and kind not in self._read:
            self._read.add(kind)
            for thing in _model(kind)._default_manager.all():
                self.add(kind, thing)
        key = (kind, name, value)
        if key not in self._things:
            thing = None if self._whole_kinds else _model(kind)._default_manager.filter(**{name: value}).first()
            self._things[key] = thing
            if thing is not None:
                self.add(kind, thing)
        return self._things[key]

    # What prose asks: see content.exchange.prose.

    def source(self, key: str) -> tuple[str, str] | None:
        """The uid of a source and its short label, or None for an unknown key."""
        thing = self.find("source", key)
        return (thing.uid, short(thing.work)) if thing else None

    def source_key(self, uid: str) -> str | None:
        thing = self.by_uid("source", uid)
        return thing.slug if thing else None

    def link(self, kind: str, slug: str) -> dict[str, str] | None:
        """The attributes of a link to a thing, or None for an unknown one."""
        if kind not in BY_KIND:
            return None
        thing = self.find(kind, slug)
        if thing is None:
            return None
        if BY_KIND[kind].is_page:
            return {"linktype": "page", "id": str(thing.pk)}
        return {"linktype": "thing", "kind": kind, "id": thing.uid}

    def link_target(self, attributes: dict[str, str]) -> tuple[str, str] | None:
        """The kind and slug that a stored link names, or None."""
        if attributes.get("linktype") == "thing":
            kind = attributes.get("kind", "")
            thing = self.by_uid(kind, attributes.get("id", "")) if kind in BY_KIND else None
            return (kind, thing.slug) if thing else None
        if not attributes.get("id", "").isdigit():
            return None
        for kind in (*sections.PAGE_KINDS, "page", "pledge"):
            thing = self.by_pk(kind, int(attributes["id"]))
            if thing:
                return kind, thing.slug
        return None
