"""Rich text as readers see it: numbered notes, links into the archive, headings with anchors, notes in the margin."""

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.safestring import SafeString, mark_safe

from content import text
from content.citations import notes, words
from content.reading.evidence import Cited, cited
from content.reading.relations import LINKED_KINDS, Asked, Thing, kinds
from content.visibility import public

_LINK = re.compile(r"<a\s([^>]*)>(.*?)</a>", re.DOTALL)
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_HEADING = re.compile(r"<(h[23])\b[^>]*>(.*?)</\1>", re.DOTALL)
_EDITORS_KEY = re.compile(r' data-block-key="[^"]*"')
_BLOCK = re.compile(r"<(p|ul|ol|h2|h3)\b[^>]*>.*?</\1>", re.DOTALL)
_FIRST_REFERENCE = re.compile(r'<a href="#n\d+" id="r(\d+)"')
MOST_IN_THE_MARGIN = 60  # a text with more notes is long enough without them
_PAGES = ("theme", "entry", "record", "timeline", "lesson", "unit", "page", "pledge")


@dataclass(frozen=True)
class NoteShown:
    """A full note: its number, its sources, and the places in the text that lead to it."""

    number: int
    parts: tuple["NotePart", ...]
    backrefs: tuple[str, ...]


@dataclass(frozen=True)
class NotePart:
    """One source of a note."""

    source: Cited
    reference: SafeString
    witness: str
    is_first: bool = True  # a source named in an earlier note is named in short


@dataclass(frozen=True)
class Heading:
    """A heading of the text, for the list of contents."""

    anchor: str
    words: str


@dataclass
class Headings:
    """Gives headings anchors made from their words, each once on a page, and remembers those of the second level."""

    contents: list[Heading] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)

    def anchor(self, words: str) -> str:
        base = "s-" + (text.slugify_name(words) or "part")
        anchor, number = base, 2
        while anchor in self.taken:
            anchor, number = f"{base}-{number}", number + 1
        self.taken.add(anchor)
        return anchor

    def mark(self, fragment: str) -> str:
        """The fragment with an anchor on each heading."""
        return _HEADING.sub(self._mark, fragment)

    def _mark(self, match: re.Match) -> str:
        level, inside = match[1], match[2]
        said = text.plain(inside).replace("\n", " ")
        anchor = self.anchor(said)
        if level == "h2":
            self.contents.append(Heading(anchor, said))
        return f'<{level} id="{anchor}">{inside}</{level}>'


class Prose:
    """Fragments of rich text in reading order, numbered together; links and sources are fetched for all at once."""

    def __init__(self, fragments: Iterable[str]):
        self._numbered = notes.number([_EDITORS_KEY.sub("", fragment) for fragment in fragments])
        self.headings = Headings()
        self._links: Mapping[tuple[str, str], Thing] = {}
        self._sources: Mapping[str, object] = {}

    def asked(self) -> list[Asked]:
        """The things that the fragments link to, to be named in one query with whatever else the page shows."""
        uids: dict[str, set[str]] = {}
        pks: set[int] = set()
        for fragment in self._numbered.fragments:
            for attributes, _ in _LINK.findall(fragment):
                found = dict(_ATTRIBUTE.findall(attributes))
                if found.get("linktype") == "thing" and found.get("kind") in LINKED_KINDS:
                    uids.setdefault(found["kind"], set()).add(found.get("id", ""))
                elif found.get("linktype") == "page" and found.get("id", "").isdigit():
                    pks.add(int(found["id"]))
        models = kinds()
        asked = [
            Asked("linked", models[kind]._default_manager.filter(uid__in=sorted(uids[kind]))) for kind in sorted(uids)
        ]
        if pks:
            asked += [Asked("linked", models[kind]._default_manager.filter(pk__in=sorted(pks))) for kind in _PAGES]
        return asked

    def fetch(self, linked: Iterable[Thing]) -> None:
        """Take the things that were asked for and fetch the sources of the notes, in one query."""
        linked = list(linked)
        self._links = {("thing", thing.uid): thing for thing in linked}
        self._links |= {("page", str(thing.pk)): thing for thing in linked if thing.kind in _PAGES}
        uids = sorted({uid for note in self._numbered.notes for uid, _ in note.parts})
        if uids:
            self._sources = {source.uid: source for source in public(kinds()["source"]).filter(uid__in=uids)}

    def html(self, position: int, margin: bool = False) -> SafeString:
        """One fragment, ready to be shown; with `margin`, short notes stand before the paragraph that leads to them."""
        fragment = self.headings.mark(_LINK.sub(self._link, self._numbered.fragments[position]))
        if margin and len(self._numbered.notes) <= MOST_IN_THE_MARGIN:
            fragment = _BLOCK.sub(self._with_margin, fragment)
        return mark_safe(fragment)  # rich text that editors' forms and the importer have cleaned

    def notes(self) -> list[NoteShown]:
        """The full notes, in order."""
        named: set[str] = set()
        shown = []
        for note in self._numbered.notes:
            parts = tuple(self._part(uid, locator, uid not in named) for uid, locator in note.parts)
            named.update(uid for uid, _ in note.parts)
            shown.append(NoteShown(note.number, parts, note.backrefs))
        return shown

    def _part(self, uid: str, locator: str, is_first: bool = True) -> NotePart:
        source = self._sources.get(uid)
        if source is None:
            return NotePart(Cited("", "A source that is not public", "", locator, "", "", False), SafeString(), "")
        reference = mark_safe(words.full(source.work, locator) if is_first else "")  # escaped by `full`
        return NotePart(cited(source, locator), reference, words.witness(source.work), is_first)

    def _link(self, match: re.Match) -> str:
        attributes, inside = dict(_ATTRIBUTE.findall(match[1])), match[2]
        linktype = attributes.get("linktype")
        if not linktype:
            return match[0]
        thing = self._links.get((linktype, attributes.get("id", "")))
        return f'<a href="{html.escape(thing.address)}">{inside}</a>' if thing else inside

    def _with_margin(self, match: re.Match) -> str:
        numbers = [int(number) for number in _FIRST_REFERENCE.findall(match[0])]
        return "".join(self._margin_note(number) for number in numbers) + match[0]

    def _margin_note(self, number: int) -> str:
        parts = [self._part(*part) for part in self._numbered.notes[number - 1].parts]
        said = "; ".join(
            f"{part.source.short}, {part.source.locator}" if part.source.locator else part.source.short
            for part in parts
        )
        if len(parts) == 1 and parts[0].source.witness:
            said = f"{said.rstrip('.')}. {parts[0].source.witness}"
        words_of = html.escape(said.rstrip("."), quote=False)
        return f'<p class="mnote" aria-hidden="true"><b>{number}</b>{words_of}.</p>'
