"""Timelines for other programs: the JSON that TimelineJS reads, and CSV for spreadsheets."""

import csv
import html
import io
from collections.abc import Iterable

from content.timelines.events import TimelineEvent

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
CSV_COLUMNS = ("uid", "date", "date_words", "title", "summary", "place", "stage", "themes", "clauses", "sources", "content_reasons", "url")


def timelinejs(title: str, text: str, events: Iterable[TimelineEvent]) -> dict:
    """The data format of TimelineJS 3; an event without a known year cannot stand in it and is left out."""
    slides = [slide for event in events if (slide := _slide(event))]
    return {"title": {"text": {"headline": html.escape(title), "text": _paragraphs(text)}}, "events": slides}


def _slide(event: TimelineEvent) -> dict | None:
    parts = event.parts or {}
    start = _date(parts.get("start"), first=True) or _date(parts.get("end"), first=False)
    if not start:
        return None
    slide = {
        "start_date": start,
        "display_date": event.words,
        "unique_id": event.uid,
        "text": {"headline": html.escape(event.title), "text": _paragraphs(event.summary)},
    }
    if event.stage_label:
        slide["group"] = event.stage_label
    end = _date(parts.get("end"), first=False)
    if end and end != start:
        slide["end_date"] = end
    return slide


def _date(side: dict | None, *, first: bool) -> dict | None:
    if not side or "year" not in side:
        return None
    date: dict = {"year": int(side["year"].replace("X", "0" if first else "9"))}
    for name in ("month", "day"):
        value = side[name]
        if not value or value == "XX" or (name == "month" and int(value) > 12):
            break
        date[name] = int(value)
    return date


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n") if part.strip())


def events_csv(events: Iterable[TimelineEvent]) -> str:
    """One event a line, with a header; no cell can be taken for a formula by a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    for event in events:
        row = (
            event.uid, event.date_text, event.words, event.title, event.summary, event.place, event.stage or "context", "; ".join(event.themes),
            "; ".join(link.slug for link in event.clauses), "; ".join(source.key for source in event.sources), "; ".join(event.reasons), event.url,
        )  # fmt: skip
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return out.getvalue()
