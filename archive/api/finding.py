"""Search over the API: the same question and answer as the search page, as JSON."""

from django.conf import settings
from django.http import HttpRequest
from ninja import NinjaAPI, Status

from archive.api.lists import add
from archive.api.schemas import Problem, SearchAnswer
from search import service
from search.engines import SearchUnavailable
from search.query import SearchQuery
from search.results import Facet, Hit, SearchResults

AWAY = 503
PARAMETERS = {
    "q": "What is looked for.",
    "theme": "Slug of a theme; may be repeated.",
    "kind": "Kind of thing; may be repeated.",
    "stage": "Slug of a stage.",
    "clause": "Slug of a clause of the pledge.",
    "decade": "First year of a decade: 1940.",
    "person": "Slug of a person.",
    "organization": "Slug of an organization.",
    "place": "Slug of a place.",
    "source_kind": "Kind of source that a thing rests on: testimony, finding, …",
    "grade_band": "6-8 or 9-12.",
    "from": "Not before this year or day: 1942, 1942-02-19.",
    "to": "Not after this year or day.",
    "sort": "relevance, date or title.",
    "page": "From 1.",
    "size": "Hits a page, to 100.",
    "exact": "1 to search the words as typed: no spelling put right, no other words.",
}


def register(api: NinjaAPI) -> None:
    parameters = [
        {"name": name, "in": "query", "required": False, "description": words, "schema": {"type": "string"}}
        for name, words in PARAMETERS.items()
    ]
    add(
        api,
        "/search",
        search,
        SearchAnswer,
        "search",
        "Search everything",
        extra={"parameters": parameters},
        answers={AWAY: Problem},
    )


def search(request: HttpRequest):
    """The answer to any question at all; what is not understood of it is said in `notes`."""
    try:
        return answered(service.search(SearchQuery.from_params(request.GET)))
    except SearchUnavailable:
        return Status(
            AWAY,
            {
                "error": "Search is away for the moment.",
                "remedy": f"Try again in a minute; the lists under {settings.SITE_URL}/api/v1/ do not need it.",
            },
        )


def answered(results: SearchResults) -> dict:
    suggestion = results.suggestion
    return {
        "total": results.total,
        "page": results.page,
        "pages": results.pages,
        "size": results.query.size,
        "hits": [_hit(hit) for hit in results.hits],
        "facets": {facet.name: _values(facet) for facet in results.facets},
        "suggestion": suggestion
        and {"text": suggestion.text, "typed": list(suggestion.typed), "applied": suggestion.applied},
        "also": list(results.also),
        "notes": list(results.notes),
        "ways": [
            {"words": way.words, "url": f"{settings.SITE_URL}/api/v1/search?{way.params}", "total": way.total}
            for way in results.ways
        ],
    }


def _hit(hit: Hit) -> dict:
    return {
        "key": hit.key,
        "kind": hit.kind,
        "slug": hit.slug,
        "title": hit.title,
        "url": f"{settings.SITE_URL}{hit.url}" if hit.url.startswith("/") else hit.url,
        "summary": hit.summary,
        "highlights": [{"label": highlight.label, "html": str(highlight.html)} for highlight in hit.highlights],
        "date": hit.date,
        "themes": list(hit.themes),
        "why": [{"part": reason.part, "words": list(reason.words)} for reason in hit.why],
        "is_first": hit.is_first,
        "signpost": hit.signpost,
    }


def _values(facet: Facet) -> list[dict]:
    return [
        {"value": one.value, "label": one.label, "count": one.count, "selected": one.selected} for one in facet.values
    ]
