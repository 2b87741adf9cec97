"""Items in the form of the seed's files, wherever they come from, as the archive that the quality rules read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from content.exchange.examined import references
from content.exchange.examined.texts import PLAIN_WORDS, links, text_of
from content.exchange.seedfiles import as_text
from content.exchange.shapes import BY_KIND
from content.quality import archive as quality


@dataclass(frozen=True)
class Given:
    """One thing in the form of its file: `data` with its bodies as Markdown. `has_lines`: a body keeps its file's lines."""

    kind: str
    slug: str
    where: str
    data: dict
    has_lines: bool = False
    allowed: tuple[quality.Allowed, ...] = ()
    check: str = "unchecked"


def gathered(
    given: Iterable[Given],
    planned: Iterable[quality.Planned] = (),
    troubles: Iterable[quality.Trouble] = (),
) -> quality.Archive:
    """Everything given, as the rules read it."""
    given, planned = list(given), tuple(planned)
    texts = tuple(
        text_of(one.kind, one.slug, one.data, one.where, one.allowed, one.has_lines)
        for one in given
        if one.kind in PLAIN_WORDS
    )
    named = [ref for one in given for ref in references.of_item(one.kind, one.slug, one.data, one.where)]
    named += [ref for text in texts for ref in references.of_text(text)]
    named += [
        quality.Reference("claim", fact, ("planned entry", one.slug), one.where, "facts")
        for one in planned
        for fact in one.facts
    ]
    return quality.Archive(
        themes=_by_slug(given, "theme", _theme),
        clauses=_by_slug(given, "clause", _clause),
        sources=_by_slug(given, "source", _source),
        claims=_by_slug(given, "claim", _claim),
        events=_by_slug(given, "event", _event),
        agents={(one.kind, one.slug): _agent(one) for one in given if one.kind in ("person", "organization")},
        terms=_by_slug(given, "term", _term),
        tables=_by_slug(given, "table", _table),
        quotations=_by_slug(given, "quotation", _quotation),
        texts=texts,
        planned=planned,
        references=tuple(dict.fromkeys(named)),
        keys=tuple(quality.Key(one.kind, one.slug, one.where) for one in given),
        names={(one.kind, one.slug): as_text(one.data.get(BY_KIND[one.kind].title)) for one in given},
        troubles=tuple(troubles),
    )


def _by_slug(given: list[Given], kind: str, made) -> Mapping[str, object]:
    return {one.slug: made(one) for one in given if one.kind == kind}


def _said(one: Given, *names: str) -> dict[str, str]:
    return {name: as_text(one.data.get(name)) for name in names}


def _themes(one: Given) -> tuple[str, ...]:
    return _listed(one.data.get("themes"))


def _listed(value: object) -> tuple[str, ...]:
    return tuple(as_text(each) for each in (value if isinstance(value, list) else [value]) if as_text(each))


def _keys(value: object) -> tuple[str, ...]:
    rows = value if isinstance(value, list) else [value] if value else []
    return tuple(as_text(row.get("key") if isinstance(row, dict) else row) for row in rows)


def _theme(one: Given) -> quality.Theme:
    position = as_text(one.data.get("position"))
    return quality.Theme(
        slug=one.slug,
        position=int(position) if position.isdigit() else 0,
        pledge=links(one.data),
        where=one.where,
        **_said(one, "title", "short_title"),
    )


def _clause(one: Given) -> quality.Clause:
    return quality.Clause(one.slug, **_said(one, "number", "short"))


def _source(one: Given) -> quality.Source:
    said = _said(one, "title", "type", "ladder", "checked", "url", "archived_url", "identifier", "issued")
    return quality.Source(one.slug, themes=_themes(one), where=one.where, **said)


def _claim(one: Given) -> quality.Claim:
    said = _said(one, "statement", "date", "as_of", "confidence", "contested", "contest_kind", "note")
    return quality.Claim(
        one.slug,
        sources=_keys(one.data.get("sources")),
        themes=_themes(one),
        check=one.check,
        status=as_text(one.data.get("status")) or "standing",
        where=one.where,
        allowed=one.allowed,
        **said,
    )


def _event(one: Given) -> quality.Event:
    return quality.Event(
        one.slug,
        sources=_keys(one.data.get("sources")),
        pledge=links(one.data),
        themes=_themes(one),
        content_reasons=_listed(one.data.get("content_reasons") or ()),
        where=one.where,
        allowed=one.allowed,
        **_said(one, "title", "date", "summary", "entry"),
    )


def _agent(one: Given) -> quality.Agent:
    living = one.data.get("living") in (True, "true", "True")
    said = _said(one, "name", "dates", "role", "basis")
    return quality.Agent(one.kind, one.slug, living=living, themes=_themes(one), where=one.where, **said)


def _term(one: Given) -> quality.Term:
    rows = [row for row in one.data.get("rules") or () if isinstance(row, dict)]
    uses = tuple(
        quality.Use(
            as_text(row.get("use")), _listed(row.get("themes")), as_text(row.get("why")), as_text(row.get("instead"))
        )
        for row in rows
    )
    return quality.Term(one.slug, as_text(one.data.get("term")), uses, one.where)


def _table(one: Given) -> quality.Table:
    rows = one.data.get("rows") or ()
    cells = [*_listed(one.data.get("columns")), *(as_text(cell) for row in rows for cell in _cells(row))]
    words = [as_text(one.data.get(name)) for name in ("unit", "summary", "note", "contested")]
    return quality.Table(one.slug, as_text(one.data.get("title")), (*cells, *words), _themes(one))


def _cells(row: object) -> list:
    return row if isinstance(row, list) else [row]


def _quotation(one: Given) -> quality.Quotation:
    return quality.Quotation(
        one.slug,
        propaganda=one.data.get("propaganda") in (True, "true", "True"),
        themes=_themes(one),
        where=one.where,
        **_said(one, "text", "original", "speaker", "setting", "note", "date", "source", "voice"),
    )
