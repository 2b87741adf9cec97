"""The kinds of thing a page can lead to, found through its relations, and many of them named in one query."""

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import CharField, Model, QuerySet, TextField, Value
from django.db.models.functions import Cast
from wagtail.models import Page

from content import sections
from content.visibility import public

# What a kind is called by, and two more of its columns that readers see beside the name.
_COLUMNS = {
    "theme": ("title", "mark", "short_title"),
    "entry": ("title", "entry_kind", "date"),
    "record": ("title", "summary", "credit"),
    "timeline": ("title", "rule_from", "rule_to"),
    "lesson": ("title", "grade_band", ""),
    "unit": ("title", "grade_band", ""),
    "page": ("title", "", ""),
    "pledge": ("title", "", ""),
    "person": ("name", "role", ""),
    "organization": ("name", "role", ""),
    "place": ("name", "lat", "lon"),
    "term": ("term", "", ""),
    "event": ("title", "date", ""),
    "claim": ("statement", "", ""),
    "clause": ("short", "number", ""),
    "source": ("title", "", ""),
    "table": ("title", "", ""),
}
LINKED_KINDS = frozenset(_COLUMNS)


@dataclass(frozen=True)
class Thing:
    """Something of the archive by its name: enough to list it and to link to it."""

    kind: str
    pk: int
    uid: str
    slug: str
    name: str
    more: str = ""
    also: str = ""

    @property
    def title(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        return sections.address(self.kind, self.slug)


@dataclass(frozen=True)
class OpenTheme:
    """The theme whose tab is open and whose ink a page takes."""

    pk: int
    mark: str


def opened(themes: Sequence[Thing]) -> OpenTheme | None:
    """The open theme of a page that has these (asked for with their usual columns): the first of them."""
    return OpenTheme(themes[0].pk, themes[0].more) if themes else None


class Asked(NamedTuple):
    """A list of things to be named: its label, the things, and two columns beside the name if not the usual ones."""

    label: str
    things: QuerySet
    more: str | None = None
    also: str | None = None


@functools.cache
def kinds() -> Mapping[str, type[Model]]:
    """Every kind of thing with an address or a place in a body, by the relations of pages and of themes."""
    pages = {
        relation.related_model.kind: relation.related_model
        for relation in Page._meta.related_objects
        if relation.one_to_one and getattr(relation.related_model, "kind", "")
    }
    theme = pages["theme"]
    snippets = {
        relation.related_model.kind: relation.related_model
        for relation in theme._meta.related_objects
        if relation.many_to_many and getattr(relation.related_model, "kind", "")
    }
    return {**snippets, **pages}


def named(asked: Iterable[Asked]) -> dict[str, list[Thing]]:
    """Several lists of public things in one query, each under its label, by name; every label asked for is there."""
    asked = list(asked)
    lists: dict[str, list[Thing]] = {each.label: [] for each in asked}
    rows = [_row(each) for each in asked]
    if not rows:
        return lists
    found = rows[0].union(*rows[1:], all=True) if len(rows) > 1 else rows[0]
    for label, *columns in found:
        lists[label].append(Thing(*columns))
    for things in lists.values():
        things.sort(key=lambda thing: (thing.name.casefold(), thing.uid))
    return lists


def _row(asked: Asked) -> QuerySet:
    name, more, also = _COLUMNS[asked.things.model.kind]
    return (
        public(asked.things)
        .order_by()
        .annotate(
            a_label=Value(asked.label, output_field=CharField()),
            a_kind=Value(asked.things.model.kind, output_field=CharField()),
            a_name=Cast(name, TextField()),
            a_more=_column(more if asked.more is None else asked.more),
            a_also=_column(also if asked.also is None else asked.also),
        )
        .values_list("a_label", "a_kind", "pk", "uid", "slug", "a_name", "a_more", "a_also")
    )


def _column(name: str):
    return Cast(name, TextField()) if name else Value("", output_field=TextField())
