"""What names a thing: the pages that cite, show or link it, found through Wagtail's index of references."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page, ReferenceIndex

from content.visibility import public


def pages_naming(thing: Model) -> list[Page]:
    """The public pages that name the thing, in their bodies or their fields, each of its own class, by title."""
    numbers = _pages(thing)
    return list(public(Page.objects.filter(pk__in=numbers)).order_by("title").specific()) if numbers else []


def is_shown_in_public(thing: Model) -> bool:
    """Whether readers may see a file or an image: some public page shows it, and its collection is not private."""
    numbers = _pages(thing)
    is_shown = bool(numbers) and public(Page.objects.filter(pk__in=numbers)).exists()
    return is_shown and not thing.collection.get_view_restrictions().exists()


def _pages(thing: Model) -> list[int]:
    page_type = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.get_references_to(thing).filter(base_content_type=page_type)
    return [int(number) for number in references.values_list("object_id", flat=True).distinct()]
