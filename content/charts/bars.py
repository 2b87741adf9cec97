"""What a chart shows of a table: its bars, row by row, and in sentences all that it leaves out.

The rule: the bars are named by the first column, or by the column the editor names. Drawn is every other column in
which each cell that is not empty is a figure (never one of dates or coordinates), or the columns the editor names. A
column "low" followed by one "high" is one range. A row of totals is not drawn beside its parts. Rows of the same name
are told apart by their words in the other columns.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from content import dates
from content.charts.cells import Figure, date_words, is_missing, read_figure
from content.charts.refusals import folded, is_no_figure, names_of_columns, why_not

MOST_BARS = 60
_TOTALS = frozenset({"total", "totals", "all", "sum", "in all", "overall", "grand total"})
_RANGE = "From the lowest to the highest figure"
_UNEVEN = 1.1  # steps of time that differ by more are told


@dataclass(frozen=True)
class Bar:
    """A row of the table in one series; without a figure it says so."""

    label: str
    figure: Figure | None


@dataclass(frozen=True)
class Series:
    """One drawn column: bars on one scale, which always holds zero."""

    heading: str
    bars: tuple[Bar, ...]
    start: float
    end: float


@dataclass(frozen=True)
class Chart:
    """A table as it is drawn, and the sentences that say how to read it."""

    title: str
    unit: str
    series: tuple[Series, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Column:
    """A column to draw, or two that make a range."""

    heading: str
    at: int
    to: int | None = None

    def figure(self, row: Sequence[object]) -> Figure | None:
        if self.to is None:
            return read_figure(row[self.at])
        low, high = read_figure(row[self.at]), read_figure(row[self.to])
        if low and high and low.low is not None and high.high is not None and low.low <= high.high:
            return low if low.low == high.high else Figure(low.low, high.high, f"{low.said} to {high.said}")
        if low and not high:
            return Figure(low.low, None, f"at least {low.said}")
        return Figure(None, high.high, f"at most {high.said}") if high and not low else None

    def words(self, row: Sequence[object]) -> str:
        """What its cells say, where that is no figure."""
        cells = [row[self.at]] if self.to is None else [row[self.at], row[self.to]]
        return ", ".join(str(cell) for cell in cells if not is_missing(cell))


def chart_of(table) -> Chart | None:
    """The chart of a table (title, unit, columns, rows, chart_label, chart_values); None where there is none to draw."""
    columns, rows = list(table.columns or []), [row for row in table.rows or [] if len(row) == len(table.columns or [])]
    names = names_of_columns(columns)
    named_by = names.get(folded(table.chart_label), 0)
    if not rows or why_not(table.title, table.unit, columns, [row[named_by] for row in rows]):
        return None
    parts = [row for row in rows if folded(row[named_by]) not in _TOTALS]
    totals = [row for row in rows if row not in parts] if parts else []
    rows = parts or rows
    chosen = [names[folded(one)] for one in table.chart_values or [] if folded(one) in names]
    drawn = _columns(columns, chosen or _readable(columns, rows, named_by))
    drawn = [one for one in drawn if any(one.figure(row) for row in rows)]
    if not drawn or len(rows) * len(drawn) > MOST_BARS:
        return None
    labels = _labels(rows, named_by, {one for each in drawn for one in (each.at, each.to)})
    return Chart(
        table.title, table.unit, _series(drawn, rows, labels, table.unit), _notes(drawn, rows, labels, totals, named_by)
    )


def _readable(columns: Sequence[str], rows: Sequence[Sequence[object]], named_by: int) -> list[int]:
    """The columns that are figures from top to bottom."""
    found = []
    for at, name in enumerate(columns):
        given = [row[at] for row in rows if not is_missing(row[at])]
        if at != named_by and given and not is_no_figure(name) and all(map(read_figure, given)):
            found.append(at)
    return found


def _columns(columns: Sequence[str], chosen: Sequence[int]) -> list[_Column]:
    found, taken = [], set()
    for at in chosen:
        name = folded(columns[at])
        high = next((one for one in chosen if folded(columns[one]) == name.replace("low", "high")), None)
        if at in taken:
            continue
        if "low" in name.split() and high is not None:
            rest = " ".join(word for word in columns[at].replace("_", " ").split() if word.casefold() != "low")
            found.append(_Column(_begun(rest) or _RANGE, at, high))
            taken.add(high)
        else:
            found.append(_Column(_begun(columns[at].replace("_", " ")), at))
    return found


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _labels(rows: Sequence[Sequence[object]], named_by: int, drawn: set[int | None]) -> list[str]:
    """The name of each bar; where two rows have one name, the words of their other columns tell them apart."""
    labels = [_label(row[named_by]) for row in rows]
    if len(set(labels)) == len(labels):
        return labels
    others = [
        at
        for at in range(len(rows[0]))
        if at != named_by and at not in drawn and any(not read_figure(row[at]) for row in rows)
    ]
    return [
        ": ".join([label, *[str(row[at]) for at in others[:1] if not is_missing(row[at])]])
        for label, row in zip(labels, rows, strict=True)
    ]


def _label(cell: object) -> str:
    words = str(cell if cell is not None else "").strip()
    return (date_words(words) if words[:4].isdigit() else "") or words or "Without a name"


def _series(drawn: Sequence[_Column], rows: Sequence, labels: Sequence[str], unit: str) -> tuple[Series, ...]:
    """Every column with its bars. Columns of the same unit share a scale; shares are drawn of a hundred."""
    all_bars = [tuple(Bar(label, one.figure(row)) for label, row in zip(labels, rows, strict=True)) for one in drawn]
    shares = [_is_share(one.heading) or _is_share(unit) for one in drawn]
    figures = [
        bar.figure for bars, share in zip(all_bars, shares, strict=True) if not share for bar in bars if bar.figure
    ]
    start = min([0.0, *(figure.least for figure in figures)])
    end = max([0.0, *(figure.most for figure in figures)]) or (1.0 if start == 0 else 0.0)
    found = []
    for one, bars, share in zip(drawn, all_bars, shares, strict=True):
        most = max((bar.figure.most for bar in bars if bar.figure), default=0.0)
        least = min((bar.figure.least for bar in bars if bar.figure), default=0.0)
        found.append(
            Series(one.heading, bars, min(0.0, least), max(100.0, most))
            if share
            else Series(one.heading, bars, start, end)
        )
    return tuple(found)


def _is_share(words: str) -> bool:
    words = folded(words)
    return words.startswith(("percent", "per cent", "%")) or any(
        one in words.split() for one in ("percent", "share", "%")
    )


def _notes(drawn, rows, labels, totals, named_by) -> tuple[str, ...]:
    """How to read the chart, and what it leaves out."""
    found = [(label, one, row, one.figure(row)) for label, row in zip(labels, rows, strict=True) for one in drawn]
    figures = [figure for *_, figure in found if figure]
    notes = ["Bars begin at zero."]
    if len(drawn) > 1 and len({_is_share(one.heading) for one in drawn}) == 1:
        notes.append("All have one scale.")
    if any(figure.low != figure.high and None not in (figure.low, figure.high) for figure in figures):
        notes.append("Filled to the lowest figure, hollow from there to the highest.")
    if any(figure.high is None for figure in figures):
        notes.append("An arrow says: at least so many.")
    if any(figure.low is None for figure in figures):
        notes.append("Hollow throughout says: at most so many.")
    words = [f"{label}{_of(one, drawn)}" for label, one, row, figure in found if not figure and one.words(row)]
    if words:
        notes.append(f"Not drawn, because the table says it in words: {'; '.join(words)}.")
    for row in totals:
        said = [figure.said for one in drawn if (figure := one.figure(row))]
        if said:
            notes.append(f"{_label(row[named_by])}, not drawn beside its parts: {'; '.join(said)}.")
    if _is_uneven([row[named_by] for row in rows]):
        notes.append("The dates do not lie equally far apart.")
    return tuple(notes)


def _of(one: _Column, drawn: Sequence[_Column]) -> str:
    return f" ({one.heading.lower()})" if len(drawn) > 1 else ""


def _is_uneven(labels: Sequence[object]) -> bool:
    """Whether the rows are dates whose steps are not the same: bars of equal distance would tell of an even pace."""
    try:
        days = [dates.parse(str(label)).earliest for label in labels]
    except dates.DateError:
        return False
    if len(days) < 3 or not all(days):
        return False
    reached = [day // 10000 + (day // 100 % 100 - 1) / 12 + (day % 100 - 1) / 365 for day in days]
    steps = [after - before for before, after in zip(reached, reached[1:], strict=False)]
    return max(steps) > max(min(steps), 1e-9) * _UNEVEN
