"""Everything of the archive that files may refer to, by kind and slug; and the way prose refers to it."""

from django.db.models import Model

from content import sections
from content.exchange.shapes import BY_KIND


class Known:
    """The things a file may name. It fills itself from the database, a kind at a time, and is told of new ones."""

    def __init__(self) -> None:
        self._by_slug: dict[str, dict[str, Model]] = {}
        self._by_uid: dict[str, dict[str, Model]] = {}

    def of(self, kind: str) -> dict[str, Model]:
        if kind not in self._by_slug:
            self._by_slug[kind], self._by_uid[kind] = {}, {}
            for thing in BY_KIND[kind].model._default_manager.all():
                self.add(kind, thing)
        return self._by_slug[kind]

    def add(self, kind: str, thing: Model) -> None:
        self.of(kind)[thing.slug] = thing
        self._by_uid[kind][thing.uid] = thing

    def find(self, kind: str, slug: str) -> Model | None:
        return self.of(kind).get(slug)

    def by_uid(self, kind: str, uid: str) -> Model | None:
        self.of(kind)
        return self._by_uid[kind].get(uid)

    # What prose asks: see content.exchange.prose.

    def source(self, key: str) -> tuple[str, str] | None:
        """The uid of a source and its short label, or None for an unknown key."""
        from content.citations.words import short

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
            thing = self.by_uid(attributes.get("kind", ""), attributes.get("id", "")) if attributes.get("kind") in BY_KIND else None
            return (attributes["kind"], thing.slug) if thing else None
        for kind in (*sections.PAGE_KINDS, "page", "pledge"):
            for thing in self.of(kind).values():
                if str(thing.pk) == attributes.get("id"):
                    return kind, thing.slug
        return None
