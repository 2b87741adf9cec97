"""Answers what people ask: search, names while they type, what is related. It reads, and keeps nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from search import shown
from search.analysis import terms
from search.engines import Answer, FacetRequest, Request, get_engine
from search.facets import FACETS, KINDS, FacetDefinition
from search.highlight import Wanted
from search.models import Suggestion, Word
from search.query import SearchQuery, Typed, compose, read
from search.query.asked import DEEPEST
from search.results import Correction, Facet, FacetValue, Hit, Offer, SearchResults, Way
from search.signposts import Signpost, pointing
from search.spelling import Candidate, allowed_edits, closest
from search.synonyms import NO_SYNONYMS, Synonyms, synonyms
from search.visibility import Name, names, signposts, still_findable, term_rows
from search.wordlists import starts

COUNTED = 60
"""Values of a facet that are counted; more than are shown, because what is not public is left out after counting."""


def search(query: SearchQuery) -> SearchResults:
    """The answer to a question. Raises SearchUnavailable, with the remedy, when the index is away; nothing else.

    Every hit is checked once more against what readers may see now, whatever the index still says.
    """
    known = synonyms(term_rows()) if query.text else synonyms([])
    typed, posts = read(query.text), signposts() if query.text else []
    correction = _correction(query, typed, known, posts)
    if correction and correction.applied:
        typed = read(correction.text)
    also, looked_for = _also(typed, known), NO_SYNONYMS if query.exact else known
    first = pointing(typed.asked, posts)
    answer = get_engine().search(_request(query, typed, looked_for, first))
    facets = tuple(_facet(facet, answer.counts.get(facet.field, ()), query) for facet in FACETS)
    hits = _hits(answer, typed, looked_for, first)
    total = answer.total - len(answer.hits) + len(hits)
    return SearchResults(
        query=query,
        total=total,
        hits=hits,
        facets=tuple(facet for facet in facets if facet.values),
        suggestion=correction,
        page=query.page,
        pages=max(1, -(-min(total, DEEPEST) // query.size)),
        also=also,
        also_params=query.with_exact(not query.exact).query_string() if also else "",
        notes=query.notes,
        ways=() if total else tuple(_ways(query, typed, looked_for)),
    )


def suggest(text: str, limit: int = 8) -> tuple[Offer, ...]:
    """Names that begin with what was typed, every word of it at the beginning of a word; asks no engine."""
    words = starts(text[:200]).split()
    if not words or limit < 1:
        return ()
    rows = Suggestion.objects.all()
    for word in words[:10]:
        rows = rows.filter(folded__contains=f" {word}")
    whole = " " + " ".join(words)
    found = sorted(rows[:200], key=lambda row: (not row.folded.startswith(whole), -row.weight, len(row.text), row.text))
    best: dict[str, Suggestion] = {}
    for row in found:
        best.setdefault(row.url, row)
    offered = list(best.values())[: limit * 2]
    visible = still_findable(row.key for row in offered)
    return tuple(Offer(row.text, KINDS[row.kind].one, row.url) for row in offered if row.key in visible)[:limit]


def related(key: str, limit: int = 3, kinds: Iterable[str] = ()) -> tuple[Hit, ...]:
    """What is most like a thing (`kind:uid`) by its rare words, of some kinds or of any, without themes and clauses.

    Raises SearchUnavailable.
    """
    filters = {"kind": tuple(kinds)} if kinds else {}
    found = get_engine().related(key, limit * 2, filters)
    visible = still_findable(each.document.key for each in found)
    return tuple(shown.hit(each, Wanted(), {}, {}, {}) for each in found if each.document.key in visible)[:limit]


def _request(query: SearchQuery, typed: Typed, known: Synonyms, first: Iterable[str]) -> Request:
    return Request(
        tree=compose(typed, known, first),
        filters={facet.field: values for facet in FACETS if (values := query.chosen(facet.name))},
        from_day=query.from_day,
        to_day=query.to_day,
        sort=query.sort,
        offset=query.offset,
        size=query.size,
        facets=tuple(FacetRequest(facet.field, COUNTED) for facet in FACETS),
    )


def _ways(query: SearchQuery, typed: Typed, known: Synonyms) -> Iterator[Way]:
    """What to ask instead of a question that found nothing, where that finds something."""
    wider, plain = query.without_narrowing(), " ".join(token.word for token in typed.asked_words)
    tried = []
    if query.text and wider != replace(query, page=1):
        tried.append(("The same words without filters and years", wider, typed))
    if plain and (typed.required or typed.excluded or typed.beginnings):
        tried.append(("The words alone, without quotation marks and signs", wider.with_text(plain), read(plain)))
    for words, asked, meant in tried:
        if total := get_engine().search(replace(_request(asked, meant, known, ()), size=1, facets=())).total:
            yield Way(words, asked.query_string(), total)


def _hits(answer: Answer, typed: Typed, known: Synonyms, first: Mapping[str, str]) -> tuple[Hit, ...]:
    visible = still_findable(found.document.key for found in answer.hits)
    kept = [found for found in answer.hits if found.document.key in visible]
    themes = names("theme", {slug for found in kept for slug in found.document.themes})
    clauses = names("clause", {slug for found in kept for slug in found.document.clauses})
    wanted = shown.wanted(typed, known)
    return tuple(shown.hit(found, wanted, themes, clauses, first) for found in kept)


def _facet(facet: FacetDefinition, counts: Iterable[tuple[str, int]], query: SearchQuery) -> Facet:
    chosen = query.chosen(facet.name)
    counted = dict(counts) | {value: 0 for value in chosen if value not in dict(counts)}
    named = names(facet.name, counted)
    offered = _ordered(facet, counted, named)[: facet.size]
    offered += [value for value in chosen if value in named and value not in offered]
    return Facet(
        facet.name,
        facet.label,
        tuple(
            FacetValue(
                value,
                named[value].label,
                counted[value],
                value in chosen,
                "" if query.is_full and value not in chosen else query.with_toggled(facet.name, value).query_string(),
            )
            for value in offered
        ),
        query.without(facet.name).query_string() if chosen else "",
    )


def _ordered(facet: FacetDefinition, counted: Mapping[str, int], named: Mapping[str, Name]) -> list[str]:
    match facet.order:
        case "given":
            return list(named)
        case "value":
            return sorted(named, key=int)
    return sorted(named, key=lambda value: (-counted[value], named[value].label))


def _also(typed: Typed, known: Synonyms) -> tuple[str, ...]:
    """The other words that were looked for because an editor tied them to what was typed."""
    found = (hit for run in typed.runs for hit in known.find([token.term for token in run]))
    return tuple(dict.fromkeys(word for hit in found for word in hit.written))


def _correction(query: SearchQuery, typed: Typed, known: Synonyms, posts: Iterable[Signpost]) -> Correction | None:
    """The question with its misspelt words put right; a word is misspelt only if it stands nowhere in the archive.

    Words that editors tied to others or set signposts for are known, even where nothing that readers see has them.
    """
    tied = {term for run in typed.runs for hit in known.find([token.term for token in run]) for term in hit.terms}
    tied |= {term for post in posts for words in post.queries for term in terms(words)}
    doubtful = [token for token in typed.kept if allowed_edits(token.word) and token.term not in tied]
    if not doubtful:
        return None
    counts = get_engine().frequencies({token.term for token in doubtful})
    text, changed = typed.text, []
    for token in reversed(doubtful):
        if not counts[token.term] and (right := _nearest(token.word)):
            text = text[: token.start] + right + text[token.end :]
            changed.insert(0, typed.text[token.start : token.end])
    if not changed:
        return None
    return Correction(
        text=text,
        typed=tuple(dict.fromkeys(changed)),
        applied=not query.exact,
        params=query.with_text(text).query_string(),
        exact_params=replace(query, exact=True, page=1).query_string(),
    )


def _nearest(word: str) -> str:
    """The archive's word most likely meant, empty where none is near; never one that only a removed thing had."""
    near = closest(word, _candidates(word))[:10]
    counts = get_engine().frequencies({term for each in near for term in terms(each.surface)})
    return next((each.surface for each in near if all(counts[term] for term in terms(each.surface))), "")


def _candidates(word: str) -> Iterable[Candidate]:
    """Words of about this length with the same beginning or end: one wrong letter cannot be in both."""
    edits = allowed_edits(word)
    rows = Word.objects.filter(length__range=(len(word) - edits, len(word) + edits))
    rows = rows.filter(folded__startswith=word[:2]) | rows.filter(folded__endswith=word[-2:])
    return [Candidate(*row) for row in rows.values_list("surface", "folded", "documents")]
