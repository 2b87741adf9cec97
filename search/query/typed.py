"""Reads what a person typed: words, "phrases", -not, field:value and beginnings*. Everything else is text."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from search.analysis import STOP_WORDS, Token, tokens
from search.documents import TEXT_FIELDS
from search.facets import KINDS

MOST_CHARACTERS = 10_000
MOST_WORDS = 5_000
LONG_QUESTION = 8

FIELDS = {
    "title": "title",
    "text": "body",
    "kind": "kind",
    "theme": "theme",
    "stage": "stage",
    "clause": "clause",
    "person": "person",
    "organization": "organization",
    "place": "place",
    "source": "source_kind",
    "grades": "grade_band",
    "decade": "decade",
    "year": "year",
}
"""The names that may stand before a colon, and the index field each asks; *year* asks the span of a date."""

_OPEN, _CLOSE = '"“„«', '"”“»'
_PIECE = re.compile(
    rf"""
    (?P<minus> (?<![^\s(]) - (?=[^\s-]) )?
    (?: (?<![^\s(-]) (?P<field> {"|".join(FIELDS)} ) : (?=\S) )?
    (?: [{_OPEN}] (?P<phrase> [^{_OPEN}{_CLOSE}]* ) [{_CLOSE}] | (?P<word> [^\s{_OPEN}{_CLOSE}]+ ) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMBERS = {"decade": re.compile(r"\d{3}0s?", re.ASCII), "year": re.compile(r"\d{4}( \d{4})?", re.ASCII)}
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of what was typed: its index field (`all` where none was named), its words, and how it was marked."""

    field: str
    words: tuple[Token, ...]
    quoted: bool = False
    minus: bool = False
    beginning: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether this is free text: no field, quotation marks, minus or asterisk."""
        return self.field == "all" and not (self.quoted or self.minus or self.beginning)


@dataclass(frozen=True, slots=True)
class Typed:
    """A query as it was understood. `runs` are free words, a new run wherever something else stood between them."""

    text: str
    runs: tuple[tuple[Token, ...], ...] = ()
    required: tuple[Part, ...] = ()
    beginnings: tuple[Part, ...] = ()
    excluded: tuple[Part, ...] = ()

    @property
    def words(self) -> tuple[Token, ...]:
        """All free words, in order."""
        return tuple(token for run in self.runs for token in run)

    @property
    def asked_words(self) -> tuple[Token, ...]:
        """Every word that is asked for in the text: free, quoted, or named as standing in a title or a text."""
        parts = (part for part in (*self.required, *self.beginnings) if part.field in TEXT_FIELDS)
        return self.words + tuple(token for part in parts for token in part.words)

    @property
    def asked(self) -> frozenset[str]:
        """The terms of these words."""
        return frozenset(token.term for token in self.asked_words)

    @property
    def kept(self) -> tuple[Token, ...]:
        """The free words that are searched: without function words, unless nothing else was typed."""
        scored = tuple(token for token in self.words if token.word not in STOP_WORDS)
        return scored if scored or self.required or self.beginnings else self.words

    @property
    def is_empty(self) -> bool:
        return not (self.runs or self.required or self.beginnings or self.excluded)


def clean(text: str) -> str:
    """The text without control characters and broken surrogates, cut at 10,000 characters."""
    sound = text[:MOST_CHARACTERS].encode("utf-8", "replace").decode()
    return _CONTROL.sub(" ", sound).strip()


def read(text: str) -> Typed:
    """What the text asks for. Never raises: an operator that makes no sense where it stands is text like any other.

    In a long question (a pasted sentence or paragraph) quotation marks and hyphens are prose, and ask for nothing.
    """
    text = clean(text)
    parts = list(_parts(text))
    plain = [token for part in parts if part.is_plain for token in part.words if token.word not in STOP_WORDS]
    is_long = len(plain) > LONG_QUESTION
    runs: list[list[Token]] = [[]]
    required, beginnings, excluded = [], [], []
    for part in parts:
        if part.is_plain or (is_long and part.field == "all"):
            runs[-1].extend(part.words)
            continue
        runs.append([])
        kept = excluded if part.minus else beginnings if part.beginning and part.field == "all" else required
        kept.append(part)
    return Typed(text, tuple(tuple(run) for run in runs if run), tuple(required), tuple(beginnings), tuple(excluded))


def _parts(text: str) -> Iterator[Part]:
    left = deque(tokens(text)[:MOST_WORDS])
    for piece in _PIECE.finditer(text):
        quoted = piece["phrase"] is not None
        start = piece.start("phrase") if quoted else piece.start("word")
        taken = _taken(left, piece.end())
        words = tuple(token for token in taken if token.start >= start)
        field = FIELDS[piece["field"].lower()] if piece["field"] else "all"
        if words and field in _NUMBERS and not _NUMBERS[field].fullmatch(" ".join(token.word for token in words)):
            yield Part("all", tuple(taken))  # no number, so the name before the colon is a word like any other
        elif words:
            yield Part(
                field,
                words,
                quoted=quoted,
                minus=bool(piece["minus"]) and not piece[0].endswith("-"),
                beginning=not quoted and len(words[-1].word) > 1 and text[words[-1].end : piece.end()] == "*",
            )


def exact_value(part: Part) -> str:
    """The value an exact field is asked for: a slug. Kinds may be named as readers see them, in either number."""
    slug = "-".join(token.word for token in part.words)
    if part.field == "kind":
        name = slug.replace("-", " ")
        for kind, called in KINDS.items():
            if name in (kind, called.one.lower(), called.many.lower()):
                return kind
    return slug.removesuffix("s") if part.field == "decade" else slug


def years(part: Part) -> tuple[int, int]:
    """The first and the last year that a *year* names: `1942`, or `1942-1945`."""
    named = sorted(int(token.word) for token in part.words)
    return named[0], named[-1]


def _taken(left: deque[Token], end: int) -> list[Token]:
    """Takes the words that stand before `end` from those not read yet."""
    taken = []
    while left and left[0].start < end:
        taken.append(left.popleft())
    return taken
