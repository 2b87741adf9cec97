"""The archive counted by theme: what there is, how sure and how seen it is, and where it is thin."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from content import text as words
from content.quality.archive import Archive, Clause, Planned, Theme
from content.quality.rules.voices import by_theme

FEW = 3  # a clause with fewer entries is thin
CONFIDENCES = ("high", "medium", "low")
CHECKS = ("unchecked", "compared", "once", "twice")
CONTESTS = ("figures", "sources", "scholars", "law", "denied")
LADDER = (
    "primary",
    "finding",
    "testimony",
    "scholarship",
    "press",
    "reference",
    "advocacy",
    "official-narrative",
    "denial",
)
SEEN = ("page", "excerpt", "recall")
VOICES = ("affected", "refuser", "advocate", "scholar", "press", "company", "official", "perpetrator")


@dataclass(frozen=True)
class ThemeTally:
    """The counts of one theme. `empty_cells` are the clauses that neither an entry nor the theme as a whole bears on."""

    theme: Theme
    entries: int
    entry_words: int
    all_words: int
    confidence: Counter
    check: Counter
    contests: Counter
    ladder: Counter
    seen: Counter
    voices: Counter
    empty_cells: tuple[Clause, ...]
    unwritten: tuple[Planned, ...]


def tallied(archive: Archive) -> list[ThemeTally]:
    """Every theme in its place, counted."""
    voices = by_theme(archive)
    themes = sorted(archive.themes.values(), key=lambda theme: (theme.position, theme.slug))
    return [_of_theme(archive, theme, voices[theme.slug]) for theme in themes]


def _of_theme(archive: Archive, theme: Theme, voices: Counter) -> ThemeTally:
    texts = [text for text in archive.texts if theme.slug in text.themes]
    entries = [text for text in texts if text.kind == "entry"]
    claims = [claim for claim in archive.claims.values() if theme.slug in claim.themes]
    sources = [source for source in archive.sources.values() if theme.slug in source.themes]
    met = {link.clause for text in entries for link in text.pledge} | {link.clause for link in theme.pledge}
    return ThemeTally(
        theme=theme,
        entries=len(entries),
        entry_words=_words(entries),
        all_words=_words(texts),
        confidence=Counter(claim.confidence for claim in claims),
        check=Counter(claim.check for claim in claims),
        contests=Counter(claim.contest_kind for claim in claims if claim.contest_kind),
        ladder=Counter(source.ladder for source in sources),
        seen=Counter(source.checked for source in sources),
        voices=voices,
        empty_cells=tuple(clause for clause in archive.clauses.values() if clause.slug not in met),
        unwritten=tuple(one for one in archive.unwritten() if one.theme == theme.slug),
    )


def _words(texts: Iterable) -> int:
    """The words of bodies; a transcription is somebody else's."""
    return sum(
        words.word_count(passage.words) for text in texts for passage in text.passages if passage.field == "body"
    )


def thin_clauses(archive: Archive) -> list[tuple[Clause, int]]:
    """The clauses that fewer than three entries bear on, and how many do."""
    counts = Counter(clause for text in archive.entries for clause in {link.clause for link in text.pledge})
    return [(clause, counts[clause.slug]) for clause in archive.clauses.values() if counts[clause.slug] < FEW]
