"""Finds the public thing an address names, or where it has moved."""

from django.db.models import Model, Prefetch, QuerySet
from django.http import Http404, HttpResponsePermanentRedirect
from django.utils.translation import get_language

from content import sections, slugs
from content.models import ArchiveSnippet, BaseSnippet
from content.visibility import public


def called(model: type[Model]) -> QuerySet:
    """The public things of a kind in the language that is being read."""
    found = public(model)
    return found.filter(locale__language_code=get_language()) if issubclass(model, ArchiveSnippet) else found


def public_thing(model: type[BaseSnippet], slug: str, *prefetch: str | Prefetch) -> BaseSnippet | None:
    """What the address names, with its rows; None when nothing public is called so."""
    return called(model).filter(slug=slug).prefetch_related(*prefetch).first()


def moved(model: type[BaseSnippet], slug: str, behind: str = "") -> HttpResponsePermanentRedirect:
    """A permanent redirect to what was once called so, `behind` being the rest of the address; else raises Http404."""
    language = get_language() if issubclass(model, ArchiveSnippet) else slugs.DEFAULT_LANGUAGE
    uid = slugs.present(model.kind, slug, language)
    thing = public(model).filter(uid=uid).first() if uid else None
    if thing is None:
        raise Http404(f"No public {model._meta.verbose_name} is called so.")
    return HttpResponsePermanentRedirect(f"{thing.address}{behind}")


def sections_trail(kind: str) -> list[dict[str, str]]:
    """The breadcrumb of the list in which a kind of thing stands."""
    return [{"title": sections.KIND_LABELS[kind][1], "address": sections.section_address(kind)}]
