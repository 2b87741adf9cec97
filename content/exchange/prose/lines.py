"""From the parser's tokens to lines of words and notes; whatever the grammar does not allow is told, with its line."""

import re
from collections.abc import Callable, Iterable

from markdown_it.token import Token

from content.exchange.prose.marks import NOTE, note_parts
from content.exchange.prose.model import LINK_KINDS, Resolver, is_address
from content.exchange.prose.richtext import Attributes, Break, Cite, Inline, Line, Words

Wrong = Callable[[int, str, str], None]

_LINK = re.compile(r"([a-z]+):([A-Za-z0-9][\w-]*)")
_LINK_MIDDLE = re.compile(r"(?<!\\)(?:\\\\)*\]\(")
_DEFINITION = re.compile(r"^\[(?!@)(?:\\.|[^\[\]\\])+\]:", re.M)
_PLAINLY = "Use paragraphs, ## and ### headings, lists, or a ```block."
_REFUSED = {
    "blockquote_open": ("there is a quotation mark (>) before a line", "Put a Quotation in a ```block of its own."),
    "hr": ("there is a line of dashes or stars", "Use a heading, or an empty line."),
    "code_block": ("lines are set in by four spaces", "Let them begin at the margin."),
    "fence": ("there is a block inside a list", "Put it after the list, at the margin."),
    "html_block": ("there is HTML", "Write Markdown, or a ```block for what Markdown cannot say."),
    "table_open": ("there is a table", "Keep it as a DataTable, and show it in a ```block."),
    "image": ("there is an image", "Show it in a ```block of type image."),
    "html_inline": ("there is HTML", "Write Markdown; a sign that is meant as it stands is written &lt;."),
    "code_inline": ("there is code between backticks", "Write plain words, or emphasis between stars."),
}


class Lines:
    """One walk over some tokens of the parser."""

    def __init__(self, resolve: Resolver, wrong: Wrong):
        self.resolve, self.wrong = resolve, wrong
        self.lists: list[str] = []
        self.items: list[bool] = []  # whether each open item still has no words

    def of(self, tokens: Iterable[Token]) -> list[Line]:
        found: list[Line] = []
        kind, line, in_table = "p", 0, False
        for token in tokens:
            line = token.map[0] + 1 if token.map else line
            in_table = (in_table or token.type == "table_open") and token.type != "table_close"
            if token.type in _REFUSED:
                self.wrong(line, *_REFUSED[token.type])
            elif token.type == "heading_open":
                kind = self.heading(token, line)
            elif token.type == "inline" and not in_table:
                found.append(Line(self.kind_of(kind, line), tuple(self.inlines(token, line)), len(self.lists) - 1))
                kind = "p"
            elif not in_table:
                self.list_token(token, line)
        return found

    def heading(self, token: Token, line: int) -> str:
        if not token.markup.startswith("#"):
            self.wrong(line, "a heading is underlined", "Write ## before it, and an empty line after it.")
        elif token.tag not in {"h2", "h3"}:
            self.wrong(line, f"there is a heading of level {token.tag[1]}", "Use ## or ###.")
        elif self.lists:
            self.wrong(line, "there is a heading inside a list", "Put it after the list, at the margin.")
        return token.tag if token.tag in {"h2", "h3"} else "h3"

    def kind_of(self, kind: str, line: int) -> str:
        if not self.lists:
            return kind
        if not self.items[-1]:
            self.wrong(line, "a list's item has a second paragraph", "Join it to the first, or put it after the list.")
        self.items[-1] = False
        return self.lists[-1]

    def list_token(self, token: Token, line: int) -> None:
        match token.type:
            case "bullet_list_open":
                self.lists.append("ul")
            case "ordered_list_open":
                self.lists.append("ol")
                if token.attrs.get("start", 1) != 1:
                    start = token.attrs["start"]
                    remedy = f"Begin with 1; where it is no list, write {start}\\. with a backslash."
                    self.wrong(line, f"a numbered list begins with {start}", remedy)
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_open":
                self.items.append(True)
            case "list_item_close":
                if self.items.pop():
                    self.wrong(line, "a list has an item without words", "Fill it, or take it out.")

    def inlines(self, inline: Token, line: int) -> Iterable[Inline]:
        bold = italic = 0
        link: Attributes = ()
        words_in_link = ""
        self.check_links(inline, line)
        for token in inline.children or []:
            words_in_link += token.content
            match token.type:
                case "text":
                    if token.content:
                        yield Words(token.content, bool(bold), bool(italic), link)
                case "softbreak":
                    line += 1
                    yield Words(" ", bool(bold), bool(italic), link)
                case "hardbreak":
                    line += 1
                    yield Break()
                case "strong_open" | "strong_close":
                    bold += token.nesting
                case "em_open" | "em_close":
                    italic += token.nesting
                case "link_open":
                    link, words_in_link = self.link(token, line), ""
                case "link_close":
                    link = ()
                    if not words_in_link.strip():
                        self.wrong(line, "a link has no words", "Put some between the brackets: [words](address).")
                case "note":
                    yield from self.note(token, line)
                    line += token.content.count("\n")
                case kind if kind in _REFUSED:
                    self.wrong(line, *_REFUSED[kind])
                case kind:
                    self.wrong(line, f"there is something the grammar does not know ({kind})", _PLAINLY)

    def check_links(self, inline: Token, line: int) -> None:
        """What looks like a link and is none would be shown with its brackets."""
        links = sum(one.type == "link_open" and one.markup != "autolink" for one in inline.children or [])
        images = sum(one.type == "image" for one in inline.children or [])
        if len(_LINK_MIDDLE.findall(NOTE.sub("", inline.content))) > links + images:
            self.wrong(line, "a link is not written like one", "Write [words](address), the address without spaces.")
        for apart in _DEFINITION.finditer(inline.content):
            at = line + inline.content.count("\n", 0, apart.start())
            self.wrong(at, "an address stands apart from its link", "Write it where it belongs: [words](https://…).")

    def link(self, token: Token, line: int) -> Attributes:
        href = str(token.attrs.get("href", ""))
        if token.attrs.get("title"):
            self.wrong(line, "a link has a title", "Take out what stands in quotes after the address.")
        match = _LINK.fullmatch(href)
        if match and match[1] in LINK_KINDS:
            attributes = self.resolve.link(match[1], match[2])
            if attributes is None:
                self.wrong(
                    line, f"a link leads to the {match[1]} '{match[2]}', which does not exist", "Correct the slug."
                )
            return tuple((attributes or {}).items())
        if not is_address(href):
            remedy = (
                f"Link to https://…, to /…/ on this site, or to a thing as kind:slug ({', '.join(sorted(LINK_KINDS))})."
            )
            self.wrong(line, f"a link leads to '{href[:80]}', which is no address", remedy)
        return (("href", href),)

    def note(self, token: Token, line: int) -> Iterable[Cite]:
        parts = note_parts(token.content)
        if parts is None:
            said = f"[{token.content[:60]}]" if token.content else "[@…"
            self.wrong(line, f"'{said}' is not written like a note", "Write [@key], [@key, p. 4] or [@key; @other].")
            return
        for key, locator in parts:
            source = self.resolve.source(key)
            if source is None:
                self.wrong(line, f"a note cites '{key}', which is no source", "Add the source, or correct the key.")
                continue
            uid, label = source
            yield Cite(uid, locator, f"{label}, {locator}" if locator else label)
