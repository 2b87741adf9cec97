"""The blocks of a page's bodies with all that they show, fetched in bulk and not block by block."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from content import dates
from content.reading import evidence, tables, timelines
from content.reading.evidence import ClaimShown
from content.reading.prose import Heading, NoteShown, Prose
from content.reading.relations import Asked, Thing, kinds, named
from content.visibility import public


@dataclass(frozen=True)
class BlockShown:
    """A block ready to be shown: its kind, the template that shows it, and what stands in it."""

    kind: str
    value: object

    @property
    def template(self) -> str:
        return f"content/blocks/{self.kind}.html"


@dataclass(frozen=True)
class Read:
    """What a page's bodies and rich texts come to."""

    bodies: Mapping[str, list[BlockShown]]
    prose: Mapping[str, SafeString]
    notes: list[NoteShown]
    contents: list[Heading]
    named: Mapping[str, list[Thing]]


@dataclass
class _Wanted:
    """Keys of what the blocks choose."""

    quotation: set[int] = field(default_factory=set)
    table: set[int] = field(default_factory=set)
    claim: set[int] = field(default_factory=set)
    timeline: set[int] = field(default_factory=set)
    place: set[int] = field(default_factory=set)
    record: set[int] = field(default_factory=set)
    image: set[int] = field(default_factory=set)


class Bodies:
    """The streams and rich texts of one page, read together, so that their notes are numbered in one row.

    `streams` are StreamField values and `rich` rich texts, each by the name the template will use, in reading order.
    `margin` names the streams beside which short notes stand.
    """

    def __init__(
        self, streams: Mapping[str, Iterable], rich: Mapping[str, str] | None = None, margin: Iterable[str] = ()
    ):
        self._raw = {name: list(stream.raw_data) if stream else [] for name, stream in streams.items()}
        self._rich = dict(rich or {})
        self._margin = frozenset(margin)
        self._positions: dict[tuple[str, int], int] = {}
        self._wanted = _Wanted()
        fragments = []
        for name, blocks in self._raw.items():
            for index, block in enumerate(blocks):
                fragment = _fragment(block)
                if fragment is not None:
                    self._positions[name, index] = len(fragments)
                    fragments.append(fragment)
                _want(self._wanted, block)
        for name, value in self._rich.items():
            self._positions[name, -1] = len(fragments)
            fragments.append(value or "")
        self._prose = Prose(fragments)

    @property
    def claim_pks(self) -> frozenset[int]:
        """The claims that stand inside the text; a page that shows claims fetches them with its own."""
        return frozenset(self._wanted.claim)

    def read(
        self,
        asked: Iterable[Asked] = (),
        claims: Mapping[int, ClaimShown] | None = None,
        propaganda: bool = False,
    ) -> Read:
        """Fetch and show everything; hate propaganda only with `propaganda`, and there only beside its comment.

        `asked` are further lists of things for the page, named in the same query as what the text links to.
        """
        models = kinds()
        asked = [*asked, *self._prose.asked()]
        labels = {each.label for each in asked}
        for kind in ("place", "record"):
            if pks := getattr(self._wanted, kind):
                asked.append(Asked(f"block-{kind}", models[kind]._default_manager.filter(pk__in=sorted(pks))))
        if self._wanted.timeline and "timelines" not in labels:
            asked += timelines.asked()
        lists = named(asked)
        self._prose.fetch(lists.get("linked", []))
        if claims is None:
            claims = self._claims()
        things = {
            "quotation": _by_pk(self._quotations(propaganda)),
            "table": _by_pk(self._tables()),
            "claim": claims,
            "timeline": timelines.rules_of(lists) if self._wanted.timeline else {},
            "place": _by_pk(lists.get("block-place", [])),
            "record": _by_pk(lists.get("block-record", [])),
            "image": _by_pk(self._images()),
        }
        bodies = {name: self._blocks(name, blocks, things) for name, blocks in self._raw.items()}
        prose = {name: self._prose.html(self._positions[name, -1]) for name in self._rich}
        return Read(bodies, prose, self._prose.notes(), self._prose.headings.contents, lists)

    def _claims(self) -> dict[int, ClaimShown]:
        if not self._wanted.claim:
            return {}
        found = evidence.with_evidence(kinds()["claim"]._default_manager.filter(pk__in=self._wanted.claim))
        return {claim.pk: evidence.shown(claim) for claim in found}

    def _quotations(self, propaganda: bool):
        if not self._wanted.quotation:
            return []
        found = public(kinds()["quotation"]).filter(pk__in=self._wanted.quotation).select_related("source")
        return found if propaganda else found.filter(propaganda=False)

    def _tables(self):
        if not self._wanted.table:
            return []
        return evidence.with_sources(kinds()["table"]._default_manager.filter(pk__in=self._wanted.table))

    def _images(self):
        if not self._wanted.image:
            return []
        image = kinds()["record"]._meta.get_field("image").related_model
        return image._default_manager.filter(pk__in=self._wanted.image).prefetch_related("renditions")

    def _blocks(self, name: str, raw: list, things: Mapping[str, Mapping]) -> list[BlockShown]:
        shown = []
        for index, block in enumerate(raw):
            position = self._positions.get((name, index))
            prose = self._prose.html(position, margin=name in self._margin) if position is not None else None
            value = _value(block["type"], block["value"], prose, things)
            if value is not None:
                shown.append(BlockShown(block["type"], value))
        return shown


def _by_pk(things: Iterable) -> dict[int, object]:
    return {thing.pk: thing for thing in things}


def _fragment(block: Mapping) -> str | None:
    """The rich text of a block, if it has one."""
    if block["type"] == "paragraph":
        return block["value"] or ""
    return block["value"].get("text", "") if block["type"] == "note" else None


def _items(value) -> list[int]:
    """The keys of a list block, in both forms in which a stream may store them."""
    return [item["value"] if isinstance(item, Mapping) else item for item in value or []]


def _image_pk(value) -> int | None:
    return value.get("image") if isinstance(value, Mapping) else value


def _want(wanted: _Wanted, block: Mapping) -> None:
    kind, value = block["type"], block["value"]
    if kind in {"quotation", "table", "timeline", "record"} and value.get(kind):
        getattr(wanted, kind).add(value[kind])
    elif kind == "claims":
        wanted.claim.update(filter(None, _items(value.get("claims"))))
    elif kind == "map":
        wanted.place.update(filter(None, _items(value.get("places"))))
    elif kind == "image" and (pk := _image_pk(value.get("image"))):
        wanted.image.add(pk)


def _value(kind: str, value, prose: SafeString | None, things: Mapping[str, Mapping]):
    """What a block's template takes; None where what it chose is not to be seen."""
    match kind:
        case "paragraph":
            return prose
        case "note":
            return {"heading": value.get("heading", ""), "text": prose}
        case "question":
            return value
        case "quotation":
            quotation = things["quotation"].get(value.get("quotation"))
            comment = value.get("comment", "")
            hidden = quotation is None or (quotation.propaganda and not comment.strip())
            return None if hidden else {"quotation": quotation, "comment": comment}
        case "table":
            table = things["table"].get(value.get("table"))
            return table and tables.shown(table, value.get("comment", ""))
        case "claims":
            claims = [things["claim"][pk] for pk in _items(value.get("claims")) if pk in things["claim"]]
            return {"heading": value.get("heading", ""), "claims": claims} if claims else None
        case "timeline":
            return _stretch(value, things["timeline"].get(value.get("timeline")))
        case "map":
            places = [things["place"][pk] for pk in _items(value.get("places")) if pk in things["place"]]
            return {"caption": value.get("caption", ""), "places": places} if places else None
        case "record":
            record = things["record"].get(value.get("record"))
            return record and {"record": record, "comment": value.get("comment", "")}
        case "image":
            return _figure(value, things["image"])
    return None


def _stretch(value: Mapping, rule: "timelines.Rule | None") -> dict | None:
    """The events of a timeline between two dates."""
    if rule is None:
        return None
    start, end = timelines.day(value.get("start", ""), 0), timelines.day(value.get("end", ""), 1)
    events = [
        event
        for event in timelines.events_by(rule).select_related("stage", "place")
        if dates.overlaps(event.date_earliest, event.date_latest, start, end)
    ]
    return {"timeline": rule.timeline, "start": value.get("start", ""), "end": value.get("end", ""), "events": events}


def _figure(value: Mapping, images: Mapping) -> dict | None:
    """An image with its credit; a flagged one is named and withheld."""
    chosen = value.get("image")
    image = images.get(_image_pk(chosen))
    if image is None:
        return None
    given = chosen if isinstance(chosen, Mapping) else value
    decorative = bool(given.get("decorative"))
    alt = "" if decorative else (given.get("alt_text") or value.get("alt") or image.alt)
    return {"image": image, "alt": alt, "caption": value.get("caption", ""), "withheld": bool(image.content_reasons)}
