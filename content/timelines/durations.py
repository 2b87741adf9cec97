"""The time between two events of one history, no more exactly than their dates are known. Plain Python."""

import calendar
import datetime
from dataclasses import dataclass

from content import dates
from content.timelines.events import TimelineEvent, ordered

FEW_DAYS = 62
FEW_MONTHS = 24


@dataclass(frozen=True)
class Between:
    """Two events, the earlier first, and the time from the beginning of one to the beginning of the other in words.

    `why_not` says instead why no time is told.
    """

    first: TimelineEvent
    second: TimelineEvent
    words: str = ""
    why_not: str = ""

    @property
    def both(self) -> tuple[TimelineEvent, TimelineEvent]:
        return self.first, self.second


def between(one: TimelineEvent, other: TimelineEvent) -> Between:
    """The time between two events. None is told where a date is not known, or across two histories."""
    first, second = ordered([one, other])
    if not are_of_one_history(first, second):
        return Between(
            first, second, why_not="They belong to different histories, and no time is measured across those."
        )
    bounds = [_beginning(first), _beginning(second)]
    if None in bounds:
        return Between(first, second, why_not="The beginning of one of them is not known.")
    return Between(first, second, _in_words(*bounds))


def are_of_one_history(one: TimelineEvent, other: TimelineEvent) -> bool:
    """Whether two events share a theme, or belong to none."""
    return bool(set(one.themes) & set(other.themes)) or not (one.themes or other.themes)


def _beginning(event: TimelineEvent) -> dates.ArchiveDate | None:
    text = event.date_text.split("/")[0]
    return dates.parse(text) if text and text != ".." else None


def _in_words(first: dates.ArchiveDate, second: dates.ArchiveDate) -> str:
    ends = [_day(day) for day in (first.earliest, first.latest, second.earliest, second.latest)]
    is_marked = any(date.parts["start"]["mark"] for date in (first, second))
    return _told(*ends) + ("; a date of them is itself uncertain" if is_marked else "")


def _told(*ends: datetime.date) -> str:
    """From the first and last day on which the one may have begun, and the same of the other."""
    if ends[0] == ends[1] and ends[2] == ends[3]:
        return _exactly(ends[0], ends[2])
    least, most = _months(ends[1], ends[2]), _months(ends[0], ends[3])
    days = (ends[3] - ends[0]).days
    if ends[2] <= ends[1]:
        return f"{_coarse(days, most)} at most; which began first is not known"
    if days <= FEW_DAYS:
        return _range((ends[2] - ends[1]).days, days, "day")
    if most < FEW_MONTHS:
        return _range(least, most + 1, "month")
    return _range(least // 12, most // 12 + 1, "year")


def _coarse(days: int, months: int) -> str:
    if days <= FEW_DAYS:
        return _count(days, "day")
    return _count(months + 1, "month") if months < FEW_MONTHS else _count(months // 12 + 1, "year")


def _range(least: int, most: int, unit: str) -> str:
    return f"between {least} and {_count(most, unit)}" if least else f"less than {_count(most, unit)}"


def _exactly(first: datetime.date, second: datetime.date) -> str:
    """By the calendar: whole years, then whole months, then days."""
    if first == second:
        return "the same day"
    months = _months(first, second)
    rest = (second - _later(first, months)).days
    said = [
        _count(number, unit)
        for number, unit in ((months // 12, "year"), (months % 12, "month"), (rest, "day"))
        if number
    ]
    return " and ".join(filter(None, (", ".join(said[:-1]), said[-1])))


def _months(first: datetime.date, second: datetime.date) -> int:
    """The whole months from one day to another; none where the second is not later."""
    months = (second.year - first.year) * 12 + second.month - first.month
    return max(0, months - (_later(first, max(0, months)) > second))


def _later(day: datetime.date, months: int) -> datetime.date:
    """The same day of a later month, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _day(number: int) -> datetime.date:
    return datetime.date(number // 10000, number // 100 % 100, number % 100)


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"
