"""A unit as a teacher opens it: its lessons in order, why so, the time they take, and what is hard in any of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings

from content.reading import clauses, gathers, hard
from content.reading.bodies import Bodies
from content.reading.editions import editions_of
from content.reading.hard import Hard
from content.reading.relations import Asked, opened
from content.visibility import public


@dataclass(frozen=True)
class UnitLesson:
    """A lesson at its place in a unit: its number, why it stands there, what is hard in it."""

    number: int
    lesson: object
    why: str
    caution: str


@gathers("unit")
def unit_context(page) -> dict:
    """What a unit's template shows; a lesson that readers may not see is counted and not named."""
    read = Bodies({"introduction": page.introduction}).read([Asked("themes", page.themes.all(), also="position")])
    themes = sorted(read.named["themes"], key=lambda theme: int(theme.also))
    lessons, kept_back = lessons_of(page)
    link = settings.SITE_URL + page.address
    return {
        "trail": [{"title": "Lessons", "address": "/lessons/"}, {"title": "Units", "address": "/units/"}],
        "themes": themes,
        "body_theme": opened(themes[:1] if len(themes) == 1 else []),
        "introduction": read.bodies["introduction"],
        "notes": read.notes,
        "lessons": lessons,
        "kept_back": kept_back,
        "minutes": total_minutes(lessons),
        "without_time": sum(not each.lesson.minutes for each in lessons),
        "hard": hard_of(each.lesson for each in lessons),
        "clauses": clauses.of_several([each.lesson for each in lessons]),
        "link": link,
        "embed_link": f"{link}embed/",
        "oembed_link": f"{settings.SITE_URL}/oembed?{urlencode({'url': link})}",
        "editions": editions_of(page),
    }


def lessons_of(page) -> tuple[list[UnitLesson], int]:
    """The public lessons of a unit in order, and how many others it has; two queries."""
    links = list(page.lesson_links.all())
    model = type(page)._meta.get_field("lesson_links").related_model._meta.get_field("lesson").related_model
    found = public(model).defer("introduction", "teacher_notes", "care_notes")
    lessons = found.in_bulk([link.lesson_id for link in links if link.lesson_id])
    seen = [link for link in links if link.lesson_id in lessons]
    shown = [
        UnitLesson(number, lessons[link.lesson_id], link.why, hard.caution(lessons[link.lesson_id]))
        for number, link in enumerate(seen, 1)
    ]
    return shown, len(links) - len(shown)


def total_minutes(lessons: Sequence[UnitLesson]) -> int:
    """The minutes of the lessons that say how long they take."""
    return sum(each.lesson.minutes or 0 for each in lessons)


def hard_of(lessons) -> Hard:
    """What is hard in any of the lessons, their notes each once, and the highest grade that one of them suggests."""
    lessons = list(lessons)
    reasons = {reason for lesson in lessons for reason in lesson.content_reasons or ()}
    notes = dict.fromkeys(lesson.content_note for lesson in lessons if lesson.content_note)
    floors = [lesson.grade_floor for lesson in lessons if lesson.grade_floor]
    return Hard(sorted(reasons), " ".join(notes), max(floors, default=None))
