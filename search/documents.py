"""The search document: what any thing of the archive looks like to an index, and the fields an index has."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Literal, NamedTuple

from search import analysis

OPEN_START = 0
OPEN_END = 99991231
"""The days that stand for *no beginning* and *no end* of an interval."""

MOST_DECADES = 40

Values = list[str] | list[int] | list[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """One findable thing. `key` is `kind:uid` and never changes; slugs name everything else.

    `detail` says more of the kind: an entry's kind, a claim's sureness. Days are integers `yyyymmdd`, 0 and 99991231
    where open, None where unknown. `extra` holds words that find the thing and are not shown: names, aliases, keywords.
    `promoted` holds whole queries that this thing answers best. Its score is multiplied by `weight`, from 0.25 up.
    `file_text` is what an uploaded file says, found like the body and told apart from it by the file's name. `within` is
    what the entries that tell of the thing say of themselves: a statement seldom names the history it belongs to.
    """

    key: str
    kind: str
    slug: str
    title: str
    url: str
    detail: str = ""
    summary: str = ""
    body: str = ""
    extra: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    source_kinds: tuple[str, ...] = ()
    grade_bands: tuple[str, ...] = ()
    date_earliest: int | None = None
    date_latest: int | None = None
    date_text: str = ""
    sort_title: str = ""
    grade_floor: int | None = None
    reasons: tuple[str, ...] = ()
    promoted: tuple[str, ...] = ()
    file_name: str = ""
    file_text: str = ""
    within: tuple[str, ...] = ()
    weight: float = 1.0

    def to_json(self) -> str:
        """The document as an index stores it."""
        # dataclasses.asdict copies every value deeply, which took a fifth of the time of a build.
        stored = {field.name: getattr(self, field.name) for field in fields(self)}
        return json.dumps(stored, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "SearchDocument":
        """The document as it was stored. Raises ValueError, KeyError or TypeError for what `to_json` did not write."""
        stored = json.loads(text)
        return cls(**{name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()})


class IndexField(NamedTuple):
    """One field of the index.

    *text* is analysed, *exact* is kept whole, *number* is an integer, *factor* multiplies the score, *stored* is only
    given back. A field with `sorts` can be ordered by, one with `counts` can be counted into a facet.
    """

    name: str
    type: Literal["text", "exact", "number", "factor", "stored"]
    counts: bool = False
    sorts: bool = False


FIELDS = (
    IndexField("key", "exact"),
    IndexField("all", "text"),
    IndexField("title", "text"),
    IndexField("body", "text"),
    IndexField("promoted", "exact"),
    IndexField("kind", "exact", counts=True),
    IndexField("theme", "exact", counts=True),
    IndexField("stage", "exact", counts=True),
    IndexField("clause", "exact", counts=True),
    IndexField("person", "exact", counts=True),
    IndexField("organization", "exact", counts=True),
    IndexField("place", "exact", counts=True),
    IndexField("source_kind", "exact", counts=True),
    IndexField("grade_band", "exact", counts=True),
    IndexField("decade", "number", counts=True),
    IndexField("date_from", "number"),
    IndexField("date_to", "number"),
    IndexField("by_date", "exact", sorts=True),
    IndexField("by_title", "exact", sorts=True),
    IndexField("tie", "number", sorts=True),
    IndexField("weight", "factor"),
    IndexField("document", "stored"),
)

TEXT_FIELDS = frozenset(field.name for field in FIELDS if field.type == "text")
EXACT_FIELDS = frozenset(field.name for field in FIELDS if field.type == "exact")
NUMBER_FIELDS = frozenset(field.name for field in FIELDS if field.type == "number")


def fingerprint() -> str:
    """Ten hex digits that change with the fields, the stored document or the analysis: an index of others is stale."""
    shape = [FIELDS, [field.name for field in fields(SearchDocument)], analysis.VERSION]
    return hashlib.sha256(json.dumps(shape).encode()).hexdigest()[:10]


def decades(earliest: int | None, latest: int | None) -> tuple[int, ...]:
    """The decades (1940, 1950, …) that a span of days touches; of an open or very long span only the known ends."""
    if earliest is None or latest is None:
        return ()
    ends = [day for day in (earliest, latest) if day not in (OPEN_START, OPEN_END)]
    found = sorted({day // 100_000 * 10 for day in ends})
    if len(ends) == 2 and (found[-1] - found[0]) // 10 < MOST_DECADES:
        return tuple(range(found[0], found[-1] + 1, 10))
    return tuple(found)


def indexed(document: SearchDocument) -> dict[str, Values]:
    """What an engine puts into each field for a document. Text fields hold terms parted by single spaces."""
    title = analysis.terms(document.title)
    text = analysis.terms(f"{document.summary}\n{document.body}\n{document.file_text}")
    extra = [
        term for words in (*document.extra, *document.within, document.file_name) for term in analysis.terms(words)
    ]
    first_day = document.date_earliest
    day = "9" * 10 if first_day is None else f"{first_day + 1_000_000_000:010d}"
    sort_title = analysis.fold(document.sort_title or document.title)
    values: dict[str, Values] = {
        "key": [document.key],
        "all": [" ".join(title + text + extra)],
        "title": [" ".join(title)],
        "body": [" ".join(text)],
        "promoted": [phrase for phrase in map(promoted_key, document.promoted) if phrase],
        "kind": [document.kind],
        "theme": _distinct(document.themes),
        "stage": _distinct(document.stages),
        "clause": _distinct(document.clauses),
        "person": _distinct(document.people),
        "organization": _distinct(document.organizations),
        "place": _distinct(document.places),
        "source_kind": _distinct(document.source_kinds),
        "grade_band": _distinct(document.grade_bands),
        "decade": list(decades(first_day, document.date_latest)),
        "by_date": [f"{day} {sort_title} {document.key}"],
        "by_title": [f"{sort_title} {document.key}"],
        "tie": [_tie(document)],
        "weight": [document.weight],
        "document": [document.to_json()],
    }
    if first_day is not None and document.date_latest is not None:
        values |= {"date_from": [first_day], "date_to": [document.date_latest]}
    return values


def promoted_key(phrase: str) -> str:
    """One form for every way to type the same query, so that *The  Registry!* meets *registry*."""
    found = analysis.tokens(phrase)
    kept = [token for token in found if token.word not in analysis.STOP_WORDS] or found
    return " ".join(token.term for token in kept)


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _tie(document: SearchDocument) -> int:
    """An integer that orders equally good documents by their date, then by their key, the same way in every index."""
    day = document.date_earliest if document.date_earliest is not None else 10 * OPEN_END
    return (day << 32) | int.from_bytes(hashlib.sha256(document.key.encode()).digest()[:4])
