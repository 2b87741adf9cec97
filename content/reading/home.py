"""The home page: the clause that asks for the archive, two ways in, the drawer of themes, a voice."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from content.reading import gathers
from content.reading.sections import LessonChoices, model_of, themes_by
from content.visibility import public

ASKING_KIND = "history"  # the first clause of this kind is the one that asks for an archive


@dataclass(frozen=True)
class Folder:
    """A theme in the drawer, with how much the archive holds on it."""

    theme: object
    statements: int
    events: int
    sources: int


@gathers("home")
def home_context(page) -> dict:
    """What stands on the home page; the same for every reader and at every hour."""
    section = model_of(page, "section")()
    themes = themes_by(section)
    clauses = _clauses(page)
    return {
        "folders": folders(themes),
        "clauses": clauses,
        "asking": next((clause for clause in clauses if clause.clause_kind == ASKING_KIND), None),
        "voice": _voice(page, themes),
        "lesson_choices": LessonChoices.among(themes, model_of(section, "lesson")),
    }


def folders(themes: Sequence) -> list[Folder]:
    """The drawer: three queries for all counts, however many themes there are."""
    if not themes:
        return []
    statements = _counts(themes, "claim_set", status="standing")
    events, sources = _counts(themes, "event_set"), _counts(themes, "source_set")
    return [Folder(one, statements.get(one.pk, 0), events.get(one.pk, 0), sources.get(one.pk, 0)) for one in themes]


def _counts(themes: Sequence, relation: str, **only) -> dict[int, int]:
    model = getattr(themes[0], relation).model
    pairs = public(model).filter(themes__in=[theme.pk for theme in themes], **only).order_by().values_list("themes")
    return dict(pairs.annotate(number=Count("pk", distinct=True)))


def _clauses(page) -> list:
    pledge = public(model_of(page, "pledge")).first()
    return list(pledge.clauses) if pledge else []


def _voice(page, themes: Sequence):
    """The voice the editors chose, or the first words of somebody it happened to, in the themes' own order."""
    if page.voice_id and page.voice.live and not page.voice.propaganda:
        return page.voice
    if not themes:
        return None
    position = {theme.pk: place for place, theme in enumerate(themes)}
    spoken = public(themes[0].quotation_set.model).filter(voice="affected", propaganda=False)
    found = spoken.filter(themes__in=position).order_by("slug").values_list("pk", "themes")
    ranked = [(position[theme], number, pk) for number, (pk, theme) in enumerate(found) if theme in position]
    return spoken.filter(pk=min(ranked)[2]).first() if ranked else None
