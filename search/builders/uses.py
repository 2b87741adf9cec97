"""Whose documents change when a thing changes, because they name it or hold its words."""

from collections.abc import Iterable

from wagtail.models import Page, ReferenceIndex

from search.visibility import MODELS

_THEMED = ("event", "claim", "quotation", "table", "source", "person", "organization", "place", "term")

USED_BY: dict[str, tuple[tuple[str, str], ...]] = {
    "theme": tuple((kind, "themes") for kind in ("entry", "record", "timeline", "lesson", "unit", *_THEMED)),
    "clause": (
        *((kind, "pledge_links__clause") for kind in ("theme", "entry", "record", "lesson", "event")),
        ("unit", "lesson_links__lesson__pledge_links__clause"),
    ),
    "stage": (("entry", "stages"), ("event", "stage"), ("theme", "theme_stages__stage")),
    "person": (("entry", "people"), ("quotation", "person")),
    "organization": (("entry", "organizations"),),
    "place": (("entry", "places"), ("event", "place")),
    "entry": (("claim", "entry_links__entry"), ("event", "entry")),
    "claim": (("entry", "claim_links__claim"),),
    "event": (("timeline", "event_links__event"),),
    "lesson": (("unit", "lesson_links__lesson"),),
    "quotation": (("record", "quotation"),),
    "source": (
        *((kind, "source_links__source") for kind in ("claim", "event", "table")),
        ("quotation", "source"),
        ("record", "source"),
        ("entry", "claim_links__claim__source_links__source"),
    ),
}
"""Of each kind: which kinds name it, and by which relation. Bodies are asked of Wagtail's reference index besides."""

_IN_BODIES = ("claim", "quotation", "table")


def users_of(kind: str, uids: Iterable[str]) -> set[str]:
    """The keys of all things whose documents hold something of these things."""
    uids = list(uids)
    found = {
        f"{user}:{uid}"
        for user, relation in USED_BY.get(kind, ())
        for uid in MODELS[user]._default_manager.filter(**{f"{relation}__uid__in": uids}).values_list("uid", flat=True)
    }
    return found | (_pages_with(kind, uids) if kind in _IN_BODIES else set())


def _pages_with(kind: str, uids: list[str]) -> set[str]:
    """The keys of the pages whose bodies show these things."""
    model = MODELS[kind]
    pks = [str(pk) for pk in model._default_manager.filter(uid__in=uids).values_list("pk", flat=True)]
    referring = ReferenceIndex.objects.filter(
        to_content_type=ReferenceIndex._get_base_content_type(model),
        to_object_id__in=pks,
        base_content_type=ReferenceIndex._get_base_content_type(Page),
    )
    pages = [int(pk) for pk in referring.values_list("object_id", flat=True).distinct()]
    return {
        f"{each}:{uid}"
        for each, page_model in MODELS.items()
        if issubclass(page_model, Page)
        for uid in page_model._default_manager.filter(pk__in=pages).values_list("uid", flat=True)
    }
