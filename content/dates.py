"""Dates of history: EDTF in, earliest and latest day and plain words out. Plain Python.

The grammar is that of the Extended Date/Time Format (ISO 8601-2:2019), levels 0 and 1, parsed by the `edtf` library. Its conversion of
free text and the bounds it invents for unknown ends are not used.
"""

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

OPEN_START, OPEN_END = 0, 99991231
MAX_LENGTH = 100
_SIDE = re.compile(r"(?P<year>\d[\dX]{3})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<mark>[?~%]?)")
_MARKS = {"": "", "?": "uncertain", "~": "approximate", "%": "both"}
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_EXAMPLES = "Write it like 1942-02-19, 1942-03, 1942, 1942~ (about), 1942? (possibly), 194X (the 1940s), 1942-02-XX (some day) or 1942-03/1946-03 (from, to)."

_WORDS = {
    "en": {
        "months": list(calendar.month_name),
        "about": "about {}",
        "possibly": "possibly {}",
        "possibly about": "possibly about {}",
        "decade": "the {}0s",
        "century": "the {} century",
        "some day": "an unknown day in {} {}",
        "some month": "an unknown month in {}",
        "from to": "{} to {}",
        "since": "from {}",
        "until": "until {}",
        "unknown start": "{}, start unknown",
        "unknown end": "from {}, end unknown",
    }
}


class DateError(ValueError):
    """A text that is no date; its message names the text and says how to write one."""


@dataclass(frozen=True)
class ArchiveDate:
    """A parsed date: the text, the earliest and latest day it may mean (yyyymmdd; open 0 and 99991231, unknown None), its parts as JSON."""

    text: str
    earliest: int | None
    latest: int | None
    parts: dict


@lru_cache(maxsize=4096)
def parse(text: str) -> ArchiveDate:
    """Read an EDTF string; raises DateError for anything else, reversed intervals included."""
    text = text.strip() if isinstance(text, str) else text
    if not isinstance(text, str) or not text:
        raise DateError(f"There is no date. {_EXAMPLES}")
    if len(text) > MAX_LENGTH:
        raise DateError(f"'{text[:30]}…' is too long for a date. {_EXAMPLES}")
    sides = text.split("/")
    if len(sides) == 1:
        side = _side(text, text)
        return ArchiveDate(text, *_bounds(side), {"edtf": text, "start": side})
    if len(sides) != 2:
        raise DateError(f"'{text}' has more than one stroke. {_EXAMPLES}")
    return _interval(text, *sides)


def _interval(text: str, start: str, end: str) -> ArchiveDate:
    if start in {"", ".."} and end in {"", ".."}:
        raise DateError(f"'{text}' names no day at either end. {_EXAMPLES}")
    first = _side(start, text) if start not in {"", ".."} else {"open": start == ".."}
    last = _side(end, text) if end not in {"", ".."} else {"open": end == ".."}
    earliest = _bounds(first)[0] if "year" in first else (OPEN_START if first["open"] else None)
    latest = _bounds(last)[1] if "year" in last else (OPEN_END if last["open"] else None)
    if earliest is not None and latest is not None and earliest > latest:
        raise DateError(f"'{text}' ends before it begins. Write the earlier date first, such as 1942-03/1946-03.")
    return ArchiveDate(text, earliest, latest, {"edtf": text, "start": first, "end": last})


def _side(value: str, whole: str) -> dict:
    """One date of an interval, or the whole date, as parts."""
    match = _SIDE.fullmatch(value)
    if not match:
        raise DateError(f"'{whole}' is not a date. {_EXAMPLES}")
    try:
        parse_edtf(value)
    except (EDTFParseException, ValueError, OverflowError) as error:
        raise DateError(f"'{whole}' is not a date. {_EXAMPLES}") from error
    year, month, day = match["year"], match["month"], match["day"]
    if "X" in year and (month or not re.fullmatch(r"\d{3}X|\d\dXX", year)):
        raise DateError(f"'{whole}' leaves out a part in the middle. {_EXAMPLES}")
    if month == "XX" and day and day != "XX":
        raise DateError(f"'{whole}' names a day of an unknown month. {_EXAMPLES}")
    if month and month != "XX" and not (1 <= int(month) <= 12 or int(month) in _SEASONS):
        raise DateError(f"'{whole}' has month {month}; months run from 01 to 12, seasons from 21 to 24. {_EXAMPLES}")
    if day and month and int(month if month != "XX" else 1) > 12:
        raise DateError(f"'{whole}' names a day of a season. {_EXAMPLES}")
    if day and day != "XX" and not 1 <= int(day) <= calendar.monthrange(_year(year), int(month))[1]:
        raise DateError(f"'{whole}' names a day that its month does not have. {_EXAMPLES}")
    if year == "0000" or ("X" in year and year.startswith("00")):
        raise DateError(f"'{whole}' lies before the year 1. {_EXAMPLES}")
    return {"year": year, "month": month, "day": day, "mark": _MARKS[match["mark"]]}


def _year(year: str) -> int:
    # calendar counts leap years from the year 1 on; an unknown digit never reaches here with a day.
    return int(year.replace("X", "0")) or 1


def _bounds(side: dict) -> tuple[int, int]:
    first_year, last_year = int(side["year"].replace("X", "0")), int(side["year"].replace("X", "9"))
    month, day = side["month"], side["day"]
    if month is None or month == "XX":
        return first_year * 10000 + 101, last_year * 10000 + 1231
    number = int(month)
    if number in _SEASONS:
        return _season_bounds(first_year, number)
    if day is None or day == "XX":
        return first_year * 10000 + number * 100 + 1, last_year * 10000 + number * 100 + calendar.monthrange(
            last_year, number
        )[1]
    return (first_year * 10000 + number * 100 + int(day),) * 2


def _season_bounds(year: int, season: int) -> tuple[int, int]:
    """Seasons of the northern half of the earth, winter being that which begins in December of the year."""
    first = {21: 3, 22: 6, 23: 9, 24: 12}[season]
    if season == 24:
        following = year + 1
        return year * 10000 + 1201, following * 10000 + 200 + calendar.monthrange(following, 2)[1]
    return year * 10000 + first * 100 + 1, year * 10000 + (first + 2) * 100 + calendar.monthrange(year, first + 2)[1]


def words(value: dict | str, language: str = "en") -> str:
    """The date in plain words, from its stored parts (or its text): "about 1942", "March 1942 to March 1946"."""
    parts = parse(value).parts if isinstance(value, str) else value
    if not parts:
        return ""
    table = _WORDS.get(language, _WORDS["en"])
    if "end" not in parts:
        return _side_words(parts["start"], table)
    start, end = parts["start"], parts["end"]
    if "year" not in start:
        return table["until" if start["open"] else "unknown start"].format(
            _side_words(end, table) if start["open"] else table["until"].format(_side_words(end, table))
        )
    if "year" not in end:
        return table["since" if end["open"] else "unknown end"].format(_side_words(start, table))
    return table["from to"].format(_side_words(start, table), _side_words(end, table))


def _side_words(side: dict, table: dict) -> str:
    year, month, day, mark = side["year"], side["month"], side["day"], side["mark"]
    if year.endswith("XX"):
        said = table["century"].format(_ordinal(int(year[:2]) + 1))
    elif year.endswith("X"):
        said = table["decade"].format(int(year[:3]))
    elif month is None:
        said = str(int(year))
    elif month == "XX":
        said = table["some month"].format(int(year))
    elif int(month) in _SEASONS:
        said = f"{_SEASONS[int(month)]} {int(year)}"
    elif day == "XX":
        said = table["some day"].format(table["months"][int(month)], int(year))
    else:
        said = " ".join(filter(None, [str(int(day)) if day else "", table["months"][int(month)], str(int(year))]))
    return {"": "{}", "uncertain": table["possibly"], "approximate": table["about"], "both": table["possibly about"]}[
        mark
    ].format(said)


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def machine(parts: dict) -> str:
    """The value of a `<time datetime>` attribute, or nothing where HTML has none for such a date."""
    if not parts or "end" in parts:
        return ""
    side = parts["start"]
    if "X" in side["year"] or (side["month"] and (side["month"] == "XX" or int(side["month"]) > 12)):
        return side["year"] if "X" not in side["year"] else ""
    known = [side["year"], side["month"], side["day"] if side["day"] != "XX" else None]
    return "-".join(part for part in known if part)


def precision(parts: dict) -> str:
    """How to draw it: `exact` (a day, month or year as given), `about` (uncertain or partly unknown), `during` (an interval)."""
    if not parts:
        return "about"
    if "end" in parts:
        return "during"
    side = parts["start"]
    vague = side["mark"] or "X" in side["year"] or "XX" in {side["month"], side["day"]}
    return "about" if vague else "exact"


def overlaps(earliest: int | None, latest: int | None, from_day: int | None, to_day: int | None) -> bool:
    """Whether a date may fall between two days; a date of which nothing is known never does when a limit is asked for."""
    if from_day is None and to_day is None:
        return True
    if earliest is None and latest is None:
        return False
    low = earliest if earliest is not None else latest
    high = latest if latest is not None else earliest
    return (to_day is None or low <= to_day) and (from_day is None or high >= from_day)


def decades(earliest: int | None, latest: int | None, limit: int = 20) -> list[int]:
    """The decades a date may fall in (1940 for the 1940s), at most `limit`; none where an end is open or unknown at both sides."""
    known = [day for day in (earliest, latest) if day not in (None, OPEN_START, OPEN_END)]
    if not known:
        return []
    first, last = min(known) // 100000 * 10, max(known) // 100000 * 10
    return list(range(first, last + 1, 10))[:limit]


def year_span(earliest: int | None, latest: int | None) -> tuple[int | None, int | None]:
    """First and last year; None where open or unknown."""
    return tuple(day // 10000 if day not in (None, OPEN_START, OPEN_END) else None for day in (earliest, latest))
