"""The search page and its suggestions: read only, no cookie, nothing kept."""

import json
import logging
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from functools import wraps
from pathlib import Path
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search import service
from search.engines import SearchUnavailable
from search.facets import FACETS, KINDS
from search.query import SORTS, SearchQuery
from search.visibility import WITNESSES

logger = logging.getLogger(__name__)

RETRY_AFTER = 60
NEIGHBOURS = 2
JUDGED = Path(__file__).with_name("judged.json")
"""The last result of `make relevance`, committed."""
# What a new question typed into the page's own form keeps of the old one; words, years and page are asked anew.
KEPT = {facet.name for facet in FACETS} | {"sort", "size"}

BROWSE = (
    ("Themes", "/themes/", "The seven histories"),
    ("Entries", "/entries/", "All entries"),
    ("Timelines", "/timelines/", "Events in their order"),
    ("The pledge", "/pledge/", "Each clause and the history it rests on"),
    ("People", "/people/", "People, A to Z"),
    ("Terms", "/terms/", "Words we prefer, explain or avoid"),
    ("Sources", "/sources/", "The works cited"),
    ("Lessons", "/lessons/", "Lessons for a class"),
)


HELP = (
    ('"punch cards"', "these words together, in this order"),
    ("census -army", "the first word, and nothing that holds the second"),
    ("regist*", "every word that begins so"),
    ("title:census", "the word in the title; text: asks the summary, the text and files"),
    ("kind:record", "only things of a kind: " + ", ".join(KINDS)),
    ("year:1942", "only what touches the year; year:1942-1945 for several"),
    ("decade:1940s", "only what touches the decade"),
    ("theme:nseers", "only of a theme, by the last part of its address; so too stage: and clause:"),
    ("person:fred-korematsu", "only what names a person; so too organization: and place:"),
    ("source:testimony", "only what rests on this kind of source: " + ", ".join(WITNESSES)),
    ("grades:6-8", "only what suits these grades, or 9-12"),
)
"""What may be typed, each form with an example and what it does."""


class Example(NamedTuple):
    """Something to type, and the address that asks it."""

    typed: str
    params: str


def private(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What somebody looks for is theirs: no shared cache keeps the answer, no search engine lists it."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        response = view(request)
        response.headers["Cache-Control"] = "private, no-cache"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return answer


@private
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """The search page. While the index is away it says so, with ways to browse, and answers 503."""
    query = SearchQuery.from_params(request.GET)
    try:
        found = service.search(query)
    except SearchUnavailable as away:
        logger.error("Search is away: %s", away)
        context = {"query": query, "browse": BROWSE}
        response = render(request, "search/unavailable.html", context, status=503)
        response.headers["Retry-After"] = str(RETRY_AFTER)
        return response
    labels = {(facet.name, value.value): value.label for facet in found.facets for value in facet.values}
    context = {
        "query": query,
        "results": found,
        "asked": query.describe(labels),
        "chosen": [(facet, value) for facet in found.facets for value in facet.values if value.selected],
        "kept": [(name, value) for name, values in query.to_params().items() if name in KEPT for value in values],
        "years": {name: query.to_params().get(name, [""])[0] for name in ("from", "to")},
        "sorts": [(name, words, query.with_sort(name).query_string()) for name, words in SORTS.items()],
        "help": [(Example(typed, SearchQuery(text=typed).query_string()), words) for typed, words in HELP],
        "browse": BROWSE,
        "pages": _pages(query, found.pages),
        "previous": query.with_page(max(1, query.page - 1)).query_string(),
        "next": query.with_page(query.page + 1).query_string(),
    }
    return render(request, "search/results.html", context)


@private
@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Names that begin with `q`, as JSON, for a page that offers them while somebody types."""
    offers = service.suggest(SearchQuery.from_params({"q": request.GET.get("q", "")}).text)
    return JsonResponse({"suggestions": [asdict(offer) for offer in offers]})


@require_safe
def quality(request: HttpRequest) -> HttpResponse:
    """How good the answers were when they were last measured; without a measurement the page says that there is none."""
    measured = json.loads(JUDGED.read_text(encoding="utf-8")) if JUDGED.exists() else {}
    context = {"measured": measured, "on": date.fromisoformat(measured["date"]) if measured else None}
    return render(request, "search/quality.html", context)


def _pages(query: SearchQuery, last: int) -> list[tuple[int, str]]:
    """The pages that are linked: the first, the last, and those around this one, each with its query string."""
    near = range(max(1, query.page - NEIGHBOURS), min(last, query.page + NEIGHBOURS) + 1)
    return [(page, query.with_page(page).query_string()) for page in sorted({1, *near, last})]
