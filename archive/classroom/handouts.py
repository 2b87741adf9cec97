"""A timeline or a class timeline on paper: a handout with every text, or a student's sheet with prompts and room to write."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from archive.classroom import picked, selection
from archive.classroom.picked import Picked
from content.models import TimelinePage
from content.reading import context_of, hard
from content.timelines import not_ranked
from content.timelines.events import ENTRY, TimelineEvent
from content.visibility import public
from search.views import private

SHEETS = {"text": "Handout", "student": "Student’s sheet"}
NOTE_PROMPTS = ("What happened, in your own words?", "Who decided it, and whom did it touch?")
ENTRY_PROMPTS = ("What is it, in your own words?", "Who decided on it, and whom did it touch?")
SOURCE_PROMPTS = ("What does this source show?", "What can it not show?")
CLAIM_ROWS = 3
CLASS_ADDRESS = "/class/handout/"

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
    """A place on a sheet: an event with what a student is asked of it, or why nothing is shown.

    `room` says whether lines to write on stand below the prompts.
    """

    event: TimelineEvent | None
    prompts: Sequence[str] = ()
    room: bool = False
    uid: str = ""
    why_not: str = ""


@require_safe
def handout(request: HttpRequest, slug: str) -> HttpResponse:
    """`?sheet=text|student` and the filters of the timeline; no script, all events on one page."""
    page = get_object_or_404(public(TimelinePage), slug=slug)
    shown = context_of(page, request.GET)
    query = shown["query"]
    context = {
        **shown,
        **_sheets(request, f"{page.address}handout/", shown["filters"].query),
        "title": page.title,
        "summary": page.summary,
        "back": (f"{page.address}{'?' if query else ''}{query}", "Back to the timeline"),
        "notices": shown["filters"].ignored,
        "questions": page.questions,
        "citation": shown["editions"].citation,
        "voices": shown["voices"],
        "places": [prompted(event) for event in shown["events"]],
    }
    response = render(request, "archive/handout.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@private
@require_safe
def class_handout(request: HttpRequest) -> HttpResponse:
    """`?sheet=text|student` and a selection; a script of the page adds the teacher's words from the link."""
    reading = selection.read(request.GET)
    chosen = reading.selection
    rows = picked.rows_of(chosen)
    things = picked.things_of(rows)
    context = {
        **_sheets(request, CLASS_ADDRESS, lambda sheet: f"{chosen.query}&sheet={sheet}"),
        **picked.taken_along(chosen),
        "own": chosen,
        "title": picked.TITLE,
        "summary": picked.SUMMARY,
        "several": not_ranked.SENTENCE if picked.are_of_several(things) else "",
        "back": (chosen.address, "Back to the class timeline"),
        "notices": reading.problems,
        "hard": hard.of_events(things),
        "shown": len(things),
        "total": len(rows),
        "things": "thing",
        "places": list(_places(rows)),
    }
    return render(request, "archive/class_handout.html", context)


def _places(rows: Iterable[Picked]) -> Iterable[Prompted]:
    for row in rows:
        yield prompted(row.thing) if row.thing else Prompted(None, uid=row.uid, why_not=row.why_not)


def _sheets(request: HttpRequest, address: str, query: Callable[..., str]) -> dict:
    """Which sheet is asked for, and the addresses of both."""
    sheet = request.GET.get("sheet") if request.GET.get("sheet") in SHEETS else "text"
    return {
        "sheet": sheet,
        "sheet_name": SHEETS[sheet],
        "sheets": [(name, f"{address}?{query(sheet=each)}", each == sheet) for each, name in SHEETS.items()],
        "claim_rows": range(CLAIM_ROWS),
    }


def may_be_written_on(words: str) -> bool:
    """Whether room to write may stand below these words: not where deaths, victims or forms may be spoken of."""
    return not _DEAD_OR_LISTED.search(words)


def prompted(event: TimelineEvent) -> Prompted:
    """Where deaths, victims or forms may be spoken of there are questions to a source and nothing to fill in."""
    is_hard = bool(event.content_reasons or event.inferred_reasons or event.content_note)
    if is_hard or not may_be_written_on(f"{event.title} {event.summary}") or event.stage in _NOTHING_TO_FILL_IN:
        return Prompted(event, SOURCE_PROMPTS, room=False, uid=event.uid)
    return Prompted(event, ENTRY_PROMPTS if event.kind == ENTRY else NOTE_PROMPTS, room=True, uid=event.uid)
