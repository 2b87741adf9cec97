"""Events as files, of a timeline as narrowed or of a class timeline: CSV for a spreadsheet, JSON for TimelineJS, JSON-LD."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from archive.classroom import picked
from archive.classroom.answers import unlisted, with_selection
from archive.classroom.selection import Selection
from content.models import TimelinePage
from content.reading import hard
from content.reading.timelines import all_events, filters_of, narrowed
from content.timelines import exports
from content.timelines.events import Listed
from content.timelines.linked import timeline_jsonld
from content.visibility import public

Answer = Callable[[Listed], HttpResponse]
EVERYWHERE = {"Access-Control-Allow-Origin": "*"}  # what is answered says nothing about whoever asks


def _csv(listed: Listed) -> HttpResponse:
    """CSV (RFC 4180) in UTF-8, with the mark that spreadsheets look for."""
    text = exports.events_csv(listed.events, listed.withheld)
    response = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{listed.name}.csv"'
    return response


def _timelinejs(listed: Listed) -> JsonResponse:
    """The data format of TimelineJS 3; any page may read it."""
    data = exports.timelinejs(listed.title, listed.summary, listed.events, listed.withheld)
    return JsonResponse(data, headers=EVERYWHERE)


def _jsonld(listed: Listed) -> JsonResponse:
    """A schema.org list of events (JSON-LD 1.1); it names the address of the page in the state that it holds."""
    data = timeline_jsonld(listed, settings.SITE_URL)
    return JsonResponse(data, headers=EVERYWHERE, content_type="application/ld+json")


def _of_timeline(answer: Answer) -> Callable[..., HttpResponse]:
    @require_safe
    def view(request: HttpRequest, slug: str) -> HttpResponse:
        page = get_object_or_404(public(TimelinePage), slug=slug)
        events = all_events(page)
        filters = filters_of(request.GET, events)
        shown, query = narrowed(events, filters), filters.query()
        return answer(
            Listed(
                name=page.slug,
                title=page.title,
                summary=page.summary,
                note=hard.caution(hard.of_events(shown)),
                link=f"{settings.SITE_URL}{page.address}{'?' if query else ''}{query}",
                events=tuple(shown),
            )
        )

    return view


def _of_class_timeline(answer: Answer) -> Callable[..., HttpResponse]:
    @unlisted
    @require_safe
    @with_selection
    def view(request: HttpRequest, chosen: Selection) -> HttpResponse:
        return answer(picked.listed(chosen, picked.rows_of(chosen)))

    return view


events_csv, timelinejs_json, jsonld = map(_of_timeline, (_csv, _timelinejs, _jsonld))
class_csv, class_timelinejs_json, class_jsonld = map(_of_class_timeline, (_csv, _timelinejs, _jsonld))
