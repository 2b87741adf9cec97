"""Sentences: none of twelve words or more stands in two texts."""

import re
from collections import defaultdict
from collections.abc import Iterator

from content.quality.archive import Archive, Passage, Text
from content.quality.findings import ERROR, Finding, in_text, is_allowed
from content.quality.sentences import sentences

CODE = "shared-sentence"
LONG = 12
FORMULAS = ("reuse",)  # what may be done with a record is said in the same words each time


def look(archive: Archive) -> Iterator[Finding]:
    users: dict[tuple[str, ...], list[tuple[Text, Passage, int, str]]] = defaultdict(list)
    for text in archive.texts:
        for passage in text.passages:
            if passage.field in FORMULAS:
                continue
            for sentence in sentences(passage):
                said = tuple(re.findall(r"\w+", sentence.words.casefold()))
                if len(said) >= LONG:
                    users[said].append((text, passage, sentence.start, sentence.words))
    for these in users.values():
        first = these[0][0]
        for text, passage, at, words in these[1:]:
            if text.name == first.name or is_allowed(text, CODE, words):
                continue
            message = (
                f"the sentence “{' '.join(words.split())[:90]}…” stands in {first.kind} {first.slug} too. "
                "Say it here in other words, or once only."
            )
            yield in_text(CODE, ERROR, text, message, passage, at)
