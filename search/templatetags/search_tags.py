"""What other pages show of search: entries like this one."""

from django import template

from search import service
from search.engines import SearchUnavailable

register = template.Library()


@register.inclusion_tag("search/_related.html")
def related_entries(page, limit: int = 3) -> dict:
    """Entries whose words are most like this page's, without those its editor has linked; nothing if search is away."""
    linked = {entry.uid for entry in page.related.all()} if hasattr(page, "related") else set()
    try:
        found = service.related(f"{page.kind}:{page.uid}", limit + len(linked), kinds=["entry"])
    except SearchUnavailable:
        found = ()
    return {"related": [hit for hit in found if hit.key.partition(":")[2] not in linked][:limit]}
