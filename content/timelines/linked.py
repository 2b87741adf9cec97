"""A timeline as linked data: a schema.org list of events, with dates in EDTF beside the plain ones and nothing to be fetched."""

from content.timelines import not_ranked
from content.timelines.events import EVENT, Listed, SideBySide, TimelineEvent, Withheld

# Written out, so that reading it asks no other host for a context.
CONTEXT = {
    "@vocab": "https://schema.org/",
    "url": {"@type": "@id"},
    "license": {"@type": "@id"},
    "itemListOrder": {"@type": "@vocab"},
    "startDate": {"@type": "Date"},
    "endDate": {"@type": "Date"},
    "edtf": {"@id": "http://purl.org/dc/terms/date", "@type": "http://id.loc.gov/datatypes/edtf/EDTF"},
}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def timeline_jsonld(listed: Listed, origin: str) -> dict:
    """The list at its address; what is hard in it and in each event stands before what is told."""
    said = _list(listed, origin)
    return {"@context": CONTEXT, **said, "numberOfItems": len(said["itemListElement"])}


def side_by_side_jsonld(whole: SideBySide, origin: str) -> dict:
    """The lists of several timelines inside one work, which says that suffering is not ranked.

    No list says how many items it has: such numbers beside each other would read as a measure of histories.
    """
    return {
        "@context": CONTEXT,
        "@id": whole.link,
        "@type": "CreativeWork",
        "name": whole.title,
        "description": told(whole.note, not_ranked.SENTENCE),
        "url": whole.link,
        "inLanguage": "en",
        "license": LICENCE,
        "hasPart": [_list(listed, origin) for listed in whole.timelines],
    }


def _list(listed: Listed, origin: str) -> dict:
    items = [*(_event(event, origin) for event in listed.events), *map(_withheld, listed.withheld)]
    return {
        "@id": listed.link,
        "@type": ["ItemList", "CreativeWork"],
        "name": listed.title,
        "description": told(listed.note, listed.summary, *listed.left_out),
        "url": listed.link,
        "inLanguage": "en",
        "license": LICENCE,
        "itemListOrder": "ItemListOrderAscending",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "item": item} for number, item in enumerate(items, start=1)
        ],
    }


def _event(event: TimelineEvent, origin: str) -> dict:
    is_event = event.kind == EVENT
    said = {
        "@id": f"urn:registry-archive:{event.uid}",
        "@type": "Event" if is_event else "Article",
        "identifier": event.uid,
        "name": event.title,
        "url": f"{origin}{event.url}",
        "description": told(event.caution, event.summary),
        "edtf": event.date_text,
        **(_bounds(event) if is_event else {}),
        "location": event.place and {"@type": "Place", "name": event.place},
        "subjectOf": [
            {"@type": "CreativeWork", "name": source.label, "url": f"{origin}/sources/{source.key}/"}
            for source in event.sources
        ],
    }
    return {name: value for name, value in said.items() if value}


def _withheld(one: Withheld) -> dict:
    return {
        "@id": f"urn:registry-archive:{one.uid}",
        "@type": "Thing",
        "identifier": one.uid,
        "description": one.why,
    }


def told(*texts: str) -> str:
    """Texts one after the other, those that are empty left out."""
    return " ".join(text.strip() for text in texts if text.strip())


def _bounds(event: TimelineEvent) -> dict[str, str]:
    """Beginning and end no more exactly than they are known; a decade is none, and an open end is not made up."""
    parts = event.parts or {}
    return {"startDate": _iso(parts.get("start")), "endDate": _iso(parts.get("end"))}


def _iso(end: dict | None) -> str:
    year = (end or {}).get("year") or ""
    if not year.isdigit():
        return ""
    month, day = end.get("month") or "", end.get("day") or ""
    if not month.isdigit() or int(month) > 12:  # above are the seasons
        return year
    return f"{year}-{month}-{day}" if day.isdigit() else f"{year}-{month}"
