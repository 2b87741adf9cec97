"""A timeline page: what it shows in the state that its address asks for, its links, what it says of itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings

from content.reading import gathers, hard
from content.reading.bodies import Bodies
from content.reading.editions import editions_of
from content.reading.relations import kinds
from content.reading.timeline_controls import controls, labels_of
from content.reading.timeline_filters import Filters, filters_of, narrowed, notices, state_in_words
from content.reading.timeline_rows import Page, page_of, rows_of, voices_of
from content.reading.timelines import all_events
from content.timelines import not_ranked
from content.timelines.durations import are_of_one_history, between
from content.timelines.events import TimelineEvent
from content.visibility import public

VOICES_LEFT_OUT = "The voices between events are left out too, because nobody has noted what is hard in them."
MOST_CHOICES = 150  # of events beside which the time may be asked for


@dataclass(frozen=True)
class Named:
    """The event that an address names: where it stands, or why it does not, in a sentence with a link."""

    uid: str
    said: str
    link: str = ""
    link_words: str = ""
    is_here: bool = False

    @property
    def stays(self) -> bool:
        """Whether its link leads to the same page in another state; what leads elsewhere leaves a frame."""
        return self.link.startswith(("?", "#"))


@gathers("timeline", asks=True)
def timeline_context(page, asked: Mapping[str, str]) -> dict:
    """What a timeline's template shows, narrowed by what the address asks."""
    themes = list(public(page.themes.all()).order_by("position"))
    only = themes if len(themes) == 1 else []  # a timeline across themes stands under none of them
    read = Bodies({"introduction": page.introduction}).read()
    events = all_events(page)
    filters = filters_of(asked, events)
    shown = narrowed(events, filters)
    here = page_of(asked, filters, shown)
    labels = labels_of(events)
    voices = voices_of(themes, shown)
    spoken = [] if filters.without else voices
    query = filters.query()
    link = filters.address(settings.SITE_URL + page.address)
    return {
        "trail": [{"title": theme.title, "address": theme.address} for theme in only]
        + [{"title": "Timelines", "address": "/timelines/"}],
        "body_theme": only[0] if only else None,
        "themes": themes,
        "several": not_ranked.SENTENCE if len(themes) > 1 else "",
        "introduction": read.bodies["introduction"],
        "notes": read.notes,
        **rows_of(filters, shown, here, spoken, settings.SITE_URL + page.address, labels),
        "voices": spoken,
        "events": shown,
        "shown": len(shown),
        "total": len(events),
        "filters": filters,
        **controls(page.address, filters, events, labels),
        "state": state_in_words(filters, labels),
        "left_out": (*notices(events, filters), *([VOICES_LEFT_OUT] if filters.without and voices else [])),
        "named": _named(filters, shown, events, here) if filters.event else None,
        **_time_between(filters, shown),
        "hard": hard.of_events(shown),
        "query": query,
        "link": link,
        "oembed_link": f"{settings.SITE_URL}/oembed?{urlencode({'url': link})}",
        "embed_link": filters.address(f"{settings.SITE_URL}{page.address}embed/"),
        "editions": editions_of(page),
        "page_number": here.number,
        "pages": here.count,
        "page_links": [
            (each, f"?{filters.query(page=str(each) if each > 1 else '')}") for each in range(1, here.count + 1)
        ],
    }


# The event that an address names ---------------------------------------------------------------------------------------


def _named(filters: Filters, shown: Sequence[TimelineEvent], events: Sequence[TimelineEvent], here: Page) -> Named:
    uid, fragment = filters.event, f"#e-{filters.event}"
    at = next((number for number, event in enumerate(shown, 1) if event.uid == uid), 0)
    if at:
        said = f"The link names “{shown[at - 1].title}”, event {at} of {len(shown)}."
        if here.holds(at):
            return Named(uid, f"{said} It is marked below.", fragment, "Go to it", is_here=True)
        return Named(uid, said, f"?{filters.query(event=uid)}{fragment}", f"It stands in part {here.part_of(at)}")
    if any(event.uid == uid for event in events):
        # Its title may be the very thing that was left out.
        said = "The link names an event that these choices leave out."
        return Named(uid, said, f"?{urlencode({'event': uid})}{fragment}", "Show it among all events")
    return _elsewhere(uid)


def _elsewhere(uid: str) -> Named:
    event = kinds()["event"]
    found = public(event).filter(uid=uid).first()
    if found:
        said = f"The link names “{found.title}”, which does not stand in this timeline."
        return Named(uid, said, found.address, "Read it by itself")
    if event._default_manager.filter(uid=uid).exists():
        return Named(uid, "The link names an event that the archive has withdrawn, or keeps back for now.")
    return Named(uid, f"The link names an event with the mark {uid}, which the archive does not have.")


# Time between two events -----------------------------------------------------------------------------------------------


def _time_between(filters: Filters, shown: Sequence[TimelineEvent]) -> dict:
    """The time between the two events that the address asks for, and those that can be asked for beside a named one.

    Both must be shown: one that was left out is not named here either.
    """
    by_uid = {event.uid: event for event in shown}
    both = [by_uid[uid] for uid in filters.between if uid in by_uid]
    start = by_uid.get(filters.event) or (both[0] if both else None)
    others = [event for event in shown if start and event.uid != start.uid and are_of_one_history(event, start)]
    return {
        "between": between(*both) if len(both) == 2 else None,
        "between_hidden": bool(filters.between) and len(both) < 2,
        "between_from": start if others else None,
        "between_to": others[:MOST_CHOICES],
    }
