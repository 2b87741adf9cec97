"""Editions: a page as it was published, by its number, while the page itself is public."""

import re

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt

from archive.authorities.finding import sections_trail
from content import sections
from content.models import (
    Edition,
    EntryPage,
    HomePage,
    LessonPage,
    PledgePage,
    RecordPage,
    StandardPage,
    ThemePage,
    TimelinePage,
    UnitPage,
)
from content.visibility import public

MODELS = {
    model.kind: model
    for model in (
        EntryPage,
        HomePage,
        LessonPage,
        PledgePage,
        RecordPage,
        StandardPage,
        ThemePage,
        TimelinePage,
        UnitPage,
    )
}
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_FENCED = re.compile(r"(^```.*?^```[ \t]*$)", re.MULTILINE | re.DOTALL)
_BLOCK_ID = re.compile(r"^<!-- id: [\w-]+ -->\n?", re.MULTILINE)
_NOTE = re.compile(r"\[(@[^\]\n]+)\]")
_KEY = re.compile(r"@([A-Za-z0-9][\w:-]*)")
_LINK = re.compile(rf"\]\(({'|'.join(sections.SECTIONS)}):([\w-]+)\)")


@require_safe
def edition(request: HttpRequest, kind: str, slug: str, number: int) -> HttpResponse:
    """An edition, under the page's present address; under an older one, a redirect."""
    page = public(MODELS[kind]).filter(slug=slug).first() or _renamed(kind, slug)
    if page is None:
        raise Http404("There is no such public page.")
    if page.slug != slug:
        return HttpResponsePermanentRedirect(f"{page.address}v/{number}/")
    editions = list(Edition.objects.filter(kind=kind, object_uid=page.uid).defer("data", "text").order_by("number"))
    asked = next((one for one in editions if one.number == number), None)
    if asked is None:
        raise Http404("There is no edition of this number.")
    context = {
        "page": page,
        "edition": asked,
        "editions": editions,
        "text": rendered(asked.text),
        "trail": _trail(page),
    }
    response = render(request, "archive/edition.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _renamed(kind: str, slug: str):
    """The public page that had this slug when one of its editions was published."""
    uids = Edition.objects.filter(kind=kind, slug=slug).values_list("object_uid", flat=True)
    return public(MODELS[kind]).filter(uid__in=list(uids)).first()


def _trail(page) -> list[dict[str, str]]:
    section = sections_trail(page.kind) if page.kind in sections.PAGE_KINDS else []
    return [*section, {"address": page.address, "title": page.title}]


def rendered(markdown: str) -> str:
    """The text of an edition as HTML. Raw HTML stays text; notes and links lead to what they name."""
    parts = _FENCED.split(_BLOCK_ID.sub("", markdown))
    prose = [part if part.startswith("```") else _linked(part) for part in parts]
    text = re.sub(r"\A# [^\n]*\n*", "", "".join(prose))
    return mark_safe(_MARKDOWN.render(text))


def _linked(prose: str) -> str:
    prose = _NOTE.sub(lambda note: "(" + _KEY.sub(_to_source, note[1]) + ")", prose)
    return _LINK.sub(lambda link: f"]({sections.address(link[1], link[2])})", prose)


def _to_source(key: re.Match) -> str:
    return f"[{key[1]}]({sections.address('source', key[1])})"
