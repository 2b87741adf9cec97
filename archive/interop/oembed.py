"""oEmbed 1.0: whoever pastes the link of a timeline gets the frame that shows it, filters kept; nothing else is framed."""

import json
import re
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from content.models import TimelinePage
from content.reading.timelines import all_events, filters_of
from content.text import sayable_in_xml
from content.visibility import public

WIDTH, HEIGHT = 800, 600
_TIMELINE = re.compile(r"/timelines/([-\w]{1,255})/(map/)?(?:embed/)?")
_EVENT = re.compile(r"e-[0-9a-z]{10}")
_NUMBER = re.compile(r"[1-9][0-9]{0,4}")
_EVERYWHERE = {"Access-Control-Allow-Origin": "*"}  # the answer says nothing about whoever asks


@dataclass(frozen=True)
class Framed:
    """A timeline in a frame: its title and the address of the frame."""

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


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """`?url=…&format=json|xml&maxwidth=…&maxheight=…`: 404 for what is no timeline of ours, 501 for another format."""
    form = request.GET.get("format") or "json"
    if form not in {"json", "xml"}:
        return _refused(501, "This format is not offered. Ask with format=json or format=xml.")
    framed = framed_at(request.GET.get("url") or "")
    if framed is None:
        return _refused(
            404, "No public timeline of this archive has this address. Give the address of its page as url."
        )
    said = framed.said(_within(request.GET.get("maxwidth"), WIDTH), _within(request.GET.get("maxheight"), HEIGHT))
    if form == "json":
        return HttpResponse(json.dumps(said), content_type="application/json", headers=_EVERYWHERE)
    return HttpResponse(_xml(said), content_type="text/xml; charset=utf-8", headers=_EVERYWHERE)


def framed_at(address: str) -> Framed | None:
    """The public timeline at an address of ours, as that address narrows it."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    match = _TIMELINE.fullmatch(parts.path)
    if f"{parts.scheme}://{parts.netloc}" != settings.SITE_URL or not match:
        return None
    page = public(TimelinePage).filter(slug=match[1]).first()
    if page is None:
        return None
    try:
        asked = QueryDict(parts.query)
    except TooManyFieldsSent:
        return None
    number = asked.get("page") or ""
    query = filters_of(asked, all_events(page)).query(page=number if _NUMBER.fullmatch(number) else "")
    fragment = f"#{parts.fragment}" if _EVENT.fullmatch(parts.fragment) else ""
    title, address = (f"{page.title}: map", f"{page.address}map/") if match[2] else (page.title, page.address)
    return Framed(title, f"{settings.SITE_URL}{address}embed/{'?' if query else ''}{query}{fragment}")


def _within(asked: str | None, most: int) -> int:
    """The most that was asked for, where it is a number and less than ours."""
    return min(int(asked), most) if _NUMBER.fullmatch(asked or "") else most


def _xml(said: dict) -> str:
    parts = "".join(f"  <{name}>{escape(sayable_in_xml(str(value)))}</{name}>\n" for name, value in said.items())
    return f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>\n{parts}</oembed>\n'


def _refused(status: int, why: str) -> HttpResponse:
    return HttpResponse(f"{why}\n", status=status, content_type="text/plain; charset=utf-8", headers=_EVERYWHERE)
