"""What the archive holds, for machines that look for pages: an index, and one list for each kind (sitemaps.org 0.9)."""

import io
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from content import models, sections
from content.visibility import public

SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000  # what one list may hold
KINDS: dict[str, type[Model]] = {
    model.kind: model
    for model in (
        models.ThemePage, models.EntryPage, models.RecordPage, models.TimelinePage, models.LessonPage,
        models.UnitPage, models.StandardPage, models.Clause, models.Source, models.Event, models.Person, models.Organization,
        models.Place, models.Term, models.Claim, models.DataTable,
    )
}  # fmt: skip
_LISTS = [f"/{section}/" for section in sections.SECTIONS.values() if section != "pledge"]
TRUNK = ("/", "/pledge/", "/pledge/matrix/", "/missing/", *_LISTS)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    lists = [(f"{settings.SITE_URL}/sitemap-{kind}.xml", None) for kind in ("trunk", *KINDS)]
    return _xml("sitemapindex", "sitemap", lists)


@require_safe
def of_kind(request: HttpRequest, kind: str) -> HttpResponse:
    if kind == "trunk":
        return _xml("urlset", "url", [(settings.SITE_URL + path, None) for path in TRUNK])
    if kind not in KINDS:
        raise Http404("No kind is called so.")
    rows = public(KINDS[kind]).order_by("slug").values_list("slug", "last_published_at")[:MOST]
    return _xml("urlset", "url", ((settings.SITE_URL + sections.address(kind, slug), day) for slug, day in rows))


def _xml(root: str, item: str, rows: Iterable) -> HttpResponse:
    out = io.StringIO()
    xml = SimplerXMLGenerator(out, "utf-8")
    xml.startDocument()
    xml.startElement(root, {"xmlns": SCHEMA})
    for address, changed in rows:
        xml.startElement(item, {})
        xml.addQuickElement("loc", address)
        if changed:
            xml.addQuickElement("lastmod", f"{changed:%Y-%m-%d}")
        xml.endElement(item)
    xml.endElement(root)
    xml.endDocument()
    return HttpResponse(out.getvalue(), content_type="application/xml; charset=utf-8")
