"""Blocks to Markdown: the reverse of the reader, with the lines that keep each block's id."""

import re
from html.parser import HTMLParser

import yaml

from content.exchange.prose.model import RICH_FIELDS, Block, Resolver

_SPECIAL = re.compile(r"([\\`*_\[\]<>&~])")
_AT_START = re.compile(r"^(\s*)([#+\-=>|]|\d{1,9}(?=[.)]))")


def write(front: dict, blocks: list[Block], resolve: Resolver) -> str:
    """A whole prose file."""
    head = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=120)
    return f"---\n{head}---\n{write_body(blocks, resolve)}"


def write_body(blocks: list[Block], resolve: Resolver) -> str:
    """The body of a prose file; every block is preceded by the line that keeps its id."""
    return "\n".join(f"<!-- id: {block.id} -->\n\n{_block(block, resolve)}" for block in blocks)


def _block(block: Block, resolve: Resolver) -> str:
    if isinstance(block.value, str):
        return rich_text_to_markdown(block.value, resolve) + "\n"
    value = {
        key: rich_text_to_markdown(given, resolve) if (block.type, key) in RICH_FIELDS else given
        for key, given in block.value.items()
    }
    data = yaml.safe_dump({"type": block.type, **value}, allow_unicode=True, sort_keys=False, width=10_000)
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", data)), default=0))
    return f"{fence}block\n{data}{fence}\n"


def rich_text_to_markdown(markup: str, resolve: Resolver) -> str:
    """Stored rich text as Markdown in the archive's grammar."""
    parser = _RichText(resolve)
    parser.feed(markup)
    parser.close()
    return parser.markdown()


class _RichText(HTMLParser):
    """Walks stored rich text and writes Markdown."""

    def __init__(self, resolve: Resolver):
        super().__init__(convert_charrefs=True)
        self.resolve = resolve
        self.parts: list[str] = []  # finished blocks
        self.line: list[str] = []  # the block being written
        self.prefix = ""
        self.lists: list[list] = []  # [tag, number]
        self.links: list[str] = []
        self.notes: list[str] = []  # adjacent citations, not yet written
        self.in_citation = False
        self.space_after_notes = False

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        if tag == "a" and attributes.get("linktype") == "citation":
            key = self.resolve.source_key(attributes.get("id", "")) or "unknown"
            locator = attributes.get("locator", "")
            self.notes.append(f"@{key}, {locator}" if locator else f"@{key}")
            self.in_citation, self.space_after_notes = True, False
            return
        self.flush_notes()
        if tag in {"h2", "h3"}:
            self.open("#" * int(tag[1]) + " ")
        elif tag == "p":
            self.open("")
        elif tag in {"ul", "ol"}:
            self.close_block()
            self.lists.append([tag, 0])
        elif tag == "li":
            self.open_item()
        elif tag in {"b", "strong"}:
            self.line.append("**")
        elif tag in {"i", "em"}:
            self.line.append("*")
        elif tag == "br":
            self.line.append("\\\n")
        elif tag == "a":
            self.links.append(self.target(attributes))
            self.line.append("[" if self.links[-1] else "")

    def handle_endtag(self, tag):
        if tag == "a" and self.in_citation:
            self.in_citation = False
            return
        self.flush_notes()
        if tag in {"h2", "h3", "p", "li"}:
            self.close_block()
        elif tag in {"ul", "ol"} and self.lists:
            self.close_block()
            self.lists.pop()
            if not self.lists:
                self.parts.append("")
        elif tag in {"b", "strong"}:
            self.line.append("**")
        elif tag in {"i", "em"}:
            self.line.append("*")
        elif tag == "a" and self.links:
            target = self.links.pop()
            self.line.append(f"]({target})" if target else "")

    def handle_data(self, data):
        if self.in_citation:
            return
        if self.notes and not data.strip():
            self.space_after_notes = True
            return
        self.flush_notes(before=data)
        if data.strip() or self.line:
            self.line.append(_SPECIAL.sub(r"\\\1", data.replace("\n", " ")))

    def target(self, attributes: dict[str, str]) -> str:
        if attributes.get("linktype"):
            found = self.resolve.link_target(attributes)
            return f"{found[0]}:{found[1]}" if found else ""
        return attributes.get("href", "")

    def flush_notes(self, before: str = "") -> None:
        if not self.notes:
            return
        said = "".join(self.line)
        space = "" if not said or said.endswith((" ", "\n")) else " "
        self.line.append(f"{space}[{'; '.join(self.notes)}]")
        if self.space_after_notes:
            self.line.append(" ")
        self.notes, self.space_after_notes = [], False
        if before and not before[0].isspace():
            # The grammar has no note inside a word; a space keeps the two apart and reads the same.
            self.line.append(" " if before[0].isalnum() else "")

    def open(self, prefix: str) -> None:
        self.close_block()
        self.prefix = prefix

    def open_item(self) -> None:
        self.close_block()
        if not self.lists:
            self.lists.append(["ul", 0])
        self.lists[-1][1] += 1
        bullet = "-" if self.lists[-1][0] == "ul" else f"{self.lists[-1][1]}."
        indent = "".join("   " if kind == "ol" else "  " for kind, _ in self.lists[:-1])
        self.prefix = f"{indent}{bullet} "

    def close_block(self) -> None:
        self.flush_notes()
        words = "".join(self.line).strip()
        if words:
            is_item = self.prefix.endswith(("- ", ". ")) and not self.prefix.startswith("#")
            words = _AT_START.sub(r"\1\\\2" if not words[0].isdigit() else r"\1\2", words)
            words = re.sub(r"^(\d{1,9})([.)])", r"\1\\\2", words)
            self.parts.append(self.prefix + words)
            if not is_item:
                self.parts.append("")
        self.line, self.prefix = [], ""

    def markdown(self) -> str:
        self.close_block()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self.parts)).strip()
