"""The public forms of timelines, lessons and units."""

from django.db.models import Prefetch
from django.db.models.functions import Coalesce

from content import dates, models
from content.exchange.public import links
from content.exchange.public.gathering import Gathering
from content.exchange.public.links import shown, shown_one, shown_rows, shown_themes
from content.exchange.public.pages import times
from content.models.vocabularies import EVENT_CONTEXT
from content.reading.timelines import Rule, day, rule_of
from content.visibility import public

# What a lesson may work with, and where it must be public.
_SOURCE_MODELS = {
    "entry": models.EntryPage,
    "record": models.RecordPage,
    "quotation": models.Quotation,
    "timeline": models.TimelinePage,
    "source": models.Source,
    "table": models.DataTable,
}


def timeline_relations() -> list:
    return [shown_themes(), "rule_themes", "rule_stages", "rule_clauses", "event_links"]


def timeline_gather(timelines: list[models.TimelinePage], gathering: Gathering) -> None:
    """Every event that may stand in one of these timelines, once, in the order of time."""
    rules = {page.pk: rule_of(page) for page in timelines}
    events = public(models.Event)
    if not any(rule.adds for rule in rules.values()):
        events = events.filter(pk__in=frozenset().union(*(rule.by_hand for rule in rules.values())))
    gathering.extra["rules"] = rules
    gathering.extra["events"] = list(
        events.order_by(Coalesce("date_earliest", "date_latest"), "date_latest", "title", "pk").prefetch_related(
            shown_one("stage", models.Stage), "themes", "pledge_links"
        )
    )


def _fits(event: models.Event, rule: Rule) -> bool:
    """Whether an event fits all of a rule; `content.reading.timelines.events_by` asks the database the same."""
    return (
        (not rule.themes or any(theme.pk in rule.themes for theme in event.themes.all()))
        and (not rule.stages or event.stage_id in rule.stages)
        and (not rule.clauses or any(link.clause_id in rule.clauses for link in event.pledge_links.all()))
        and dates.overlaps(event.date_earliest, event.date_latest, day(rule.start, 0), day(rule.end, 1))
    )


def _events(page: models.TimelinePage, gathering: Gathering) -> list[models.Event]:
    rule = gathering.extra["rules"][page.pk]
    return [
        event for event in gathering.extra["events"] if event.pk in rule.by_hand or (rule.adds and _fits(event, rule))
    ]


def timeline(page: models.TimelinePage, gathering: Gathering) -> dict:
    return {
        **gathering.header(page),
        "themes": links.slugs(page.shown_themes),
        "summary": page.summary,
        "introduction": gathering.known.body(page.introduction.raw_data),
        "questions": list(page.questions or []),
        "events": [
            {
                "slug": event.slug,
                "title": event.title,
                **links.dated(event),
                "stage": event.stage.slug if event.stage else EVENT_CONTEXT,
                "content_reasons": list(event.content_reasons or []),
            }
            for event in _events(page, gathering)
        ],
        **times(page, gathering),
    }


def lesson_relations() -> list:
    sources = models.LessonSource.objects.prefetch_related(
        *(
            Prefetch(name, queryset=public(model).filter(propaganda=False) if name == "quotation" else public(model))
            for name, model in _SOURCE_MODELS.items()
        )
    )
    return [
        shown_themes(),
        shown("timelines", models.TimelinePage),
        "steps",
        "standards",
        Prefetch("lesson_sources", queryset=sources, to_attr="shown_sources"),
        shown_rows("pledge_links", models.LessonPledgeLink, "clause"),
    ]


def lesson(page: models.LessonPage, gathering: Gathering) -> dict:
    known = gathering.known
    return {
        **gathering.header(page),
        "themes": links.slugs(page.shown_themes),
        "summary": page.summary,
        "introduction": known.body(page.introduction.raw_data),
        "supporting_questions": list(page.supporting_questions or []),
        "grade_band": page.grade_band,
        "minutes": page.minutes,
        "steps": [
            {"minutes": step.minutes, "heading": step.heading, "text": known.prose(step.text)}
            for step in page.steps.all()
        ],
        "sources": [source for row in page.shown_sources if (source := _source(row))],
        "tasks": list(page.tasks or []),
        "teacher_notes": known.prose(page.teacher_notes),
        "care_notes": known.prose(page.care_notes),
        "timelines": links.slugs(page.shown_timelines),
        "standards": [
            {
                "framework": row.framework,
                "code": row.code,
                "label": row.label,
                "jurisdiction": row.jurisdiction,
                "link": row.link,
            }
            for row in page.standards.all()
        ],
        "clauses": links.clauses(page),
        **links.cautioned(page),
        **times(page, gathering),
    }


def _source(row: models.LessonSource) -> dict | None:
    """What pupils work with, where readers may see it."""
    for name in _SOURCE_MODELS:
        thing = getattr(row, name) if getattr(row, f"{name}_id") else None
        if thing:
            return {"kind": name, "slug": thing.slug, "title": thing.heading, "questions": list(row.questions or [])}
    return None


def unit_relations() -> list:
    return [shown_themes(), shown_rows("lesson_links", models.UnitLesson, "lesson")]


def unit(page: models.UnitPage, gathering: Gathering) -> dict:
    lessons = [row.lesson for row in page.shown_lesson_links]
    reasons = {reason for lesson in lessons for reason in lesson.content_reasons or ()}
    return {
        **gathering.header(page),
        "themes": links.slugs(page.shown_themes),
        "summary": page.summary,
        "for_whom": page.for_whom,
        "grade_band": page.grade_band,
        "introduction": gathering.known.body(page.introduction.raw_data),
        "minutes": sum(lesson.minutes or 0 for lesson in lessons),
        "lessons": [
            {"slug": row.lesson.slug, "title": row.lesson.title, "minutes": row.lesson.minutes, "why": row.why}
            for row in page.shown_lesson_links
        ],
        "content_reasons": sorted(reasons),
        "grade_floor": max((lesson.grade_floor for lesson in lessons if lesson.grade_floor), default=None),
        **times(page, gathering),
    }


def lesson_texts(page: models.LessonPage) -> list[str]:
    return [page.teacher_notes, page.care_notes, *(step.text for step in page.steps.all())]
