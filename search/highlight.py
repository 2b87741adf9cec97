"""The one place that makes HTML of found text: escapes it, and marks the words that a query asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from search.analysis import STOP_WORDS, Token, tokens

FRAGMENT = 240
"""About how many characters of a text are shown around a match."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be marked: single terms, runs of terms, and the beginnings of words."""

    terms: frozenset[str] = frozenset()
    phrases: tuple[tuple[str, ...], ...] = ()
    starts: tuple[str, ...] = ()


NOTHING = Wanted()


def marked(text: str, wanted: Wanted) -> SafeString:
    """The whole text as safe HTML, the words asked for inside `<mark>`."""
    return _html(text, 0, len(text), _matches(text, wanted))


def fragment(text: str, wanted: Wanted, length: int = FRAGMENT) -> SafeString:
    """The stretch of a text that holds most of what was asked for, as safe HTML; empty where nothing matches."""
    matches = _matches(text, wanted)
    if not matches:
        return SafeString("")
    if len(text) <= length:
        return _html(text, 0, len(text), matches)
    first, last = _best(matches, length)
    room = max(length - (last - first), 0)
    start = _word_start(text, max(first - room // 3, 0))
    end = _word_end(text, min(start + max(length, last - start), len(text)), last)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return mark_safe(before + _html(text, start, end, matches) + after)


def matched(text: str, wanted: Wanted) -> tuple[str, ...]:
    """The words of a text that were asked for, as they are written there, each once whatever its case."""
    written = {token.word: text[token.start : token.end] for token in reversed(_matches(text, wanted))}
    return tuple(reversed(written.values()))


@lru_cache(maxsize=16)  # one hit's texts are looked through for its marks, its snippet and its reasons
def _matches(text: str, wanted: Wanted) -> tuple[Token, ...]:
    if wanted == NOTHING:
        return ()  # what is related to a page was asked for by no word: a third of a page's time went into reading it
    found = tokens(text)
    hit = {
        token.position
        for token in found
        if token.term in wanted.terms or (wanted.starts and token.word.startswith(wanted.starts))
    }
    for phrase in wanted.phrases:
        for at in range(len(found) - len(phrase) + 1):
            if all(found[at + n].term == term for n, term in enumerate(phrase)):
                hit.update(range(at, at + len(phrase)))
    return tuple(token for token in found if token.position in hit)


def _best(matches: tuple[Token, ...], length: int) -> tuple[int, int]:
    """The span with most different terms, then most matches, then the earliest."""
    best, best_score, end = (0, 0), (-1, -1), 0
    seen: dict[str, int] = {}
    for at, first in enumerate(matches):
        while end < len(matches) and (end == at or matches[end].end - first.start <= length):
            term = matches[end].term
            if term not in STOP_WORDS:
                seen[term] = seen.get(term, 0) + 1
            end += 1
        score = (len(seen), end - at)
        if score > best_score:
            best, best_score = (first.start, matches[end - 1].end), score
        if first.term in seen:
            seen[first.term] -= 1
            if not seen[first.term]:
                del seen[first.term]
    return best


def _word_start(text: str, at: int) -> int:
    """The first word's beginning at or after a place, so that no fragment opens with half a word."""
    if at == 0 or text[at - 1].isspace():
        return at
    space = next((n for n in range(at, min(at + 40, len(text))) if text[n].isspace()), None)
    return at if space is None else space + 1


def _word_end(text: str, at: int, least: int) -> int:
    if at >= len(text) or text[at].isspace():
        return at
    space = next((n for n in range(at, max(at - 40, least), -1) if text[n].isspace()), None)
    return at if space is None else space


def _html(text: str, start: int, end: int, matches: Iterable[Token]) -> SafeString:
    out, at = [], start
    inside = [token for token in matches if token.start >= start and token.end <= end]
    for n, token in enumerate(inside):
        follows = n > 0 and inside[n - 1].position + 1 == token.position and text[at : token.start].isspace()
        if follows:
            out[-1] = escape(text[at : token.start])
        else:
            out += [escape(text[at : token.start]), "<mark>"]
        out += [escape(text[token.start : token.end]), "</mark>"]
        at = token.end
    out.append(escape(text[at:end]))
    return mark_safe("".join(out))
