"""Stored rich text, as an editor or the reader made it, taken apart into lines of words and notes."""

import re
from html.parser import HTMLParser

from content.exchange.prose.richtext import HEADINGS, LISTS, Break, Cite, Inline, Line, Words, normal

_MARKED_SECTION = re.compile(r"<(?=[!?])")
_LINES = {"p", "li", *HEADINGS}
_SILENT = {"script", "style"}


def lines_of(markup: str) -> list[Line]:
    """The lines of rich text in the normal form. Tags the archive does not use are passed over, their words kept."""
    walker = _Walker()
    # The standard parser raises on a malformed declaration; rich text has no use for any.
    walker.feed(_MARKED_SECTION.sub("&lt;", markup))
    walker.close()
    walker.end_line()
    return normal(walker.lines)


class _Walker(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.inlines: list[Inline] = []
        self.kind = "p"
        self.lists: list[str] = []
        self.bold = self.italic = self.silent = 0
        self.links: list[tuple[tuple[str, str], ...]] = []
        self.note: tuple[str, str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag == "p" and self.kind in LISTS:
            pass  # the paragraph of an item is the item
        elif tag in _LINES:
            self.end_line()
            self.kind = tag if tag != "li" else (self.lists[-1] if self.lists else "ul")
        elif tag in LISTS:
            self.end_line()
            self.lists.append(tag)
        elif tag in {"b", "strong"}:
            self.bold += 1
        elif tag in {"i", "em"}:
            self.italic += 1
        elif tag == "br":
            self.inlines.append(Break())
        elif tag == "a":
            self.begin_anchor({name: value or "" for name, value in attrs})
        elif tag in _SILENT:
            self.silent += 1

    def begin_anchor(self, attributes: dict[str, str]) -> None:
        self.end_note()
        if attributes.get("linktype") == "citation":
            self.note = (attributes.get("id", ""), attributes.get("locator", ""), [])
        else:
            self.links.append(tuple(attributes.items()))

    def handle_endtag(self, tag: str) -> None:
        if tag in _LINES:
            self.end_line()
        elif tag in LISTS:
            self.end_line()
            if self.lists:
                self.lists.pop()
        elif tag in {"b", "strong"}:
            self.bold = max(0, self.bold - 1)
        elif tag in {"i", "em"}:
            self.italic = max(0, self.italic - 1)
        elif tag == "a" and self.note:
            self.end_note()
        elif tag == "a" and self.links:
            self.links.pop()
        elif tag in _SILENT:
            self.silent = max(0, self.silent - 1)

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        if self.note:
            self.note[2].append(data)
        else:
            link = self.links[-1] if self.links else ()
            self.inlines.append(Words(data, bool(self.bold), bool(self.italic), link))

    def end_note(self) -> None:
        if self.note:
            uid, locator, label = self.note
            self.inlines.append(Cite(uid, locator, "".join(label)))
        self.note = None

    def end_line(self) -> None:
        self.end_note()
        self.lines.append(Line(self.kind, tuple(self.inlines), max(0, len(self.lists) - 1)))
        self.inlines, self.kind = [], "p"
