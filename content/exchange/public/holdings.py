"""The public forms of what has no list in the API: quotations, data tables, stages, the pledge, plain pages."""

from content import models
from content.exchange.public import links
from content.exchange.public.gathering import Gathering
from content.exchange.public.links import shown_one, shown_rows, shown_themes
from content.exchange.public.pages import times


def quotation_relations() -> list:
    return [shown_themes(), shown_one("person", models.Person), shown_one("source", models.Source)]


def quotation(thing: models.Quotation, gathering: Gathering) -> dict:
    """The words of somebody. Hate propaganda is never among the things written out: see `kinds`."""
    theme = next(iter(thing.shown_themes), None)
    return {
        "slug": thing.slug,
        "uid": thing.uid,
        "title": str(thing),
        "url": f"{gathering.base}{theme.address}#q-{thing.uid}" if theme else "",
        "themes": links.slugs(thing.shown_themes),
        "text": thing.text,
        "original": thing.original,
        "original_language": thing.original_language,
        "speaker": thing.speaker,
        "person": links.slug_of(thing.person),
        **links.dated(thing),
        "source": links.cited(thing.source, thing.locator) if thing.source else None,
        "setting": thing.setting,
        "voice": thing.voice,
        "note": thing.note,
    }


def table_relations() -> list:
    return [shown_themes(), shown_rows("source_links", models.TableSource, "source")]


def table(thing: models.DataTable, gathering: Gathering) -> dict:
    return {
        **gathering.header(thing),
        "themes": links.slugs(thing.shown_themes),
        "unit": thing.unit,
        "columns": list(thing.columns or []),
        "rows": list(thing.rows or []),
        "summary": thing.summary,
        "note": thing.note,
        **links.contested(thing),
        "chart": thing.chart,
        "chart_label": thing.chart_label,
        "chart_values": list(thing.chart_values or []),
        "sources": links.sources(thing),
    }


def stage(thing: models.Stage, gathering: Gathering) -> dict:
    return {
        **gathering.header(thing),
        "position": thing.position,
        "description": thing.description,
    }


def pledge(page: models.PledgePage, gathering: Gathering) -> dict:
    return {
        **gathering.header(page),
        "summary": page.summary,
        "introduction": gathering.known.body(page.introduction.raw_data),
        "published": page.published,
        "closed": page.closed,
        "title_note": page.title_note,
        "signers_quote": page.signers_quote,
        "closing_quote": page.closing_quote,
        "signature_counts": [
            {"date": row.date, "count": row.count, "note": row.note} for row in page.signature_counts.all()
        ],
        **times(page, gathering),
    }


def standard(page: models.StandardPage, gathering: Gathering) -> dict:
    return {
        **gathering.header(page),
        "summary": page.summary,
        "body": gathering.known.body(page.body.raw_data),
        **times(page, gathering),
    }
