"""Turns the neutral query tree into tantivy's query objects; the only other room that knows tantivy's ways to ask."""

from collections.abc import Iterable

from tantivy import FieldType, Occur, Query, Schema

from search.documents import NUMBER_FIELDS
from search.query import tree

Clauses = list[tuple[Occur, Query]]


def compiled(node: tree.Node, schema: Schema) -> Query:
    """The tantivy query for a node; a node that nothing can match is a query that matches nothing."""
    match node:
        case tree.All():
            return Query.const_score_query(Query.all_query(), 1.0)
        case tree.Nothing():
            return Query.empty_query()
        case tree.Term(field, term):
            return Query.term_query(schema, field, term)
        case tree.Phrase(field, terms, slop):
            return _phrase(schema, field, terms, slop)
        case tree.Prefix(field, start):
            # Terms are letters and digits only, so nothing in them means anything to a regular expression.
            return Query.regex_query(schema, field, f"{start}.*") if start.isalnum() else Query.empty_query()
        case tree.Terms(field, values):
            return any_of(schema, field, values)
        case tree.Range(field, low, high):
            return between(schema, field, low, high)
        case tree.Boost(inner, by):
            return Query.boost_query(compiled(inner, schema), by)
        case tree.Constant(inner, score):
            return Query.const_score_query(compiled(inner, schema), score)
        case tree.DisMax(nodes, tie):
            return Query.disjunction_max_query([compiled(each, schema) for each in nodes], tie)
        case tree.Bool():
            return _bool(node, schema)


def any_of(schema: Schema, field: str, values: Iterable[str]) -> Query:
    """Documents with any of these whole values, all scoring the same."""
    if field in NUMBER_FIELDS:
        values = [int(value) for value in values if value.lstrip("-").isdecimal()]
    return Query.const_score_query(Query.term_set_query(schema, field, list(values)), 1.0)


def between(schema: Schema, field: str, low: int | None, high: int | None) -> Query:
    """Documents whose number lies between two ends, both included."""
    query = Query.range_query(schema, field, FieldType.Integer, lower_bound=low, upper_bound=high)
    return Query.const_score_query(query, 1.0)


def filtered(query: Query, filters: Iterable[Query]) -> Query:
    """The query, narrowed without a change of score."""
    unscored: Clauses = [(Occur.Must, Query.const_score_query(each, 0.0)) for each in filters]
    return Query.boolean_query([(Occur.Must, query), *unscored]) if unscored else query


def _phrase(schema: Schema, field: str, terms: tuple[str, ...], slop: int) -> Query:
    # tantivy panics on a phrase of one term.
    if len(terms) < 2:
        return Query.term_query(schema, field, terms[0]) if terms else Query.empty_query()
    return Query.phrase_query(schema, field, list(terms), slop)


def _bool(node: tree.Bool, schema: Schema) -> Query:
    clauses: Clauses = [(Occur.Must, compiled(each, schema)) for each in node.must]
    clauses += [(Occur.Must, Query.const_score_query(compiled(each, schema), 0.0)) for each in node.filters]
    should: Clauses = [(Occur.Should, compiled(each, schema)) for each in node.should]
    if should and node.minimum:
        clauses.append((Occur.Must, Query.boolean_query(should, node.minimum)))
    else:
        # Without another clause tantivy asks for one of the alternatives; with minimum 0 none is needed.
        clauses += should
        if not (node.must or node.filters):
            clauses.append((Occur.Must, Query.const_score_query(Query.all_query(), 0.0)))
    clauses += [(Occur.MustNot, compiled(each, schema)) for each in node.must_not]
    return Query.boolean_query(clauses)
