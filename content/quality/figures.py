"""Numbers and dates in English prose, read into values that can be compared: "1,200", "twelve hundred", "31 March 1991".

A figure has a kind: *day* (year, month, day), *month day* (no year), *month* (of a year), *number*, *ordinal*, *decade*,
*century*, *fraction*, *time* and *code* (letters and digits, such as D11). "one", "first", "second", "both" and plurals such as
"hundreds" count nothing and are no figures.
"""

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from content.quality.numberwords import (
    NUMBER_WORD,
    ORDINAL_WORD,
    PART_WORD,
    PARTS,
    SCALE_WORD,
    SCALES,
    SMALL_WORD,
    TENS_WORD,
    any_of,
    ordinal_value_of,
    value_of,
)

_MONTH = {name: number for number, name in enumerate(calendar.month_name) if name}
_MONTH |= {name: number for number, name in enumerate(calendar.month_abbr) if name} | {"Sept": 9}
_ANY_MONTH = rf"(?P<month>{any_of(_MONTH)})\.?"
_DASH = r"[-–—]"
_UNCOUNTED_ORDINALS = {1, 2}
_PER_CENT = re.compile(r"\s*(?:per\s?cent\b|%)", re.IGNORECASE)
_EDTF = re.compile(r"(\d{2}[\dX][\dX])(?:-(\d{2}|XX))?(?:-(\d{2}|XX))?[?~%]?")


@dataclass(frozen=True)
class Figure:
    """A number or date as prose has it: its kind and value, how it is written, and where."""

    kind: str
    value: object
    said: str
    start: int
    end: int

    @property
    def key(self) -> tuple[str, object]:
        return self.kind, self.value


Found = Iterable[tuple[str, object]]


def figures(words: str) -> list[Figure]:
    """Every figure of a text, in order; what one reading took, no later one reads again."""
    found: list[Figure] = []
    rest = words
    for pattern, read in _READINGS:
        taken = []
        for match in pattern.finditer(rest):
            values = list(read(match))
            if values:
                taken.append(match.span())
                found += [Figure(kind, value, match[0].strip(), *match.span()) for kind, value in values]
        for start, end in taken:
            rest = rest[:start] + "\x00" * (end - start) + rest[end:]
    return sorted(found, key=lambda one: (one.start, str(one.value)))


def carried(keys: Iterable[tuple[str, object]]) -> set[tuple[str, object]]:
    """What stands in evidence, with everything it says besides: a day says its month, year, decade and century."""
    said = set(keys)
    for kind, value in list(said):
        if kind == "day":
            year, month, day = value
            said |= {("month day", (month, day)), ("month", (year, month)), ("ordinal", day), *_of_year(year)}
        elif kind == "month day":
            said.add(("ordinal", value[1]))
        elif kind == "month":
            said |= _of_year(value[0])
        elif kind == "number" and 1000 <= value <= 2100 and value == int(value):
            said |= _of_year(int(value))
        elif kind == "fraction":
            said.add(("number", _number(Decimal(value.numerator) / Decimal(value.denominator) * 100)))
        elif kind == "decade":
            said.add(("century", value // 10 + 1))
    return said


def _of_year(year: int) -> set[tuple[str, object]]:
    return {("number", Decimal(year)), ("decade", year // 10), ("century", (year - 1) // 100 + 1)}


def of_edtf(text: str) -> set[tuple[str, object]]:
    """The days, months and years that an EDTF date names at its ends; nothing for what is no date.

    Read by hand: what is stored was parsed when it was saved, and the library takes 10 ms a date.
    """
    ends = [_EDTF.fullmatch(end) for end in text.strip().split("/")]
    return {_of_end(end) for end in ends if end}


def _of_end(end: re.Match) -> tuple[str, object]:
    year, month, day = end.groups()
    if "X" in year:
        return ("decade", int(year[:3])) if year[:3].isdigit() else ("century", int(year[:2]) + 1)
    if not month or month == "XX" or int(month) > 12:
        return "number", Decimal(int(year))
    if not day or day == "XX":
        return "month", (int(year), int(month))
    return "day", (int(year), int(month), int(day))


def _number(value: Decimal) -> Decimal:
    return value.normalize() if value != value.to_integral() else Decimal(int(value))


def _digits(said: str) -> Decimal:
    return _number(Decimal(re.sub(r"[,\s\u00a0\u202f]", "", said)))


def _day_list(match: re.Match) -> Found:
    """29-30 April 1992; 5 and 6 May; 11th of July."""
    month = _MONTH[match["month"]]
    for day in re.findall(r"\d{1,2}", match["days"]):
        if 1 <= int(day) <= 31:
            yield ("day", (int(match["year"]), month, int(day))) if match["year"] else ("month day", (month, int(day)))


def _month_first(match: re.Match) -> Found:
    """July 11, 1995; December 7."""
    month, day = _MONTH[match["month"]], int(match["day"])
    if 1 <= day <= 31:
        yield ("day", (int(match["year"]), month, day)) if match["year"] else ("month day", (month, day))


def _iso_day(match: re.Match) -> Found:
    yield "day", (int(match[1]), int(match[2]), int(match[3]))


def _month_of_year(match: re.Match) -> Found:
    yield "month", (int(match["year"]), _MONTH[match["month"]])


def _years(match: re.Match) -> Found:
    """1942-45, 1942-1946."""
    first, last = match[1], match[2]
    yield "number", Decimal(int(first))
    yield "number", Decimal(int(first[: 4 - len(last)] + last))


def _scaled_range(match: re.Match) -> Found:
    scale = SCALES[match["scale"].lower()]
    for said in (match["low"], match["high"]):
        yield "number", _number((_digits(said) if said[0].isdigit() else Decimal(value_of(said))) * scale)


def _scaled(match: re.Match) -> Found:
    scale = 1
    for word in re.findall(SCALE_WORD, match["scales"].lower()):
        scale *= SCALES[word]
    yield "number", _number(_digits(match["number"]) * scale)


def _half_scaled(match: re.Match) -> Found:
    scale = SCALES[match["scale"].lower()]
    whole = match["whole"]
    base = Decimal(value_of(whole)) if whole else Decimal(0)
    yield "number", _number((base + Decimal("0.5")) * scale)


def _fraction(match: re.Match) -> Found:
    above = value_of(match["above"]) if match["above"].lower() not in ("a", "an") else 1
    yield "fraction", Fraction(above, PARTS[match["part"].lower()])


def _half(match: re.Match) -> Found:
    yield "fraction", Fraction(1, 2)


def _written_fraction(match: re.Match) -> Found:
    if int(match[2]):
        yield "fraction", Fraction(int(match[1]), int(match[2]))


def _time(match: re.Match) -> Found:
    yield "time", f"{int(match[1])}:{match[2]}"


def _decade(match: re.Match) -> Found:
    yield "decade", int(match[1])


def _century(match: re.Match) -> Found:
    said = match["which"].lower()
    number = int(re.match(r"\d+", said)[0]) if said[0].isdigit() else ordinal_value_of(said)
    yield "century", number


def _ordinal_digits(match: re.Match) -> Found:
    yield "ordinal", int(match[1])


def _ordinal_words(match: re.Match) -> Found:
    value = ordinal_value_of(match[0])
    if value not in _UNCOUNTED_ORDINALS:
        yield "ordinal", value


def _code(match: re.Match) -> Found:
    yield "code", re.sub(r"[^a-z0-9]", "", match[0].lower())


def _plain_digits(match: re.Match) -> Found:
    value = _digits(match[0])
    yield "number", value
    yield from _per_cent(match, value)


def _per_cent(match: re.Match, value: Decimal) -> Found:
    """50 per cent is a half, too."""
    if _PER_CENT.match(match.string, match.end()) and 0 < value < 100:
        yield "fraction", Fraction(value) / 100


def _in_so_many(match: re.Match) -> Found:
    """nine in ten, two of every three, three in a hundred."""
    said = match["of"] or match["in"]
    below = 100 if "hundred" in said.lower() else value_of(said)
    above = value_of(match["above"])
    if 0 < above < below:
        yield "fraction", Fraction(above, below)


def _in_words(match: re.Match) -> Found:
    value = Decimal(value_of(match[0]))
    if value > 1:
        yield "number", value
    yield from _per_cent(match, value)


def _fraction_if_counted(match: re.Match) -> Found:
    """two thirds, a quarter of; "a third time" and "a fifth man" are ordinals."""
    plural = match[0].lower().endswith("s")
    goes_on = re.match(r"\s+of\b|[,.;:)]|$", match.string[match.end() :])
    if match["part"].lower() in ("half", "quarter") or plural or goes_on:
        if match["part"].lower() == "half" and match["above"].lower() in ("a", "an"):
            return []
        return _fraction(match)
    return []


def _pattern(said: str, flags: int = re.IGNORECASE) -> re.Pattern:
    return re.compile(said, flags)


_YEAR = r"(?P<year>1\d{3}|20\d{2})"
_GROUPED = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f]\d{3})+|\d+(?:\.\d+)?"
_WORD_RUN = rf"(?:{NUMBER_WORD})(?:(?:\s+and\s+|[\s-]+)(?:{NUMBER_WORD}))*"
_NOT_INSIDE = r"(?<![\w.,/])"
_READINGS: tuple[tuple[re.Pattern, Callable[[re.Match], Found]], ...] = (
    (_pattern(rf"{_NOT_INSIDE}(\d{{4}})-(\d{{2}})-(\d{{2}})(?!\d)"), _iso_day),
    (
        re.compile(
            rf"(?<![\w.,])(?P<days>\d{{1,2}}(?:st|nd|rd|th)?(?:\s*(?:{_DASH}|,|to|and|or)\s*\d{{1,2}}(?:st|nd|rd|th)?)*)"
            rf"(?:\s+of)?\s+{_ANY_MONTH}\b(?:,?\s+{_YEAR}\b)?"
        ),
        _day_list,
    ),
    (
        re.compile(rf"\b{_ANY_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d,.]*\d)(?:,?\s+{_YEAR}\b)?"),
        _month_first,
    ),
    (re.compile(rf"\b{_ANY_MONTH},?\s+(?:of\s+)?{_YEAR}\b"), _month_of_year),
    (_pattern(r"\b(1\d{2}|20\d)0[’']?s\b"), _decade),
    (_pattern(rf"\b(1\d{{3}}|20\d{{2}}){_DASH}(\d{{4}}|\d{{2}})(?![\d-])"), _years),
    (
        _pattern(
            rf"\b(?P<which>(?:\d{{1,2}}(?:st|nd|rd|th))|(?:(?:twenty)[\s-])?(?:{ORDINAL_WORD}))[\s-]centur(?:y|ies)\b"
        ),
        _century,
    ),
    (
        _pattern(
            rf"(?<![\w.,])(?P<low>{_GROUPED}|{SMALL_WORD})\s*(?:{_DASH}|to|or|and)\s*(?P<high>{_GROUPED}|{SMALL_WORD})"
            rf"\s+(?P<scale>{SCALE_WORD})\b"
        ),
        _scaled_range,
    ),
    (
        _pattern(
            rf"\b(?:(?P<whole>{SMALL_WORD}|a)\s+and\s+a\s+)?half\s+(?:of\s+)?(?:a\s+)?(?P<scale>million|billion|thousand)\b"
        ),
        _half_scaled,
    ),
    (
        _pattern(rf"(?<![\w.,])(?P<number>{_GROUPED})(?P<scales>(?:[\s-]+(?:hundred|thousand|million|billion))+)\b"),
        _scaled,
    ),
    (
        _pattern(
            rf"\b(?P<above>{SMALL_WORD})\s+(?:(?:of\s+every|out\s+of(?:\s+every)?)\s+(?P<of>{SMALL_WORD}|hundred)"
            r"|in\s+(?P<in>(?:a|one|every)\s+hundred|three|four|five|ten|twenty))\b"
        ),
        _in_so_many,
    ),
    (_pattern(r"(?<![\w.,:])(\d{1,2})[:.](\d{2})(?=\s*(?:a\.?m|p\.?m|o’clock|hours))"), _time),
    (_pattern(r"(?<![\w.,:])(\d{1,2}):(\d{2})(?![\d:])"), _time),
    (
        _pattern(rf"\b(?P<above>{SMALL_WORD}|an?)[\s-](?P<part>{PART_WORD})s?\b(?=\s+(?:of|as|the)\b|[\s,.;:)]|$)"),
        _fraction_if_counted,
    ),
    (
        _pattern(
            r"\b(?:more than|less than|about|almost|nearly|over|roughly|some|only|up to|under)\s+half\b|\bhalf\s+of\b|\bhalf\s+the\b"
        ),
        _half,
    ),
    (_pattern(r"(?<![\w.,/])(\d{1,2})/(\d{1,2})(?![\d/])"), _written_fraction),
    (_pattern(r"(?<![\w.,])(\d+)(?:st|nd|rd|th)\b"), _ordinal_digits),
    (
        _pattern(
            r"(?<![\w-])(?![a-z]+-(?:1\d{3}|20\d{2})\b)[a-z]{1,5}-?\d[\w-]*|(?<![\w.,])\d+(?:[a-z]{2,}\w*|[a-z](?![\w’']))"
        ),
        _code,
    ),
    (_pattern(rf"(?<![\w])(?:{_GROUPED})(?!\d)"), _plain_digits),
    (_pattern(rf"\b(?:(?:{TENS_WORD}|hundred(?:\s+and)?)[\s-]+)?(?:{ORDINAL_WORD})\b"), _ordinal_words),
    (_pattern(rf"\b(?:an?\s+(?=(?:hundred|thousand|million|billion|dozen)\b))?{_WORD_RUN}\b"), _in_words),
)
