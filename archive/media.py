"""Files of the archive: renditions and documents, served to readers only where something public shows them."""

import mimetypes
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from wagtail.users.models import UserProfile
from whitenoise.middleware import WhiteNoiseFileResponse
from whitenoise.responders import StaticFile

from archive.authorities.naming import is_shown_in_public
from content.models import ArchiveDocument, ArchiveImage, ArchiveRendition

SHOWN_INLINE = frozenset({"image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"})
UNKNOWN = "application/octet-stream"
mimetypes.add_type("image/avif", ".avif")
mimetypes.add_type("image/webp", ".webp")


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A rendition of an image that something public shows. Editors also see originals, and images still in drafts."""
    rendition = ArchiveRendition.objects.select_related("image").filter(file=path).first()
    if rendition and is_shown_in_public(rendition.image):
        return _send(request, rendition.file, public=True)
    if is_at_the_desk(request):
        for model, field in ((ArchiveRendition, "file"), (ArchiveImage, "file"), (UserProfile, "avatar")):
            found = model._default_manager.filter(**{field: path}).first()
            if found:
                return _send(request, getattr(found, field), public=False)
    raise Http404


@require_safe
def document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """The file of a document that something public shows, to be saved rather than opened."""
    found = ArchiveDocument.objects.filter(pk=document_id).first()
    if found is None or found.filename != document_filename:
        raise Http404
    if is_shown_in_public(found):
        return _send(request, found.file, public=True)
    if is_at_the_desk(request):
        return _send(request, found.file, public=False)
    raise Http404


def is_at_the_desk(request: HttpRequest) -> bool:
    """Whether an editor asks. A reader has no session cookie, and then no session is opened to find out."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return request.user.is_active and request.user.has_perm("wagtailadmin.access_admin")


def _send(request: HttpRequest, file, public: bool) -> HttpResponseBase:
    """The file with its type, an ETag and ranges (RFC 9110); what a browser might run is always an attachment."""
    path = Path(file.path)
    if not path.is_file():
        raise Http404
    kind = mimetypes.guess_type(path.name)[0] or UNKNOWN
    headers = [
        ("Content-Type", kind),
        ("Cache-Control", "public, max-age=300" if public else "private, no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Accept-Ranges", "bytes"),
    ]
    if kind not in SHOWN_INLINE:
        headers.append(("Content-Disposition", content_disposition_header(True, path.name)))
    answer = StaticFile(str(path), headers).get_response(request.method, request.META)
    response = WhiteNoiseFileResponse(answer.file or (), status=int(answer.status))
    del response["Content-Type"]
    for name, value in answer.headers:
        response[name] = value
    return response
