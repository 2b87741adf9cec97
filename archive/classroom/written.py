"""A document in the data form that pandoc reads, and from it a Word file: no word of it is ever read as markup."""

import json
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from content.exchange.prose.richtext import HEADINGS, LISTS, Break, Line, Words
from content.exchange.prose.storedhtml import lines_of
from content.text import sayable_in_xml

API_VERSION = [1, 23]  # of the form below: every pandoc of series 3
LONGEST_SECONDS = 20  # less than the 30 after which gunicorn ends a worker; 500 events take about 0.2
_NO_ATTRIBUTES: list = ["", [], []]
_NOTE = re.compile(r"#n(\d+)")


class NotMade(Exception):
    """Pandoc failed at a document or took too long."""


Node = dict
Notes = Mapping[int, Sequence[Node]]


def words(text: str) -> Node:
    """Words as they are; what looks like markup in them stays what it is."""
    return {"t": "Str", "c": sayable_in_xml(text or "").replace("\n", " ")}


def strong(text: str) -> Node:
    return {"t": "Strong", "c": [words(text)]}


def emphasis(text: str) -> Node:
    return {"t": "Emph", "c": [words(text)]}


def link(text: str, address: str) -> Node:
    return {"t": "Link", "c": [_NO_ATTRIBUTES, [words(text)], [address, ""]]}


def note(paragraphs: Iterable[Node]) -> Node:
    return {"t": "Note", "c": list(paragraphs)}


def paragraph(*inlines: Node | str) -> Node:
    return {"t": "Para", "c": [words(each) if isinstance(each, str) else each for each in inlines]}


def heading(level: int, *inlines: Node | str) -> Node:
    return {"t": "Header", "c": [level, _NO_ATTRIBUTES, paragraph(*inlines)["c"]]}


def quoted(*blocks: Node) -> Node:
    return {"t": "BlockQuote", "c": list(blocks)}


def bullets(items: Iterable[Sequence[Node]]) -> Node:
    return {"t": "BulletList", "c": [list(item) for item in items]}


def numbered(items: Iterable[Sequence[Node]]) -> Node:
    return {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], [list(item) for item in items]]}


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Node:
    """A plain table with a heading row."""
    specs = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": round(1 / len(columns), 4)}] for _ in columns]
    body = [_row(row) for row in rows]
    head, foot = [_NO_ATTRIBUTES, [_row(columns)]], [_NO_ATTRIBUTES, []]
    return {"t": "Table", "c": [_NO_ATTRIBUTES, [None, []], specs, head, [[_NO_ATTRIBUTES, 0, [], body]], foot]}


def _row(cells: Iterable[str]) -> list:
    return [_NO_ATTRIBUTES, [[_NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, [paragraph(cell)]] for cell in cells]]


def rich(markup: str, origin: str, notes: Notes | None = None, below: int = 1) -> list[Node]:
    """Rich text as readers see it, as blocks. Its headings stand `below` levels under their own.

    Its numbered references become real notes. Links within the archive (`origin`) stay; of others only the words do,
    so that the file asks no other host for anything.
    """
    blocks: list[Node] = []
    for in_list, lines in groupby(lines_of(markup or ""), key=lambda line: line.kind in LISTS):
        if in_list:
            blocks += _lists(list(lines), origin, notes or {})
            continue
        for line in lines:
            said = _inlines(line, origin, notes or {})
            level = int(line.kind[1]) + below if line.kind in HEADINGS else 0
            blocks.append(heading(level, *said) if level else paragraph(*said))
    return blocks


def _lists(lines: list[Line], origin: str, notes: Notes, depth: int = 0) -> list[Node]:
    """Items of lists with the lists inside them."""
    items: list[tuple[str, list[Node]]] = []
    inner: list[Line] = []
    for line in [*lines, None]:
        if line is not None and line.depth > depth and items:
            inner.append(line)
            continue
        if inner:
            items[-1][1].extend(_lists(inner, origin, notes, depth + 1))
            inner = []
        if line is not None:
            items.append((line.kind, [paragraph(*_inlines(line, origin, notes))]))
    return [
        (numbered if kind == "ol" else bullets)([blocks for _, blocks in group])
        for kind, group in groupby(items, key=lambda item: item[0])
    ]


def _inlines(line: Line, origin: str, notes: Notes) -> list[Node]:
    found = []
    for one in line.inlines:
        if isinstance(one, Break):
            found.append({"t": "LineBreak"})
        elif isinstance(one, Words):
            found.append(_dressed(one, origin, notes))
    return found


def _dressed(one: Words, origin: str, notes: Notes) -> Node:
    address = dict(one.link).get("href", "")
    if match := _NOTE.fullmatch(address):
        paragraphs = notes.get(int(match[1]))
        return note(paragraphs) if paragraphs else words("")
    node = words(one.text)
    if one.italic:
        node = {"t": "Emph", "c": [node]}
    if one.bold:
        node = {"t": "Strong", "c": [node]}
    if address.startswith("/") and not address.startswith("//"):
        node = {"t": "Link", "c": [_NO_ATTRIBUTES, [node], [origin + address, ""]]}
    return node


@dataclass(frozen=True)
class Document:
    """A whole document: its title, and its blocks in order."""

    title: str
    language: str = "en"
    blocks: list[Node] = field(default_factory=list)

    def data(self) -> str:
        """The document as pandoc reads it."""
        meta = {
            "title": {"t": "MetaInlines", "c": [words(self.title)]},
            "lang": {"t": "MetaString", "c": self.language},
        }
        return json.dumps({"pandoc-api-version": API_VERSION, "meta": meta, "blocks": self.blocks})

    def word(self) -> bytes:
        """The document as a Word file. Pandoc may read no other file and ask nothing of the network; raises NotMade."""
        import pypandoc

        # Not through pypandoc itself, which waits for pandoc without an end.
        asked = ["--from=json", "--to=docx", "--sandbox", "--quiet", "--output=-"]
        try:
            made = subprocess.run(
                [pypandoc.get_pandoc_path(), *asked],
                input=self.data().encode(),
                capture_output=True,
                timeout=LONGEST_SECONDS,
                check=True,
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise NotMade(f"No Word file of “{self.title}”: {error}. Is pypandoc-binary installed whole?") from error
        return made.stdout
