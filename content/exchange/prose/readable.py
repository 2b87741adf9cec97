"""Blocks as Markdown for reading elsewhere: the API, editions, exports. Every block type says in words what it is."""

from collections.abc import Iterable

from content.exchange.prose.inlines import plain_markdown
from content.exchange.prose.marks import written_note
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
    comment = plain_markdown(block.value.get("comment", ""))
    return "\n\n".join(part for part in (said, comment) if part)


def _quotation(value: dict, known: Library) -> str:
    quotation = known.find("quotation", value.get("quotation", ""))
    if quotation is None:
        return ""
    words = [f"> {plain_markdown(line)}" for line in quotation.text.splitlines() if line.strip()]
    source = f" {written_note([(quotation.source.slug, quotation.locator)])}" if quotation.source_id else ""
    return "\n>\n".join([*words, f"> {plain_markdown(quotation.speaker)}{source}"])


def _table(value: dict, known: Library) -> str:
    table = known.find("table", value.get("table", ""))
    if table is None:
        return ""
    rows = [[plain_markdown(str(cell)).replace("|", "\\|") for cell in row] for row in (table.columns, *table.rows)]
    rows.insert(1, ["---"] * len(table.columns))
    unit = f" ({plain_markdown(table.unit)})" if table.unit else ""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([f"**{plain_markdown(table.title)}**{unit}", "", *lines])


def _claims(value: dict, known: Library) -> str:
    claims = [known.find("claim", slug) for slug in value.get("claims", [])]
    return _list(value.get("heading"), [plain_markdown(claim.statement) for claim in claims if claim])


def _places(value: dict, known: Library) -> str:
    places = [known.find("place", slug) for slug in value.get("places", [])]
    return _list(value.get("caption"), [_place(place) for place in places if place])


def _place(place) -> str:
    at = f" ({place.lat}, {place.lon})" if None not in (place.lat, place.lon) else ""
    return plain_markdown(place.name) + at


def _list(heading: str | None, items: list[str]) -> str:
    if not items:
        return ""
    return "\n".join([*([f"**{plain_markdown(heading)}**", ""] if heading else []), *(f"- {item}" for item in items)])


def _page(kind: str, called: str):
    def said(value: dict, known: Library) -> str:
        page = known.find(kind, value.get(kind, ""))
        return f"{called}: [{plain_markdown(page.title)}]({kind}:{page.slug})" if page else ""

    return said


def _note(value: dict, known: Library) -> str:
    heading = plain_markdown(value.get("heading", ""))
    text = rich_text_to_markdown(value.get("text", ""), known)
    return f"**{heading}**\n\n{text}" if heading else text


def _question(value: dict, known: Library) -> str:
    question = plain_markdown(value.get("question", ""))
    return f"**{question}** {plain_markdown(value.get('note', ''))}".strip() if question else ""


_SAYERS = {
    "quotation": _quotation,
    "table": _table,
    "claims": _claims,
    "map": _places,
    "timeline": _page("timeline", "Timeline"),
    "record": _page("record", "Record"),
    "image": lambda value, known: plain_markdown(value.get("caption", "")),
    "note": _note,
    "question": _question,
}
