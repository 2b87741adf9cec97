"""The question a reader's address asks: words, filters, years, order and page, and how to say it in words."""

import calendar
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from urllib.parse import urlencode

from search.facets import BY_NAME, FACETS, KINDS
from search.query.typed import MOST_CHARACTERS, clean

PAGE_SIZE = 20
LARGEST_PAGE = 100
DEEPEST = 10_000
# Chosen values in all. More narrow nothing any further, and without an end a crawler would never be done.
MOST_CHOSEN = 8
LONGEST_VALUE = 100

SORTS = {"relevance": "best match first", "date": "earliest first", "title": "by title"}

Sort = Literal["relevance", "date", "title"]
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A question asked of the archive. Days are integers `yyyymmdd`; `filters` holds the chosen values of each facet.

    `exact` means that the words are searched as they were typed: none put right, none added. `notes` says what of the
    address was not understood.
    """

    text: str = ""
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    from_day: int | None = None
    to_day: int | None = None
    sort: Sort = "relevance"
    page: int = 1
    size: int = PAGE_SIZE
    exact: bool = False
    notes: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def from_params(cls, params: Mapping[str, Any]) -> "SearchQuery":
        """The question in the parameters of an address. Takes a QueryDict or a plain mapping, and raises for nothing.

        Unknown parameters are dropped, numbers brought into their range; a date that is none is left out, with a note.
        """
        notes: list[str] = []
        typed = _first(params, "q")
        if len(typed) > MOST_CHARACTERS:
            notes.append(f"Only the first {MOST_CHARACTERS:,} characters were searched.")
        filters = _filters(params, notes)
        from_day = _day(_first(params, "from"), "from", notes)
        to_day = _day(_first(params, "to"), "to", notes)
        if from_day and to_day and from_day > to_day:
            from_day, to_day = _day(_first(params, "to"), "from", []), _day(_first(params, "from"), "to", [])
            notes.append("The second year came before the first; they were exchanged.")
        size = _number(_first(params, "size"), PAGE_SIZE, LARGEST_PAGE)
        sort = _first(params, "sort")
        return cls(
            text=clean(typed),
            filters=filters,
            from_day=from_day,
            to_day=to_day,
            sort=sort if sort in SORTS else "relevance",
            page=_number(_first(params, "page"), 1, DEEPEST // size),
            size=size,
            exact=_first(params, "exact") == "1",
            notes=tuple(notes),
        )

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.size

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked: no words, no filter, no year."""
        return not (self.text or self.filters or self.from_day or self.to_day)

    @property
    def is_full(self) -> bool:
        """Whether so many values are chosen that no further one is taken."""
        return sum(len(values) for _name, values in self.filters) >= MOST_CHOSEN

    def chosen(self, facet: str) -> tuple[str, ...]:
        """The values of a facet that are chosen."""
        return dict(self.filters).get(facet, ())

    def to_params(self) -> dict[str, list[str]]:
        """The parameters that ask this question again; what is as usual is left out."""
        params: dict[str, list[str]] = {"q": [self.text]} if self.text else {}
        params |= {name: list(values) for name, values in self.filters}
        if self.from_day:
            params["from"] = [_written(self.from_day, "0101")]
        if self.to_day:
            params["to"] = [_written(self.to_day, "1231")]
        usual = SearchQuery()
        for name in ("sort", "page", "size"):
            if getattr(self, name) != getattr(usual, name):
                params[name] = [str(getattr(self, name))]
        if self.exact:
            params["exact"] = ["1"]
        return params

    def query_string(self) -> str:
        """The parameters as they stand in an address, without the question mark."""
        return urlencode(self.to_params(), doseq=True)

    def describe(self, labels: Mapping[tuple[str, str], str] | None = None) -> str:
        """The question in words, for a heading or a screen reader. `labels` names values by (facet, value)."""
        labels = labels or {}
        parts = [f"“{self.text}”"] if self.text else []
        for name, values in self.filters:
            called = [labels.get((name, value)) or _own_label(name, value) for value in values]
            parts.append(f"{BY_NAME[name].label.lower()}: {' or '.join(called)}")
        if years := self._years():
            parts.append(years)
        if self.sort != "relevance":
            parts.append(SORTS[self.sort])
        return ", ".join(parts) or "everything in the archive"

    def with_text(self, text: str, *, exact: bool = False) -> "SearchQuery":
        return replace(self, text=clean(text), exact=exact, page=1)

    def with_page(self, page: int) -> "SearchQuery":
        return replace(self, page=page)

    def with_sort(self, sort: Sort) -> "SearchQuery":
        return replace(self, sort=sort, page=1)

    def with_toggled(self, facet: str, value: str) -> "SearchQuery":
        """The same question with one value of a facet chosen, or no longer chosen, from its first page."""
        values = self.chosen(facet)
        values = tuple(kept for kept in values if kept != value) if value in values else sorted((*values, value))
        filters = {**dict(self.filters), facet: tuple(values)}
        return replace(
            self, filters=tuple((each.name, filters[each.name]) for each in FACETS if filters.get(each.name)), page=1
        )

    def without(self, facet: str) -> "SearchQuery":
        """The same question with no value of a facet chosen, from its first page."""
        return replace(self, filters=tuple(pair for pair in self.filters if pair[0] != facet), page=1)

    def without_narrowing(self) -> "SearchQuery":
        """The same words, with no facet chosen and no years."""
        return replace(self, filters=(), from_day=None, to_day=None, page=1)

    def with_exact(self, exact: bool) -> "SearchQuery":
        """The same question, its words searched exactly as typed, or not."""
        return replace(self, exact=exact, page=1)

    def _years(self) -> str:
        start = _written(self.from_day, "0101") if self.from_day else ""
        end = _written(self.to_day, "1231") if self.to_day else ""
        if start and end:
            return start if start == end else f"{start} to {end}"
        return f"since {start}" if start else f"until {end}" if end else ""


def _all(params: Mapping[str, Any], name: str) -> list[str]:
    found = params.getlist(name) if hasattr(params, "getlist") else params.get(name, ())
    found = [found] if isinstance(found, str | int) else found
    return [str(value) for value in found or ()]


def _first(params: Mapping[str, Any], name: str) -> str:
    values = _all(params, name)
    return values[0] if values else ""


def _filters(params: Mapping[str, Any], notes: list[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The chosen values in one order, whatever the address's, up to as many as are taken."""
    left, found, is_cut = MOST_CHOSEN, [], False
    for facet in FACETS:
        values = _values(_all(params, facet.name), facet.name)
        if values[:left]:
            found.append((facet.name, values[:left]))
        is_cut = is_cut or len(values) > left
        left -= len(values[:left])
    if is_cut:
        notes.append(f"Only {MOST_CHOSEN} filters are taken at a time; the others were left out.")
    return tuple(found)


def _values(given: Iterable[str], facet: str) -> tuple[str, ...]:
    values = [value for raw in given if 0 < len(value := clean(raw)) <= LONGEST_VALUE]
    if facet == "decade":
        values = [value for value in values if re.fullmatch(r"-?\d{1,4}", value, re.ASCII)]
    return tuple(sorted(set(values)))


def _number(text: str, usual: int, most: int) -> int:
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        return usual
    return min(max(int(text), 1), most)


def _day(text: str, side: Literal["from", "to"], notes: list[str]) -> int | None:
    text = clean(text)
    if not text:
        return None
    if (match := _DAY.fullmatch(text)) and int(match[1]):
        year = int(match[1])
        month = int(match[2] or (1 if side == "from" else 12))
        if 1 <= month <= 12:
            last = calendar.monthrange(year, month)[1]
            day = int(match[3] or (1 if side == "from" else last))
            if 1 <= day <= last:
                return year * 10_000 + month * 100 + day
    shown = text if len(text) <= 40 else f"{text[:40]}…"
    notes.append(f"“{shown}” is not a date and was left out. Write a year such as 1942, or a day such as 1942-02-19.")
    return None


def _written(day: int, whole_year: str) -> str:
    digits = f"{day:08d}"
    return digits[:4] if digits[4:] == whole_year else f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"


def _own_label(facet: str, value: str) -> str:
    if facet == "kind" and value in KINDS:
        return KINDS[value].many.lower()
    return f"{value}s" if facet == "decade" else value.replace("-", " ")
