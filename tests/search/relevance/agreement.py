"""How far two engines agree on the same questions: what is measured, and nothing of how they work."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

TOP = 10

Ranking = Sequence[str]
"""The keys of what was found, best first."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two engines on some questions: the mean share of the first ten that both have, and how often both begin alike."""

    questions: int
    overlap: float
    same_first: float

    def __str__(self) -> str:
        return f"{self.questions} questions: top-{TOP} overlap {self.overlap:.3f}, same first hit {self.same_first:.3f}"


def overlap(one: Ranking, other: Ranking) -> float:
    """The share of the longer top ten that stands in both; 1 where neither found anything."""
    first, second = set(one[:TOP]), set(other[:TOP])
    return len(first & second) / max(len(first), len(second)) if first or second else 1.0


def agreement(pairs: Iterable[tuple[Ranking, Ranking]]) -> Agreement:
    """Raises ValueError where no question was asked."""
    pairs = list(pairs)
    if not pairs:
        raise ValueError("No question was asked, so there is nothing to agree on.")
    return Agreement(
        len(pairs),
        sum(overlap(one, other) for one, other in pairs) / len(pairs),
        sum(one[:1] == other[:1] for one, other in pairs) / len(pairs),
    )
