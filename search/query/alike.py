"""What a document is most about, as a question: its own words that are rarest elsewhere."""

import math
from collections import Counter
from collections.abc import Mapping

from search.analysis import STOP_WORDS, terms
from search.query import tree

MOST_TERMS = 25
LEAST_DOCUMENTS = 2
"""A word that stands in this document only leads to no other."""

_UNASKED = frozenset(term for word in STOP_WORDS for term in terms(word))


def telling(text: str) -> Counter[str]:
    """The terms of an indexed text that could tell what it is about, with how often each stands in it."""
    return Counter(term for term in text.split() if term not in _UNASKED)


def alike(counts: Mapping[str, int], documents: int, frequencies: Mapping[str, int]) -> tree.Node:
    """Asks for documents with the same telling terms, each worth how often it stands here and how rare it is elsewhere.

    `frequencies` says in how many of the `documents` each term stands.
    """
    worth = {
        term: count * math.log(1 + (documents - found + 0.5) / (found + 0.5))
        for term, count in counts.items()
        if LEAST_DOCUMENTS <= (found := frequencies.get(term, 0)) <= documents
    }
    best = sorted(worth, key=lambda term: (-worth[term], term))[:MOST_TERMS]
    if not best:
        return tree.Nothing()
    most = worth[best[0]] or 1.0
    return tree.Bool(should=tuple(tree.Boost(tree.Term("all", term), worth[term] / most) for term in best), minimum=1)
