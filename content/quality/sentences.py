"""Prose cut into sentences, with the notes and links of each; and what stands in quotation marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from content.quality.archive import Link, Note, Passage

# What ends in a full stop and ends no sentence.
_SHORTENED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Rev|Sen|Rep|Gov|St|Jr|Sr|No|Nos|vs|v|cf|ca|c|p|pp|ch|sec|art"
    r"|para|Inc|Corp|Co|Ltd|ed|eds|vol|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|e\.g|i\.e|a\.m|p\.m)|\b[A-Z])\.$"
)
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|:(?=\s*\n\n)")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|(?<![\w])‘[^’]*(?:’\w[^’]*)*’|(?<![\w])'[^'\n]*(?:'\w[^']*)*'(?!\w)")


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage: its words, where it begins there, its own notes and links."""

    words: str
    start: int
    notes: tuple[Note, ...] = ()
    links: tuple[Link, ...] = ()


def sentences(passage: Passage) -> Iterator[Sentence]:
    """The sentences of a passage. A note stands behind its sentence's full stop and belongs to it."""
    bounds = _bounds(passage.words)
    for start, end in bounds:
        words = passage.words[start:end]
        lead = len(words) - len(words.lstrip())
        notes = tuple(note for note in passage.notes if start < note.at <= end or (start == 0 and note.at == 0))
        links = tuple(link for link in passage.links if start <= link.start < end)
        if words.strip():
            yield Sentence(words.strip(), start + lead, notes, links)


def _bounds(words: str) -> list[tuple[int, int]]:
    bounds, start = [], 0
    for match in _END.finditer(words):
        so_far = words[start : match.end()]
        if match[0] == "." and _SHORTENED.search(so_far):
            continue
        # A small letter behind it goes on with the sentence.
        behind = words[match.end() :].lstrip()
        if behind[:1].islower() and match[0].rstrip("\"'”’)]") in (".", "…"):
            continue
        bounds.append((start, match.end()))
        start = match.end()
    if words[start:].strip():
        bounds.append((start, len(words)))
    return bounds


def quoted_stretches(words: str) -> list[tuple[int, int]]:
    """What stands in quotation marks, as stretches of characters."""
    return [match.span() for match in _QUOTED.finditer(words)]


def blanked(words: str, stretches) -> str:
    """The words with these stretches turned into spaces, so that every other character keeps its place."""
    letters = list(words)
    for start, end in stretches:
        letters[start:end] = " " * (min(end, len(letters)) - start)
    return "".join(letters)


def around(words: str, start: int, end: int, room: int = 36) -> str:
    """A stretch with a little of what stands round it, to be recognised by; the same however its lines are broken."""
    before, behind = re.sub(r"\s+", " ", words[:start]), re.sub(r"\s+", " ", words[end:])
    if len(before) > room:
        before = "…" + before[-room:].partition(" ")[2]
    if len(behind) > room:
        behind = behind[:room].rpartition(" ")[0] + "…"
    return f"{before}{' '.join(words[start:end].split())}{behind}".strip()
