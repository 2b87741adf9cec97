"""What a teacher takes along beside the pages: Word files of timelines, lessons and units, and the code of a long link."""

import io
import logging

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from archive.classroom import beside, picked, places, word, words, written
from archive.classroom.answers import in_words, with_selection
from archive.classroom.selection import Selection
from archive.middleware import writes_nothing
from content.models import LessonPage, TimelinePage, UnitPage
from content.visibility import public
from search.views import private

NOT_NOW = "The Word file could not be made just now. Try again in a minute, or print the page."
TOO_MANY = "Several Word files are being made at this moment. Try again in a few seconds, or print the page."
TOO_LARGE = "This is larger than any class timeline of this archive, so it was not read. Open the link again."
NO_CODE = "The link with your words is too long for a QR code. The code of the link without them can be used."
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LARGEST = words.LONGEST + 2000  # octets of a form: the words, and what was picked
LONGEST_IN_CODE = 2000  # signs of a link: a code holds 2331, and some mail programs cut what is longer
logger = logging.getLogger(__name__)


@require_safe
def timeline_docx(request: HttpRequest, slug: str) -> HttpResponse:
    """A timeline, as filtered, as a Word file."""
    page = get_object_or_404(public(TimelinePage), slug=slug)
    return _file(word.of_timeline(page, request.GET), page.slug)


@require_safe
def compare_docx(request: HttpRequest) -> HttpResponse:
    """Timelines side by side as a Word file; without two of them, the page that says so."""
    asked = beside.read(request.GET)
    return _file(word.of_beside(asked), "side-by-side") if asked.enough else redirect(asked.address())


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


@writes_nothing
@private
@require_http_methods(["GET", "HEAD", "POST"])
def class_docx(request: HttpRequest) -> HttpResponse:
    """A class timeline as a Word file: asked for by its address without the teacher's words, sent as a form with them."""
    return _too_large(request) or _class_docx(request)


@with_selection
def _class_docx(request: HttpRequest, chosen: Selection) -> HttpResponse:
    try:
        said = words.read(request.POST.get("w", "")) if request.method == "POST" else None
    except words.Unreadable:
        return in_words(400, words.DAMAGED)
    return _file(word.of_class(chosen, picked.rows_of(chosen), said), picked.FILE_NAME)


@writes_nothing
@private
@require_POST
def class_code(request: HttpRequest) -> HttpResponse:
    """The QR code of a class timeline's link with the teacher's words, as SVG; no other link is drawn."""
    return _too_large(request) or _class_code(request)


@with_selection
def _class_code(request: HttpRequest, chosen: Selection) -> HttpResponse:
    packed = request.POST.get("w", "")
    try:
        words.read(packed)
    except words.Unreadable:
        return in_words(400, words.DAMAGED)
    link = picked.link_of(chosen) + (f"#w={packed}" if packed else "")
    if len(link) > LONGEST_IN_CODE:
        return in_words(422, NO_CODE)
    drawn = io.BytesIO()
    segno.make(link, error="m").save(drawn, kind="svg", border=4, light="#fff", omitsize=True, xmldecl=False)
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


def _too_large(request: HttpRequest) -> HttpResponse | None:
    """An answer to a form larger than any of ours, before a word of it is read."""
    sent = request.META.get("CONTENT_LENGTH") or "0"
    is_small = sent.isdecimal() and int(sent) <= LARGEST
    return None if is_small else in_words(413, TOO_LARGE)


def _file(document: word.Document, name: str) -> HttpResponse:
    try:
        with places.place():
            file = document.word()
    except places.AllTaken:
        return in_words(503, TOO_MANY, Retry_After="5")
    except written.NotMade:
        logger.exception("A Word file was not made")
        return in_words(503, NOT_NOW, Retry_After="60")
    response = HttpResponse(file, content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    response["X-Robots-Tag"] = "noindex"
    return response
