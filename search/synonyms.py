"""Other words for the same thing: an editor's term rows become alternatives that a query also looks for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from search.analysis import terms

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expansion:
    """A stretch of a query that has other words: its own terms, the alternatives' terms and how those are written."""

    terms: Phrase
    alternatives: tuple[Phrase, ...]
    written: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """All groups of words that are searched together, by the terms of each member."""

    expansions: dict[Phrase, Expansion] = field(default_factory=dict)
    longest: int = 0

    def find(self, query: Sequence[str]) -> Iterator[Expansion]:
        """The expansions that apply to a run of terms, longest first from the left, none overlapping."""
        at = 0
        while at < len(query):
            lengths = range(min(self.longest, len(query) - at), 0, -1)
            found = next((hit for n in lengths if (hit := self.expansions.get(tuple(query[at : at + n])))), None)
            if found:
                yield found
            at += len(found.terms) if found else 1


NO_SYNONYMS = Synonyms()


def synonyms(rows: Iterable[Iterable[str]]) -> Synonyms:
    """Groups from rows of words that mean the same (a term and the words it is searched as).

    A word that stands in several rows has the alternatives of all of them; the rows themselves are not joined.
    """
    alternatives: dict[Phrase, dict[Phrase, str]] = {}
    for row in rows:
        members = {phrase: word for word in row if (phrase := tuple(terms(word)))}
        for phrase in members:
            others = {other: word for other, word in members.items() if other != phrase}
            alternatives.setdefault(phrase, {}).update(others)
    expansions = {
        phrase: Expansion(phrase, tuple(others), tuple(others.values()))
        for phrase, others in alternatives.items()
        if others
    }
    return Synonyms(expansions, max(map(len, expansions), default=0))
