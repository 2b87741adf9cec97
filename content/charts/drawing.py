"""Draws a chart as SVG: bars from zero, every one with its name and its figure in words.

Widths are per cent and heights are in the text's own size, so that the drawing fills whatever width there is and its
words keep their size. Nothing is styled here: classes take the inks of the sheet (`.chart` in pages.css).
"""

import textwrap
from dataclasses import dataclass
from html import escape

from content.charts.bars import Bar, Chart, Series

LINE_LETTERS = 34  # what fits in a line on a screen of 320 px
FIELD = 76  # per cent of the width that the longest bar may take; the rest holds its figure
SHORT = 8  # letters of a figure that fit behind the longest bar
LINE, BAR, GAP = 1.35, 0.8, 0.9  # in em


@dataclass(frozen=True)
class Drawing:
    """One series as SVG, and the heading that stands over it where there are several."""

    heading: str
    svg: str


def drawings(chart: Chart) -> list[Drawing]:
    """The small multiples of a chart, in order."""
    several = len(chart.series) > 1
    return [Drawing(one.heading if several else "", _svg(one, chart, several)) for one in chart.series]


def _svg(series: Series, chart: Chart, several: bool) -> str:
    parts, down = [], 0.0
    for bar in series.bars:
        drawn, height = _row(bar, series, down)
        parts.append(drawn)
        down += height
    zero = _place(0.0, series)
    parts.append(_field(f'<line class="base" x1="{zero}%" x2="{zero}%" y1="0" y2="{_em(down - GAP / 2)}"/>'))
    about = escape(_about(series, chart, several))
    return f'<svg role="img" aria-label="{about}" width="100%" height="{_em(down)}">{"".join(parts)}</svg>'


def _row(bar: Bar, series: Series, top: float) -> tuple[str, float]:
    """The name of a bar in as many lines as it needs, the bar under it, its figure behind it; and how high it all is."""
    said = bar.figure.said if bar.figure else "no figure"
    lines = textwrap.wrap(bar.label, LINE_LETTERS) or [""]
    behind = len(said) <= SHORT
    texts = [f'<text x="0.4em" y="{_em(top + LINE * at)}">{escape(words)}</text>' for at, words in enumerate(lines, 1)]
    if not behind:
        lines += textwrap.wrap(said, LINE_LETTERS)
        texts += [
            f'<text class="figure" x="0.4em" y="{_em(top + LINE * at)}">{escape(words)}</text>'
            for at, words in list(enumerate(lines, 1))[len(texts) :]
        ]
    at = top + LINE * len(lines) + 0.35
    shapes = _shapes(bar, series, at)
    if behind:
        shapes += _behind(bar, series, said, at)
    return "".join(texts) + _field(shapes), LINE * len(lines) + 0.35 + BAR + GAP


def _behind(bar: Bar, series: Series, said: str, at: float) -> str:
    """The figure in words, where its bar ends."""
    end = _place(max(0.0, bar.figure.most) if bar.figure else 0.0, series)
    kind, down = ("figure" if bar.figure else "nothing"), _em(at + BAR - 0.05)
    return f'<text class="{kind}" x="{end}%" dx="0.4em" y="{down}">{escape(said)}</text>'


def _shapes(bar: Bar, series: Series, at: float) -> str:
    figure = bar.figure
    if figure is None:
        return ""
    if figure.low is None:
        return _rect("hollow", 0.0, figure.high, series, at)
    drawn = _rect("bar", 0.0, figure.low, series, at)
    if figure.high is None:
        place, middle = _place(figure.low, series), at + BAR / 2
        return (
            drawn + f'<svg class="bars" x="{place}%" y="{_em(middle)}"><path class="arrow" d="M1-5l6 5l-6 5z"/></svg>'
        )
    return drawn + (_rect("hollow", figure.low, figure.high, series, at) if figure.high > figure.low else "")


def _rect(kind: str, start: float, end: float, series: Series, at: float) -> str:
    left, right = sorted((_place(start, series), _place(end, series)))
    return f'<rect class="{kind}" x="{left}%" y="{_em(at)}" width="{round(right - left, 2):g}%" height="{_em(BAR)}"/>'


def _field(shapes: str) -> str:
    return f'<svg class="bars" width="{FIELD}%" height="100%">{shapes}</svg>' if shapes else ""


def _place(number: float, series: Series) -> float:
    """Where a number stands on the scale, in per cent."""
    return round(100 * (number - series.start) / (series.end - series.start), 2)


def _em(height: float) -> str:
    return f"{round(height, 2):g}em"


def _about(series: Series, chart: Chart, several: bool) -> str:
    """The drawing in words, for somebody who does not see it; the table has every figure."""
    title = f"{chart.title}: {series.heading.lower()}" if several else chart.title
    given = [bar for bar in series.bars if bar.figure]
    most = max(given, key=lambda bar: bar.figure.most, default=None)
    least = min(given, key=lambda bar: bar.figure.least, default=None)
    about = f"{title}. {len(series.bars)} bars"
    if most and least and most is not least:
        about += f", from {least.figure.said} ({least.label}) to {most.figure.said} ({most.label})"
    return f"{about}. Every figure stands in the table."
