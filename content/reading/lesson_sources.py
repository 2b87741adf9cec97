"""What pupils of a lesson work with, in its place: the words of records and how to read them, voices, timelines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wagtail.models import Page

from content import sections
from content.reading import hard, timelines
from content.reading.records import WHOSE_WORDS, Fact, Line, how_to_read, lines_of, quotation_beside
from content.reading.relations import Thing, kinds
from content.visibility import public

SOURCES = ("entry", "record", "quotation", "timeline", "source", "table")
LINES_IN_PLACE = 14
EVENTS_IN_PLACE = 6


@dataclass(frozen=True)
class RecordInPlace:
    """The first lines of a record and how many more it has, how to read it, words it quotes, its image or the one withheld."""

    lines: Sequence[Line]
    more: int
    language: str
    how_to_read: Sequence[Fact]
    quotation: object
    image: object
    withheld: object

    @property
    def whose_words(self) -> Sequence[Fact]:
        """Whose words they are, and no more of how to read it: a sheet for pupils does not answer its own questions."""
        return [fact for fact in self.how_to_read if fact.label == WHOSE_WORDS]


@dataclass(frozen=True)
class SourceShown:
    """Something pupils work with, and the questions put to it."""

    label: str
    title: str
    address: str
    quotation: object
    questions: tuple[str, ...]
    caution: str = ""
    record: RecordInPlace | None = None


@dataclass(frozen=True)
class EventInPlace:
    """An event of a timeline as one line: when, what, its address, what is hard in it."""

    title: str
    address: str
    date_parts: Mapping
    caution: str


@dataclass(frozen=True)
class TimelineInPlace:
    """A few events of a timeline: those that the lesson's entries tell of, or else its first ones; and how many it has."""

    name: str
    address: str
    events: Sequence[EventInPlace]
    total: int
    are_of_entries: bool


def links_of(page) -> list:
    """The rows of a lesson's sources that readers may see, with what each chooses."""
    links = page.lesson_sources.all()
    if hasattr(links, "select_related"):
        links = links.select_related(
            *SOURCES, "quotation__source", "record__image", "record__quotation__source"
        ).prefetch_related("record__image__renditions")
    links = list(links)
    pages = {link.thing.pk for link in links if isinstance(link.thing, Page)}
    seen = set(public(Page).filter(pk__in=pages).values_list("pk", flat=True))
    return [link for link in links if _is_seen(link.thing, seen)]


def _is_seen(thing, seen: set[int]) -> bool:
    if thing is None:
        return False
    if isinstance(thing, Page):
        return thing.pk in seen
    return thing.live and not (thing.kind == "quotation" and thing.propaganda)


def transcriptions(links: Sequence) -> dict[str, str]:
    """The transcriptions of the records among them, by the names under which the lesson's texts are read."""
    return {_name(link): link.record.transcription for link in links if link.record_id and link.thing.kind == "record"}


def _name(link) -> str:
    return f"record-{link.record_id}"


def shown(links: Sequence, prose: Mapping[str, str]) -> list[SourceShown]:
    """The sources as a lesson shows them; `prose` has the transcriptions as they are read."""
    return [_shown(link, prose) for link in links]


def _shown(link, prose: Mapping[str, str]) -> SourceShown:
    thing, questions = link.thing, tuple(link.questions or ())
    label = sections.KIND_LABELS[thing.kind][0]
    if thing.kind == "quotation":
        return SourceShown(label, "", "", thing, questions)
    record = _record(thing, lines_of(prose[_name(link)])) if thing.kind == "record" else None
    said = hard.caution(thing) if hasattr(thing, "content_reasons") else ""
    return SourceShown(label, thing.heading, thing.address, None, questions, said, record)


def _record(record, lines: Sequence[Line]) -> RecordInPlace:
    image = record.image
    flagged = bool(image and image.content_reasons)
    return RecordInPlace(
        lines=lines[:LINES_IN_PLACE],
        more=len(lines[LINES_IN_PLACE:]),
        language=record.language if not record.translator else "",
        how_to_read=how_to_read(record),
        quotation=quotation_beside(record),
        image=None if flagged else image,
        withheld=image if flagged else None,
    )


def asked_timelines(page) -> list:
    """What is to be asked for with the lesson's other lists, so that its timelines can be shown in place."""
    model = kinds()["timeline"]
    return timelines.asked(model._default_manager.filter(pk__in=[each.pk for each in page.timelines.all()]))


def in_place(lists: Mapping[str, Sequence[Thing]], links: Sequence) -> list[TimelineInPlace]:
    """The lesson's timelines, each in one query, from the lists that `asked_timelines` asks for."""
    entries = {link.entry_id for link in links if link.entry_id}
    return [_in_place(rule, entries) for rule in timelines.rules_of(lists).values()]


def _in_place(rule: timelines.Rule, entries: set[int]) -> TimelineInPlace:
    events = list(timelines.events_by(rule))
    own = [event for event in events if event.entry_id in entries]
    return TimelineInPlace(
        name=rule.timeline.name,
        address=rule.timeline.address,
        events=[
            EventInPlace(event.title, event.address, event.date_parts, hard.caution(event))
            for event in (own or events)[:EVENTS_IN_PLACE]
        ],
        total=len(events),
        are_of_entries=bool(own),
    )
