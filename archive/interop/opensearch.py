"""Lets a browser add the archive to the places it searches (OpenSearch 1.1)."""

from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

KIND = "application/opensearchdescription+xml"
SHORT_NAME = "Registry Archive"  # the standard takes 16 characters

DESCRIPTION = """<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>{short}</ShortName>
  <LongName>{name}</LongName>
  <Description>The history behind the Never Again pledge, with sources for every statement.</Description>
  <Url type="text/html" template="{page}?q={{searchTerms}}"/>
  <Url type="application/json" template="{api}?q={{searchTerms}}&amp;page={{startPage?}}&amp;size={{count?}}"/>
  <Url type="{kind}" rel="self" template="{itself}"/>
  <Image type="image/svg+xml" width="16" height="16">{mark}</Image>
  <Query role="example" searchTerms="census"/>
  <SyndicationRight>open</SyndicationRight>
  <AdultContent>false</AdultContent>
  <Language>en</Language>
  <InputEncoding>UTF-8</InputEncoding>
  <OutputEncoding>UTF-8</OutputEncoding>
</OpenSearchDescription>
"""


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """The description document. No suggestions are offered to the browser: it would send each letter unasked."""
    base = settings.SITE_URL
    addresses = {
        "page": f"{base}{reverse('search')}",
        "api": f"{base}/api/v1/search",
        "itself": f"{base}{reverse('opensearch')}",
        "mark": f"{base}{static('archive/img/pledge.svg')}",
    }
    words = {"short": SHORT_NAME, "name": settings.WAGTAIL_SITE_NAME, "kind": KIND, **addresses}
    text = DESCRIPTION.format(**{name: escape(value, {'"': "&quot;"}) for name, value in words.items()})
    return HttpResponse(text, content_type=f"{KIND}; charset=utf-8", headers={"Cache-Control": "public, max-age=86400"})
