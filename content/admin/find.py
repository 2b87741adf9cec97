"""Finding a thing to choose by its words: the same search for fields, for links and for notes in the text."""

from django.contrib.auth.decorators import login_required
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, JsonResponse

from content import models, sections

LIMIT = 20
# Every kind that may be linked to or chosen, with its model and the fields its words are looked for in.
KINDS: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "source": (models.Source, ("title", "slug", "authors")),
    "claim": (models.Claim, ("statement", "slug")),
    "person": (models.Person, ("name", "slug")),
    "organization": (models.Organization, ("name", "slug")),
    "place": (models.Place, ("name", "slug")),
    "term": (models.Term, ("term", "slug")),
    "event": (models.Event, ("title", "slug")),
    "clause": (models.Clause, ("short", "number", "quote", "slug")),
    "table": (models.DataTable, ("title", "slug")),
    "theme": (models.ThemePage, ("title", "slug")),
    "entry": (models.EntryPage, ("title", "slug")),
    "record": (models.RecordPage, ("title", "slug")),
    "timeline": (models.TimelinePage, ("title", "slug")),
    "lesson": (models.LessonPage, ("title", "slug")),
    "unit": (models.UnitPage, ("title", "slug")),
}


def model_of(kind: str) -> type[Model]:
    """The model of a kind that can be chosen; raises KeyError for any other word."""
    return KINDS[kind][0]


def find(kind: str, words: str) -> QuerySet:
    """Things of a kind in whose name or slug every word stands; drafts too, for links to what is being written."""
    rows = model_of(kind)._default_manager.all()
    for word in words.split()[:8]:
        wanted = Q()
        for field in KINDS[kind][1]:
            wanted |= Q(**{f"{field}__icontains": word})
        rows = rows.filter(wanted)
    return rows[:LIMIT]


def label_of(kind: str) -> str:
    return sections.KIND_LABELS[kind][0]


@login_required
def find_view(request: HttpRequest) -> JsonResponse:
    """What the search field of a form asks: `kind` and `q` in, at most twenty keys with labels out."""
    kind = request.GET.get("kind", "")
    if kind not in KINDS:
        return JsonResponse({"items": []})
    return JsonResponse(
        {"items": [{"pk": str(one.pk), "label": str(one)} for one in find(kind, request.GET.get("q", ""))]}
    )
