"""A list in an address: what is asked for, narrowed by links, cut into pages of fifty."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

PAGE_SIZE = 50
EVERY = "All"


@dataclass(frozen=True)
class Row:
    """One line of a list: what it is called, where it stands, the label beside it and the words under it."""

    title: str
    address: str
    label: str = ""
    text: str = ""
    note: str = ""
    date_parts: Mapping = field(default_factory=dict)
    mark: str = ""
    group: str = ""
    check: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Choice:
    """One link among those that narrow a list."""

    label: str
    address: str
    is_open: bool


@dataclass(frozen=True)
class Field:
    """The same as a field of a form: its name, what it is called, and each value with its label and whether it is chosen."""

    name: str
    heading: str
    every: str
    options: Sequence[tuple[str, str, bool]]


@dataclass(frozen=True)
class Narrowing:
    """A part of the query, what it may be, and what it is called: `theme`, {"nseers": "NSEERS"}, "Theme"."""

    name: str
    heading: str
    options: Mapping[str, str]
    every: str = EVERY

    def field(self, chosen: Mapping[str, str]) -> Field:
        here = chosen.get(self.name, "")
        return Field(
            self.name,
            self.heading,
            self.every,
            [(value, label, value == here) for value, label in self.options.items()],
        )

    def choices(self, address: str, chosen: Mapping[str, str]) -> list[Choice]:
        """A link for each option, keeping what else is chosen; the first takes the narrowing away."""
        others = {name: value for name, value in chosen.items() if name != self.name}
        here = chosen.get(self.name, "")
        every = [Choice(self.every, with_query(address, others), not here)]
        return every + [
            Choice(label, with_query(address, {**others, self.name: value}), value == here)
            for value, label in self.options.items()
        ]


@dataclass(frozen=True)
class Listing:
    """A page of a list with all that its template shows."""

    rows: Sequence[Row]
    total: int
    page: Page
    narrowings: Sequence[tuple[str, Sequence[Choice]]]
    chosen: Mapping[str, str]
    chosen_words: str
    ignored: Sequence[str]
    address: str
    fields: Sequence[Field] = ()

    @property
    def pages(self) -> list[Choice]:
        """The pages near this one, the first and the last."""
        if self.page.paginator.num_pages < 2:
            return []
        numbers = self.page.paginator.get_elided_page_range(self.page.number, on_each_side=2, on_ends=1)
        return [Choice(str(n), self.at(n) if isinstance(n, int) else "", n == self.page.number) for n in numbers]

    def at(self, number: int) -> str:
        return with_query(self.address, {**self.chosen, **({"page": str(number)} if number > 1 else {})})

    @property
    def previous(self) -> str:
        return self.at(self.page.number - 1) if self.page.has_previous() else ""

    @property
    def next(self) -> str:
        return self.at(self.page.number + 1) if self.page.has_next() else ""


def with_query(address: str, query: Mapping[str, str]) -> str:
    return f"{address}?{urlencode(query)}" if query else address


def chosen_of(asked: Mapping[str, str], narrowings: Iterable[Narrowing]) -> tuple[dict[str, str], list[str]]:
    """What of the query can be followed, and the headings of what cannot: a theme that is not here, a kind unknown."""
    chosen, ignored = {}, []
    for narrowing in narrowings:
        value = asked.get(narrowing.name, "")
        if value in narrowing.options:
            chosen[narrowing.name] = value
        elif value:
            ignored.append(narrowing.heading.lower())
    return chosen, ignored


def listing(
    address: str,
    asked: Mapping[str, str],
    narrowings: Sequence[Narrowing],
    found: QuerySet,
    chosen: Mapping[str, str],
    ignored: Sequence[str],
) -> tuple[Listing, list]:
    """The page asked for, its rows still to be made, and the things that stand on it."""
    paginator = Paginator(found, PAGE_SIZE)
    page = paginator.get_page(asked.get("page"))
    said = [f"{one.heading.lower()}: {one.options[chosen[one.name]]}" for one in narrowings if one.name in chosen]
    shown = [(one.heading, one.choices(address, chosen)) for one in narrowings if one.options]
    fields = [one.field(chosen) for one in narrowings if one.options]
    found_here = Listing((), paginator.count, page, shown, chosen, "; ".join(said), ignored, address, fields)
    return found_here, list(page.object_list)


def themes_of(things: Sequence, themes: Sequence) -> dict[int, list]:
    """The themes of each thing, by its primary key, in the themes' own order: one query for a whole list."""
    if not things:
        return {}
    through = type(things[0]).themes.through
    own = through._meta.get_field(type(things[0])._meta.model_name).attname
    rows = through._default_manager.filter(**{f"{own}__in": [thing.pk for thing in things]})
    pairs = set(rows.values_list(own, "themepage_id"))
    return {thing.pk: [theme for theme in themes if (thing.pk, theme.pk) in pairs] for thing in things}
