"""What a rule finds: which rule, how grave, in which text, where in it, what is wrong and how to mend it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from content.quality.archive import Allowed, Archive, Passage, Text

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True)
class Finding:
    """A quality problem. `slug` is the text's file name or the row's key; `where` its file; `place` where in it."""

    rule: str
    severity: str
    kind: str
    slug: str
    message: str
    where: str = ""
    place: str = ""
    themes: tuple[str, ...] = ()

    @property
    def is_error(self) -> bool:
        return self.severity == ERROR

    def __str__(self) -> str:
        place = f" ({self.place})" if self.place else ""
        return f"{self.kind} {self.slug}{place}: {self.message}"


@dataclass(frozen=True)
class Rule:
    """One rule: its code, what it asks in one sentence, and how it looks."""

    code: str
    asks: str
    look: Callable[[Archive], Iterable[Finding]]


def in_text(rule: str, severity: str, text: Text, message: str, passage: Passage | None = None, at: int = 0) -> Finding:
    """A finding in a text."""
    place = passage.place(at) if passage else ""
    return Finding(rule, severity, text.kind, text.slug, message, text.where, place, text.themes)


def in_row(rule: str, severity: str, kind: str, row, message: str, place: str = "") -> Finding:
    """A finding in a row, such as a claim or a source."""
    return Finding(rule, severity, kind, row.slug, message, row.where, place, getattr(row, "themes", ()))


def is_allowed(text: Text, rule: str, words: str, start: int = 0, end: int = 0) -> bool:
    """Whether an exception of the text lets a stretch of its words stand for this rule.

    The exception's words must stand there and cover at least part of the stretch; without `end`, anywhere in the words.
    """
    return allows(text.allowed, rule, words, start, end)


def allows(allowed: Iterable[Allowed], rule: str, words: str, start: int = 0, end: int = 0) -> bool:
    """The same for the exceptions of a row."""
    plain = folded(words)
    for one in allowed:
        if not one.why.strip() or one.rule not in ("", rule) or not one.words:
            continue
        wanted = folded(one.words)
        at = plain.find(wanted)
        while at >= 0:
            if not end or (at < end and at + len(wanted) > start):
                return True
            at = plain.find(wanted, at + 1)
    return False


def folded(words: str) -> str:
    """Words to be compared: small letters, plain marks, a space for every white one. Every character keeps its place."""
    return "".join(" " if sign.isspace() else _PLAIN.get(sign, sign.lower()[:1] or sign) for sign in words)


_PLAIN = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "}
