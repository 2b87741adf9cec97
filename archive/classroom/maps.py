"""The events of a timeline on a map: a page of its own, and the same without the site around it for a frame."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from content.models import TimelinePage
from content.reading import maps
from content.visibility import public


@require_safe
def timeline_map(request: HttpRequest, slug: str) -> HttpResponse:
    """The filters of the timeline apply."""
    return _answer(request, slug, "archive/map.html")


@require_safe
def embed(request: HttpRequest, slug: str) -> HttpResponse:
    """For a frame in somebody's page."""
    response = _answer(request, slug, "archive/map_embed.html", is_embedded=True)
    response.may_be_framed = True
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _answer(request: HttpRequest, slug: str, template: str, **more) -> HttpResponse:
    page = get_object_or_404(public(TimelinePage), slug=slug)
    return render(request, template, {"page": page, **maps.of_timeline(page, request.GET), **more})
