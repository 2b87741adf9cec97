"""Turns what was typed into a query tree: which fields are asked, and what each match is worth."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from search.analysis import Token
from search.documents import TEXT_FIELDS, promoted_key
from search.query import tree
from search.query.typed import Part, Typed, exact_value, years
from search.synonyms import NO_SYNONYMS, Synonyms

# Measured on three collections of judged queries (docs/decisions): a stronger title or pair hurts.
TITLE_WEIGHT = 0.25
PAIR_WEIGHT = 0.1
PAIR_SLOP = 2
MOST_PAIRS = 12
SYNONYM_WEIGHT = 0.8
PROMOTION = 100.0
FIRST = 10_000.0
MOST_TERMS = 512


def compose(typed: Typed, synonyms: Synonyms = NO_SYNONYMS, first: Iterable[str] = ()) -> tree.Node:
    """The tree for a query: any of its free words, every phrase and named field, nothing excluded.

    The things whose keys stand in `first` are found before all others, unless a named field or a minus forbids them.
    """
    if typed.is_empty:
        return tree.All()
    asked, keys = _asked(typed, synonyms), tuple(first)
    if not keys:
        return asked
    lifted = tree.Bool(
        must=(tree.Constant(tree.Terms("key", keys), FIRST),),
        filters=_named(typed),
        must_not=tuple(_part(part) for part in typed.excluded),
    )
    return tree.Bool(should=(asked, lifted), minimum=1)


def _asked(typed: Typed, synonyms: Synonyms) -> tree.Node:
    should = (*_free(typed, synonyms), *_promotions(typed))
    quoted = (_part(part) for part in typed.required if part.field in TEXT_FIELDS)
    must = (*quoted, *(_beginning(part) for part in typed.beginnings))
    return tree.Bool(
        must=must,
        should=should,
        filters=_named(typed),
        must_not=tuple(_part(part) for part in typed.excluded),
        minimum=1 if typed.runs and not must else 0,
    )


def _named(typed: Typed) -> tuple[tree.Node, ...]:
    """The named fields that narrow and score nothing: kind:record, year:1942."""
    return tuple(_part(part) for part in typed.required if part.field not in TEXT_FIELDS)


def _free(typed: Typed, synonyms: Synonyms) -> Iterator[tree.Node]:
    kept = typed.kept
    scored = {token.term for token in kept}
    expanded = [found for run in typed.runs for found in synonyms.find([token.term for token in run])]
    inside = {term for found in expanded for term in found.terms}
    for count, term in _counted(token.term for token in kept):
        if term not in inside:
            yield from _anywhere(term, count)
    for found in dict.fromkeys(expanded):
        alternatives = tuple(tree.Boost(_exactly("all", terms), SYNONYM_WEIGHT) for terms in found.alternatives)
        own = tuple(node for term in dict.fromkeys(found.terms) if term in scored for node in _anywhere(term, 1))
        yield tree.DisMax((tree.Bool(should=own, minimum=1), *alternatives))
    for pair in _pairs(kept):
        yield tree.Boost(tree.Phrase("all", pair, PAIR_SLOP), PAIR_WEIGHT)


def _counted(terms: Iterable[str]) -> Iterator[tuple[int, str]]:
    for term, count in list(Counter(terms).items())[:MOST_TERMS]:
        yield count, term


def _anywhere(term: str, count: int) -> tuple[tree.Node, tree.Node]:
    return _boosted(tree.Term("all", term), count), _boosted(tree.Term("title", term), TITLE_WEIGHT * count)


def _boosted(node: tree.Node, by: float) -> tree.Node:
    return node if by == 1 else tree.Boost(node, by)


def _pairs(words: tuple[Token, ...]) -> list[tuple[str, str]]:
    found = [(first.term, second.term) for first, second in pairwise(words) if first.term != second.term]
    return list(dict.fromkeys(found))[:MOST_PAIRS]


def _promotions(typed: Typed) -> Iterator[tree.Node]:
    if (typed.runs or typed.required) and (phrase := promoted_key(typed.text)):
        yield tree.Constant(tree.Terms("promoted", (phrase,)), PROMOTION)


def _part(part: Part) -> tree.Node:
    if part.field == "year":
        first, last = years(part)
        span = (tree.Range("date_from", None, last * 10_000 + 1231), tree.Range("date_to", first * 10_000 + 101, None))
        return tree.Bool(must=span)
    if part.field not in TEXT_FIELDS:
        return tree.Terms(part.field, (exact_value(part),))
    return _beginning(part) if part.beginning else _exactly(part.field, tuple(token.term for token in part.words))


def _beginning(part: Part) -> tree.Node:
    *before, last = part.words
    starts = tree.Bool(should=(tree.Prefix(part.field, last.word), tree.Term(part.field, last.term)), minimum=1)
    return tree.Bool(must=(*(tree.Term(part.field, token.term) for token in before), starts)) if before else starts


def _exactly(field: str, terms: tuple[str, ...]) -> tree.Node:
    return tree.Term(field, terms[0]) if len(terms) == 1 else tree.Phrase(field, terms)
