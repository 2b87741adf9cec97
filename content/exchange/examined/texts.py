"""One item of the seed, from its file or its row, as the text that the quality rules read."""

from collections.abc import Iterator

from content.exchange.examined.passages import Written, written
from content.exchange.seedfiles import as_text
from content.exchange.shapes import BY_KIND, Body, Rows
from content.quality.archive import Allowed, Passage, PledgeLink, Shown, Text

# Fields in our own words that are no Markdown, by kind; `key_facts.when` is a field of a group, `steps.heading` of rows.
PLAIN_WORDS: dict[str, tuple[str, ...]] = {
    "entry": ("title", "summary", "plain_summary", "content_note"),
    "theme": (
        *("title", "summary", "plain_summary", "questions", "stages.how"),
        *(f"key_facts.{name}" for name in ("when", "where", "how_many", "who_decided", "what_followed")),
    ),
    "record": (
        *("title", "summary", "who_made_it", "for_whom", "cannot_show", "absent_voice", "reuse"),
        "content_note",
    ),
    "timeline": ("title", "summary", "questions"),
    "lesson": (
        *("title", "summary", "supporting_questions", "steps.heading", "sources.questions", "tasks", "content_note"),
    ),
    "unit": ("title", "summary", "for_whom", "lessons.why"),
    "person": (),
    "organization": (),
    "place": (),
    "term": ("explanation",),
    "clause": ("pledge_cites", "evidence", "differ"),
    "pledge": ("summary",),
    "page": ("title", "summary"),
}
# What a row says of itself as a fact, by which its own words may go.
OWN_FACTS = {
    "record": (
        "title_as_found",
        "creator",
        "date",
        "extent",
        "reference_code",
        "copy_shown",
        "holder",
        "access",
        "provenance",
    ),
    "person": ("dates", "role"),
    "organization": ("dates", "role"),
    "place": ("note",),
    "term": ("term",),
    "pledge": ("name", "published", "closed_to_new_signatures"),
    "clause": ("quote", "lead"),
}
_NAMING = {"people": "person", "organizations": "organization", "places": "place", "records": "record"} | {
    "events": "event",
    "related": "entry",
}
_NAMING_ONE = {"quotation": "quotation", "complicated_by": "record"}
_IN_ROWS = ("entry", "record", "quotation", "timeline", "table", "event")  # what a lesson's or timeline's rows choose


def text_of(kind: str, slug: str, data: dict, where: str, allowed: tuple[Allowed, ...], has_lines: bool) -> Text:
    """The text of one item; `data` is in the form of its file, bodies as Markdown."""
    said = Written()
    for name in PLAIN_WORDS[kind]:
        said.passages += [Passage(name, words) for words in _plain(data, name)]
    quoted: list[Passage] = []
    for name, markdown in bodies(kind, data):
        found = written(markdown, name, has_lines=has_lines and name == "body")
        if (kind, name) == ("record", "body"):
            quoted = found.passages
        else:
            said.passages += found.passages
        said.shown += found.shown
    pledge = links(data)
    said.passages += [Passage(f"pledge, {link.clause}", link.why) for link in pledge if link.why]
    return Text(
        kind=kind,
        slug=slug,
        title=str(data.get(BY_KIND[kind].title) or slug),
        where=where,
        themes=(slug,) if kind == "theme" else tuple(map(str, _list(data.get("themes")))) or _of_a_rule(data),
        date=as_text(data.get("date")),
        passages=tuple(said.passages),
        quoted=tuple(quoted),
        shown=(*said.shown, *_of_rows(data)),
        claims=_slugs(data.get("claims"), "claim"),
        named=tuple(_named(data)),
        pledge=pledge,
        content_reasons=_reasons(kind, data),
        own_facts=tuple(as_text(data.get(name)) for name in OWN_FACTS.get(kind, ()) if data.get(name))
        + tuple(
            f"{row.get('count', '')} {row.get('note', '')}"
            for row in _list(data.get("signature_counts"))
            if isinstance(row, dict)
        ),
        allowed=allowed,
    )


def bodies(kind: str, data: dict) -> Iterator[tuple[str, str]]:
    """The Markdown of an item by the name of its field; rows of their own, such as a lesson's steps, one by one."""
    for one in BY_KIND[kind].fields:
        if isinstance(one, Body) and isinstance(data.get(one.key), str):
            yield one.key, _without_front(data[one.key])
        elif isinstance(one, Rows):
            for inner in one.fields:
                if isinstance(inner, Body):
                    for row in _list(data.get(one.key)):
                        if isinstance(row, dict) and isinstance(row.get(inner.key), str):
                            yield f"{one.key}.{inner.key}", row[inner.key]


def links(data: dict) -> tuple[PledgeLink, ...]:
    """The links to clauses that an item gives."""
    return tuple(
        PledgeLink(as_text(row.get("clause")), as_text(row.get("kind")), " ".join(as_text(row.get("why")).split()))
        for row in _list(data.get("pledge"))
        if isinstance(row, dict)
    )


def _without_front(markdown: str) -> str:
    """A second prose file of an item opens with front matter of its own."""
    if markdown.startswith("---\n") and "\n---" in markdown[3:]:
        return markdown[3:].partition("\n---")[2].lstrip("-").lstrip("\n")
    return markdown


def _plain(data: dict, name: str) -> Iterator[str]:
    outer, _, inner = name.partition(".")
    given = data.get(outer)
    if inner:
        rows = given if isinstance(given, list) else [given]
        values = [row.get(inner) for row in rows if isinstance(row, dict)]
    else:
        values = [given]
    for value in values:
        for words in value if isinstance(value, list) else [value]:
            if as_text(words):
                yield as_text(words)


def _named(data: dict) -> Iterator[tuple[str, str]]:
    for key, kind in _NAMING.items():
        yield from ((kind, slug) for slug in _slugs(data.get(key), kind))
    for key, kind in _NAMING_ONE.items():
        if isinstance(data.get(key), str):
            yield kind, data[key]


def _of_rows(data: dict) -> Iterator[Shown]:
    """What a lesson works with, row by row."""
    for row in _list(data.get("sources")):
        if isinstance(row, dict):
            for kind in _IN_ROWS:
                if row.get(kind):
                    yield Shown(kind, str(row[kind]), "sources")


def _of_a_rule(data: dict) -> tuple[str, ...]:
    rule = data.get("rule")
    return tuple(map(str, _list(rule.get("themes")))) if isinstance(rule, dict) else ()


def _reasons(kind: str, data: dict) -> tuple[str, ...] | None:
    if not any(getattr(one, "key", "") == "content_reasons" for one in BY_KIND[kind].fields):
        return None
    return tuple(map(str, _list(data.get("content_reasons"))))


def _slugs(given: object, key: str) -> tuple[str, ...]:
    return tuple(str(one.get(key, "")) if isinstance(one, dict) else str(one) for one in _list(given))


def _list(given: object) -> list:
    return given if isinstance(given, list) else [] if given in (None, "") else [given]
