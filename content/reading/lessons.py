"""A lesson as a teacher opens it: questions, steps and minutes, sources and what to ask them, care, standards."""

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.utils.safestring import SafeString

from content import sections
from content.reading import clauses, gathers, lesson_sources
from content.reading.bodies import Bodies
from content.reading.editions import editions_of
from content.reading.lesson_sources import SourceShown
from content.reading.relations import Asked, kinds, opened

PUPILS, TEACHERS = "pupils", "teachers"


@dataclass(frozen=True)
class StepShown:
    """A step and the minutes it takes of the lesson: "8–22", or nothing where an earlier step has no length."""

    minutes: str
    heading: str
    text: SafeString


@gathers("lesson")
def lesson_context(page) -> dict:
    """What a lesson's template shows: both parts."""
    return part_context(page, {PUPILS, TEACHERS})


def part_context(page, parts: Collection[str]) -> dict:
    """The same with some of its parts only; of the others neither words nor notes are in it, as on a sheet for pupils."""
    steps = list(page.steps.all())
    rows = lesson_sources.links_of(page)
    rich = {f"step-{index}": step.text for index, step in enumerate(steps)} | lesson_sources.transcriptions(rows)
    of_teachers = {"teacher_notes": page.teacher_notes, "care_notes": page.care_notes}
    if PUPILS not in parts:
        rich = dict.fromkeys(rich, "")
    rich |= of_teachers if TEACHERS in parts else dict.fromkeys(of_teachers, "")
    read = Bodies({"introduction": page.introduction if PUPILS in parts else None}, rich).read(
        [
            Asked("themes", page.themes.all(), also="position"),
            Asked("units", _units_with(page)),
            *lesson_sources.asked_timelines(page),
        ]
    )
    themes = sorted(read.named["themes"], key=lambda theme: int(theme.also))
    links = clauses.shown(page)
    sources = lesson_sources.shown(rows, read.prose)
    link = settings.SITE_URL + page.address
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
        "in_place": lesson_sources.in_place(read.named, rows),
        "units": read.named["units"],
        "pledge_groups": clauses.grouped(links),
        "pledge_count": len({link.number for link in links}),
        "link": link,
        "embed_link": f"{link}embed/",
        "oembed_link": f"{settings.SITE_URL}/oembed?{urlencode({'url': link})}",
        "editions": editions_of(page),
    }


def _units_with(page):
    """The units this lesson is a part of."""
    unit = kinds()["unit"]
    return unit._default_manager.filter(
        pk__in=unit._meta.get_field("lesson_links").related_model._default_manager.filter(lesson=page.pk).values("unit")
    )


def _steps(steps: list, prose) -> list[StepShown]:
    shown, at = [], 0
    for index, step in enumerate(steps):
        after = at + step.minutes if at is not None and step.minutes else None
        shown.append(StepShown(f"{at}–{after}" if after else "", step.heading, prose[f"step-{index}"]))
        at = after
    return shown


def counts_of(sources: list[SourceShown]) -> str:
    """What a lesson works with, in words: "1 entry, 2 quotations"."""
    labels = [source.label for source in sources]
    plural = dict(sections.KIND_LABELS.values())
    said = [
        f"{labels.count(label)} {(label if labels.count(label) == 1 else plural[label]).lower()}"
        for label in dict.fromkeys(labels)
    ]
    return ", ".join(said)
