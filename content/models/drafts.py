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
        "extra": _image_gaps("body", _images(thing.body)),
    }


def _record(thing) -> dict:
    return {
        "date": thing.date or "",
        "summary": thing.summary or "",
        "rights_uri": thing.rights_uri or "",
        "credit": thing.credit or "",
        "links": _links(thing),
        "extra": _image_gaps("image", [thing.image] if thing.image else []),
    }


def _timeline(thing) -> dict:
    return {"summary": thing.summary or "", **_body("introduction", thing.introduction)}


def _theme(thing) -> dict:
    return {"summary": thing.summary or "", **_body("overview", thing.overview)}


def _pledge(thing) -> dict:
    return _body("introduction", thing.introduction)


def _page(thing) -> dict:
    return _body("body", thing.body)


def _lesson(thing) -> dict:
    return {
        "summary": thing.summary or "",
        "links": _links(thing),
        **_body("introduction", thing.introduction),
    }


def _unit(thing) -> dict:
    links = thing.lesson_links.all()
    extra = []
    if len(links) < 2:
        extra.append(quality.Gap("lesson_links", "A unit is a sequence. Choose at least two lessons."))
    extra += [
        quality.Gap("lesson_links", f"“{link.lesson}” has no reason. Say in one sentence why it stands at this place.")
        for link in links
        if link.lesson_id and not (link.why or "").strip()
    ]
    asked = _body("introduction", thing.introduction)
    return {**asked, "summary": thing.summary or "", "extra": (*asked["extra"], *extra)}


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
    "unit": _unit,
    "theme": _theme,
    "pledge": _pledge,
    "page": _page,
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


def _body(field: str, body) -> dict:
    """What publishing asks of any body, whatever it stands in."""
    return {"propaganda_without_comment": _bare_propaganda(body), "extra": _image_gaps(field, _images(body))}


def _images(body) -> list:
    """The images that a body shows."""
    return [
        block.value["image"] for block in body if block.block_type == "image" and block.value and block.value["image"]
    ]


def _image_gaps(field: str, images) -> tuple[quality.Gap, ...]:
    """No image goes before readers without its rights and the line that credits it; both are kept with the image."""
    asked = (
        ("rights_uri", "rights statement", "one from rightsstatements.org or Creative Commons"),
        ("credit", "credit line", "the holder or maker as they want to be named"),
    )
    return tuple(
        quality.Gap(field, f"The image “{image.title}” has no {what}. Open the image and give {give}.")
        for image in images
        for name, what, give in asked
        if not (getattr(image, name) or "").strip()
    )


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
