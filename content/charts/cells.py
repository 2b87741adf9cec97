"""Cells of a table as figures: a number, a range, a bound; and how readers see numbers and dates."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from content import dates

_NUMBER = r"[+\-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_ABOUT = r"(?:about|around|approximately|close to|nearly|almost|some|c\.|~)\s*"
_BEHIND = r"\s*%?(?:\s*\([^()]*\))?"  # a per cent sign, a remark in brackets
_PLAIN = re.compile(rf"(?:{_ABOUT})?({_NUMBER}){_BEHIND}", re.IGNORECASE)
_RANGE = re.compile(rf"(?:{_ABOUT})?({_NUMBER})\s*(?:to|-|–)\s*({_NUMBER}){_BEHIND}", re.IGNORECASE)
_AT_LEAST = re.compile(rf"(?:more than|over|at least|from)\s+({_NUMBER}){_BEHIND}", re.IGNORECASE)
_AT_MOST = re.compile(rf"(?:fewer than|less than|under|at most|up to)\s+({_NUMBER}){_BEHIND}", re.IGNORECASE)
_MISSING = frozenset({"", "-", "–", "—", "?", "…", "n/a", "none", "unknown", "no figure", "not known"})
_BARE = re.compile(r"[+\-−]?\d+(?:\.\d+)?")
_DATE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?[~?%]?")
_DAY = re.compile(r"(?<![\w.-])\d{4}-\d{2}-\d{2}(?![\w-])")  # a full date among other words
_BOTH = re.compile(r"(?<= \d{4})/(?=\d{1,2} [A-Z])")  # a stroke between two dates in words
YEARS = range(1000, 2101)  # a column that holds no other numbers may be one of years


@dataclass(frozen=True)
class Figure:
    """What a cell counts: from `low` to `high`, the same for one number, None where a bound is not given.

    `said` is the cell in the words readers see, with everything the number alone would lose.
    """

    low: float | None
    high: float | None
    said: str

    @property
    def most(self) -> float:
        """The furthest that a bar of it reaches."""
        return max(one for one in (self.low, self.high) if one is not None)

    @property
    def least(self) -> float:
        return min(one for one in (self.low, self.high) if one is not None)


def read_figure(cell: object) -> Figure | None:
    """The figure of a cell ("12,500", "about 400", "500 to 700", "fewer than 250", "3,374 (29 Dec 1944)"), or None.

    A cell that says more than a figure and a remark in brackets is words, and is not read.
    """
    words = " ".join(str(cell if cell is not None else "").split())
    if match := _PLAIN.fullmatch(words):
        number = _number(match[1])
        return Figure(number, number, _said(match))
    if match := _AT_LEAST.fullmatch(words):
        return Figure(_number(match[1]), None, _said(match))
    if match := _AT_MOST.fullmatch(words):
        return Figure(None, _number(match[1]), _said(match))
    if (match := _RANGE.fullmatch(words)) and (low := _number(match[1])) <= (high := _number(match[2])):
        return Figure(low, high, _said(match))
    return None


def is_missing(cell: object) -> bool:
    """Whether a cell gives nothing."""
    return str(cell if cell is not None else "").strip().casefold() in _MISSING


def _said(match: re.Match) -> str:
    """The cell as it is written, the thousands of its figures parted; a year in its remark stays as it is."""
    said = match.string
    for group in range(match.re.groups, 0, -1):
        said = f"{said[: match.start(group)]}{grouped(match[group])}{said[match.end(group) :]}"
    return said


def grouped(number: str) -> str:
    """A number with its thousands parted by commas: "12500.5" is "12,500.5"."""
    whole, point, rest = number.partition(".")
    return re.sub(r"\d{4,}", lambda match: f"{int(match[0]):,}", whole) + point + rest


def shown_cells(rows: Sequence[Sequence[object]]) -> list[list[str]]:
    """The cells of a table as readers see them: dates in words, large numbers parted, all else as it is written.

    Numbers of a column that are all of them possible years are left as they are.
    """
    width = max((len(row) for row in rows), default=0)
    counts = [any(_is_no_year(row[at]) for row in rows if at < len(row)) for at in range(width)]
    return [[_shown(cell, counts[at]) for at, cell in enumerate(row)] for row in rows]


def _is_no_year(cell: object) -> bool:
    words = str(cell if cell is not None else "").strip()
    return bool(_BARE.fullmatch(words)) and _number(words) not in YEARS


def _shown(cell: object, counts: bool) -> str:
    words = str(cell if cell is not None else "").strip()
    if counts and _BARE.fullmatch(words):
        return grouped(words)
    if _DATE.fullmatch(words):
        return date_words(words) or words
    return _BOTH.sub(" / ", _DAY.sub(lambda match: date_words(match[0]) or match[0], words))


def date_words(cell: str) -> str:
    """A date in words; nothing for what is no date."""
    try:
        return dates.words(cell)
    except dates.DateError:
        return ""


def _number(words: str) -> float:
    return float(words.replace(",", "").replace("−", "-"))
