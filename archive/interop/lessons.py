"""Lessons and units as linked data: what schema.org says of a learning resource, and nothing of the notes for teachers."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from archive.interop.timelines import EVERYWHERE, JSONLD
from content.models import LessonPage, UnitPage
from content.reading import context_of, hard
from content.reading.lessons import part_context
from content.timelines import not_ranked
from content.timelines.linked import LICENCE, told
from content.visibility import public

# Written out, so that reading it asks no other host for a context.
CONTEXT = {
    "@vocab": "https://schema.org/",
    "url": {"@type": "@id"},
    "license": {"@type": "@id"},
    "targetUrl": {"@type": "@id"},
    "timeRequired": {"@type": "Duration"},
}
CLAUSE = "The Never Again pledge, clause {}: {}"


def _view(model: type, linked: Callable[..., dict]) -> Callable[..., HttpResponse]:
    """One of the public pages of a kind as JSON-LD 1.1, which any page may read."""

    @require_safe
    def view(request: HttpRequest, slug: str) -> HttpResponse:
        page = get_object_or_404(public(model), slug=slug)
        data = {"@context": CONTEXT, **_filled(linked(page))}
        return JsonResponse(data, headers=EVERYWHERE, content_type=JSONLD)

    return view


def _of_lesson(page: LessonPage) -> dict:
    """Its steps are its parts; what pupils work with it mentions, each with what is hard in it."""
    shown = part_context(page, ())
    works = [(source.title, source.address, source.caution) for source in shown["sources"] if source.address]
    works += [(timeline.name, timeline.address, "") for timeline in shown["timelines"]]
    each_once = {address: (name, caution) for name, address, caution in reversed(works)}
    clauses = [link for group in shown["pledge_groups"] for link in group.links]
    return {
        **_resource(page, "lesson plan", hard.caution(page)),
        "timeRequired": _minutes(page.minutes),
        "about": _about(shown["themes"], clauses),
        "educationalAlignment": [_standard(standard) for standard in shown["standards"]],
        "hasPart": [
            {
                "@type": "CreativeWork",
                "position": number,
                "name": step.heading,
                "timeRequired": _minutes(step.minutes),
            }
            for number, step in enumerate(page.steps.all(), start=1)
        ],
        "mentions": [
            {"@type": "CreativeWork", "name": name, "url": settings.SITE_URL + address, "description": caution}
            for address, (name, caution) in reversed(each_once.items())
        ],
        "isPartOf": [
            {"@id": settings.SITE_URL + unit.address, "@type": "LearningResource", "name": unit.name}
            for unit in shown["units"]
        ],
    }


def _of_unit(page: UnitPage) -> dict:
    """Its lessons are its parts, in their order; its time is told where every one of them tells its own."""
    shown = context_of(page)
    must = not_ranked.SENTENCE if len(shown["themes"]) > 1 else ""
    return {
        **_resource(page, "unit plan", hard.caution(shown["hard"]), must),
        "timeRequired": "" if shown["without_time"] else _minutes(shown["minutes"]),
        "audience": page.for_whom and {"@type": "Audience", "audienceType": page.for_whom},
        "about": _about(shown["themes"], shown["clauses"]),
        "hasPart": [
            {
                **_resource(each.lesson, "lesson plan", each.caution),
                "position": each.number,
                "timeRequired": _minutes(each.lesson.minutes),
            }
            for each in shown["lessons"]
        ],
    }


def _resource(page: LessonPage | UnitPage, kind: str, *before: str) -> dict:
    """What a lesson and a unit have alike; what is hard in it stands before what is told."""
    link = settings.SITE_URL + page.address
    return {
        "@id": link,
        "@type": "LearningResource",
        "learningResourceType": kind,
        "identifier": page.uid,
        "name": page.title,
        "description": told(*before, page.summary),
        "url": link,
        "inLanguage": "en",
        "license": LICENCE,
        "educationalLevel": page.get_grade_band_display(),
    }


def _minutes(minutes: int | None) -> str:
    """As a duration of ISO 8601; empty where it is not known."""
    return f"PT{minutes}M" if minutes else ""


def _about(themes: Iterable, clauses: Iterable) -> list[dict]:
    named = [(theme.name, theme.address) for theme in themes]
    named += dict.fromkeys((CLAUSE.format(clause.number, clause.name), clause.address) for clause in clauses)
    return [{"@type": "Thing", "name": name, "url": settings.SITE_URL + address} for name, address in named]


def _standard(standard) -> dict:
    jurisdiction = f"({standard.jurisdiction})" if standard.jurisdiction else ""
    return {
        "@type": "AlignmentObject",
        "alignmentType": "teaches",
        "educationalFramework": standard.framework,
        "targetName": standard.code,
        "targetDescription": told(standard.label, jurisdiction),
        "targetUrl": standard.link,
    }


def _filled(value):
    """The same without what is empty, at any depth."""
    if isinstance(value, dict):
        return {name: _filled(each) for name, each in value.items() if each}
    return [_filled(each) for each in value] if isinstance(value, list) else value


lesson_jsonld, unit_jsonld = _view(LessonPage, _of_lesson), _view(UnitPage, _of_unit)
