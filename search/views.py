"""The search page and its suggestions: read only, no cookie, nothing kept."""

import logging

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search import service
from search.engines import SearchUnavailable
from search.query import SORTS, SearchQuery
from search.query.asked import DEEPEST

logger = logging.getLogger(__name__)

# What somebody looks for is theirs: no shared cache keeps it, no other search engine lists it.
PRIVATE = {"Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}
RETRY_AFTER = 60
NEIGHBOURS = 2


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """The search page. While the index is away it says so, with ways to browse, and answers 503."""
    query = SearchQuery.from_params(request.GET)
    try:
        found = service.search(query)
    except SearchUnavailable as away:
        logger.error("Search is away: %s", away)
        headers = PRIVATE | {"Retry-After": str(RETRY_AFTER)}
        return render(request, "search/unavailable.html", {"query": query}, status=503, headers=headers)
    labels = {(facet.name, value.value): value.label for facet in found.facets for value in facet.values}
    asked = query.describe(labels)
    context = {
        "query": query,
        "results": found,
        "asked": asked,
        "chosen": [(facet, value) for facet in found.facets for value in facet.values if value.selected],
        "kept": [(name, value) for name, values in query.to_params().items() if name in _KEPT for value in values],
        "kept_but_years": [
            (name, value)
            for name, values in query.to_params().items()
            if name in _KEPT - {"from", "to"} or name == "q"
            for value in values
        ],
        "years": query.to_params().get("from", [""])[0], 
        "sorts": [(name, words, query.with_sort(name).query_string()) for name, words in SORTS.items()],
        "pages": _pages(query, found.pages),
        "hide_find": True,
    }
    return render(request, "search/results.html", context, headers=PRIVATE)
