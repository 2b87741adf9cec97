"""Numbers the notes of a text in reading order; what it is given stays as it is."""

import html
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(frozen=True)
class Note:
    """One note: its number, the sources it names with their locators, and the anchors in the text that lead to it."""

    number: int
    parts: tuple[tuple[str, str], ...]
    backrefs: tuple[str, ...]


@dataclass(frozen=True)
class Numbered:
    """Fragments with their references in place of citations, and the notes in order."""

    fragments: list[str]
    notes: list[Note]


@dataclass
class _Found:
    number: int
    backrefs: list[str] = field(default_factory=list)


def number(fragments: list[str]) -> Numbered:
    """Number the notes of HTML fragments given in reading order.

    1. A note is one or more adjacent citations (`<a linktype="citation" id="…" locator="…">`), with white space between at most.
    2. Numbers follow the first appearance. The same sources at the same places again keep their number and gain a way back.
    """
    found: dict[tuple[tuple[str, str], ...], _Found] = {}
    done = []
    for fragment in fragments:
        walker = _Walker(found)
        walker.feed(fragment)
        walker.close()
        walker.flush()
        done.append("".join(walker.out))
    notes = [Note(one.number, parts, tuple(one.backrefs)) for parts, one in found.items()]
    return Numbered(done, sorted(notes, key=lambda note: note.number))


class _Walker(HTMLParser):
    """Copies a fragment as it stands, but for the citations."""

    def __init__(self, found: dict[tuple[tuple[str, str], ...], _Found]):
        super().__init__(convert_charrefs=False)
        self.found = found
        self.out: list[str] = []
        self.group: list[tuple[str, str]] = []
        self.held = ""  # white space after a citation: dropped when another follows
        self.inside = False

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "a" and attributes.get("linktype") == "citation":
            self.group.append((attributes.get("id") or "", attributes.get("locator") or ""))
            self.held, self.inside = "", True
            return
        self.flush()
        self.out.append(self.get_starttag_text() or "")

    def handle_startendtag(self, tag, attrs):
        self.flush()
        self.out.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag):
        if tag == "a" and self.inside:
            self.inside = False
            return
        self.flush()
        self.out.append(f"</{tag}>")

    def handle_data(self, data):
        if self.inside:
            return
        if self.group and not data.strip():
            self.held += data
            return
        self.flush()
        self.out.append(data)

    def handle_entityref(self, name):
        self._raw(f"&{name};")

    def handle_charref(self, name):
        self._raw(f"&#{name};")

    def handle_comment(self, data):
        self.flush()
        self.out.append(f"<!--{data}-->")

    def _raw(self, text: str) -> None:
        if not self.inside:
            self.flush()
            self.out.append(text)

    def flush(self) -> None:
        """Write the reference of the citations gathered so far."""
        if not self.group:
            return
        parts = tuple(dict.fromkeys(self.group))
        note = self.found.setdefault(parts, _Found(len(self.found) + 1))
        anchor = f"r{note.number}" + _letters(len(note.backrefs))
        note.backrefs.append(anchor)
        self.out.append(
            f'<sup class="ref"><a href="#n{note.number}" id="{anchor}" aria-label="Note {note.number}">{note.number}</a></sup>'
        )
        self.out.append(html.escape(self.held, quote=False))
        self.group, self.held = [], ""


def _letters(count: int) -> str:
    """Nothing for the first way back, then b, c … z, ba, bb …"""
    letters = ""
    while count:
        count, rest = divmod(count, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
