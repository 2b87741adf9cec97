"""Turns the neutral query tree into elasticsearch-dsl's query objects. Scores come out as tantivy gives them."""

from collections.abc import Iterable

from elasticsearch_dsl import Q
from elasticsearch_dsl.query import Query

from search.documents import NUMBER_FIELDS
from search.engines.elastic_indices import TERMS_ANALYZER
from search.query import tree

_LARGEST = 2**63 - 1


def compiled(node: tree.Node, boost: float = 1.0) -> Query:
    """The query for a node, its score multiplied; a node that nothing can match is a query that matches nothing."""
    match node:
        case tree.All():
            return Q("match_all", boost=boost)
        case tree.Nothing():
            return Q("match_none")
        case tree.Term(field, term):
            return Q("term", **{field: {"value": term, "boost": boost}})
        case tree.Phrase(field, terms, slop):
            return _phrase(field, terms, slop, boost)
        case tree.Prefix(field, start):
            return Q("prefix", **{field: {"value": start, "boost": boost}}) if start.isalnum() else Q("match_none")
        case tree.Terms(field, values):
            return any_of(field, values, boost)
        case tree.Range(field, low, high):
            return between(field, low, high, boost)
        case tree.Boost(inner, by):
            return compiled(inner, boost * by)
        case tree.Constant(inner, score):
            return Q("constant_score", filter=compiled(inner), boost=score * boost)
        case tree.DisMax(nodes, tie):
            queries = [compiled(each, boost) for each in nodes]
            return Q("dis_max", queries=queries, tie_breaker=tie) if queries else Q("match_none")
        case tree.Bool():
            return _bool(node, boost)


def any_of(field: str, values: Iterable[str], boost: float = 1.0) -> Query:
    """Documents with any of these whole values, all scoring the same."""
    found: list[str] | list[int] = list(values)
    if field in NUMBER_FIELDS:
        numbers = [int(value) for value in found if value.lstrip("-").isdecimal()]
        found = [number for number in numbers if abs(number) <= _LARGEST]
    return Q("constant_score", filter=Q("terms", **{field: found}), boost=boost) if found else Q("match_none")


def between(field: str, low: int | None, high: int | None, boost: float = 1.0) -> Query:
    """Documents whose number lies between two ends, both included."""
    ends = {name: end for name, end in (("gte", low), ("lte", high)) if end is not None}
    return Q("constant_score", filter=Q("range", **{field: ends}), boost=boost)


def all_of(filters: Iterable[Query]) -> Query:
    """What passes every filter, unscored; everything where there is none."""
    return Q("bool", filter=list(filters) or [Q("match_all")])


def _phrase(field: str, terms: tuple[str, ...], slop: int, boost: float) -> Query:
    if len(terms) < 2:
        return compiled(tree.Term(field, terms[0]), boost) if terms else Q("match_none")
    asked = {"query": " ".join(terms), "slop": slop, "analyzer": TERMS_ANALYZER, "boost": boost}
    return Q("match_phrase", **{field: asked})


def _bool(node: tree.Bool, boost: float) -> Query:
    filters = [compiled(each) for each in node.filters]
    if not (node.must or filters or (node.should and node.minimum)):
        # Elasticsearch would ask for one of the alternatives; with minimum 0 none is needed.
        filters.append(Q("match_all"))
    return Q(
        "bool",
        must=[compiled(each, boost) for each in node.must],
        should=[compiled(each, boost) for each in node.should],
        filter=filters,
        must_not=[compiled(each) for each in node.must_not],
        minimum_should_match=node.minimum if node.should else 0,
    )
