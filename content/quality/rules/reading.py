"""Reading: the grade of what is said in plain words, and how long each text may be."""

from collections.abc import Iterator
from dataclasses import dataclass

from content import text as words
from content.quality.archive import Archive, Text
from content.quality.findings import ERROR, WARNING, Finding, in_row, in_text

GRADE, LENGTH = "reading-grade", "length"
ADVISED_GRADE, HIGHEST_GRADE = 8.0, 9.5
PLAIN = ("plain_summary", "plain_overview")
FEW_FACTS = 4


@dataclass(frozen=True)
class Span:
    """How many words a field has: fewer or more than these is an error, unless only advised."""

    least: int
    most: int
    least_is_advice: bool = False


SPANS: dict[tuple[str, str], Span] = {
    ("entry", "summary"): Span(5, 45),
    ("entry", "plain_summary"): Span(20, 90),
    ("theme", "summary"): Span(5, 45),
    ("theme", "plain_summary"): Span(30, 120),
    ("theme", "body"): Span(150, 1400),
    ("theme", "plain_overview"): Span(350, 500),
    ("record", "summary"): Span(5, 60),
    ("timeline", "summary"): Span(5, 45),
    ("timeline", "body"): Span(120, 200),
    ("lesson", "summary"): Span(5, 60),
    ("unit", "summary"): Span(5, 60),
}
ENTRY, THIN_ENTRY = Span(450, 900, least_is_advice=True), Span(150, 300)
CLAIM, QUOTATION, EVENT = 45, 60, 60


def look_at_grades(archive: Archive) -> Iterator[Finding]:
    for text in archive.texts:
        for field in PLAIN:
            said = text.words(field)
            grade = words.reading_grade(said)
            if grade > ADVISED_GRADE:
                severity = ERROR if grade > HIGHEST_GRADE else WARNING
                message = (
                    f"the plain words read at grade {grade}; at most {ADVISED_GRADE:g} is wanted, and {HIGHEST_GRADE:g} is "
                    "the limit. Use shorter sentences and shorter words."
                )
                yield in_text(GRADE, severity, text, message, text.of(field)[0])


def look_at_lengths(archive: Archive) -> Iterator[Finding]:
    for text in archive.texts:
        for (kind, field), span in SPANS.items():
            if kind == text.kind and text.has(field):
                yield from _outside(text, field, span)
        if text.kind == "entry":
            yield from _outside(text, "body", THIN_ENTRY if len(text.claims) < FEW_FACTS else ENTRY)
    yield from _rows_too_long(archive)


def _outside(text: Text, field: str, span: Span) -> Iterator[Finding]:
    count = words.word_count(text.words(field))
    if count < span.least:
        severity = WARNING if span.least_is_advice and count >= THIN_ENTRY.least else ERROR
        message = f"{_named(field)} has {count} words; {span.least} to {span.most} are wanted. {_more(text, field)}"
        yield Finding(LENGTH, severity, text.kind, text.slug, message, text.where, field, text.themes)
    if count > span.most:
        message = f"{_named(field)} has {count} words; at most {span.most} are wanted. {_less(text, field, span)}"
        yield Finding(LENGTH, ERROR, text.kind, text.slug, message, text.where, field, text.themes)


def _named(field: str) -> str:
    return {"body": "the body", "plain_summary": "the summary in plain words", "summary": "the summary"}.get(
        field, f"the {field.replace('_', ' ')}"
    )


def _more(text: Text, field: str) -> str:
    if text.kind == "entry" and field == "body":
        return "Say more where the claims allow it; never pad."
    return "Say what is missing."


def _less(text: Text, field: str, span: Span) -> str:
    if span is THIN_ENTRY:
        return f"It rests on fewer than {FEW_FACTS} claims, so it is kept short; or list the claims it draws on."
    return "Shorten it."


def _rows_too_long(archive: Archive) -> Iterator[Finding]:
    for kind, rows, field, most in (
        ("claim", archive.claims, "statement", CLAIM),
        ("quotation", archive.quotations, "text", QUOTATION),
        ("event", archive.events, "summary", EVENT),
    ):
        for row in rows.values():
            count = words.word_count(getattr(row, field))
            if count > most:
                message = f"the {field} has {count} words; at most {most} are wanted. Shorten it."
                yield in_row(LENGTH, WARNING, kind, row, message, field)
