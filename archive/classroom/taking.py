"""What a teacher takes along from a timeline or a lesson: Word files, narrowed as the page is."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from archive.classroom import word

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def timeline_docx(request: HttpRequest, slug: str) -> HttpResponse:
    """A timeline, as filtered, as a Word file."""
    page = word.timeline_named(slug)
    if page is None:
        raise Http404("No public timeline is called so.")
    return _file(word.of_timeline(page, request.GET), page.slug)


@require_safe
def lesson_docx(request: HttpRequest, slug: str) -> HttpResponse:
    """A lesson as a Word file."""
    page = word.lesson_named(slug)
    if page is None:
        raise Http404("No public lesson is called so.")
    return _file(word.of_lesson(page), page.slug)


def _file(document: word.Document, name: str) -> HttpResponse:
    response = HttpResponse(document.word(), content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    response["X-Robots-Tag"] = "noindex"
    return response
