"""Hard content: a content reason wherever its words stand, in what readers of the page see."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from content.quality import lists
from content.quality.archive import Archive, Passage, Text
from content.quality.findings import ERROR, Finding, in_text, is_allowed
from content.quality.sentences import around, sentences

CODE = "content-reason"


@dataclass(frozen=True)
class Hard:
    """A reason, the words that call for it, and words that must stand in the same sentence for them to do so."""

    reason: str
    words: re.Pattern
    beside: re.Pattern | None
    harmless: re.Pattern | None


def look(archive: Archive) -> Iterator[Finding]:
    for text in (*archive.texts, *(event.text for event in archive.events.values())):
        if text.content_reasons is None:
            continue
        for reason in _reasons():
            if reason.reason in text.content_reasons:
                continue
            found = next(_hard_words(text, archive, reason), None)
            if found:
                passage, start, end = found
                say = "" if text.kind == "event" else ", and say it in content_note"
                message = (
                    f"“{passage.words[start:end]}” in “{around(passage.words, start, end)}” calls for the content reason "
                    f"{reason.reason}. Add it to content_reasons{say}."
                )
                yield in_text(CODE, ERROR, text, message, passage, start)


def _hard_words(text: Text, archive: Archive, hard: Hard) -> Iterator[tuple[Passage, int, int]]:
    for passage in _seen_by_readers(text, archive):
        for sentence in sentences(passage):
            if hard.beside and not hard.beside.search(sentence.words):
                continue
            words = (
                hard.harmless.sub(lambda match: " " * len(match[0]), sentence.words)
                if hard.harmless
                else sentence.words
            )
            for match in hard.words.finditer(words):
                start, end = sentence.start + match.start(), sentence.start + match.end()
                if not is_allowed(text, CODE, passage.words, start, end):
                    yield passage, start, end


def _seen_by_readers(text: Text, archive: Archive) -> Iterator[Passage]:
    """The words of the page: its own, the transcription, the quotations it shows and the claims it ends with."""
    yield from (passage for passage in text.passages if passage.field != "content_note")
    yield from text.quoted
    for shown in text.shown:
        quotation = archive.quotations.get(shown.slug) if shown.kind == "quotation" else None
        if quotation:
            yield Passage(f"quotation {shown.slug}", quotation.text)
    for slug in text.claims:
        claim = archive.claims.get(slug)
        if claim:
            yield Passage(f"claim {slug}", claim.statement)


@cache
def _reasons() -> tuple[Hard, ...]:
    def pattern(one: dict, key: str) -> re.Pattern | None:
        return _any_of(one[key]) if one.get(key) else None

    return tuple(
        Hard(one["reason"], _any_of(one["words"]), pattern(one, "beside"), pattern(one, "harmless"))
        for one in lists.read("hardwords")["reasons"]
    )


def _any_of(words: list[str]) -> re.Pattern:
    """Whole words; a star at the end stands for any ending, a word that begins with a capital is read as written."""
    made = [
        rf"(?-i:{re.escape(word)})"
        if word != word.lower()
        else re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
        for word in words
    ]
    return re.compile(rf"\b(?:{'|'.join(made)})\b", re.IGNORECASE)
