"""What the site says about itself: health, robots, a contact for security, and the pages for what went wrong."""

import datetime

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.cache import never_cache

from archive import readiness
from content import sections

PLAIN = "text/plain; charset=utf-8"


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """`ok` when the process answers and reaches its database; 503 and a sentence when it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("The database cannot be reached.\n", status=503, content_type=PLAIN)
    return HttpResponse("ok\n", content_type=PLAIN)


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Database, search index and worker, each `ok` or a sentence on what is wrong; 503 when anything is."""
    parts = readiness.parts()
    ready = all(said == readiness.OK for said in parts.values())
    return JsonResponse({"ready": ready, **parts}, status=200 if ready else 503)


def robots(request: HttpRequest) -> HttpResponse:
    """The Robots Exclusion Protocol (RFC 9309): everything may be read; combinations of filters need not be."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /search/?",
        "Disallow: /*?*&",
        "Disallow: /*/embed/",
        "Disallow: /*/v/",
        "Allow: /",
        "",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type=PLAIN)


def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116), when the operator has named an address; it lapses after a year."""
    if not settings.SECURITY_ADDRESS:
        return not_found(request)
    address = settings.SECURITY_ADDRESS
    contact = address if ":" in address else f"mailto:{address}"
    lapses = timezone.now() + datetime.timedelta(days=364)
    return HttpResponse(
        f"Contact: {contact}\nExpires: {lapses:%Y-%m-%dT00:00:00Z}\nPreferred-Languages: en\n", content_type=PLAIN
    )


def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """For what asks for the old name: the mark of the pledge."""
    return HttpResponseRedirect(static("archive/img/pledge.svg"))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page("400.html", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """Also what a form gets that was not sent from here (CSRF)."""
    return _page("403.html", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What is not here, or not public: a way to the section it would stand in, and to search."""
    return _page("404.html", 404, {"section": _section_of(request.path_info)})


def failed(request: HttpRequest) -> HttpResponse:
    """Something of ours broke. The page asks nothing of the database, which may be what broke."""
    return _page("500.html", 500)


def _page(template: str, status: int, context: dict | None = None) -> HttpResponse:
    """An error page, rendered without the request: nobody's session is opened to say that something went wrong."""
    try:
        return HttpResponse(render_to_string(template, context or {}), status=status)
    except (DatabaseError, TemplateDoesNotExist, ValueError):  # ValueError: a static file missing from its manifest
        return HttpResponse(
            f"{status}. The page could not be shown. Please try again later.\n", status=status, content_type=PLAIN
        )


def _section_of(path: str) -> dict[str, str] | None:
    first = path.strip("/").split("/")[0]
    for kind, section in sections.SECTIONS.items():
        if section == first:
            return {"name": sections.KIND_LABELS[kind][1], "address": f"/{section}/"}
    return None
