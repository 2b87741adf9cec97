"""How good a ranking is, by judgements: a key and how much it answers the question (3, 2, 1; what is not there, 0)."""

import math
from collections.abc import Mapping, Sequence

Judgements = Mapping[str, int]


def ndcg(ranking: Sequence[str], judged: Judgements, depth: int = 10) -> float:
    """Normalized discounted cumulative gain (Järvelin and Kekäläinen 2002) of the first hits, with gains of 2^grade - 1."""
    ideal = _gain(sorted(judged.values(), reverse=True)[:depth])
    return _gain([judged.get(key, 0) for key in ranking[:depth]]) / ideal if ideal else 0.0


def average_precision(ranking: Sequence[str], judged: Judgements, depth: int = 100) -> float:
    """The mean of the precision at each answer found, over all answers there are."""
    found, total = 0, 0.0
    for place, key in enumerate(ranking[:depth], 1):
        if judged.get(key, 0):
            found += 1
            total += found / place
    answers = _answers(judged)
    return total / answers if answers else 0.0


def recall(ranking: Sequence[str], judged: Judgements, depth: int = 100) -> float:
    """The share of all answers that stand among the first hits."""
    answers = _answers(judged)
    return sum(bool(judged.get(key, 0)) for key in ranking[:depth]) / answers if answers else 0.0


def reciprocal_rank(ranking: Sequence[str], judged: Judgements) -> float:
    """One over the place of the first answer; 0 where there is none."""
    return next((1 / place for place, key in enumerate(ranking, 1) if judged.get(key, 0)), 0.0)


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def _answers(judged: Judgements) -> int:
    return sum(grade > 0 for grade in judged.values())
