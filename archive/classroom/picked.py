"""What was picked for a class timeline as readers may see it today: each thing in its place, or a sentence on why not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.conf import settings

from archive.classroom.selection import Selection
from content.models import EntryPage, Event
from content.reading import hard
from content.reading.timelines import events_named
from content.timelines import not_ranked
from content.timelines.events import ENTRY, Listed, TimelineEvent, Withheld, ordered
from content.visibility import public

TITLE = "A class timeline"
SUMMARY = "Events and entries of the archive, picked by a teacher. The choice is the teacher’s; the text of each is the archive’s."
EMBED = "/class/embed/"
FILE_NAME = "class-timeline"


@dataclass(frozen=True)
class Picked:
    """One thing of a class timeline where it stands: what readers may see of it, or a sentence on why they see nothing."""

    uid: str
    thing: TimelineEvent | None = None
    why_not: str = ""
    remove: str = ""
    up: str = ""
    down: str = ""


def rows_of(chosen: Selection) -> list[Picked]:
    """By hand as picked; by date with what cannot be shown last. A fixed number of queries."""
    shown = _shown(chosen.uids)
    why_not = _why_not([uid for uid in chosen.uids if uid not in shown])
    if chosen.by_hand:
        return [Picked(uid, shown.get(uid), why_not.get(uid, "")) for uid in chosen.uids]
    return [Picked(thing.uid, thing) for thing in ordered(shown.values())] + [
        Picked(uid, None, why_not[uid]) for uid in chosen.uids if uid in why_not
    ]


def things_of(rows: Iterable[Picked]) -> list[TimelineEvent]:
    return [row.thing for row in rows if row.thing]


def are_of_several(things: Iterable[TimelineEvent]) -> bool:
    """Whether several histories stand beside each other, which is not done without the sentence of `not_ranked`."""
    return len({theme for thing in things for theme in thing.themes}) > 1


def listed(chosen: Selection, rows: Sequence[Picked]) -> Listed:
    """A class timeline as it leaves the archive in a file; none of the teacher's words are in it."""
    things = things_of(rows)
    return Listed(
        name=FILE_NAME,
        title=TITLE,
        summary=f"{SUMMARY} {not_ranked.SENTENCE}" if are_of_several(things) else SUMMARY,
        note=hard.caution(hard.of_events(things)),
        link=link_of(chosen),
        events=tuple(things),
        withheld=tuple(Withheld(row.uid, row.why_not) for row in rows if not row.thing),
    )


def link_of(chosen: Selection, path: str = "") -> str:
    """The whole address of a class timeline, or of what it is taken along as."""
    return f"{settings.SITE_URL}{path}?{chosen.query}" if path else settings.SITE_URL + chosen.address


def citation_of(chosen: Selection) -> str:
    return f"“{TITLE}.” Events and entries of {settings.WAGTAIL_SITE_NAME}, picked by a teacher. {link_of(chosen)}"


def taken_along(chosen: Selection) -> dict:
    """What the panel *Use in class* needs of a class timeline."""
    link = link_of(chosen)
    return {
        "link": link,
        "query": chosen.query,
        "embed_link": link_of(chosen, EMBED),
        "oembed_link": f"{settings.SITE_URL}/oembed?{urlencode({'url': link})}",
        "citation": citation_of(chosen),
    }


def with_links(row: Picked, chosen: Selection, at: int, count: int) -> Picked:
    """The row with the addresses that take it out, or move it."""
    return replace(
        row,
        remove=chosen.without(row.uid).address,
        up=chosen.moved(row.uid, -1).address if chosen.by_hand and at > 0 else "",
        down=chosen.moved(row.uid, 1).address if chosen.by_hand and at < count - 1 else "",
    )


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
        kind=ENTRY,
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
