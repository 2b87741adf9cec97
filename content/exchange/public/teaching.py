"""The public forms of timelines and lessons."""

from django.db.models import Prefetch

from content import dates, models
from content.exchange.public import links
from content.exchange.public.gathering import Gathering
from content.exchange.public.links import shown, shown_one, shown_rows, shown_themes
from content.exchange.public.pages import times
from content.models.vocabularies import EVENT_CONTEXT
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
    chosen = models.TimelineEvent.objects.filter(event__in=public(models.Event))
    return [
        shown_themes(),
        "rule_themes",
        "rule_stages",
        "rule_clauses",
        Prefetch("event_links", queryset=chosen, to_attr="shown_event_links"),
    ]


def timeline_gather(timelines: list[models.TimelinePage], gathering: Gathering) -> None:
    """Every event that may stand in one of these timelines, once, in the order of time."""
    events = public(models.Event)
    if not any(_has_rule(page) for page in timelines):
        events = events.filter(pk__in={link.event_id for page in timelines for link in page.shown_event_links})
    gathering.extra["events"] = list(
        events.order_by("date_earliest", "date_latest", "title", "pk").prefetch_related(
            shown_one("stage", models.Stage), "themes", "pledge_links"
        )
    )


def _has_rule(page: models.TimelinePage) -> bool:
    relations = (page.rule_themes, page.rule_stages, page.rule_clauses)
    return bool(page.rule_from or page.rule_to or any(relation.all() for relation in relations))


def _fits(event: models.Event, page: models.TimelinePage) -> bool:
    """Whether an event fits all of a timeline's rule."""
    themes, stages, clauses = (
        {thing.pk for thing in relation.all()} for relation in (page.rule_themes, page.rule_stages, page.rule_clauses)
    )
    return (
        (not themes or any(theme.pk in themes for theme in event.themes.all()))
        and (not stages or event.stage_id in stages)
        and (not clauses or any(link.clause_id in clauses for link in event.pledge_links.all()))
        and dates.overlaps(
            event.date_earliest,
            event.date_latest,
            dates.parse(page.rule_from).earliest if page.rule_from else None,
            dates.parse(page.rule_to).latest if page.rule_to else None,
        )
    )


def _events(page: models.TimelinePage, gathering: Gathering) -> list[models.Event]:
    by_hand, rule = {link.event_id for link in page.shown_event_links}, _has_rule(page)
    return [event for event in gathering.extra["events"] if event.pk in by_hand or (rule and _fits(event, page))]


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


def lesson_texts(page: models.LessonPage) -> list[str]:
    return [page.teacher_notes, page.care_notes, *(step.text for step in page.steps.all())]
