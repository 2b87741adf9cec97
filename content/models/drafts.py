"""What publishing asks about a page or snippet, read from it as it stands, saved or still in a form."""

import re

from content import quality

_CITATION = re.compile(r'<a\b(?=[^>]*\blinktype="citation")[^>]*\bid="([^"]+)"')


def draft_of(thing) -> quality.Draft:
    """The draft of one page or snippet, by its kind; a kind that publishing asks nothing about has only its title."""
    build = _BUILDERS.get(thing.kind)
    return quality.Draft(kind=thing.kind, title=thing.heading, **(build(thing) if build else {}))


def gaps_of(thing) -> list[quality.Gap]:
    """What is missing before this may be published; empty when nothing is."""
    return quality.gaps(draft_of(thing))


def _entry(thing) -> dict:
    cited = len(_cited(thing.body))
    carried = sum(any(True for _ in link.claim.source_links.all()) for link in thing.claim_links.all() if link.claim_id)
    return {
        "date": thing.date or "",
        "summary": thing.summary or "",
        "entry_kind": thing.entry_kind or "",
        "sources": cited + carried,
        "links": _links(thing),
        "propaganda_without_comment": _bare_propaganda(thing.body),
    }


def _record(thing) -> dict:
    return {
        "date": thing.date or "",
        "summary": thing.summary or "",
        "rights_uri": thing.rights_uri or "",
        "credit": thing.credit or "",
        "links": _links(thing),
    }


def _timeline(thing) -> dict:
    return {"summary": thing.summary or "", "propaganda_without_comment": _bare_propaganda(thing.introduction)}


def _lesson(thing) -> dict:
    return {
        "summary": thing.summary or "",
        "links": _links(thing),
        "propaganda_without_comment": _bare_propaganda(thing.introduction),
    }


def _event(thing) -> dict:
    missing = quality.Gap(
        "source_links", "There is no source. Choose the work that carries the event, and where in it."
    )
    return {"date": thing.date or "", "extra": () if thing.source_links.all() else (missing,)}


def _claim(thing) -> dict:
    return {"statement_sources": len(thing.source_links.all())}


def _quotation(thing) -> dict:
    extra = []
    if not thing.source_id:
        extra.append(
            quality.Gap("source", "There is no source. Choose the work these words were taken from, and where in it.")
        )
    if not (thing.speaker or "").strip():
        extra.append(quality.Gap("speaker", "No speaker is named. Say whose words these are."))
    if not thing.voice:
        extra.append(
            quality.Gap("voice", "No voice is chosen. Say whether it happened to the speaker, or who else speaks.")
        )
    return {"extra": tuple(extra)}


def _person(thing) -> dict:
    without = thing.living and not (thing.basis or "").strip()
    told = "A living person needs a basis: public office, published author, party to a public case, or spoke publicly."
    return {"extra": (quality.Gap("basis", told),) if without else ()}


_BUILDERS = {
    "entry": _entry,
    "record": _record,
    "timeline": _timeline,
    "lesson": _lesson,
    "event": _event,
    "claim": _claim,
    "quotation": _quotation,
    "person": _person,
}


def _links(thing) -> tuple[quality.Link, ...]:
    return tuple(
        quality.Link(clause=link.clause.number if link.clause_id else "?", kind=link.kind or "", why=link.why or "")
        for link in thing.pledge_links.all()
    )


def _cited(body) -> set[str]:
    """The uids of the sources cited anywhere in a body."""
    return {uid for markup in _markup(list(body.raw_data)) for uid in _CITATION.findall(markup)}


def _markup(value) -> list[str]:
    """Every text in the raw data of a body."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [text for one in inner for text in _markup(one)]


def _bare_propaganda(body) -> int:
    """How many quotations of hate propaganda stand in a body without a comment beside them."""
    return sum(
        bool(
            block.value.get("quotation")
            and block.value["quotation"].propaganda
            and not (block.value.get("comment") or "").strip()
        )
        for block in body
        if block.block_type == "quotation"
    )
