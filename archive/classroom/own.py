"""A class timeline of one's own: what a link holds, shown. The server keeps nothing of it and knows none of the teacher's words."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from archive.classroom import picked, selection
from archive.classroom.selection import Reading, Selection
from archive.classroom.words import LIMITS
from content.models import TimelinePage
from content.reading import hard
from content.timelines import not_ranked
from content.visibility import public
from search.views import private


@private
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """The page of a class timeline. What is to be added leads on to the address that holds it."""
    reading = selection.read(request.GET)
    more = request.GET.getlist("add")
    if more:
        reading = selection.added(reading, more)
        if not reading.problems:
            return redirect(reading.selection.address)
    return render(request, "archive/class.html", own_context(reading))


@private
@require_safe
def embed(request: HttpRequest) -> HttpResponse:
    """A class timeline without the site around it, for a frame in somebody's page."""
    response = render(request, "archive/class_embed.html", own_context(selection.read(request.GET)))
    response.may_be_framed = True
    return response


def own_context(reading: Reading) -> dict:
    """What the page shows of a selection, in a fixed number of queries."""
    chosen = reading.selection
    rows = picked.rows_of(chosen)
    things = picked.things_of(rows)
    return {
        "reading": reading,
        "own": chosen,
        "rows": [picked.with_links(row, chosen, at, len(rows)) for at, row in enumerate(rows)],
        "shown": len(things),
        "hard": hard.of_events(things),
        "title": picked.TITLE,
        "summary": picked.SUMMARY,
        "several": not_ranked.SENTENCE if picked.are_of_several(things) else "",
        "by_date": replace(chosen, by_hand=False).address,
        "by_hand": Selection(tuple(row.uid for row in rows), by_hand=True).address,
        "timelines": list(public(TimelinePage).order_by("title")),
        "most": selection.MOST,
        "words": LIMITS,
        **picked.taken_along(chosen),
    }
