"""The API itself: read-only, without cookies, for anybody from anywhere."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.errors import ValidationError

from archive.api import finding, lists
from content.exchange.public import IN_THE_API


class OpenToAll(NinjaAPI):
    """Every answer may be read by any page of any site; none depends on who asks."""

    def create_response(self, request, data, **given) -> HttpResponse:
        return _open(super().create_response(request, data, **given))


def _open(response: HttpResponse) -> HttpResponse:
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


api = OpenToAll(
    title="The Registry Archive",
    version="1",
    description="The archive's public content, read-only. Its own text is CC BY 4.0, its data CC0; "
    "quotations from others are excluded.",
    urls_namespace="api",
    openapi_url=None,  # ninja's own page of documentation loads scripts from elsewhere; see `explain`
    docs_url=None,
)
lists.register(api)
finding.register(api)


@api.api_operation(["GET", "HEAD"], "/openapi.json", include_in_schema=False, url_name="schema")
def schema(request: HttpRequest):
    """The description of the API for machines, OpenAPI 3.1."""
    described = api.get_openapi_schema(path_prefix="/api/v1/")
    return api.create_response(request, {**described, "servers": [{"url": settings.SITE_URL}]}, status=200)


@api.api_operation(["GET", "HEAD"], "/", include_in_schema=False, url_name="explanation")
def explain(request: HttpRequest):
    """The description of the API for people."""
    return _open(
        render(
            request,
            "api/index.html",
            {"kinds": IN_THE_API, "search": finding.PARAMETERS, "site_url": settings.SITE_URL},
        )
    )


@api.api_operation(["GET", "HEAD"], "/{path:unknown}", include_in_schema=False, url_name="unknown")
def unknown(request: HttpRequest, unknown: str):
    names = ", ".join(kind.plural for kind in IN_THE_API)
    problem = {
        "error": "The API has nothing at this address.",
        "remedy": f"It has lists of {names}, and search; {settings.SITE_URL}/api/v1/ explains them.",
    }
    return api.create_response(request, problem, status=404)


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, error: ValidationError):
    problem = {
        "error": "The address could not be understood.",
        "remedy": f"{settings.SITE_URL}/api/v1/ says what can be asked.",
    }
    return api.create_response(request, problem, status=404)
