"""Dates of history: EDTF in, earliest and latest day and plain words out. Plain Python.

The grammar is levels 0 and 1 of the Extended Date/Time Format (ISO 8601-2:2019) for the years 1 to 9998, each date
parsed by the `edtf` library. Its conversion of free text and the bounds it invents for unknown ends and about dates are
not used. The year 9999 is left out because its last day stands for an open end.
"""

import calendar
import copy
import re
from dataclasses import dataclass
from functools import lru_cache

from edtf import Date, Season, Unspecified
from pyparsing import ParseException

OPEN_START, OPEN_END = 0, 99991231
MAX_LENGTH = 100
MAX_DECADES = 20
_DATE = re.compile(
    r"(?P<year>[0-9][0-9X]{3})(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<mark>[?~%]?)", re.ASCII
)
_MARKS = {"": "", "?": "uncertain", "~": "approximate", "%": "both"}
_SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}  # the month a season begins in
_EXAMPLES = (
    "Write it like 1942-02-19, 1942-03, 1942, 1942~ (about), 1942? (possibly), 194X (the 1940s), "
    "1942-02-XX (some day of that month), 1943-21 (spring), 1942-03/1946-03 (from, to) or 2012/.. (from, still open)."
)

# A decade, a century and an unknown day read differently alone and inside a phrase: "1940s", "about the 1940s".
_WORDS = {
    "en": {
        "months": tuple(calendar.month_name),
        "seasons": {21: "spring", 22: "summer", 23: "autumn", 24: "winter"},
        "ordinals": {1: "st", 2: "nd", 3: "rd", "other": "th"},
        "day": "{day} {month} {year}",
        "month": "{month} {year}",
        "decade": ("{}s", "the {}s"),
        "century": ("{} century", "the {} century"),
        "some day": ("on an unknown day in {}", "an unknown day in {}"),
        "some month": ("in an unknown month of {}", "an unknown month of {}"),
        "uncertain": "possibly {}",
        "approximate": "about {}",
        "both": "possibly about {}",
        "interval": "{} to {}",
        "from": "from {}",
        "until": "until {}",
    }
}


class DateError(ValueError):
    """A text that is no date; its message names the text and says how to write one."""


@dataclass(frozen=True)
class ArchiveDate:
    """A parsed date.

    `earliest` and `latest` are the first and last day the text may mean, as yyyymmdd: an open end is 0 or 99991231, an
    unknown one None. No margin is added to an "about". `parts` is JSON and enough for the words.
    """

    text: str
    earliest: int | None
    latest: int | None
    parts: dict


def parse(text: str) -> ArchiveDate:
    """Read an EDTF string; raises DateError for anything else, for reversed intervals and for days that never were."""
    if not isinstance(text, str) or not text.strip():
        raise DateError(f"There is no date. {_EXAMPLES}")
    text = text.strip()
    if len(text) > MAX_LENGTH:
        raise DateError(f"'{text[:30]}…' has {len(text)} characters, too many for a date. {_EXAMPLES}")
    # Copied, because parts are a plain dict and the cached one must stay as it was parsed.
    return copy.deepcopy(_parsed(text))


@lru_cache(maxsize=4096)
def _parsed(text: str) -> ArchiveDate:
    ends = text.split("/")
    if len(ends) == 1:
        date = _date(text, text)
        return ArchiveDate(text, *_bounds(date), {"edtf": text, "start": date})
    if len(ends) == 2:
        return _interval(text, *ends)
    raise DateError(f"'{text}' has more than one stroke. {_EXAMPLES}")


def _interval(text: str, start: str, end: str) -> ArchiveDate:
    first, last = _end(start, text), _end(end, text)
    if "year" not in first and "year" not in last:
        raise DateError(f"'{text}' names no day at either end. {_EXAMPLES}")
    earliest = _bounds(first)[0] if "year" in first else OPEN_START if first["open"] else None
    latest = _bounds(last)[1] if "year" in last else OPEN_END if last["open"] else None
    if earliest is not None and latest is not None and earliest > latest:
        raise DateError(f"'{text}' ends before it begins. Write the earlier date first, such as 1942-03/1946-03.")
    return ArchiveDate(text, earliest, latest, {"edtf": text, "start": first, "end": last})


def _end(value: str, whole: str) -> dict:
    """One end of an interval: a date, or whether it is open (`..`) or unknown (nothing)."""
    return {"open": value == ".."} if value in {"", ".."} else _date(value, whole)


def _date(value: str, whole: str) -> dict:
    """One date as parts, checked by our own rules and by the library's grammar."""
    match = _DATE.fullmatch(value)
    if not match:
        raise DateError(f"'{whole}' {_why_refused(whole)}. {_EXAMPLES}")
    year, month, day = match["year"], match["month"], match["day"]
    fault = _fault(year, month, day)
    if fault:
        raise DateError(f"'{whole}' {fault}. {_EXAMPLES}")
    # The mark is ours to read: the library does not take one behind a season.
    if not _in_grammar(value.rstrip("?~%"), month):
        raise DateError(f"'{whole}' is not a date. {_EXAMPLES}")
    return {"year": year, "month": month, "day": day, "mark": _MARKS[match["mark"]]}


def _in_grammar(value: str, month: str | None) -> bool:
    """Whether the library reads the whole of a date without a mark.

    Asked for the one form that it can have: trying every form of all three levels takes ten times as long.
    """
    form = Unspecified if "X" in value else Season if month and int(month) in _SEASON_STARTS else Date
    try:
        return str(form.parse(value)) == value
    except ParseException:
        return False


def _why_refused(text: str) -> str:
    if re.match(r"[-−–]\s*\d", text):
        return "lies before the year 1, which the archive does not date"
    if text.startswith("Y"):
        return "is a year of more than four digits, which the archive does not date"
    if text[0] in "[{":
        return "is a set of dates; give one date, or an interval from the first to the last"
    return "is not a date"


def _fault(year: str, month: str | None, day: str | None) -> str:
    """What is wrong with a date of the right shape; nothing when it is right."""
    if not re.fullmatch(r"[0-9]{4}|[0-9]{3}X|[0-9]{2}XX", year) or ("X" in year and month):
        return "leaves out a part in the middle"
    if year.startswith("00" if "X" in year else "0000"):
        return "may lie before the year 1, which the archive does not date"
    if year.replace("X", "9") == "9999":
        return "may lie in the year 9999, which stands for an open end; write .. for one"
    if month is None or month == "XX":
        return "names a day of an unknown month" if day not in {None, "XX"} else ""
    number = int(month)
    if number in _SEASON_STARTS:
        return "names a day of a season" if day else ""
    if not 1 <= number <= 12:
        return f"has month {month}; months run from 01 to 12, seasons from 21 to 24"
    if day not in {None, "XX"} and not 1 <= int(day) <= _days(int(year), number):
        return f"names a day that {calendar.month_name[number]} {int(year)} does not have"
    return ""


def _days(year: int, month: int) -> int:
    return 29 if month == 2 and calendar.isleap(year) else calendar.mdays[month]


def _bounds(date: dict) -> tuple[int, int]:
    first_year, last_year = int(date["year"].replace("X", "0")), int(date["year"].replace("X", "9"))
    month, day = date["month"], date["day"]
    if month is None or month == "XX":
        return first_year * 10000 + 101, last_year * 10000 + 1231
    if int(month) in _SEASON_STARTS:
        return _season_bounds(first_year, int(month))
    start = first_year * 10000 + int(month) * 100
    if day is None or day == "XX":
        return start + 1, start + _days(first_year, int(month))
    return start + int(day), start + int(day)


def _season_bounds(year: int, season: int) -> tuple[int, int]:
    """Seasons of the northern half of the earth; the winter of a year is that which begins in its December."""
    first = _SEASON_STARTS[season]
    end_year, last = (year + 1, 2) if season == 24 else (year, first + 2)
    return year * 10000 + first * 100 + 1, end_year * 10000 + last * 100 + _days(end_year, last)


def words(parts: dict | str, language: str = "en") -> str:
    """A date in plain words, from its stored parts or its text: "about 1942", "March 1942 to March 1946".

    No parts, no words. An unknown end is passed over, as is an open one: "from 2012" claims nothing of the end. A
    language without a table reads in English. Raises DateError for a text that is no date.
    """
    if isinstance(parts, str):
        parts = parse(parts).parts
    if not parts:
        return ""
    table = _WORDS.get(language.lower().split("-")[0], _WORDS["en"])
    start, end = parts["start"], parts.get("end")
    if end is None:
        return _date_words(start, table)
    if "year" not in start:
        return table["until"].format(_date_words(end, table, inside=True))
    if "year" not in end:
        return table["from"].format(_date_words(start, table, inside=True))
    return table["interval"].format(_date_words(start, table, inside=True), _date_words(end, table, inside=True))


def _date_words(date: dict, table: dict, inside: bool = False) -> str:
    marked = table[date["mark"]] if date["mark"] else "{}"
    return marked.format(_unmarked_words(date, table, inside or bool(date["mark"])))


def _unmarked_words(date: dict, table: dict, inside: bool) -> str:
    year, month, day = date["year"], date["month"], date["day"]
    if year.endswith("XX"):
        return table["century"][inside].format(_ordinal(int(year[:2]) + 1, table))
    if year.endswith("X"):
        return table["decade"][inside].format(int(year[:3] + "0"))
    if month is None:
        return str(int(year))
    if month == "XX":
        return table["some month"][inside].format(int(year))
    name = table["seasons"].get(int(month)) or table["months"][int(month)]
    in_month = table["month"].format(month=name, year=int(year))
    if day is None:
        return in_month
    if day == "XX":
        return table["some day"][inside].format(in_month)
    return table["day"].format(day=int(day), month=name, year=int(year))


def _ordinal(number: int, table: dict) -> str:
    endings = table["ordinals"]
    teens = 10 <= number % 100 <= 20
    return f"{number}{endings['other'] if teens else endings.get(number % 10, endings['other'])}"


def machine(parts: dict) -> str:
    """The value of a `<time datetime>` attribute: a day, a month or a year; nothing where HTML has none."""
    if not parts or "end" in parts:
        return ""
    year, month, day = (parts["start"][name] for name in ("year", "month", "day"))
    if "X" in year:
        return ""
    if month is None or month == "XX" or int(month) > 12:
        return year
    return f"{year}-{month}" if day is None or day == "XX" else f"{year}-{month}-{day}"


def precision(parts: dict) -> str:
    """How a timeline draws it.

    `exact` for a day, month or year as given, `about` for one marked or partly unknown, `during` for an interval.
    """
    if not parts:
        return "about"
    if "end" in parts:
        return "during"
    date = parts["start"]
    vague = date["mark"] or "X" in date["year"] or "XX" in {date["month"], date["day"]}
    return "about" if vague else "exact"


def overlaps(earliest: int | None, latest: int | None, from_day: int | None, to_day: int | None) -> bool:
    """Whether a date may fall between two days, both included; None as a limit is none.

    An unknown end counts as the day that is known of the other, so that nothing is claimed of the time between (the
    database is asked the same way); a date of which nothing is known falls within no limit.
    """
    if from_day is None and to_day is None:
        return True
    if earliest is None and latest is None:
        return False
    first = latest if earliest is None else earliest
    last = earliest if latest is None else latest
    return (to_day is None or first <= to_day) and (from_day is None or last >= from_day)


def year_span(earliest: int | None, latest: int | None) -> tuple[int | None, int | None]:
    """First and last year; None for an end that is open or unknown."""
    first, last = (None if day in {None, OPEN_START, OPEN_END} else day // 10000 for day in (earliest, latest))
    return first, last


def decades(earliest: int | None, latest: int | None, limit: int = MAX_DECADES) -> list[int]:
    """The decades a date may fall in, 1940 for the 1940s; an end that is open or unknown adds none.

    Of a span over more than `limit` decades only the first and the last: it says too little about those between.
    """
    known = [year // 10 * 10 for year in year_span(earliest, latest) if year is not None]
    if not known:
        return []
    found = list(range(min(known), max(known) + 1, 10))
    return found if len(found) <= limit else [found[0], found[-1]]
