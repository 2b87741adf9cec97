"""Timelines for other programs: the JSON that TimelineJS reads, and CSV for spreadsheets."""

import csv
import html
import io
from collections.abc import Iterable

from content import dates
from content.timelines import not_ranked
from content.timelines.events import EVENT, Listed, SideBySide, TimelineEvent, Withheld, ordered

# What a spreadsheet may take for the beginning of a formula, the full-width forms too.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
CSV_COLUMNS = (
    "uid",
    "date",
    "date_words",
    "title",
    "summary",
    "place",
    "stage",
    "themes",
    "clauses",
    "sources",
    "content_reasons",
    "content_note",
    "grade_floor",
    "inferred_reasons",
    "url",
    "entry_url",
    "kind",
)


def timelinejs(title: str, text: str, events: Iterable[TimelineEvent], withheld: Iterable[Withheld] = ()) -> dict:
    """The data format of TimelineJS 3, whose texts are HTML; an event of which no year is known is left out.

    What is withheld has no slide, since it has no date that may be shown: the title says why.

    Dates are as partial as ours, with our words in `display_date`; what is vague (a decade, a season, an interval) runs
    from its first to its last day. An end that is open or unknown is not made up.
    """
    slides = [slide for event in events if (slide := _slide(event))]
    return _titled(title, [text, *(each.why for each in withheld)], slides)


def side_by_side_timelinejs(whole: SideBySide) -> dict:
    """The same of several timelines, grouped by their titles; the title says first that suffering is not ranked.

    An event of two timelines has a slide in each, so that a slide is known by its event and the slug of its timeline.
    """
    placed: dict[str, tuple[TimelineEvent, list[Listed]]] = {}
    for listed in whole.timelines:
        for event in listed.events:
            placed.setdefault(event.uid, (event, []))[1].append(listed)
    slides = [
        {**slide, "unique_id": f"{event.uid}-{listed.name}", "group": html.escape(listed.title)}
        for event in ordered(event for event, _ in placed.values())
        if (slide := _slide(event))
        for listed in placed[event.uid][1]
    ]
    told = [f"{listed.title}: {' '.join([listed.summary, *listed.left_out])}" for listed in whole.timelines]
    return _titled(whole.title, [not_ranked.SENTENCE, *told], slides)


def _titled(title: str, told: Iterable[str], slides: list[dict]) -> dict:
    return {
        "title": {"text": {"headline": html.escape(title), "text": _paragraphs("\n".join(told))}},
        "events": slides,
    }


def _slide(event: TimelineEvent) -> dict | None:
    parts = event.parts or {}
    known = [end for end in (parts.get("start"), parts.get("end")) if end and "year" in end]
    start, end = (_date(known[0], event.earliest), _date(known[-1], event.latest)) if known else (None, None)
    if not (start or end):
        return None
    slide = {
        "start_date": start or end,
        "display_date": event.words,
        "unique_id": event.uid,
        "text": {"headline": html.escape(event.title), "text": _paragraphs(f"{event.caution}\n{event.summary}")},
        **_hard(event),
    }
    if start and end and end != start:
        slide["end_date"] = end
    if event.stage_label:
        slide["group"] = html.escape(event.stage_label)
    return slide


def _hard(event: TimelineEvent) -> dict:
    """What is hard in it, for programs; TimelineJS passes over what it does not know."""
    return {
        "content_reasons": list(event.content_reasons),
        "content_note": event.content_note,
        "grade_floor": event.grade_floor,
        "inferred_reasons": list(event.inferred_reasons),
    }


def _date(end: dict, day: int | None) -> dict | None:
    """The bound of a date, no more exactly than the date is known; nothing where the bound is open or unknown."""
    if day in {None, dates.OPEN_START, dates.OPEN_END}:
        return None
    found = {"year": day // 10000}
    if end["month"] and end["month"] != "XX":
        found["month"] = day // 100 % 100
        if end["day"] and end["day"] != "XX":
            found["day"] = day % 100
    return found


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n") if part.strip())


def events_csv(events: Iterable[TimelineEvent], withheld: Iterable[Withheld] = (), left_out: Iterable[str] = ()) -> str:
    """One event a line under a header (RFC 4180); no cell can be taken for a formula by a spreadsheet.

    What is withheld is a line of its uid and the sentence that says why; what was left out, a line of the sentence alone.
    """
    return _written(CSV_COLUMNS, _lines(events, withheld, left_out))


def side_by_side_csv(whole: SideBySide) -> str:
    """The events of several timelines, one after the other, each line beginning with the name of its timeline."""
    lines = [
        (listed.title, *line)
        for listed in whole.timelines
        for line in _lines(listed.events, listed.withheld, listed.left_out)
    ]
    return _written(("timeline", *CSV_COLUMNS), lines)


def _written(columns: Iterable[str], lines: Iterable[Iterable[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_safe(cell) for cell in line] for line in lines)
    return out.getvalue()


def _lines(
    events: Iterable[TimelineEvent], withheld: Iterable[Withheld], left_out: Iterable[str]
) -> Iterable[Iterable[str]]:
    yield from map(_cells, events)
    told = [{"uid": each.uid, "summary": each.why, "kind": "withheld"} for each in withheld]
    told += [{"summary": sentence, "kind": "left out"} for sentence in left_out]
    for each in told:
        yield [each.get(column, "") for column in CSV_COLUMNS]


def _cells(event: TimelineEvent) -> tuple[str, ...]:
    return (
        event.uid,
        event.date_text,
        event.words,
        event.title,
        event.summary,
        event.place,
        event.stage or ("context" if event.kind == EVENT else ""),
        "; ".join(event.themes),
        "; ".join(link.slug for link in event.clauses),
        "; ".join(source.key for source in event.sources),
        "; ".join(event.content_reasons),
        event.content_note,
        str(event.grade_floor or ""),
        "; ".join(event.inferred_reasons),
        event.url,
        event.entry_url,
        event.kind,
    )


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
