"""The list and the single thing of every kind, read from the database through the one visibility rule."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import NinjaAPI, Query, Status
from pydantic import BaseModel

from archive.api.asking import ByTheme, ByThemeAndKind, Paging
from archive.api.schemas import ITEMS, Problem, listing_of
from content.exchange.public import IN_THE_API, PublicKind

NOT_FOUND = 404


def register(api: NinjaAPI) -> None:
    """Add the two addresses of every kind."""
    for kind in IN_THE_API:
        item, listing = ITEMS[kind.name], listing_of(ITEMS[kind.name])
        add(api, f"/{kind.plural}/", _list(kind), listing, f"list_{kind.plural}", f"List {kind.plural}")
        add(api, f"/{kind.plural}/{{slug}}", _one(kind), item, f"read_{kind.name}", f"One of the {kind.plural}")


def add(
    api: NinjaAPI,
    path: str,
    view: Callable,
    answer: type[BaseModel],
    name: str,
    summary: str,
    extra: dict | None = None,
    answers: Mapping[int, type[BaseModel]] = MappingProxyType({}),
) -> None:
    """Add an address: once for GET in the schema, and silently for HEAD, and with or without its last slash."""
    responses = {200: answer, NOT_FOUND: Problem, **answers}
    twin = path.removesuffix("/") if path.endswith("/") else f"{path}/"
    silent = {"response": responses, "include_in_schema": False}
    api.api_operation(
        ["GET"], path, response=responses, operation_id=name, summary=summary, url_name=name, openapi_extra=extra
    )(view)
    api.api_operation(["HEAD"], path, url_name=f"{name}_head", **silent)(view)
    api.api_operation(["GET", "HEAD"], twin, url_name=f"{name}_twin", **silent)(view)


def _list(kind: PublicKind) -> Callable:
    asking = ByThemeAndKind if kind.name == "entry" else ByTheme if kind.has_themes else Paging

    def view(request: HttpRequest, asked: Query[asking]):
        things = _narrowed(kind, asked)
        start = (asked.page - 1) * asked.size
        items = kind.written(things[start : start + asked.size], settings.SITE_URL)
        return {"total": things.count(), "page": asked.page, "size": asked.size, "items": items}

    return view


def _narrowed(kind: PublicKind, asked: Paging) -> QuerySet:
    things = kind.things()
    if theme := getattr(asked, "theme", ""):
        things = kind.in_theme(things, theme) if is_slug(theme) else things.none()
    if entry_kind := getattr(asked, "kind", ""):
        things = things.filter(entry_kind=entry_kind) if is_slug(entry_kind) else things.none()
    return things


def _one(kind: PublicKind) -> Callable:
    def view(request: HttpRequest, slug: str):
        found = kind.written(kind.things().filter(slug=slug)[:1], settings.SITE_URL) if is_slug(slug) else []
        if found:
            return found[0]
        return Status(
            NOT_FOUND,
            {
                "error": f"There is nothing public among the {kind.plural} under this name.",
                "remedy": f"Look for its slug in {settings.SITE_URL}/api/v1/{kind.plural}/, or ask /api/v1/search?q=…",
            },
        )

    return view


def is_slug(value: str) -> bool:
    """Whether this can be a slug at all; what cannot is never put to the database."""
    try:
        validate_slug(value)
    except ValidationError:
        return False
    return len(value) <= 255
