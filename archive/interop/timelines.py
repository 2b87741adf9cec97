"""The events of a timeline as files: CSV for a spreadsheet, JSON for TimelineJS, JSON-LD; narrowed as the page is."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from content.models import TimelinePage
from content.reading import hard
from content.reading.timelines import all_events, events_of, filters_of, narrowed
from content.timelines import exports
from content.timelines.linked import timeline_jsonld
from content.visibility import public


@require_safe
def events_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """CSV (RFC 4180) in UTF-8, with the mark that spreadsheets look for."""
    timeline = _timeline(slug)
    text = exports.events_csv(events_of(timeline, request.GET))
    response = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{timeline.slug}.csv"'
    return response


@require_safe
def timelinejs_json(request: HttpRequest, slug: str) -> JsonResponse:
    """The data format of TimelineJS 3; any page may read it, since it carries nothing about its readers."""
    timeline = _timeline(slug)
    data = exports.timelinejs(timeline.title, timeline.summary, events_of(timeline, request.GET))
    return JsonResponse(data, headers={"Access-Control-Allow-Origin": "*"})


@require_safe
def jsonld(request: HttpRequest, slug: str) -> JsonResponse:
    """A schema.org list of events (JSON-LD 1.1); it names the address of the page in the state that it holds."""
    timeline = _timeline(slug)
    events = all_events(timeline)
    filters = filters_of(request.GET, events)
    shown = narrowed(events, filters)
    query = filters.query()
    data = timeline_jsonld(
        timeline.title,
        timeline.summary,
        hard.caution(hard.of_events(shown)),
        f"{settings.SITE_URL}{timeline.address}{'?' if query else ''}{query}",
        settings.SITE_URL,
        shown,
    )
    return JsonResponse(data, headers={"Access-Control-Allow-Origin": "*"}, content_type="application/ld+json")


def _timeline(slug: str) -> TimelinePage:
    return get_object_or_404(public(TimelinePage), slug=slug)
