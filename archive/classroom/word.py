"""Timelines, class timelines, lessons and units as documents a teacher can change: the words of the page, without its images."""

from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings

from archive.classroom import beside, picked, written
from archive.classroom.beside import Beside, Cell
from archive.classroom.picked import Picked
from archive.classroom.selection import Selection
from archive.classroom.words import HEADING, Words
from archive.classroom.written import Document, Node, paragraph
from content import dates
from content.citations import words
from content.models import EventSource, LessonPage, TimelinePage, UnitPage
from content.reading import context_of, hard
from content.timelines import not_ranked
from content.timelines.durations import Between
from content.timelines.events import ENTRY, Listed, TimelineEvent

LICENCE = (
    "The archive’s own text may be copied and changed under CC BY 4.0 (creativecommons.org/licenses/by/4.0): name The "
    "Registry Archive, give this address and say what you changed. Words quoted from others, marked as quotations, are "
    "not covered. Images are left out of this file; they stand on the page with their rights."
)
SIDE_NOTE = "This file can be changed. What is changed in it is no longer what the archive says."
WITHOUT_WORDS = (
    "This file holds everything that was picked, also what the teacher holds back for now, and none of the teacher’s words. "
    "They are in a part of the link that browsers send to nobody; the page of the link makes this file with them."
)


def of_timeline(page: TimelinePage, asked: Mapping[str, str]) -> Document:
    """A timeline with every event that the address asks for, on however many pages they stand."""
    shown = context_of(page, asked)
    notes = _notes(shown["notes"])
    voices = shown["voices"]
    blocks = [
        *_head(page, shown["hard"]),
        *([paragraph(written.emphasis(shown["several"]))] if shown["several"] else []),
        paragraph(
            written.emphasis(f"Shown here: {shown['state'] or 'every event'}; {shown['shown']} of {shown['total']}.")
        ),
        *(paragraph(written.emphasis(sentence)) for sentence in shown["left_out"]),
        *(_time_between(shown["between"]) if shown["between"] else []),
        *_body(shown["introduction"], notes),
        *_section("In their own words", [block for each in voices for block in _voice(each)]),
        *_section("Events", _events(shown["events"])),
        *_section("Questions", _list(page.questions)),
        *_foot(shown["link"], shown["editions"].citation),
    ]
    return Document(page.title, page.locale.language_code, blocks)


def of_beside(asked: Beside) -> Document:
    """Timelines side by side: a part for each year or stage, and in it each of them in its turn."""
    columns = beside.columns_of(asked)
    left_out = [
        paragraph(written.emphasis(f"{column.page.title}: {sentence}"))
        for column in columns
        for sentence in column.left_out
    ]
    said = hard.caution(hard.of_events(event for column in columns for event in column.events))
    sources = _sources_of([event for column in columns for event in column.events])
    blocks = [
        paragraph(written.strong(not_ranked.SENTENCE)),
        *([paragraph(written.strong("Content note. "), said)] if said else []),
        paragraph(written.emphasis(f"Shown here: {asked.state}.")),
        *left_out,
        *(
            block
            for label, cells in beside.rows_of(asked, columns, whole=True)
            for block in _section(label, [each for cell in cells for each in _cell(cell, sources)])
        ),
        *_section("Questions", [block for page in asked.chosen for block in _questions(page)]),
        *_foot(asked.link, asked.citation),
    ]
    return Document(asked.title, settings.LANGUAGE_CODE, blocks)


def _cell(cell: Cell, sources: Mapping[str, Sequence[str]]) -> list[Node]:
    if not (cell.said or cell.events):
        return []
    said = []
    for row in cell.said:
        state = f"{row.get_state_display()}: " if row.state else ""
        said.append(paragraph(written.strong(f"{state}{row.label}. "), row.how))
    events = [block for event in cell.events for block in _event(event, sources.get(event.uid, ()), level=3)]
    return [written.heading(2, cell.column.page.title), *said, *events]


def _questions(page: TimelinePage) -> list[Node]:
    return [written.heading(2, page.title), *_list(page.questions)] if page.questions else []


def _time_between(told: Between) -> list[Node]:
    """The time between two events of one history, with the sources of both."""
    first, second = (f"“{event.title}” ({event.words or 'date not known'})" for event in told.both)
    said = f"From {first} to {second}: {told.words or 'no time is told. ' + told.why_not}"
    sources = [
        f"Sources of “{event.title}”: {'; '.join(source.label for source in event.sources) or 'none is named'}."
        for event in told.both
    ]
    return [paragraph(f"{said.rstrip('.')}."), *(paragraph(line) for line in sources if told.words)]


def of_class(chosen: Selection, rows: Sequence[Picked], hers: Words | None) -> Document:
    """A class timeline. With the teacher's words they stand in frames of their own, and what she holds back is left out."""
    listed = picked.listed(chosen, rows)
    held = hers.held if hers else frozenset()
    left_out = sum(row.uid in held for row in rows)
    questions = hers.questions if hers else {}
    shown = [row for row in rows if row.uid not in held]
    blocks = [
        *_head(listed, hard.of_events(picked.things_of(shown))),
        *(_teachers(hers.title, hers.introduction) if hers else [paragraph(written.emphasis(WITHOUT_WORDS))]),
        *([paragraph(written.emphasis(f"The teacher holds back {left_out} of these for now."))] if left_out else []),
        *_section("Picked", _picked(shown, questions)),
        *_foot(listed.link, picked.citation_of(chosen)),
    ]
    return Document(listed.title, settings.LANGUAGE_CODE, blocks)


def of_lesson(page: LessonPage) -> Document:
    """A lesson in the order in which it is taught; the notes for teachers are its last part."""
    shown = context_of(page)
    notes = _notes(shown["notes"])
    facts = [
        page.get_grade_band_display() if page.grade_band else "",
        f"{page.minutes} minutes" if page.minutes else "",
    ]
    blocks = [
        *_head(page, page),
        *([paragraph(written.emphasis("; ".join(filter(None, facts))))] if any(facts) else []),
        *_section("For students", _body(shown["introduction"], notes)),
        *_section("Questions on the way", _list(page.supporting_questions)),
        *_section("Steps", [block for step in shown["steps"] for block in _step(step, notes)]),
        *_section(
            "Sources, and what to ask them",
            [block for each in shown["sources"] for block in _lesson_source(each, notes)],
        ),
        *_section("On the timeline", [block for each in shown["in_place"] for block in _timeline_in_place(each)]),
        *_section("What students make", _list(page.tasks)),
        *_section("Standards", _standards(shown["standards"])),
        *_foot(shown["link"], shown["editions"].citation),
        *_section("Care", _rich(shown["care_notes"], notes)),
        *_section("Notes for teachers", _rich(shown["teacher_notes"], notes)),
    ]
    return Document(page.title, page.locale.language_code, blocks)


def of_unit(page: UnitPage) -> Document:
    """A unit: its lessons in order, each with its address, its time and why it stands there."""
    shown = context_of(page)
    time = f"{shown['minutes']} minutes together" if shown["minutes"] else ""
    facts = "; ".join(filter(None, (page.get_grade_band_display() if page.grade_band else "", time)))
    blocks = [
        *_head(page, shown["hard"]),
        *([paragraph(written.emphasis(facts))] if facts else []),
        *([paragraph(written.strong("For whom. "), page.for_whom)] if page.for_whom else []),
        *([paragraph(written.emphasis(not_ranked.SENTENCE))] if len(shown["themes"]) > 1 else []),
        *_section("Why this order", _body(shown["introduction"], _notes(shown["notes"]))),
        *_section("Lessons", [block for each in shown["lessons"] for block in _unit_lesson(each)]),
        *_foot(shown["link"], shown["editions"].citation),
    ]
    return Document(page.title, page.locale.language_code, blocks)


def _unit_lesson(each) -> list[Node]:
    lesson = each.lesson
    minutes = f" ({lesson.minutes} minutes)" if lesson.minutes else ""
    address = settings.SITE_URL + lesson.address
    return [
        written.heading(2, f"{each.number}. {lesson.title}{minutes}"),
        *([paragraph(written.strong("Content note. "), each.caution)] if each.caution else []),
        *([paragraph(lesson.summary)] if lesson.summary else []),
        *([paragraph(written.strong("Why here. "), each.why)] if each.why else []),
        paragraph(written.link(address, address)),
    ]


def _head(page: TimelinePage | LessonPage | UnitPage | Listed, cautioned) -> list[Node]:
    said = hard.caution(cautioned)
    return [
        *([paragraph(page.summary)] if page.summary else []),
        *([paragraph(written.strong("Content note. "), said)] if said else []),
    ]


def _section(title: str, blocks: Sequence[Node]) -> list[Node]:
    return [written.heading(1, title), *blocks] if blocks else []


def _list(lines: Iterable[str]) -> list[Node]:
    items = [[paragraph(line)] for line in lines or ()]
    return [written.numbered(items)] if items else []


def _rich(markup: str, notes: written.Notes, below: int = 0) -> list[Node]:
    return written.rich(str(markup or ""), settings.SITE_URL, notes, below)


# Events ---------------------------------------------------------------------------------------------------------------


def _events(events: Sequence[TimelineEvent]) -> list[Node]:
    sources = _sources_of(events)
    return [block for event in events for block in _event(event, sources.get(event.uid, ()))]


def _picked(rows: Sequence[Picked], questions: Mapping[str, str]) -> list[Node]:
    """Each thing in its place with what the teacher asks of it; of what is withdrawn, that it is."""
    sources = _sources_of(picked.things_of(rows))
    return [
        block
        for row in rows
        for block in (
            *(_event(row.thing, sources.get(row.uid, ())) if row.thing else [paragraph(written.emphasis(row.why_not))]),
            *(_teachers(questions.get(row.uid, "")) if row.thing else []),
        )
    ]


def _teachers(*texts: str) -> list[Node]:
    """What a teacher wrote, as plain words in a frame that says whose they are."""
    lines = [paragraph(line) for text in texts for line in text.splitlines() if line.strip()]
    return [written.quoted(paragraph(written.strong(HEADING)), *lines)] if lines else []


def _sources_of(events: Sequence[TimelineEvent]) -> dict[str, list[str]]:
    """The sources of each event as full references; one query for all of them."""
    rows = (
        EventSource.objects.filter(event__uid__in=[event.uid for event in events], source__live=True)
        .select_related("source", "event")
        .order_by("sort_order", "pk")
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.event.uid, []).append(words.full(row.source.work, row.locator))
    return found


def _event(event: TimelineEvent, sources: Sequence[str], level: int = 2) -> list[Node]:
    facts = [event.words, event.stage_label, event.place]
    told = [paragraph(written.emphasis(". ".join(filter(None, facts))))]
    if event.caution:
        told.append(paragraph(written.strong("Content note. "), event.caution))
    elif event.inferred_reasons:
        said = hard.in_words(event.inferred_reasons)
        told.append(paragraph(written.strong("Content note. "), f"What it belongs to speaks of {said}."))
    references = [block for source in sources for block in _rich(f"<p>{source}</p>", {})]
    told.append(paragraph(event.summary, *([written.note(references)] if references else [])))
    why = [[paragraph(written.strong(f"Clause {one.number}. "), one.why)] for one in event.clauses if one.why]
    if event.kind == ENTRY:
        told.append(paragraph("Its sources stand in the entry."))
    return [
        written.heading(level, event.title),
        *told,
        *([written.bullets(why)] if why else []),
        paragraph(written.link(settings.SITE_URL + event.url, settings.SITE_URL + event.url)),
    ]


# Texts ----------------------------------------------------------------------------------------------------------------


def _notes(notes) -> dict[int, list[Node]]:
    """The full notes of the page by their numbers."""
    return {
        each.number: [
            block for part in each.parts for block in _rich(f"<p>{part.reference or part.source.short}</p>", {})
        ]
        for each in notes
    }


def _body(blocks, notes: written.Notes) -> list[Node]:
    return [node for block in blocks for node in _block(block, notes)]


def _block(block, notes: written.Notes) -> list[Node]:
    """A block of a body in words; of what is drawn (maps, images) only what is said of it."""
    value = block.value
    match block.kind:
        case "paragraph":
            return _rich(value, notes)
        case "note":
            return [paragraph(written.strong(value["heading"])), *_rich(value["text"], notes, below=1)]
        case "question":
            return [paragraph(written.strong("Question. "), value.get("question", ""))]
        case "quotation":
            return [*_voice(value["quotation"]), *([paragraph(value["comment"])] if value["comment"] else [])]
        case "table":
            return _table(value)
        case "claims":
            statements = [[paragraph(each.claim.statement)] for each in value["claims"]]
            return [
                *([paragraph(written.strong(value["heading"]))] if value["heading"] else []),
                written.bullets(statements),
            ]
        case "timeline":
            events = [[paragraph(f"{dates.words(each.date_parts)}: {each.title}")] for each in value["events"]]
            return [
                _named(value["timeline"].name, value["timeline"].address),
                *([written.bullets(events)] if events else []),
            ]
        case "map":
            return [paragraph(value["caption"] or "Places", ": ", "; ".join(each.name for each in value["places"]))]
        case "record":
            return [
                _named(value["record"].name, value["record"].address),
                *([paragraph(value["comment"])] if value["comment"] else []),
            ]
        case "image":
            return [paragraph(written.emphasis(_image(value)))]
    return []


def _image(value: Mapping) -> str:
    if value["withheld"]:
        return f"An image is withheld here: it shows {hard.in_words(value['image'].content_reasons)}."
    return f"An image stands here on the page: {value['alt'] or value['caption'] or 'without a description'}."


def _named(name: str, address: str) -> Node:
    return paragraph(written.link(name, settings.SITE_URL + address))


def _table(value) -> list[Node]:
    columns = [str(each) for each in value.columns]
    rows = [[str(cell) for cell, _ in row] for row in value.rows]
    summary = [paragraph(value.table.summary)] if value.table.summary else []
    return [
        paragraph(written.strong(value.table.title)),
        *summary,
        *([written.table(columns, rows)] if columns else []),
    ]


def _voice(quotation) -> list[Node]:
    said = f"“{quotation.text.replace('“', '‘').replace('”', '’')}”"
    spoken = [quotation.speaker, quotation.setting, dates.words(quotation.date_parts or {})]
    source = (
        f" {words.short(quotation.source.work)}{', ' if quotation.locator else ''}{quotation.locator}."
        if quotation.source_id and quotation.source.live
        else ""
    )
    return [written.quoted(paragraph(said), paragraph(", ".join(filter(None, spoken)) + "." + source))]


# Lessons --------------------------------------------------------------------------------------------------------------


def _step(step, notes: written.Notes) -> list[Node]:
    minutes = f" (minutes {step.minutes})" if step.minutes else ""
    return [written.heading(2, f"{step.heading}{minutes}"), *_rich(step.text, notes, below=1)]


def _lesson_source(source, notes: written.Notes) -> list[Node]:
    named = (
        _voice(source.quotation)
        if source.quotation
        else [paragraph(f"{source.label}: ", written.link(source.title, settings.SITE_URL + source.address))]
    )
    return [
        *named,
        *([paragraph(written.strong("Content note. "), source.caution)] if source.caution else []),
        *(_record_in_place(source.record, notes) if source.record else []),
        *([written.bullets([[paragraph(each)] for each in source.questions])] if source.questions else []),
    ]


def _record_in_place(record, notes: written.Notes) -> list[Node]:
    """The words of a record and how to read them."""
    said = [block for line in record.lines for block in _rich(f"<p>{line.words}</p>", notes)]
    more = [paragraph(f"{record.more} more lines stand on the record’s page.")] if record.more else []
    facts = [[paragraph(written.strong(f"{fact.label}: "), fact.words)] for fact in record.how_to_read]
    return [
        *([written.quoted(*said)] if said else []),
        *more,
        *(_voice(record.quotation) if record.quotation else []),
        *([written.bullets(facts)] if facts else []),
    ]


def _timeline_in_place(timeline) -> list[Node]:
    events = [[paragraph(f"{dates.words(each.date_parts)}: {each.title}")] for each in timeline.events]
    return [_named(timeline.name, timeline.address), *([written.bullets(events)] if events else [])]


def _standards(standards) -> list[Node]:
    rows = [
        [
            paragraph(
                f"{each.framework}, {each.code}: {each.label}"
                + (f" ({each.jurisdiction})" if each.jurisdiction else "")
            )
        ]
        for each in standards
    ]
    return [written.bullets(rows)] if rows else []


def _foot(link: str, citation: str) -> list[Node]:
    return [
        written.heading(1, "Where this is from"),
        paragraph(citation),
        paragraph("Its address, as it was taken: ", written.link(link, link)),
        paragraph(LICENCE),
        paragraph(SIDE_NOTE),
    ]
