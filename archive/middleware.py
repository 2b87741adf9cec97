"""What wraps every request: plain addresses, one transaction for a write, answers to refusals, and protective headers."""

import re
from collections import Counter
from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt
from wagtail.admin import messages
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect

from content.visibility import is_public

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class NoNulInAddresses:
    """Reads a NUL in an address as U+FFFD, the sign for what is no character, wherever it stands.

    Nothing here has one in its name, and PostgreSQL refuses a question that holds one: without this, a bad address
    would be an error on one database and an empty answer on the other.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.META["QUERY_STRING"] = request.META.get("QUERY_STRING", "").replace("%00", "%EF%BF%BD")
        request.path = request.path.replace("\0", "\ufffd")
        request.path_info = request.path_info.replace("\0", "\ufffd")
        return self.get_response(request)


def writes_nothing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Marks a view that is sent a form and changes nothing: it makes a file of it, and forgets it.

    It needs no token against forged forms, since a forged one would change nothing either, and the token would be a cookie; and
    it must hold no transaction, since one that may write keeps every editor waiting while the file is made.
    """
    exempt = csrf_exempt(view)
    exempt.writes_nothing = True
    return exempt


def _may_write(request: HttpRequest) -> bool:
    if request.method in SAFE_METHODS:
        return False
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return True
    return not getattr(view, "writes_nothing", False)


class CompressedPages(GZipMiddleware):
    """Sends readers' pages compressed to whoever takes them so: a timeline of many events is a sixth as long on the way.

    Pages of the desk are left as they are: they carry secrets, whose length must not tell anything.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if not is_page or response.cookies or request.path.startswith("/admin/"):
            return response
        return super().process_response(request, response)


class AtomicWrites:
    """Runs every request that may write in one transaction.

    Wagtail sends `page_published` outside any transaction; inside this one, a page and the job that tells the index
    are written together or not at all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _may_write(request):
            return self.get_response(request)
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            return response


class StillNamed:
    """Answers the deletion of something that other things name, which the database refuses: says what, keeps all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        named_by = getattr(error, "protected_objects", None) or getattr(error, "restricted_objects", None)
        if not isinstance(error, ProtectedError | RestrictedError) or not named_by:
            return None
        transaction.set_rollback(True)
        messages.error(
            request,
            f"Nothing was deleted, because it is still named by {_counted(named_by)}. Take it out there first; or "
            "unpublish it, which loses nothing. An account that has checked claims is made inactive instead.",
        )
        return redirect("wagtailadmin_home")


def _counted(things: set) -> str:
    """How many of each kind: "2 claim checks, 1 entry claim"."""
    kinds = Counter(type(thing)._meta for thing in things)
    return ", ".join(
        f"{number} {kind.verbose_name if number == 1 else kind.verbose_name_plural}"
        for kind, number in sorted(kinds.items(), key=lambda pair: (-pair[1], str(pair[0].verbose_name)))
    )


class OldAddresses(RedirectMiddleware):
    """Leads from where a page once stood to where it stands now, with whatever stood behind its address.

    Wagtail's own keeps neither a question nor a sub-resource: an old link would open a timeline without its filters,
    and a frame, a file or an edition of it would be gone. A page that is not public stays not found.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.status_code != 404:
            return response
        return _present_address(request) or response


_BEHIND_A_PAGE = re.compile(r"(?P<page>/[^/]+/[^/]+)/(?P<behind>[^/].*)")


def _present_address(request: HttpRequest) -> HttpResponse | None:
    path, question = request.get_full_path().partition("?")[0], request.META.get("QUERY_STRING", "")
    if question and (whole := _once_at(request, f"{path}?{question}")):
        return _led_to(whole)
    if found := _once_at(request, path):
        return _led_to(found, question=question)
    parts = _BEHIND_A_PAGE.fullmatch(path)
    found = _once_at(request, parts["page"]) if parts else None
    return _led_to(found, parts["behind"], question) if found and found.redirect_page else None


def _once_at(request: HttpRequest, address: str) -> Redirect | None:
    return get_redirect(request, Redirect.normalise_path(address, decode_unicode=False))


def _led_to(found: Redirect, behind: str = "", question: str = "") -> HttpResponse | None:
    """The answer; any page may follow it, as it may read what stands there, since it says nothing about its readers."""
    if not found.link or (found.redirect_page and not is_public(found.redirect_page)):
        return None
    kind = HttpResponsePermanentRedirect if found.is_permanent else HttpResponseRedirect
    asked = f"?{question}" if question and found.redirect_page else ""
    return kind(f"{found.link}{behind}{asked}", headers={"Access-Control-Allow-Origin": "*"})


class SecurityHeaders(CSPMiddleware):
    """Content-Security-Policy by place: strict in public, what Wagtail needs at the desk, framing where it is meant."""

    def get_policy_parts(self, request: HttpRequest, response: HttpResponse, report_only: bool = False) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if report_only:
            return parts
        if request.path.startswith("/admin/"):
            parts.replace = {**settings.CONTENT_SECURITY_POLICY_AT_THE_DESK, **(parts.replace or {})}
        elif getattr(response, "may_be_framed", False):
            parts.replace = {"frame-ancestors": ["*"], **(parts.replace or {})}
        return parts

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response = super().process_response(request, response)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response
