"""What a teacher takes along from a timeline, a lesson or a unit: Word files, narrowed as the page is."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from archive.classroom import word, written
from content.models import LessonPage, TimelinePage, UnitPage
from content.visibility import public

NOT_NOW = "The Word file could not be made just now. Try again in a minute, or print the page.\n"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
logger = logging.getLogger(__name__)


@require_safe
def timeline_docx(request: HttpRequest, slug: str) -> HttpResponse:
    """A timeline, as filtered, as a Word file."""
    page = get_object_or_404(public(TimelinePage), slug=slug)
    return _file(word.of_timeline(page, request.GET), page.slug)


@require_safe
def lesson_docx(request: HttpRequest, slug: str) -> HttpResponse:
    """A lesson as a Word file."""
    page = get_object_or_404(public(LessonPage), slug=slug)
    return _file(word.of_lesson(page), page.slug)


@require_safe
def unit_docx(request: HttpRequest, slug: str) -> HttpResponse:
    """A unit as a Word file."""
    page = get_object_or_404(public(UnitPage), slug=slug)
    return _file(word.of_unit(page), page.slug)


def _file(document: word.Document, name: str) -> HttpResponse:
    try:
        file = document.word()
    except written.NotMade:
        logger.exception("A Word file was not made")
        return HttpResponse(
            NOT_NOW, status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": "60"}
        )
    response = HttpResponse(file, content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    response["X-Robots-Tag"] = "noindex"
    return response
