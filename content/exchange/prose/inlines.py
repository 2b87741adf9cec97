"""The words, marks, links and notes of one line as Markdown that reads back the same."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby

from content.exchange.prose.marks import written_note
from content.exchange.prose.model import Resolver, is_address
from content.exchange.prose.richtext import HEADINGS, Attributes, Break, Cite, Line

_ASCII_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ALWAYS = re.compile(r"[\\`*]")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[a-zA-Z][a-zA-Z0-9]{0,31};)")
_TAG = re.compile(r"<(?=[a-zA-Z/!?])")
_HARMLESS_BRACKETS = re.compile(r"\[(?!@)[^\[\]\\]*\](?=[^(\[:])")
_BRACKET = re.compile(r"[\[\]]")
_AT_START = re.compile(r"(?:#{1,6}|[-+])(?=\s|$)|>|[-|:](?=[-|:\s]*$)|=(?==*$)|~(?=~~)")
_NUMBER_AT_START = re.compile(r"([0-9]{1,9})([.)])(?=\s|$)")
_LAST_HASHES = re.compile(r"#(?=#*$)")
_IN_ADDRESS = re.compile(r"[()]")


def inline_markdown(line: Line, resolve: Resolver) -> str:
    """The inside of a line. What cannot be named any more (a source or thing that is gone) stays as its words."""
    pieces = _Pieces(resolve)
    for link, stretch in groupby(line.inlines, key=lambda one: getattr(one, "link", ())):
        pieces.linked(link, list(stretch))
    said = "".join(pieces.done())
    if line.kind in HEADINGS:
        return _LAST_HASHES.sub(r"\#", said, count=1)
    return "\n".join(_safe_at_start(row) for row in said.split("\n"))


def plain_markdown(text: str) -> str:
    """A plain text as Markdown that shows it as it is, on one line."""
    return _safe_at_start(_escaped(" ".join(text.split()), in_link=False))


class _Pieces:
    """Collects text and delimiters; then helps delimiters that Markdown would not take for such."""

    def __init__(self, resolve: Resolver):
        self.resolve = resolve
        self.pieces: list[tuple[str, str]] = []  # text | open | close, and the Markdown

    def text(self, said: str) -> None:
        if said:
            self.pieces.append(("text", said))

    def linked(self, link: Attributes, inlines: list) -> None:
        target = self.target(dict(link)) if link else ""
        if target and self.pieces and self.pieces[-1][1].endswith("!"):
            self.pieces[-1] = (self.pieces[-1][0], self.pieces[-1][1][:-1] + "\\!")
        start = len(self.pieces) + 1
        if target:
            self.text("[")
        for is_bold, stretch in groupby(inlines, key=lambda one: getattr(one, "bold", False)):
            if is_bold:
                self.pieces.append(("open", "**"))
            self.unbold(list(stretch), bool(target))
            if is_bold:
                self.pieces.append(("close", "**"))
        if target:
            if self.pieces[start][1].startswith("@"):  # or it would be a note
                self.pieces[start] = ("text", "\\" + self.pieces[start][1])
            self.text(f"]({target})")

    def unbold(self, inlines: list, in_link: bool) -> None:
        for is_cite, stretch in groupby(inlines, key=lambda one: isinstance(one, Cite)):
            if is_cite:
                self.note(list(stretch))
                continue
            for one in stretch:
                if isinstance(one, Break):
                    self.text("\\\n")
                elif one.italic:
                    self.pieces += [("open", "*"), ("text", _escaped(one.text, in_link)), ("close", "*")]
                else:
                    self.text(_escaped(one.text, in_link))

    def note(self, cites: list[Cite]) -> None:
        before = "".join(said for _, said in self.pieces[-1:])
        space = " " if before and not before.endswith((" ", "\n")) else ""
        for is_known, group in groupby(cites, key=lambda cite: bool(self.resolve.source_key(cite.uid))):
            stretch = list(group)
            if is_known:
                parts = [(self.resolve.source_key(cite.uid) or "", cite.locator) for cite in stretch]
                self.text(space + written_note(parts))
            else:
                labels = "; ".join(cite.label for cite in stretch if cite.label)
                self.text(f"{space}({_escaped(labels, in_link=False)})" if labels else "")
            space = " "

    def target(self, attributes: dict[str, str]) -> str:
        """Where a link leads, as Markdown has it; empty when that is gone or never was an address."""
        if attributes.get("linktype"):
            found = self.resolve.link_target(attributes)
            return f"{found[0]}:{found[1]}" if found else ""
        href = attributes.get("href", "")
        return _ENTITY.sub(r"\&", _IN_ADDRESS.sub(r"\\\g<0>", href)) if is_address(href) else ""

    def done(self) -> Iterable[str]:
        """The pieces as Markdown.

        1. Emphasis beside a strong delimiter is written with _ so that the two are told apart.
        2. A letter outside that would keep a delimiter from opening or closing is written as a character reference,
           which counts as punctuation there.
        """
        said = [text for _, text in self.pieces]
        kinds = [kind for kind, _ in self.pieces]
        self._tell_apart(kinds, said)
        for at, kind in enumerate(kinds):
            if kind == "text":
                continue
            outside, inside = (at - 1, at + 1) if kind == "open" else (at + 1, at - 1)
            if not 0 <= outside < len(said) or kinds[outside] != "text":
                continue
            edge = -1 if kind == "open" else 0
            letter = said[outside][edge]
            inner = said[inside][0 if kind == "open" else -1]
            if _separates(letter) or (inner.isalnum() and said[at] != "_"):
                continue
            reference = f"&#{ord(letter)};"
            said[outside] = said[outside][:-1] + reference if kind == "open" else reference + said[outside][1:]
        return said

    @staticmethod
    def _tell_apart(kinds: list[str], said: list[str]) -> None:
        for at in range(len(said)):
            if kinds[at] != "open" or said[at] != "*":
                continue
            end = at + 2  # emphasis holds one text
            beside = [
                said[number] for number in (at - 1, end + 1) if 0 <= number < len(said) and kinds[number] != "text"
            ]
            if any(delimiter in {"*", "**"} for delimiter in beside):
                said[at] = said[end] = "_"


def _separates(sign: str) -> bool:
    """Whether Markdown takes the sign for white space or punctuation, whatever its version of Unicode."""
    return sign.isspace() or sign in _ASCII_PUNCTUATION or unicodedata.category(sign).startswith("P")


def _escaped(text: str, in_link: bool) -> str:
    text = _ALWAYS.sub(r"\\\g<0>", text)
    text = _UNDERSCORE.sub(r"\_", text)
    text = _ENTITY.sub(r"\&", text)
    text = _TAG.sub(r"\<", text)
    return _BRACKET.sub(r"\\\g<0>", text) if in_link else _with_brackets(text)


def _with_brackets(text: str) -> str:
    """Brackets that Markdown would not take for a link or a note stay as they are: […] is common in transcriptions."""
    out, at = [], 0
    for match in _HARMLESS_BRACKETS.finditer(text):
        out += [_BRACKET.sub(r"\\\g<0>", text[at : match.start()]), match[0]]
        at = match.end()
    return "".join([*out, _BRACKET.sub(r"\\\g<0>", text[at:])])


def _safe_at_start(row: str) -> str:
    """A row that begins no heading, list, quotation, rule, table or fence by accident."""
    if match := _NUMBER_AT_START.match(row):
        return f"{match[1]}\\{row[match.end(1) :]}"
    return f"\\{row}" if _AT_START.match(row) else row
