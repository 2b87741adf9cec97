"""A lesson as a teacher opens it: questions, steps and minutes, sources and what to ask them, care, standards."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.safestring import SafeString
from wagtail.models import Page

from content import sections
from content.reading import clauses, gathers
from content.reading.bodies import Bodies
from content.reading.editions import editions_of
from content.reading.relations import Asked, opened
from content.visibility import public

_SOURCES = ("entry", "record", "quotation", "timeline", "source", "table")


@dataclass(frozen=True)
class StepShown:
    """A step and the minutes it takes of the lesson: "8–22", or nothing where an earlier step has no length."""

    minutes: str
    heading: str
    text: SafeString


@dataclass(frozen=True)
class SourceShown:
    """Something pupils work with, and the questions put to it."""

    label: str
    title: str
    address: str
    quotation: object
    questions: tuple[str, ...]


@gathers("lesson")
def lesson_context(page) -> dict:
    """What a lesson's template shows."""
    steps = list(page.steps.all())
    rich = {f"step-{index}": step.text for index, step in enumerate(steps)}
    rich |= {"teacher_notes": page.teacher_notes, "care_notes": page.care_notes}
    read = Bodies({"introduction": page.introduction}, rich).read(
        [
            Asked("themes", page.themes.all(), also="position"),
            Asked("timelines", page.timelines.all()),
            Asked("rule-themes", page.timelines.none()),
            Asked("rule-stages", page.timelines.none()),
            Asked("rule-clauses", page.timelines.none()),
        ]
    )
    themes = sorted(read.named["themes"], key=lambda theme: int(theme.also))
    links = clauses.shown(page)
    sources = _sources(page)
    return {
        "trail": [{"title": "Lessons", "address": "/lessons/"}],
        "themes": themes,
        "body_theme": opened(themes[:1] if len(themes) == 1 else []),
        "introduction": read.bodies["introduction"],
        "notes": read.notes,
        "steps": _steps(steps, read.prose),
        "sources": sources,
        "source_counts": counts_of(sources),
        "teacher_notes": read.prose["teacher_notes"],
        "care_notes": read.prose["care_notes"],
        "standards": list(page.standards.all()),
        "timelines": read.named["timelines"],
        "pledge_groups": clauses.grouped(links),
        "pledge_count": len({link.number for link in links}),
        "link": settings.SITE_URL + page.address,
        "editions": editions_of(page),
    }


def _steps(steps: list, prose) -> list[StepShown]:
    shown, at = [], 0
    for index, step in enumerate(steps):
        after = at + step.minutes if at is not None and step.minutes else None
        shown.append(StepShown(f"{at}–{after}" if after else "", step.heading, prose[f"step-{index}"]))
        at = after
    return shown


def _sources(page) -> list[SourceShown]:
    """The sources that readers may see."""
    links = page.lesson_sources.all()
    if hasattr(links, "select_related"):
        links = links.select_related(*_SOURCES, "quotation__source")
    links = list(links)
    pages = {link.thing.pk for link in links if isinstance(link.thing, Page)}
    seen = set(public(Page).filter(pk__in=pages).values_list("pk", flat=True))
    found = []
    for link in links:
        thing = link.thing
        if thing is None or not (thing.pk in seen if isinstance(thing, Page) else thing.live):
            continue
        if thing.kind == "quotation":
            if not thing.propaganda:
                found.append(SourceShown("Quotation", "", "", thing, tuple(link.questions)))
        else:
            found.append(
                SourceShown(
                    sections.KIND_LABELS[thing.kind][0], thing.heading, thing.address, None, tuple(link.questions)
                )
            )
    return found


def counts_of(sources: list[SourceShown]) -> str:
    """What a lesson works with, in words: "1 entry, 2 quotations"."""
    labels = [source.label for source in sources]
    plural = dict(sections.KIND_LABELS.values())
    said = [
        f"{labels.count(label)} {(label if labels.count(label) == 1 else plural[label]).lower()}"
        for label in dict.fromkeys(labels)
    ]
    return ", ".join(said)
