"""One of each kind of the archive, live and complete: `entry(title="A raid", themes=[theme()])`.

Every function takes the model's fields as keywords. Relations to several take lists of objects; `sources` a list of
sources or of (source, locator) pairs; `pledge` a list of (clause, kind, why). What is not given is filled, so that
nothing is missing for publishing.
"""

import io
import itertools
from dataclasses import dataclass

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Page

from content import models
from content.exchange.sitetree import grow_tree

_number = itertools.count(1)
WHY = "It shows how a list that was made for counting people became a list for removing them."


@dataclass(frozen=True)
class SiteTree:
    """The home page and its sections by kind."""

    home: models.HomePage
    sections: dict[str, models.SectionPage]


def site_tree() -> SiteTree:
    """The trunk of the page tree, made once and found again after."""
    tree = grow_tree()
    return SiteTree(tree.home, tree.sections)


def paragraph(html: str) -> dict:
    """A block of prose, as a stream stores it."""
    return {"type": "paragraph", "value": html}


def citation(work: models.Source, locator: str = "p. 4", label: str = "Note") -> str:
    """A note in rich text."""
    return f'<a linktype="citation" id="{work.uid}" locator="{locator}">{label}</a>'


def theme(**values) -> models.ThemePage:
    number = next(_number)
    values = {
        "title": f"Theme {number}",
        "summary": "What was recorded, and what followed.",
        "position": number,
        **values,
    }
    pledge = values.pop("pledge", ())
    page = _fill(models.ThemePage, values)
    page.pledge_links = [models.ThemePledgeLink(clause=one, kind="", why=why) for one, why in pledge]
    return _grow("theme", page)


def clause(**values) -> models.Clause:
    number = next(_number)
    defaults = {
        "number": f"C{number}"[:4],
        "position": number,
        "clause_kind": "commitment",
        "short": f"Clause {number}",
        "quote": "We refuse.",
    }
    return _keep(models.Clause, {**defaults, **values})


def stage(**values) -> models.Stage:
    number = next(_number)
    return _keep(models.Stage, {"label": f"Stage {number}", "position": number, **values})


def source(**values) -> models.Source:
    number = next(_number)
    defaults = {
        "title": f"Report {number}",
        "authors": ["Inspector, Ida"],
        "issued": "2012",
        "ladder": "finding",
        "type": "report",
    }
    return _keep(models.Source, {**defaults, **values})


def claim(**values) -> models.Claim:
    values = {"statement": f"Statement number {next(_number)} is so.", "date": "1942", "confidence": "high", **values}
    return _keep(models.Claim, values, {"source_links": _sources(models.ClaimSource, values)})


def event(**values) -> models.Event:
    values = {"title": f"Event {next(_number)}", "date": "1942-02-19", "summary": "Something happened.", **values}
    rows = {
        "source_links": _sources(models.EventSource, values),
        "pledge_links": _links(models.EventPledgeLink, values, ()),
    }
    return _keep(models.Event, values, rows)


def person(**values) -> models.Person:
    return _keep(
        models.Person, {"name": f"Person {next(_number)}", "dates": "1900/1980", "basis": "public office", **values}
    )


def organization(**values) -> models.Organization:
    return _keep(models.Organization, {"name": f"Organization {next(_number)}", "dates": "1942/1946", **values})


def place(**values) -> models.Place:
    return _keep(
        models.Place,
        {"name": f"Place {next(_number)}", "lat": 36.73, "lon": -118.15, "precision": "approximate", **values},
    )


def term(**values) -> models.Term:
    """`rules` takes a list of dictionaries: use, why, since, instead, themes."""
    values = {"term": f"term {next(_number)}", "explanation": "What it means.", **values}
    rules = [
        (rule.get("themes", []), models.TermRule(**{k: v for k, v in rule.items() if k != "themes"}))
        for rule in values.pop("rules", ())
    ]
    for themes, rule in rules:
        rule.rule_themes = themes
    return _keep(models.Term, values, {"rules": [rule for _, rule in rules]})


def signpost(**values) -> models.Signpost:
    """`words` and one of theme, entry, claim, page."""
    return _keep(models.Signpost, {"title": f"Signpost {next(_number)}", **values})


def quotation(**values) -> models.Quotation:
    defaults = {
        "text": f"We were told to go, said number {next(_number)}.",
        "speaker": "Somebody who was there",
        "voice": "affected",
        "date": "1981",
    }
    values = {**defaults, **values}
    values.setdefault("source", source())
    return _keep(models.Quotation, values)


def table(**values) -> models.DataTable:
    defaults = {
        "title": f"Table {next(_number)}",
        "unit": "people",
        "columns": ["Year", "Count"],
        "rows": [["1942", "10"], ["1943", "12"]],
        "summary": "It grew.",
    }
    values = {**defaults, **values}
    return _keep(models.DataTable, values, {"source_links": _sources(models.TableSource, values)})


def entry(**values) -> models.EntryPage:
    """`claims` takes claims in order, `authors` names; the body cites a source unless it is given."""
    defaults = {
        "title": f"Entry {next(_number)}",
        "entry_kind": "event",
        "date": "1942-02-19",
        "summary": "What it is and why it matters.",
    }
    values = {**defaults, **values}
    claims, authors = values.pop("claims", ()), values.pop("authors", ())
    links = _links(models.EntryPledgeLink, values)
    if "body" not in values:
        values["body"] = [paragraph(f"<p>It happened.{citation(source())}</p>")]
    page = _fill(models.EntryPage, values)
    page.pledge_links = links
    page.claim_links = [models.EntryClaim(claim=one, sort_order=at) for at, one in enumerate(claims)]
    page.contributors = [models.Contributor(name=name, sort_order=at) for at, name in enumerate(authors)]
    return _grow("entry", page)


def image(**values) -> models.ArchiveImage:
    """A grey square, as small as an image can be."""
    number = next(_number)
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), "grey").save(drawn, "PNG")
    file = ContentFile(drawn.getvalue(), name=f"image-{number}.png")
    return models.ArchiveImage.objects.create(
        **{"title": f"Image {number}", "file": file, "width": 8, "height": 8, **values}
    )


def record(**values) -> models.RecordPage:
    defaults = {
        "title": f"Record {next(_number)}",
        "date": "1942-05",
        "summary": "A notice as it was posted.",
        "credit": "Library of the County",
        "rights_uri": "https://rightsstatements.org/vocab/NoC-US/1.0/",
        "transcription": "<p>All persons will report.</p>",
    }
    values = {**defaults, **values}
    links = _links(models.RecordPledgeLink, values)
    page = _fill(models.RecordPage, values)
    page.pledge_links = links
    return _grow("record", page)


def timeline(**values) -> models.TimelinePage:
    """`events` takes the events chosen by hand, in order."""
    values = {"title": f"Timeline {next(_number)}", "summary": "Events in order.", **values}
    events = values.pop("events", ())
    page = _fill(models.TimelinePage, values)
    page.event_links = [models.TimelineEvent(event=one, sort_order=at) for at, one in enumerate(events)]
    return _grow("timeline", page)


def lesson(**values) -> models.LessonPage:
    """`steps` takes (minutes, heading, text); `works` dictionaries of one thing and its questions."""
    values = {
        "title": f"Lesson {next(_number)}: who was counted?",
        "summary": "What a list can do.",
        "grade_band": "9-12",
        "minutes": 50,
        **values,
    }
    steps, works = values.pop("steps", ((10, "Look", "<p>Look at the list.</p>"),)), values.pop("works", ())
    links = _links(models.LessonPledgeLink, values)
    page = _fill(models.LessonPage, values)
    page.pledge_links = links
    page.steps = [models.LessonStep(minutes=m, heading=h, text=t, sort_order=at) for at, (m, h, t) in enumerate(steps)]
    page.lesson_sources = [models.LessonSource(sort_order=at, **work) for at, work in enumerate(works)]
    return _grow("lesson", page)


def unit(**values) -> models.UnitPage:
    """`lessons` takes (lesson, why) in order."""
    values = {"title": f"Unit {next(_number)}", "summary": "Lessons in an order.", **values}
    lessons = values.pop("lessons", ())
    page = _fill(models.UnitPage, values)
    page.lesson_links = [models.UnitLesson(lesson=one, why=why, sort_order=at) for at, (one, why) in enumerate(lessons)]
    return _grow("unit", page)


def pledge_page(**values) -> models.PledgePage:
    found = models.PledgePage.objects.first()
    return found or _grow("pledge", _fill(models.PledgePage, {"title": "The pledge", "slug": "pledge", **values}))


def standard_page(**values) -> models.StandardPage:
    return _grow(
        "page",
        _fill(models.StandardPage, {"title": f"Page {next(_number)}", "body": [paragraph("<p>Words.</p>")], **values}),
    )


def _fill(model, values: dict):
    """A new object with its values; a body is given as blocks."""
    thing = model()
    for name, value in values.items():
        field = next((one for one in model._meta.get_fields() if one.name == name), None)
        if hasattr(field, "stream_block") and isinstance(value, list):
            value = field.stream_block.to_python(value)
        setattr(thing, name, value)
    return thing


def _keep(model, values: dict, rows: dict | None = None):
    """A snippet, saved with its rows."""
    values = {name: value for name, value in values.items() if name not in {"sources", "pledge"}}
    thing = _fill(model, {"live": True, **values})
    for name, children in (rows or {}).items():
        setattr(thing, name, children)
    thing.save()
    return thing


def _grow(kind: str, page):
    """A page, put where its kind belongs."""
    tree = site_tree()
    parent = tree.sections.get(kind, tree.home)
    if not page.slug:
        page.slug = f"{kind}-{next(_number)}"
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    return page


def _sources(model, values: dict) -> list:
    given = values.pop("sources", None)
    pairs = [one if isinstance(one, tuple) else (one, "") for one in ([(source(), "p. 4")] if given is None else given)]
    return [model(source=work, locator=locator, sort_order=at) for at, (work, locator) in enumerate(pairs)]


def _links(model, values: dict, default: tuple | None = None) -> list:
    given = values.pop("pledge", default)
    given = [(clause(), "example", WHY)] if given is None else given
    return [model(clause=one, kind=kind, why=why, sort_order=at) for at, (one, kind, why) in enumerate(given)]
