"""Timelines before a class: one set inside another page, and up to four side by side, on the screen and on paper."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from archive.classroom import beside
from archive.classroom.beside import Beside
from content.models import TimelinePage
from content.reading import context_of, hard
from content.reading.timeline_controls import reason_choices
from content.timelines import not_ranked
from content.visibility import public


@require_safe
def embed(request: HttpRequest, slug: str) -> HttpResponse:
    """The timeline without the site around it, for a frame in somebody's page."""
    page = get_object_or_404(public(TimelinePage), slug=slug)
    context = {"page": page, "is_embedded": True, **context_of(page, request.GET)}
    return _framed(render(request, "archive/embed.html", context))


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two to four timelines side by side. Nothing is added up across them."""
    asked = beside.read(request.GET)
    context = {
        "beside": asked,
        "must": not_ranked.SENTENCE,
        "timelines": [(page, page in asked.chosen) for page in asked.known],
        "align": asked.align,
    }
    if asked.enough:
        context |= _shown(asked)
        context["alignments"] = [
            (label, asked.address(align=value), value == asked.align) for value, label in beside.ALIGNMENTS.items()
        ]
        everything = [event for column in context["columns"] for event in column.everything]
        context["reasons"] = reason_choices(asked.filters, everything, lambda without: asked.address(without=without))
    return render(request, "archive/compare.html", context)


@require_safe
def compare_embed(request: HttpRequest) -> HttpResponse:
    """Timelines side by side without the site around them, for a frame; without two of them, the frame says so itself."""
    asked = beside.read(request.GET)
    context = {"beside": asked, "must": not_ranked.SENTENCE, "align": asked.align, "is_embedded": True}
    if asked.enough:
        context |= _shown(asked)
    return _framed(render(request, "archive/compare_embed.html", context))


@require_safe
def compare_handout(request: HttpRequest) -> HttpResponse:
    """What is side by side on paper, with every event's text; without two timelines, the page that says so."""
    asked = beside.read(request.GET)
    if not asked.enough:
        return redirect(asked.address())
    context = {"beside": asked, "must": not_ranked.SENTENCE, **_shown(asked, whole=True)}
    response = render(request, "archive/compare_handout.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _framed(response: HttpResponse) -> HttpResponse:
    response.may_be_framed = True
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _shown(asked: Beside, whole: bool = False) -> dict:
    columns = beside.columns_of(asked)
    events = [event for column in columns for event in column.events]
    return {
        "columns": columns,
        "rows": beside.rows_of(asked, columns, whole),
        "hard": hard.of_events(events),
        "link": asked.link,
        "embed_link": settings.SITE_URL + asked.address("embed/"),
        "oembed_link": f"{settings.SITE_URL}/oembed?{urlencode({'url': asked.link})}",
        "citation": asked.citation,
        "query": asked.query(),
    }
