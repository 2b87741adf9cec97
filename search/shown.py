"""How one found document is shown: its words marked, why it was found, its clauses as tabs."""

from collections.abc import Iterator, Mapping

from search.documents import SearchDocument
from search.engines import Found
from search.facets import KINDS
from search.highlight import Wanted, fragment, marked, matched
from search.query import Typed
from search.results import Highlight, Hit, Reason, Tab
from search.synonyms import Synonyms
from search.visibility import REASONS, Name

NAMES = "names and keywords"
WITHIN = "entry that tells of it"
UNSEEN = frozenset([NAMES, WITHIN])
"""Parts that are no text of the thing's own: shown where nothing else says why it was found."""


def wanted(typed: Typed, known: Synonyms) -> Wanted:
    """What is to be marked: the words, phrases and beginnings that were asked for, and the other words tied to them."""
    asked = [tuple(token.term for token in part.words) for part in typed.required]
    other = [terms for run in typed.runs for hit in known.find([t.term for t in run]) for terms in hit.alternatives]
    single = {token.term for token in typed.kept} | {terms[0] for terms in (*asked, *other) if len(terms) == 1}
    return Wanted(
        frozenset(single | {part.words[-1].term for part in typed.beginnings}),
        tuple(terms for terms in (*asked, *other) if len(terms) > 1),
        tuple(part.words[-1].word for part in typed.beginnings),
    )


def hit(
    found: Found,
    sought: Wanted,
    themes: Mapping[str, Name],
    clauses: Mapping[str, Name],
    first: Mapping[str, str],
) -> Hit:
    """A found document as readers see it; themes and clauses that are not public are left out.

    `first` are the notes to what editors put first, by key.
    """
    document = found.document
    in_themes = tuple(slug for slug in document.themes if slug in themes)
    bears_on = tuple(slug for slug in document.clauses if slug in clauses)
    return Hit(
        key=document.key,
        kind=document.kind,
        slug=document.slug,
        title=document.title,
        url=document.url,
        summary=document.summary,
        date=document.date_text,
        themes=in_themes,
        clauses=bears_on,
        highlights=tuple(_highlights(document, sought)),
        score=found.score,
        label=_label(document),
        title_html=marked(document.title, sought),
        mark=themes[in_themes[0]].short if in_themes else "",
        tabs=tuple(Tab(clauses[slug].short, clauses[slug].address) for slug in bears_on),
        why=tuple(_why(document, sought)),
        reasons=tuple(REASONS.get(reason, reason) for reason in document.reasons),
        grade_floor=document.grade_floor,
        is_first=document.key in first,
        signpost=first.get(document.key, ""),
    )


def _label(document: SearchDocument) -> str:
    kind = KINDS[document.kind].one if document.kind in KINDS else document.kind
    return f"{kind}: {document.detail}" if document.detail else kind


def _parts(document: SearchDocument) -> Iterator[tuple[str, str]]:
    yield "summary", document.summary
    yield "text", document.body
    if document.file_name:
        yield f"file {document.file_name}", document.file_text
        yield "name of the file", document.file_name
    yield NAMES, "; ".join(document.extra)
    for words in document.within:
        yield WITHIN, words


def _highlights(document: SearchDocument, sought: Wanted) -> Iterator[Highlight]:
    is_shown = bool(matched(document.title, sought))
    for part, text in _parts(document):
        if (part not in UNSEEN or not is_shown) and (html := fragment(text, sought)):
            is_shown = True
            yield Highlight(part, html)


def _why(document: SearchDocument, sought: Wanted) -> Iterator[Reason]:
    for part, text in (("title", document.title), *_parts(document)):
        if words := matched(text, sought):
            yield Reason(part, words)
