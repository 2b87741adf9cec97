"""What wraps every request: plain addresses, one transaction for a write, and headers that keep a reader's browser here."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse

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


class AtomicWrites:
    """Runs every request that may write in one transaction.

    Wagtail sends `page_published` outside any transaction; inside this one, a page and the job that tells the index
    are written together or not at all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE_METHODS:
            return self.get_response(request)
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            return response


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
