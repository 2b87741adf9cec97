"""A timeline on paper: every event's text as a handout, or a student's sheet with prompts and room for claims and evidence."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from content.models import TimelinePage
from content.reading import context_of
from content.reading.timeline_pages import VoiceRow
from content.timelines.events import TimelineEvent
from content.visibility import public

SHEETS = {"text": "Handout", "student": "Student’s sheet"}
NOTE_PROMPTS = ("What happened, in your own words?", "Who decided it, and whom did it touch?")
SOURCE_PROMPTS = ("What does this source show?", "What can it not show?")
CLAIM_ROWS = 3

# Nothing is filled in about these: registering and identifying were done by forms, and the dead are no exercise.
_NOTHING_TO_FILL_IN = frozenset({"identification", "registration", "violence", "denial"})
_DEAD_OR_LISTED = re.compile(
    r"\b(?:dea(?:d|ths?)|die[ds]?|dying|perish\w*|starv\w*|kill\w*|murder\w*|victims?|massacre\w*|genocid\w*|execut\w*"
    r"|exterminat\w*|suicid\w*|shot|hanged|bod(?:y|ies)|graves?|rape\w*|tortur\w*|forms?|cards?|punch\w*|regist\w+|census\w*"
    r"|questionnaires?|fingerprint\w*|tattoo\w*|badges?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Prompted:
    """An event with what a student is asked of it; `room` says whether lines to write on stand below the prompts."""

    event: TimelineEvent
    prompts: Sequence[str]
    room: bool


@require_safe
def handout(request: HttpRequest, slug: str) -> HttpResponse:
    """`?sheet=text|student` and the filters of the timeline; no script, all events on one page."""
    page = get_object_or_404(public(TimelinePage), slug=slug)
    sheet = request.GET.get("sheet") if request.GET.get("sheet") in SHEETS else "text"
    shown = context_of(page, request.GET)
    context = {
        **shown,
        "page": page,
        "sheet": sheet,
        "sheet_name": SHEETS[sheet],
        "sheets": _sheets(page, shown, sheet),
        "voices": [row.quotation for row in shown["rows"] if isinstance(row, VoiceRow)],
        "prompted": [prompted(event) for event in shown["events"]] if sheet == "student" else [],
        "claim_rows": range(CLAIM_ROWS),
    }
    response = render(request, "archive/handout.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _sheets(page: TimelinePage, shown: Mapping, sheet: str) -> list[tuple[str, str, bool]]:
    return [
        (name, f"{page.address}handout/?{shown['filters'].query(sheet=each)}", each == sheet)
        for each, name in SHEETS.items()
    ]


def may_be_written_on(words: str) -> bool:
    """Whether room to write may stand below these words: not where deaths, victims or forms may be spoken of."""
    return not _DEAD_OR_LISTED.search(words)


def prompted(event: TimelineEvent) -> Prompted:
    """Where deaths, victims or forms may be spoken of there are questions to a source and nothing to fill in."""
    is_hard = bool(event.content_reasons or event.inferred_reasons or event.content_note)
    if is_hard or not may_be_written_on(f"{event.title} {event.summary}") or event.stage in _NOTHING_TO_FILL_IN:
        return Prompted(event, SOURCE_PROMPTS, room=False)
    return Prompted(event, NOTE_PROMPTS, room=True)
