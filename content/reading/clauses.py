"""Where a thing meets the pledge: its links to clauses, grouped by what kind of link they are."""

from collections.abc import Iterable
from dataclasses import dataclass

# In the order readers see them.
_WORDS = {
    "named": "Named",
    "example": "Example",
    "counter-example": "Counter-example",
    "background": "Background",
}
THE_THEME = "The theme as a whole"
CLAUSES_OF_THE_PLEDGE = 19


@dataclass(frozen=True)
class LinkShown:
    """A link to a clause: which, of what kind, and why."""

    number: str
    name: str
    address: str
    kind: str
    why: str


@dataclass(frozen=True)
class LinkGroup:
    """The links of one kind."""

    kind: str
    links: tuple[LinkShown, ...]


def shown(thing) -> list[LinkShown]:
    """The links of a page or event to public clauses, by kind and then as its editor ordered them.

    Fetch them beforehand with `pledge_links__clause` where there are many things.
    """
    links = thing.pledge_links.all()
    if "pledge_links" not in getattr(thing, "_prefetched_objects_cache", {}) and hasattr(links, "select_related"):
        links = links.select_related("clause")
    without = THE_THEME if thing.kind == "theme" else ""
    found = [
        LinkShown(link.clause.number, link.clause.short, link.clause.address, _WORDS.get(link.kind, without), link.why)
        for link in links
        if link.clause.live
    ]
    order = [*_WORDS.values(), without]
    return sorted(found, key=lambda link: order.index(link.kind))


def grouped(links: Iterable[LinkShown]) -> list[LinkGroup]:
    """Links of one kind together, in the order named, example, counter-example, background."""
    groups: dict[str, list[LinkShown]] = {}
    for link in links:
        groups.setdefault(link.kind, []).append(link)
    return [LinkGroup(kind, tuple(members)) for kind, members in groups.items()]


@dataclass(frozen=True)
class ClauseNamed:
    """A clause by its number, its short name and its address."""

    number: str
    name: str
    address: str


def of_several(things: list) -> list[ClauseNamed]:
    """The public clauses that any of these things of one kind bears on, each once, in the pledge's order; one query."""
    if not things:
        return []
    links = type(things[0])._meta.get_field("pledge_links")
    rows = links.related_model._default_manager.filter(
        **{f"{links.field.name}__in": [thing.pk for thing in things]}, clause__live=True
    ).select_related("clause")
    found = {link.clause.position: link.clause for link in rows}
    return [ClauseNamed(one.number, one.short, one.address) for _, one in sorted(found.items())]
