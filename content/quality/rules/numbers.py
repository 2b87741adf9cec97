"""Numbers and dates: each stands in what its text rests on, or is let stand for a reason."""

import re
from collections.abc import Iterator

from content.quality import lists
from content.quality.archive import Archive, Passage, Text
from content.quality.evidence import Evidence, Grounds
from content.quality.figures import Figure, figures
from content.quality.findings import ERROR, WARNING, Finding, in_text, is_allowed
from content.quality.sentences import around, blanked

CODE, OTHER_SOURCE = "number", "other-source"
_KIND_WORDS = {"day": "date", "month day": "date", "month": "date", "decade": "decade", "century": "century"}
# What speaks of the archive itself, not of history.
NOT_ASKED = ("page",)


def look(archive: Archive) -> Iterator[Finding]:
    grounds = Grounds(archive)
    for text in archive.texts:
        asked = [] if text.kind in NOT_ASKED else list(_asked(text))
        if asked:
            yield from _in_text(text, asked, grounds.of(text))


def look_for_other_sources(archive: Archive) -> Iterator[Finding]:
    """Numbers and dates that are carried, but by other works than the notes of their paragraph name."""
    grounds = Grounds(archive)
    for text in archive.of("entry", "theme", "timeline"):
        asked = [(passage, figure) for passage, figure in _asked(text) if passage.notes and _is_telling(figure)]
        evidence = grounds.of(text) if asked else None
        for passage, figure in asked:
            carriers = evidence.sources_of(figure.key)
            elsewhere = carriers and "" not in carriers and not carriers & {note.key for note in passage.notes}
            if elsewhere and not is_allowed(text, OTHER_SOURCE, passage.words, figure.start, figure.end):
                message = (
                    f"“{figure.said}” in “{around(passage.words, figure.start, figure.end)}” stands in what "
                    f"{', '.join(sorted(carriers)[:3])} carries, and no note of the paragraph names that. Cite it, or see "
                    "whether the number is of this paragraph."
                )
                yield in_text(OTHER_SOURCE, WARNING, text, message, passage, figure.start)


def _is_telling(figure: Figure) -> bool:
    """Small numbers and bare years stand in many works."""
    if figure.kind == "number":
        is_year = 1000 <= figure.value <= 2100 and "," not in figure.said
        return figure.value > 12 and not is_year
    return figure.kind in ("day", "month day", "month", "fraction")


def _asked(text: Text) -> Iterator[tuple[Passage, Figure]]:
    for passage in text.passages:
        yield from ((passage, figure) for figure in asked_for(passage, text))


def _in_text(text: Text, asked: list[tuple[Passage, Figure]], evidence: Evidence) -> Iterator[Finding]:
    told = set()
    for passage, figure in asked:
        stretch = (passage, figure.start)
        if stretch in told or figure.key in evidence:
            continue
        if not is_allowed(text, CODE, passage.words, figure.start, figure.end):
            told.add(stretch)
            yield in_text(CODE, ERROR, text, _message(text, passage, figure), passage, figure.start)


def asked_for(passage: Passage, text: Text) -> Iterator[Figure]:
    """The figures of a passage that evidence must carry."""
    words = blanked(passage.words, (match.span() for match in _UNASKED.finditer(passage.words)))
    found = figures(words)
    counted = {(figure.start, figure.end) for figure in found if figure.kind == "number"}
    for figure in found:
        if figure.kind == "fraction" and (figure.start, figure.end) in counted:
            continue  # "50 per cent" carries a half; it need not be one
        if text.kind in ("lesson", "unit") and _is_classwork(words, figure):
            continue
        yield figure


def _is_classwork(words: str, figure: Figure) -> bool:
    """Two sentences, four to six sentences: what a class does."""
    if figure.kind != "number" or figure.value > 60:
        return False
    return bool(_CLASSWORK.match(words, figure.end))


def _message(text: Text, passage: Passage, figure: Figure) -> str:
    what = _KIND_WORDS.get(figure.kind, "number")
    where = "one of its claims, its cited sources' titles, its events, or the tables and quotations it shows"
    if text.kind != "entry":
        where = "a claim, event, table or quotation of its themes, or a cited source's title"
    return (
        f"the {what} “{figure.said}” in “{around(passage.words, figure.start, figure.end)}” does not stand in {where}. "
        "Correct it, add the claim that carries it, or list the words under `exceptions` with the reason."
    )


def _phrases(name: str) -> list[str]:
    return [re.escape(words) for group in lists.read("figures")[name] for words in group["words"]]


_UNASKED = re.compile(rf"\b(?:{'|'.join([*_phrases('names'), *_phrases('idioms')])})\b", re.IGNORECASE)
_CLASSWORK = re.compile(
    r"(?:\s*(?:-|–|to|or|and)\s*(?:\w+))?[\s-]+(?:\w+\s+){0,2}?"
    rf"(?:{'|'.join(map(re.escape, lists.read('figures')['classwork']['words']))})s?\b",
    re.IGNORECASE,
)
