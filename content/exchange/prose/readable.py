"""Blocks as Markdown for reading elsewhere: the API, editions, exports. Every block type says in words what it shows."""

from collections.abc import Iterable

from content.exchange.prose.model import Block, Resolver
from content.exchange.prose.writer import rich_text_to_markdown


class Library(Resolver):
    """What `to_markdown` asks beside names: the things themselves, by kind and slug."""

    def find(self, kind: str, slug: str): ...


def to_markdown(blocks: Iterable[Block], known: Library) -> str:
    """A body as Markdown. Notes stay as `[@key, locator]`; a quotation is quoted, a table is a Markdown table."""
    return "\n\n".join(part for block in blocks if (part := _readable(block, known)))


def _readable(block: Block, known: Library) -> str:
    if isinstance(block.value, str):
        return rich_text_to_markdown(block.value, known)
    said = _SAYERS[block.type](block.value, known)
    comment = block.value.get("comment", "")
    return "\n\n".join(part for part in (said, comment) if part)


def _quotation(value: dict, known: Library) -> str:
    quotation = known.find("quotation", value.get("quotation", ""))
    if quotation is None:
        return ""
    source = f" [@{quotation.source.slug}]" if quotation.source_id else ""
    return f"> {quotation.text}\n>\n> {quotation.speaker}{source}"


def _table(value: dict, known: Library) -> str:
    table = known.find("table", value.get("table", ""))
    if table is None:
        return ""
    rows = [table.columns, ["---"] * len(table.columns), *table.rows]
    lines = ["| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join([f"**{table.title}** ({table.unit})", "", *lines])


def _claims(value: dict, known: Library) -> str:
    claims = [known.find("claim", slug) for slug in value.get("claims", [])]
    heading = [f"**{value['heading']}**", ""] if value.get("heading") else []
    return "\n".join([*heading, *(f"- {claim.statement}" for claim in claims if claim)])


def _places(value: dict, known: Library) -> str:
    places = [known.find("place", slug) for slug in value.get("places", [])]
    caption = [value["caption"], ""] if value.get("caption") else []
    return "\n".join([*caption, *(f"- {place.name} ({place.lat}, {place.lon})" for place in places if place)])


def _timeline(value: dict, known: Library) -> str:
    page = known.find("timeline", value.get("timeline", ""))
    return f"Timeline: {page.title}" if page else ""


def _record(value: dict, known: Library) -> str:
    page = known.find("record", value.get("record", ""))
    return f"Record: {page.title}" if page else ""


_SAYERS = {
    "quotation": _quotation,
    "table": _table,
    "claims": _claims,
    "map": _places,
    "timeline": _timeline,
    "record": _record,
    "image": lambda value, known: value.get("caption", ""),
    "note": lambda value, known: (
        f"**{value.get('heading', '')}** {rich_text_to_markdown(value.get('text', ''), known)}"
    ),
    "question": lambda value, known: f"**{value.get('question', '')}** {value.get('note', '')}".strip(),
}
