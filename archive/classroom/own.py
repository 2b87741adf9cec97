"""A class timeline of one's own: what a link holds, shown. The server keeps nothing of it and knows none of the teacher's words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from archive.classroom import selection
from archive.classroom.selection import Reading, Selection
from content.models import EntryPage, Event, TimelinePage
from content.reading import hard
from content.reading.timelines import events_named
from content.timelines.events import TimelineEvent, ordered
from content.visibility import public

WORDS = {"title": 120, "introduction": 1500, "question": 400}
"""How many characters a teacher's words may have, in the form as in what the script of the page shows of a link."""


@dataclass(frozen=True)
class Picked:
    """One thing of a class timeline where it stands: what readers may see of it, or a sentence on why they see nothing."""

    uid: str
    thing: TimelineEvent | None = None
    why_not: str = ""
    remove: str = ""
    up: str = ""
    down: str = ""


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """The page of a class timeline. What is to be added leads on to the address that holds it."""
    reading = selection.read(request.GET)
    more = request.GET.getlist("add")
    if more:
        reading = selection.added(reading, more)
        if not reading.problems:
            return _unlisted(redirect(reading.selection.address))
    return _unlisted(render(request, "archive/class.html", own_context(reading)))


def _unlisted(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def own_context(reading: Reading) -> dict:
    """What the page shows of a selection, in a fixed number of queries."""
    chosen = reading.selection
    shown = _shown(chosen.uids)
    rows = _in_order(chosen, shown)
    things = [row.thing for row in rows if row.thing]
    return {
        "reading": reading,
        "own": chosen,
        "rows": [_with_links(row, chosen, at, len(rows)) for at, row in enumerate(rows)],
        "shown": len(things),
        "hard": hard.of_events(things),
        "of_several": len({theme for thing in things for theme in thing.themes}) > 1,
        "by_date": replace(chosen, by_hand=False).address,
        "by_hand": Selection(tuple(row.uid for row in rows), by_hand=True).address,
        "link": settings.SITE_URL + chosen.address,
        "timelines": list(public(TimelinePage).order_by("title")),
        "most": selection.MOST,
        "words": WORDS,
    }


def _shown(uids: Sequence[str]) -> Mapping[str, TimelineEvent]:
    """What readers may see of these, by uid."""
    if not uids:
        return {}
    entries = public(EntryPage).filter(uid__in=uids).defer("body").prefetch_related("themes")
    return {thing.uid: thing for thing in (*map(_of_entry, entries), *events_named(uids))}


def _of_entry(entry: EntryPage) -> TimelineEvent:
    """An entry as it stands among events."""
    return TimelineEvent(
        uid=entry.uid,
        slug=entry.slug,
        title=entry.title,
        summary=entry.summary,
        date_text=entry.date,
        parts=entry.date_parts,
        earliest=entry.date_earliest,
        latest=entry.date_latest,
        themes=tuple(theme.slug for theme in entry.themes.all() if theme.live),
        stage_label="Entry",
        url=entry.address,
        content_reasons=tuple(entry.content_reasons or ()),
        content_note=entry.content_note,
        grade_floor=entry.grade_floor,
        caution=hard.caution(entry),
    )


def _in_order(chosen: Selection, shown: Mapping[str, TimelineEvent]) -> list[Picked]:
    """By hand as picked; by date with what cannot be shown last."""
    why_not = _why_not([uid for uid in chosen.uids if uid not in shown])
    if chosen.by_hand:
        return [Picked(uid, shown.get(uid), why_not.get(uid, "")) for uid in chosen.uids]
    return [Picked(thing.uid, thing) for thing in ordered(shown.values())] + [
        Picked(uid, None, why_not[uid]) for uid in chosen.uids if uid in why_not
    ]


def _why_not(uids: Iterable[str]) -> dict[str, str]:
    """Why these are not shown: withdrawn, which is said without its name, or never known."""
    uids = list(uids)
    if not uids:
        return {}
    found = {}
    for model, one in ((Event, "An event"), (EntryPage, "An entry")):
        for uid in model._default_manager.filter(uid__in=uids).values_list("uid", flat=True):
            found[uid] = f"{one} stands in this link that the archive has withdrawn, or keeps back for now."
    return {uid: found.get(uid, f"The archive has no event or entry with the mark {uid}.") for uid in uids}


def _with_links(row: Picked, chosen: Selection, at: int, count: int) -> Picked:
    return replace(
        row,
        remove=chosen.without(row.uid).address,
        up=chosen.moved(row.uid, -1).address if chosen.by_hand and at > 0 else "",
        down=chosen.moved(row.uid, 1).address if chosen.by_hand and at < count - 1 else "",
    )
