"""What is hard in what a page shows: said of the thing itself, or, for an event without a word of its own, of its entry."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Model

from content.reading.relations import kinds
from content.timelines.events import TimelineEvent
from content.visibility import public

VIOLENCE = "violence"


@dataclass(frozen=True)
class Hard:
    """What is hard in several things together, as a content note takes it."""

    content_reasons: Sequence[str] = ()
    content_note: str = ""
    grade_floor: int | None = None


def reasons() -> tuple[str, ...]:
    """The controlled list of content reasons."""
    return tuple(reason for reason, _label in kinds()["event"]._meta.get_field("content_reasons").words)


def in_words(reasons: Iterable[str]) -> str:
    """Content reasons as a phrase within a sentence, in the order of their list: "killing, slurs"."""
    given = set(reasons or ())
    words = kinds()["event"]._meta.get_field("content_reasons").words
    return ", ".join(label for reason, label in words if reason in given).lower()


def caution(thing) -> str:
    """What is hard in a thing as one line beside others, read before its summary; empty where nothing is said."""
    said = [f"Suggested from grade {thing.grade_floor}."] if thing.grade_floor else []
    if words := in_words(thing.content_reasons):
        said.append(f"Speaks of {words}.")
    return " ".join([*said, thing.content_note]).strip()


def of_events(events: Iterable[TimelineEvent]) -> Hard:
    """What is hard in events shown together. What is only inferred is named, and said to be so."""
    events = list(events)
    own = {reason for event in events for reason in event.content_reasons}
    inferred = {reason for event in events for reason in event.inferred_reasons} - own
    note = (
        f"Some events here have no note of their own: the entries or themes they belong to speak of {in_words(inferred)}."
        if inferred
        else ""
    )
    floors = [event.grade_floor for event in events if event.grade_floor]
    return Hard(sorted(own | inferred), note, max(floors, default=None))


def reasons_of_themes(events: Sequence[Model], entries: Mapping[int, Model]) -> dict[int, set[str]]:
    """What is hard in the public entries of the themes of those of these events that only their theme can speak for.

    `entries` are the public ones by key. No query where there are no such events.
    """
    themes = {theme.pk for event in events if _only_its_theme_tells(event, entries) for theme in event.themes.all()}
    found: dict[int, set[str]] = {}
    if themes:
        told = public(kinds()["entry"]).filter(themes__in=themes).exclude(content_reasons=[]).order_by()
        for theme, reasons in told.values_list("themes", "content_reasons").distinct():
            found.setdefault(theme, set()).update(reasons or ())
    return found


def inferred(event: Model, entries: Mapping[int, Model], by_theme: Mapping[int, set[str]]) -> tuple[str, ...]:
    """What may be hard in an event of which nobody has said it: what is hard in its entry or, where violence has no
    entry that can be read, in its themes."""
    if event.content_reasons:
        return ()
    if event.entry_id in entries:
        return tuple(entries[event.entry_id].content_reasons or ())
    if not _only_its_theme_tells(event, entries):
        return ()
    return tuple(sorted(set().union(*(by_theme.get(theme.pk, ()) for theme in event.themes.all()))))


def _only_its_theme_tells(event: Model, entries: Mapping[int, Model]) -> bool:
    is_violence = bool(event.stage_id and event.stage.slug == VIOLENCE)
    return is_violence and not event.content_reasons and event.entry_id not in entries
