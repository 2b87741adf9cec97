"""Events as files, of a timeline as narrowed, of several side by side, of a class timeline: CSV, JSON for TimelineJS, JSON-LD."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from archive.classroom import beside, picked
from archive.classroom.answers import with_selection
from archive.classroom.selection import Selection
from content.models import TimelinePage
from content.reading import hard
from content.reading.timeline_filters import filters_of, narrowed, notices
from content.reading.timelines import all_events
from content.timelines import exports
from content.timelines.events import Listed, SideBySide
from content.timelines.linked import side_by_side_jsonld, timeline_jsonld
from content.visibility import public
from search.views import private

Answer = Callable[[Listed], HttpResponse]
JSONLD = "application/ld+json"
EVERYWHERE = {"Access-Control-Allow-Origin": "*"}  # what is answered says nothing about whoever asks


def _csv(listed: Listed) -> HttpResponse:
    """CSV (RFC 4180) in UTF-8, with the mark that spreadsheets look for."""
    text = exports.events_csv(listed.events, listed.withheld, listed.left_out)
    return _as_csv(text, listed.name)


def _as_csv(text: str, name: str) -> HttpResponse:
    response = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _timelinejs(listed: Listed) -> JsonResponse:
    """The data format of TimelineJS 3; any page may read it."""
    data = exports.timelinejs(
        listed.title, "\n".join([listed.summary, *listed.left_out]), listed.events, listed.withheld
    )
    return JsonResponse(data, headers=EVERYWHERE)


def _jsonld(listed: Listed) -> JsonResponse:
    """A schema.org list of events (JSON-LD 1.1); it names the address of the page in the state that it holds."""
    data = timeline_jsonld(listed, settings.SITE_URL)
    return JsonResponse(data, headers=EVERYWHERE, content_type=JSONLD)


def _of_timeline(answer: Answer) -> Callable[..., HttpResponse]:
    @require_safe
    def view(request: HttpRequest, slug: str) -> HttpResponse:
        page = get_object_or_404(public(TimelinePage), slug=slug)
        events = all_events(page)
        filters = filters_of(request.GET, events)
        shown = narrowed(events, filters)
        return answer(
            Listed(
                name=page.slug,
                title=page.title,
                summary=page.summary,
                note=hard.caution(hard.of_events(shown)),
                link=filters.address(settings.SITE_URL + page.address),
                events=tuple(shown),
                left_out=notices(events, filters),
            )
        )

    return view


def _of_beside(answer: Callable[[SideBySide], HttpResponse]) -> Callable[..., HttpResponse]:
    """Timelines side by side; without two of them, the page that says so."""

    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        asked = beside.read(request.GET)
        return answer(beside.taken(asked)) if asked.enough else redirect(asked.address())

    return view


def _csv_of_all(whole: SideBySide) -> HttpResponse:
    return _as_csv(exports.side_by_side_csv(whole), "side-by-side")


def _timelinejs_of_all(whole: SideBySide) -> JsonResponse:
    return JsonResponse(exports.side_by_side_timelinejs(whole), headers=EVERYWHERE)


def _jsonld_of_all(whole: SideBySide) -> JsonResponse:
    data = side_by_side_jsonld(whole, settings.SITE_URL)
    return JsonResponse(data, headers=EVERYWHERE, content_type=JSONLD)


def _of_class_timeline(answer: Answer) -> Callable[..., HttpResponse]:
    @private
    @require_safe
    @with_selection
    def view(request: HttpRequest, chosen: Selection) -> HttpResponse:
        return answer(picked.listed(chosen, picked.rows_of(chosen)))

    return view


compare_csv, compare_timelinejs_json, compare_jsonld = map(
    _of_beside, (_csv_of_all, _timelinejs_of_all, _jsonld_of_all)
)
events_csv, timelinejs_json, jsonld = map(_of_timeline, (_csv, _timelinejs, _jsonld))
class_csv, class_timelinejs_json, class_jsonld = map(_of_class_timeline, (_csv, _timelinejs, _jsonld))
