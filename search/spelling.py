"""Did you mean: the archive's own word that a misspelt one most likely stands for. Plain rules, no vocabulary."""

from collections.abc import Iterable
from typing import NamedTuple

SHORTEST = 4
LONG_WORD = 8


class Candidate(NamedTuple):
    """A word of the archive: as it is written there, folded, and in how many documents it stands."""

    surface: str
    folded: str
    documents: int


def allowed_edits(word: str) -> int:
    """How many letters of a folded word may be wrong: none under 4 letters or in a number, two from 8 letters."""
    if len(word) < SHORTEST or not word.isalpha():
        return 0
    return 2 if len(word) >= LONG_WORD else 1


def closest(word: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates near enough to a folded word, best first: fewest edits, same first letter, most documents."""
    most = allowed_edits(word)
    near = [
        (edits, each.folded[:1] != word[:1], -each.documents, each)
        for each in candidates
        if each.folded != word and (edits := distance(word, each.folded, most)) <= most
    ]
    return [each for *_, each in sorted(near)]


def distance(one: str, other: str, most: int) -> int:
    """Letters to insert, drop, change or swap with the next to make one word the other; `most + 1` for any more."""
    if abs(len(one) - len(other)) > most or len(set(one) ^ set(other)) > 2 * most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, against in enumerate(other, 1):
            edits = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                edits = min(edits, before[column - 2] + 1)
            current.append(edits)
        if min(current) > most:
            return most + 1
        before, last = last, current
    return min(last[-1], most + 1)
