"""Editions: on each publication the text, the data, a number and a SHA-256 are kept, without a tie to the page."""

from django.db.models import Max
from django.utils import timezone

from content.exchange.bodies import written
from content.exchange.known import Known
from content.exchange.prose import to_markdown
from content.exchange.prose.writer import rich_text_to_markdown
from content.exchange.rowforms import digest, read_row
from content.exchange.shapes import BY_MODEL, Body
from content.models import Edition

# Over the bodies that readers could take for the one before.
HEADED = {"plain_overview": "## The overview in plain words"}


def keep_edition(page, *, note: str = "", known: Known | None = None) -> Edition | None:
    """Keep what a page says now as a new edition; nothing when it says what its last edition says."""
    known = known or Known()
    data = read_row(page, body=lambda row, field: markdown_of(row, field, known))
    data.pop("change_note", None)
    sha256 = digest(data)
    editions = Edition.objects.filter(kind=page.kind, object_uid=page.uid)
    last = editions.order_by("-number").first()
    if last and last.sha256 == sha256:
        return None
    return Edition.objects.create(
        kind=page.kind,
        object_uid=page.uid,
        number=(editions.aggregate(top=Max("number"))["top"] or 0) + 1,
        slug=page.slug,
        language=page.locale.language_code,
        title=page.title,
        text=_text_of(page, data),
        data=data,
        sha256=sha256,
        note=note or page.change_note,
        published_at=page.last_published_at or timezone.now(),
    )


def markdown_of(row, field: Body, known: Known) -> str:
    """A body or rich text of a row as readable Markdown."""
    value = getattr(row, field.attr)
    if field.rich_text:
        return rich_text_to_markdown(value, known)
    return to_markdown(written(list(value.raw_data), known), known)


def _text_of(page, data: dict) -> str:
    """What a reader of the edition sees: title, summaries, body, claims."""
    bodies = [one.key for one in BY_MODEL[type(page)].fields if isinstance(one, Body)]
    parts = [f"# {page.title}", data.get("summary", "")]
    if data.get("plain_summary"):
        parts += ["## In plain words", data["plain_summary"]]
    for key in bodies:
        if data.get(key):
            parts += [HEADED[key], data[key]] if key in HEADED else [data[key]]
    return "\n\n".join(part for part in parts if part)
