"""A library for the grammar's tests: what it holds is named by rule, and some things are not there."""

from types import SimpleNamespace

MISSING = "missing"


class Shelf:
    """Answers as `content.exchange.known.Known` does; whatever is called `missing` does not exist."""

    def source(self, key):
        return None if key == MISSING else (f"u-{key}", f"Work {key}")

    def source_key(self, uid):
        return uid[2:] if uid.startswith("u-") else None

    def link(self, kind, slug):
        if slug == MISSING:
            return None
        if kind == "entry":
            return {"linktype": "page", "id": str(sum(map(ord, slug)))}
        return {"linktype": "thing", "kind": kind, "id": f"u-{slug}"}

    def link_target(self, attributes):
        if attributes.get("linktype") == "thing" and attributes.get("id", "").startswith("u-"):
            return attributes["kind"], attributes["id"][2:]
        if attributes.get("linktype") == "page":
            return {"1": None, str(sum(map(ord, "raid"))): ("entry", "raid")}.get(attributes.get("id"))
        return None

    def find(self, kind, slug):
        if slug == MISSING:
            return None
        return {
            "quotation": SimpleNamespace(
                text="We were told\nto go * now.",
                speaker="A. Speaker",
                locator="p. 4",
                source=SimpleNamespace(slug="cwric-1983"),
                source_id=1,
            ),
            "table": SimpleNamespace(
                title="Counted", unit="people", columns=["Year", "Count"], rows=[["1942", "10|12"], ["1943", ""]]
            ),
            "claim": SimpleNamespace(statement=f"Claim {slug} is so."),
            "place": SimpleNamespace(name=f"Place {slug}", lat=1.5, lon=-2.0),
            "timeline": SimpleNamespace(title="In order", slug=slug),
            "record": SimpleNamespace(title="A notice", slug=slug),
        }.get(kind)
