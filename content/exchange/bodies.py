"""Bodies between files and the database: what a block chooses is a slug in a file and a key where it is stored."""

import uuid

from content.exchange import prose
from content.exchange.known import Known

# Which key of a block's YAML chooses a thing of which kind; a list chooses several.
CHOOSERS: dict[str, dict[str, str | list[str]]] = {
    "quotation": {"quotation": "quotation"},
    "table": {"table": "table"},
    "claims": {"claims": ["claim"]},
    "timeline": {"timeline": "timeline"},
    "map": {"places": ["place"]},
    "record": {"record": "record"},
}
RENAMED = {"timeline": {"from": "start", "to": "end"}}


class UnknownThing(ValueError):
    """A block names something that does not exist; the message says which."""


def stored(blocks: list, known: Known) -> list[dict]:
    """The blocks of a file as a stream stores them; raises UnknownThing."""
    return [{"type": block.type, "id": block.id, "value": _stored_value(block, known)} for block in blocks]


def _stored_value(block, known: Known) -> object:
    if not isinstance(block.value, dict):
        return block.value
    if block.type == "image":
        return _stored_image(block.value, known)
    value = {}
    for key, given in block.value.items():
        kind = CHOOSERS.get(block.type, {}).get(key)
        name = RENAMED.get(block.type, {}).get(key, key)
        if isinstance(kind, list):
            value[name] = [
                {
                    "type": "item",
                    "id": str(uuid.uuid5(uuid.UUID(block.id), f"{key}:{slug}")),
                    "value": _pk(known, kind[0], slug),
                }
                for slug in given
            ]
        elif kind:
            value[name] = _pk(known, kind, given)
        else:
            value[name] = given
    return value


def _stored_image(value: dict, known: Known) -> dict:
    image = known.by_uid("image", str(value.get("image", "")))
    if image is None:
        raise UnknownThing(f"no image has the uid '{value.get('image', '')}'. Upload it first, or correct the uid.")
    shown = {
        "image": image.pk,
        "alt_text": value.get("alt", image.alt),
        "decorative": value.get("decorative", False),
    }
    return {"image": shown, "caption": value.get("caption", "")}


def _pk(known: Known, kind: str, slug: str) -> int:
    thing = known.find(kind, str(slug))
    if thing is None:
        raise UnknownThing(f"no {kind} has the slug '{slug}'. Add it to the seed or correct the slug.")
    return thing.pk


def written(raw: list[dict], known: Known) -> list:
    """Stored blocks as the blocks of a file."""
    return [prose.Block(type=item["type"], id=item["id"], value=_written_value(item, known)) for item in raw]


def _written_value(item: dict, known: Known) -> object:
    value = item["value"]
    if not isinstance(value, dict):
        return value
    if item["type"] == "image":
        return _written_image(value, known)
    choosers, names = CHOOSERS.get(item["type"], {}), {new: old for old, new in RENAMED.get(item["type"], {}).items()}
    found = {}
    for name, given in value.items():
        key = names.get(name, name)
        kind = choosers.get(key)
        if given in (None, "", []):
            continue
        if isinstance(kind, list):
            found[key] = [
                slug for row in given if (slug := _slug(known, kind[0], row["value"] if isinstance(row, dict) else row))
            ]
        elif kind:
            found[key] = _slug(known, kind, given)
        else:
            found[key] = given
    return found


def _written_image(value: dict, known: Known) -> dict:
    shown = value.get("image")
    shown = shown if isinstance(shown, dict) else {"image": shown}
    image = known.by_pk("image", shown["image"]) if shown.get("image") else None
    found = {"image": image.uid if image else "", "caption": value.get("caption", ""), "alt": shown.get("alt_text")}
    if shown.get("decorative"):
        found["decorative"] = True
    return {key: given for key, given in found.items() if given not in (None, "")}


def _slug(known: Known, kind: str, pk: int) -> str | None:
    thing = known.by_pk(kind, pk)
    return thing.slug if thing else None
