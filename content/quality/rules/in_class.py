"""In class: what no class is asked to do, wherever the words of a lesson, a unit or a question show that it is."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from content.quality import lists
from content.quality.archive import Archive, Passage, Text
from content.quality.findings import ERROR, Finding, Rule, folded, in_text, is_allowed
from content.quality.sentences import around, blanked, quoted_stretches, sentences

WHOLE = ("lesson", "unit")
QUESTIONS = ("questions",)  # of timelines and of themes
BETWEEN = 4  # words that may stand where a phrase has its dots


@dataclass(frozen=True)
class Breach:
    """One of the rules: its code, what it asks, what to do instead, and the words that show a breach."""

    code: str
    asks: str
    instead: str
    words: re.Pattern


@cache
def breaches() -> tuple[Breach, ...]:
    """The rules as their file has them."""
    return tuple(
        Breach(row["code"], row["asks"], row["instead"], _pattern(row["phrases"]))
        for row in lists.read("inclass")["rules"]
    )


def rules() -> tuple[Rule, ...]:
    """One rule for each of them."""
    return tuple(Rule(one.code, one.asks, _looking_for(one)) for one in breaches())


def _looking_for(breach: Breach) -> Callable[[Archive], Iterator[Finding]]:
    return partial(look, breach)


def look(breach: Breach, archive: Archive) -> Iterator[Finding]:
    """Every stretch of words that shows the breach, in whatever a class is given or a teacher is told."""
    for text in archive.texts:
        for passage in asked_of_a_class(text):
            for start, end in _stretches(breach, passage):
                if not is_allowed(text, breach.code, passage.words, start, end):
                    message = (
                        f"“{passage.words[start:end]}” in “{around(passage.words, start, end)}”: {breach.asks} "
                        f"{breach.instead} Where the words mean something else, list them under `exceptions`."
                    )
                    yield in_text(breach.code, ERROR, text, message, passage, start)


def asked_of_a_class(text: Text) -> Iterator[Passage]:
    """A lesson or a unit whole; of timelines and themes their questions; of all other texts the words of question blocks."""
    for passage in text.passages:
        if text.kind in WHOLE or passage.field in QUESTIONS or (passage.is_aside and "?" in passage.words):
            yield passage


def _stretches(breach: Breach, passage: Passage) -> Iterator[tuple[int, int]]:
    for sentence in sentences(passage):
        words = folded(blanked(sentence.words, quoted_stretches(sentence.words)))
        for match in breach.words.finditer(words):
            if not _is_denied_or_past(words[: match.start()]):
                yield sentence.start + match.start(), sentence.start + match.end()


def _is_denied_or_past(before: str) -> bool:
    """Whether the clause has said no before the words come, or tells right before them of what others once had to do."""
    denied, past, clause = _before()
    return bool(denied.search(clause.split(before)[-1]) or past.search(before))


@cache
def _before() -> tuple[re.Pattern, re.Pattern, re.Pattern]:
    def any_of(name: str) -> str:
        return "|".join(re.escape(words) for words in lists.read("inclass")[name])

    return (
        re.compile(rf"\b(?:{any_of('no')})\b"),
        re.compile(rf"\b(?:{any_of('past')})\s+(?:[\w'-]+\s+){{0,2}}$"),
        re.compile(r";|,? but "),
    )


def _pattern(phrases: list[str]) -> re.Pattern:
    return re.compile("|".join(_phrase(one) for one in sorted(phrases, key=len, reverse=True)))


def _phrase(phrase: str) -> str:
    """ "fill in … form*": these words in order, up to four between at the dots, any ending at the star; "fills" too."""
    parts = [r"\s+".join(_word(word) for word in part.split()) for part in phrase.split("…")]
    parts[0] = re.sub(r"^(\w+)\\b", r"\1(?:e?s)?\\b", parts[0])
    return r"\b" + rf"\s+(?:[\w'-]+,?\s+){{0,{BETWEEN}}}?".join(parts)


def _word(word: str) -> str:
    return rf"{re.escape(word[:-1])}\w*" if word.endswith("*") else rf"{re.escape(word)}\b"
