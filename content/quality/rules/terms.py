"""Words: none that the archive avoids in a text's themes, outside quotations, legal names and titles."""

import re
from collections.abc import Iterator
from functools import lru_cache

from content.quality.archive import Archive, Passage, Term, Text
from content.quality.findings import WARNING, Finding, in_text, is_allowed
from content.quality.sentences import around, blanked, quoted_stretches

CODE = "avoided-term"


def look(archive: Archive) -> Iterator[Finding]:
    avoided = [
        (use, variant)
        for term in archive.terms.values()
        for use in term.uses
        if use.use == "avoid"
        for variant in variants(term)
    ]
    for text in archive.texts:
        mine = [one for one in avoided if set(one[0].themes) & set(text.themes)]
        for use, variant in mine if text.kind not in ("term", "page") else ():
            named = _names_with(archive, variant)
            for passage, start, end in _uses(text, variant, named):
                instead = f" Say {use.instead} instead." if use.instead else ""
                message = (
                    f"“{passage.words[start:end]}” in “{around(passage.words, start, end)}” is avoided here: "
                    f"{_first_sentence(use.why)}{instead} Use another word, or put it in quotation marks where it is quoted."
                )
                yield in_text(CODE, WARNING, text, message, passage, start)


def variants(term: Term) -> list[str]:
    """The words a term is written by. One with an aside in brackets is avoided in some uses only, which no machine tells."""
    written = re.split(r"\s*;\s*|\s+/\s+", term.term)
    return [said for said in written if said and "(" not in said and not said.startswith(('"', "“", "'", "‘"))]


def _uses(text: Text, variant: str, named: list[str]) -> Iterator[tuple[Passage, int, int]]:
    pattern = _pattern(variant)
    for passage in text.passages:
        if not pattern.search(passage.words):
            continue
        for match in pattern.finditer(_own_words(passage, named)):
            start, end = match.span()
            if not _is_name(passage.words, start, end, variant) and not is_allowed(
                text, CODE, passage.words, start, end
            ):
                yield passage, start, end


@lru_cache(maxsize=200)
def _pattern(variant: str) -> re.Pattern:
    return re.compile(rf"\b{re.escape(variant)}(?:e?s)?\b", re.IGNORECASE)


def _own_words(passage: Passage, named: list[str]) -> str:
    """The passage without what is quoted, set in italics, linked as a term, or the name of something."""
    stretches = [*quoted_stretches(passage.words), *passage.italics]
    stretches += [(link.start, link.end) for link in passage.links if link.kind == "term"]
    flat = passage.words.replace("\n", " ")
    for name in named:
        stretches += [match.span() for match in re.finditer(re.escape(name), flat, re.IGNORECASE)]
    return blanked(passage.words, stretches)


def _names_with(archive: Archive, variant: str) -> list[str]:
    """Names and titles in the archive that hold the word."""
    pattern = _pattern(variant)
    kinds = ("source", "organization", "place", "record", "person", "entry", "table")
    names = (name for (kind, _), name in archive.names.items() if kind in kinds)
    return [name for name in names if pattern.search(name) and len(name) > len(variant) + 2]


def _is_name(words: str, start: int, end: int, variant: str) -> bool:
    """A word that is written small and stands here with capitals, in a longer name: Gila River Relocation Center."""
    said = words[start:end]
    if not variant[:1].islower() or not all(part[:1].isupper() for part in re.split(r"[\s-]+", said)):
        return False
    before, behind = words[:start].rstrip().rpartition(" ")[2], words[end:].lstrip()
    return len(said.split()) > 1 or before[:1].isupper() or behind[:1].isupper()


def _first_sentence(why: str) -> str:
    return re.split(r"(?<=[.!?])\s", why.strip(), maxsplit=1)[0]
