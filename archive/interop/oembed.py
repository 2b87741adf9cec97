"""oEmbed 1.0: the link of timelines, of a class timeline, a lesson or a unit gives the frame that shows it; nothing else is framed."""

import json
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit
from xml.sax.saxutils import escape

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.html import format_html
from django.views.decorators.http import require_safe
from wagtail.models import Page

from archive.classroom import beside, picked, selection
from content import slugs
from content.models import LessonPage, TimelinePage, UnitPage
from content.reading.timelines import all_events, filters_of
from content.text import sayable_in_xml
from content.visibility import public

WIDTH, HEIGHT = 800, 600
_TIMELINE = re.compile(r"/timelines/([-\w]{1,255})/(map/)?(?:embed/)?")
_BESIDE = re.compile(r"/timelines/compare/(?:embed/)?")
_CLASS = re.compile(r"/class/(?:embed/)?")
_PLAIN = re.compile(r"/(lessons|units)/([-\w]{1,255})/(?:embed/)?")
_PLAIN_MODELS = {"lessons": LessonPage, "units": UnitPage}
_EVENT = re.compile(r"e-[0-9a-z]{10}")
_WORDS = re.compile(r"w=1\.[A-Za-z0-9_-]{0,120000}")  # a teacher's, which a browser reads: archive.classroom.words
_NUMBER = re.compile(r"[1-9][0-9]{0,4}")
_NONE_HERE = (
    "No public timeline, class timeline, lesson or unit of this archive has this address. "
    "Give the whole address of its page as url."
)
_TOO_FEW = "Fewer than two public timelines stand in this address, so nothing is set side by side in it."
_EVERYWHERE = {"Access-Control-Allow-Origin": "*"}  # the answer says nothing about whoever asks


@dataclass(frozen=True)
class Framed:
    """What stands in a frame: its title and the address of the frame."""

    title: str
    source: str

    def said(self, width: int, height: int) -> dict:
        """The answer as oEmbed names its parts."""
        frame = format_html(
            '<iframe src="{}" title="{}" width="{}" height="{}"></iframe>', self.source, self.title, width, height
        )
        return {
            "version": "1.0",
            "type": "rich",
            "title": self.title,
            "provider_name": settings.WAGTAIL_SITE_NAME,
            "provider_url": f"{settings.SITE_URL}/",
            "html": str(frame),
            "width": width,
            "height": height,
        }


class NotFramed(LookupError):
    """Nothing stands in a frame for an address; the message says why."""


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """`?url=…&format=json|xml&maxwidth=…&maxheight=…`: 404 for what is no timeline, lesson or unit of ours, 501 for another format."""
    form = request.GET.get("format") or "json"
    if form not in {"json", "xml"}:
        return _refused(501, "This format is not offered. Ask with format=json or format=xml.")
    try:
        framed = framed_at(request.GET.get("url") or "")
    except NotFramed as why:
        return _refused(404, str(why))
    said = framed.said(_within(request.GET.get("maxwidth"), WIDTH), _within(request.GET.get("maxheight"), HEIGHT))
    if form == "json":
        return HttpResponse(json.dumps(said), content_type="application/json", headers=_EVERYWHERE)
    return HttpResponse(_xml(said), content_type="text/xml; charset=utf-8", headers=_EVERYWHERE)


def framed_at(address: str) -> Framed:
    """What stands at an address of ours: timelines as narrowed, a class timeline as picked, a public lesson or unit.

    Raises NotFramed for any other address, and for timelines side by side that are fewer than two.
    """
    try:
        parts = urlsplit(address.strip())
        asked = QueryDict(parts.query)
    except (ValueError, TooManyFieldsSent):
        raise NotFramed(_NONE_HERE) from None
    if f"{parts.scheme}://{parts.netloc}" != settings.SITE_URL:
        raise NotFramed(_NONE_HERE)
    if _BESIDE.fullmatch(parts.path):
        return _beside(asked)
    framed = _class_timeline(asked, parts.fragment) if _CLASS.fullmatch(parts.path) else _page(parts, asked)
    if framed is None:
        raise NotFramed(_NONE_HERE)
    return framed


def _page(parts: SplitResult, asked: QueryDict) -> Framed | None:
    if match := _PLAIN.fullmatch(parts.path):
        page = _named(_PLAIN_MODELS[match[1]], match[2])
        return Framed(page.title, f"{settings.SITE_URL}{page.address}embed/") if page else None
    match = _TIMELINE.fullmatch(parts.path)
    page = _named(TimelinePage, match[1]) if match else None
    return _timeline(page, asked, parts.fragment, on_a_map=bool(match[2])) if page else None


def _beside(asked: QueryDict) -> Framed:
    chosen = beside.read(asked)
    if not chosen.enough:
        raise NotFramed(_TOO_FEW)
    return Framed(chosen.title, settings.SITE_URL + chosen.address("embed/"))


def _named(model: type[Page], slug: str) -> Page | None:
    """The public page of a kind that is called so, or once was."""
    return public(model).filter(slug=slug).first() or slugs.renamed_pages(model, [slug]).get(slug)


def _timeline(page: TimelinePage, asked: QueryDict, fragment: str, on_a_map: bool) -> Framed:
    number = asked.get("page") or ""
    filters = filters_of(asked, all_events(page))
    query = filters.query(page=number if _NUMBER.fullmatch(number) else "", event=filters.event)
    kept = f"#{fragment}" if _EVENT.fullmatch(fragment) else ""
    title, path = (f"{page.title}: map", f"{page.address}map/") if on_a_map else (page.title, page.address)
    return Framed(title, f"{settings.SITE_URL}{path}embed/{'?' if query else ''}{query}{kept}")


def _class_timeline(asked: QueryDict, fragment: str) -> Framed | None:
    """What was picked, with the teacher's words where the address that was pasted held them."""
    chosen = selection.read(asked).selection
    if not chosen.uids:
        return None
    kept = f"#{fragment}" if _WORDS.fullmatch(fragment) else ""
    return Framed(picked.TITLE, picked.link_of(chosen, picked.EMBED) + kept)


def _within(asked: str | None, most: int) -> int:
    """The most that was asked for, where it is a number and less than ours."""
    return min(int(asked), most) if _NUMBER.fullmatch(asked or "") else most


def _xml(said: dict) -> str:
    parts = "".join(f"  <{name}>{escape(sayable_in_xml(str(value)))}</{name}>\n" for name, value in said.items())
    return f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>\n{parts}</oembed>\n'


def _refused(status: int, why: str) -> HttpResponse:
    return HttpResponse(f"{why}\n", status=status, content_type="text/plain; charset=utf-8", headers=_EVERYWHERE)
