"""Search documents of pages: what each kind of page is found by, one function a kind."""

from django.db.models import Prefetch, QuerySet

from content import models
from content.models.vocabularies import EntryKind, GradeBand
from content.visibility import public
from search.builders.parts import careful, clauses, document, ladders, named, slugs, themes, when
from search.builders.texts import body, joined, prose, quoted, stated
from search.documents import SearchDocument
from search.filetext import words_of


def fetch_theme(queryset: QuerySet) -> QuerySet:
    return queryset.prefetch_related("pledge_links__clause", "theme_stages__stage", "records_at")


def theme(page: models.ThemePage) -> SearchDocument:
    stages = page.theme_stages.all()
    return document(
        page,
        summary=page.summary,
        body=joined(
            page.plain_summary,
            body(page.overview),
            body(page.plain_overview),
            page.key_when,
            page.key_where,
            page.key_how_many,
            page.key_who_decided,
            page.key_what_followed,
            *(joined(row.label, row.how) for row in stages),
            *page.questions,
            *(joined(row.name, row.what) for row in page.records_at.all()),
        ),
        extra=(page.short_title, *page.other_names),
        themes=(page.slug,),
        stages=slugs(row.stage for row in stages if row.stage.live),
        clauses=clauses(page.pledge_links.all()),
        date_text=page.years,
        promoted=tuple(name for name in (page.title, page.short_title, *page.other_names) if name),
    )


def fetch_entry(queryset: QuerySet) -> QuerySet:
    claims = models.EntryClaim.objects.select_related("claim").prefetch_related("claim__source_links__source")
    return queryset.prefetch_related(
        themes(),
        *named("stages", "people", "organizations", "places"),
        "pledge_links__clause",
        Prefetch("claim_links", queryset=claims),
    )


def entry(page: models.EntryPage) -> SearchDocument:
    people, organizations, places = page.people.all(), page.organizations.all(), page.places.all()
    claims = [link.claim for link in page.claim_links.all()]
    return document(
        page,
        detail=EntryKind(page.entry_kind).label.lower() if page.entry_kind else "",
        summary=page.summary,
        body=joined(page.plain_summary, body(page.body), *map(stated, claims)),
        extra=tuple(thing.name for thing in (*people, *organizations, *places)),
        themes=slugs(page.themes.all()),
        stages=slugs(page.stages.all()),
        clauses=clauses(page.pledge_links.all()),
        people=slugs(people),
        organizations=slugs(organizations),
        places=slugs(places),
        source_kinds=ladders(link for claim in claims if stated(claim) for link in claim.source_links.all()),
        promoted=(page.title,),
        **when(page),
        **careful(page),
    )


def fetch_record(queryset: QuerySet) -> QuerySet:
    return queryset.select_related("source", "quotation", "image", "file").prefetch_related(
        themes(), "pledge_links__clause"
    )


def record(page: models.RecordPage) -> SearchDocument:
    file = words_of(page.file)
    return document(
        page,
        summary=page.summary,
        body=joined(
            page.title_as_found,
            page.creator,
            prose(page.transcription),
            quoted(page.quotation),
            # What is withheld until it is asked for is not found by its words either.
            page.image.transcription if page.image and not page.image.content_reasons else "",
            page.who_made_it,
            page.for_whom,
            page.cannot_show,
            page.absent_voice,
            page.provenance,
        ),
        extra=(page.holder, page.reference_code),
        file_name=file.name,
        file_text=file.text,
        themes=slugs(page.themes.all()),
        clauses=clauses(page.pledge_links.all()),
        source_kinds=(page.source.ladder,) if page.source_id and page.source.ladder else (),
        **when(page),
        **careful(page),
    )


def fetch_timeline(queryset: QuerySet) -> QuerySet:
    return queryset.prefetch_related(themes(), "event_links__event")


def timeline(page: models.TimelinePage) -> SearchDocument:
    return document(
        page,
        summary=page.summary,
        body=joined(body(page.introduction), *page.questions),
        extra=tuple(link.event.title for link in page.event_links.all() if link.event.live),
        themes=slugs(page.themes.all()),
    )


def fetch_lesson(queryset: QuerySet) -> QuerySet:
    return queryset.prefetch_related(themes(), "pledge_links__clause", "steps", "standards")


def lesson(page: models.LessonPage) -> SearchDocument:
    return document(
        page,
        detail=GradeBand(page.grade_band).label.lower() if page.grade_band else "",
        summary=page.summary,
        body=joined(
            body(page.introduction),
            *page.supporting_questions,
            *(joined(step.heading, prose(step.text)) for step in page.steps.all()),
            *page.tasks,
            prose(page.teacher_notes),
            prose(page.care_notes),
        ),
        extra=tuple(f"{standard.framework} {standard.code} {standard.label}" for standard in page.standards.all()),
        themes=slugs(page.themes.all()),
        clauses=clauses(page.pledge_links.all()),
        **{**careful(page), "grade_bands": (page.grade_band,) if page.grade_band else ()},
    )


def fetch_unit(queryset: QuerySet) -> QuerySet:
    links = models.UnitLesson.objects.filter(lesson__in=public(models.LessonPage)).select_related("lesson")
    return queryset.prefetch_related(
        themes(), Prefetch("lesson_links", queryset=links.prefetch_related("lesson__pledge_links__clause"))
    )


def unit(page: models.UnitPage) -> SearchDocument:
    links = page.lesson_links.all()
    lessons = [link.lesson for link in links]
    floors = [lesson.grade_floor for lesson in lessons if lesson.grade_floor]
    return document(
        page,
        detail=GradeBand(page.grade_band).label.lower() if page.grade_band else "",
        summary=page.summary,
        body=joined(page.for_whom, body(page.introduction), *(link.why for link in links)),
        extra=tuple(lesson.title for lesson in lessons),
        themes=slugs(page.themes.all()),
        clauses=tuple(dict.fromkeys(slug for lesson in lessons for slug in clauses(lesson.pledge_links.all()))),
        reasons=tuple(dict.fromkeys(reason for lesson in lessons for reason in lesson.content_reasons or ())),
        grade_floor=max(floors, default=None),
        grade_bands=(page.grade_band,) if page.grade_band else (),
    )


def fetch_page(queryset: QuerySet) -> QuerySet:
    return queryset


def pledge(page: models.PledgePage) -> SearchDocument:
    return document(
        page,
        summary=page.summary,
        body=joined(body(page.introduction), page.title_note, page.signers_quote, page.closing_quote),
        promoted=(page.title, "pledge"),
    )


def page(page: models.StandardPage) -> SearchDocument:
    return document(page, summary=page.summary, body=body(page.body))
