"""What a rule finds: which rule, how grave, in which text, where in it, what is wrong and how to mend it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from content.quality.archive import Archive, Passage, Text

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


def is_allowed(text: Text, rule: str, said: str) -> bool:
    """Whether the text's exceptions let these words stand for this rule."""
    folded = _folded(said)
    return any(
        one.why.strip() and (not one.rule or one.rule == rule) and (not one.words or _folded(one.words) in folded)
        for one in text.allowed
    )


def _folded(said: str) -> str:
    return " ".join(said.replace("’", "'").casefold().split())
