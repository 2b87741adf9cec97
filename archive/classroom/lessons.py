"""Lessons and units before a class: set inside another page, and on paper with the pupils' part apart from the teacher's."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from archive.classroom.handouts import CLAIM_ROWS, may_be_written_on
from content.models import LessonPage, UnitPage
from content.reading import context_of
from content.reading.lessons import PUPILS, TEACHERS, part_context
from content.visibility import public

SHEETS = {"student": "Student’s sheet", "teacher": "Teacher’s sheet"}
_PART_OF = {"student": PUPILS, "teacher": TEACHERS}


@dataclass(frozen=True)
class Task:
    """A task as it stands on a sheet: its words, and whether there is room below to write."""

    words: str
    room: bool


@require_safe
def handout(request: HttpRequest, slug: str) -> HttpResponse:
    """`?sheet=student|teacher`: each holds one part of the lesson and nothing of the other; without a choice, the pupils'."""
    page = get_object_or_404(public(LessonPage), slug=slug)
    sheet = request.GET.get("sheet") if request.GET.get("sheet") in SHEETS else "student"
    shown = part_context(page, {_PART_OF[sheet]})
    context = {
        **shown,
        "page": page,
        "sheet": sheet,
        "sheet_name": SHEETS[sheet],
        "sheets": [(name, f"{page.address}handout/?sheet={each}", each == sheet) for each, name in SHEETS.items()],
        "tasks": [Task(words, may_be_written_on(words)) for words in page.tasks or ()],
        "records": [source for source in shown["sources"] if source.record and source.record.how_to_read],
        "claim_rows": range(CLAIM_ROWS),
    }
    return _unlisted(render(request, "archive/lesson_handout.html", context))


@require_safe
def embed(request: HttpRequest, slug: str) -> HttpResponse:
    """The pupils' part of a lesson without the site around it, for a frame in somebody's page."""
    page = get_object_or_404(public(LessonPage), slug=slug)
    context = {"page": page, "is_embedded": True, **part_context(page, {PUPILS})}
    return _framed(render(request, "archive/lesson_embed.html", context))


@require_safe
def unit_embed(request: HttpRequest, slug: str) -> HttpResponse:
    """The lessons of a unit in their order, for a frame in somebody's page."""
    page = get_object_or_404(public(UnitPage), slug=slug)
    return _framed(render(request, "archive/unit_embed.html", {"page": page, "is_embedded": True, **context_of(page)}))


def _framed(response: HttpResponse) -> HttpResponse:
    response.may_be_framed = True
    return _unlisted(response)


def _unlisted(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    return response
