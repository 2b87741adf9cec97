"""The newest editions as an Atom feed (RFC 4287), so that nobody need be asked for an address to be told of them."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from archive.authorities.editions import MODELS
from content.models import Edition
from content.visibility import public

NEWEST = 50


@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    """The newest editions of pages that are public now."""
    feed = Atom1Feed(
        title="The Registry Archive: new editions",
        link=f"{settings.SITE_URL}/",
        description="What was published, and what each edition changed.",
        feed_url=f"{settings.SITE_URL}/feeds/editions.atom",
        feed_guid=f"{settings.SITE_URL}/feeds/editions.atom",
        author_name="The Registry Archive",
        feed_copyright="CC BY 4.0, quotations excepted",
        language="en",
    )
    for edition in newest_editions():
        address = f"{settings.SITE_URL}{edition.address}"
        feed.add_item(
            title=str(edition),
            link=address,
            unique_id=f"urn:registry-archive:{edition.uid}",
            description=edition.note or "",
            pubdate=edition.published_at,
            updateddate=edition.redacted_at or edition.published_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def newest_editions() -> list[Edition]:
    """The newest editions, those left out whose page is not public: one query."""
    found = Edition.objects.none()
    for kind, model in MODELS.items():
        found |= Edition.objects.filter(kind=kind, object_uid__in=public(model).values("uid"))
    return list(found.defer("data", "text").order_by("-published_at", "-pk")[:NEWEST])
