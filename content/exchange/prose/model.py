"""A prose file as data: front matter and blocks; and what is asked about sources and links."""

from dataclasses import dataclass
from typing import Protocol

from content import sections

# The keys of each block type: True where it must be there.
BLOCK_FIELDS: dict[str, dict[str, bool]] = {
    "quotation": {"quotation": True, "comment": False},
    "table": {"table": True, "comment": False},
    "claims": {"claims": True, "heading": False},
    "timeline": {"timeline": True, "from": False, "to": False},
    "map": {"places": True, "caption": False},
    "record": {"record": True, "comment": False},
    "image": {"image": True, "caption": False, "alt": False, "decorative": False},
    "note": {"heading": True, "text": True},
    "question": {"question": True, "note": False},
}
LIST_FIELDS = {("claims", "claims"), ("map", "places")}
RICH_FIELDS = {("note", "text")}
DATE_FIELDS = {("timeline", "from"), ("timeline", "to")}
YES_OR_NO_FIELDS = {("image", "decorative")}
# What `[words](kind:slug)` may link to.
LINK_KINDS = frozenset({*sections.PAGE_KINDS, *sections.SNIPPET_KINDS, "clause", "page", "pledge"})
# How an address outside the grammar's kinds may begin: elsewhere, a person's mail or telephone, a place on this site.
ADDRESS_BEGINNINGS = ("https://", "http://", "mailto:", "tel:", "/", "#")


@dataclass(frozen=True)
class Block:
    """One block of a body: its type, its lasting id (a UUID), and its value: rich text, or a mapping."""

    type: str
    id: str
    value: str | dict


@dataclass(frozen=True)
class Prose:
    """A prose file: front matter and body."""

    front: dict
    blocks: list[Block]


class Resolver(Protocol):
    """Answers what prose names: sources by key, things by kind and slug, and back; None for what does not exist."""

    def source(self, key: str) -> tuple[str, str] | None: ...
    def source_key(self, uid: str) -> str | None: ...
    def link(self, kind: str, slug: str) -> dict[str, str] | None: ...
    def link_target(self, attributes: dict[str, str]) -> tuple[str, str] | None: ...


def is_address(href: str) -> bool:
    """Whether a link may lead to this address."""
    if not href.startswith(ADDRESS_BEGINNINGS) or href.startswith("//"):
        return False
    return not any(sign.isspace() or ord(sign) < 32 or sign in '<>"\\' for sign in href)
