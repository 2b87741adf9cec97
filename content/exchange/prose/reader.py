"""Markdown to blocks: the text of one section becomes one rich text, a fenced block becomes a block of its own."""

import re
import uuid

import yaml
from markdown_it.token import Token

from content.exchange.prose.blockvalues import BlockValues
from content.exchange.prose.errors import ProseError, ProseErrors
from content.exchange.prose.lines import Lines
from content.exchange.prose.marks import ProseParser
from content.exchange.prose.model import Block, Prose, Resolver
from content.exchange.prose.richtext import normal, to_html
from content.exchange.yamltext import read_yaml, said_wrong

_FENCE = re.compile(r"---[ \t]*")
_ID_LINE = re.compile(r"<!--\s*id:\s*([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\s*-->")
_ODD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_NAMESPACE = uuid.UUID("5d3f8e0c-7d0b-5f3c-9a53-6a0f7c1c2b11")


def read(text: str | bytes, where: str, resolve: Resolver) -> Prose:
    """A whole prose file; raises ProseErrors with everything wrong in it."""
    front, body = split(text, where)
    return Prose(front, read_body(body, where, resolve))


def split(text: str | bytes, where: str) -> tuple[dict, str]:
    """Front matter and body of a prose file; raises ProseErrors.

    Empty lines stand before the body in place of the front matter, so that its lines keep their numbers.
    """
    lines = _decoded(text, where).split("\n")
    end = next((number for number, line in enumerate(lines[1:], 1) if _FENCE.fullmatch(line)), 0)
    if not _FENCE.fullmatch(lines[0]):
        raise _alone(
            where, 1, "there is no front matter", "Begin the file with a line ---, the fields, and a line ---."
        )
    if not end:
        raise _alone(where, 1, "the front matter has no end", "Put a line --- after its last field.")
    try:
        front = read_yaml("\n".join(lines[1:end]))
    except yaml.YAMLError as error:
        line, said = said_wrong(error)
        what = f"the front matter is not YAML: {said}"
        raise _alone(where, line + 1, what, "Put a text with a colon in quotes, and mind the indentation.") from error
    if front is None:
        front = {}
    if not isinstance(front, dict):
        raise _alone(where, 2, "the front matter holds no fields", "Write one field a line, as name: value.")
    return {str(key): value for key, value in front.items()}, "\n".join([*[""] * (end + 1), *lines[end + 1 :]])


def _decoded(text: str | bytes, where: str) -> str:
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            line = text.count(b"\n", 0, error.start) + 1
            raise _alone(where, line, "the file is not in UTF-8", "Save it in UTF-8.") from error
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _alone(where: str, line: int, what: str, remedy: str) -> ProseErrors:
    return ProseErrors([ProseError(where, line, what, remedy)])


def read_body(body: str, where: str, resolve: Resolver) -> list[Block]:
    """The blocks of a body; raises ProseErrors. The same text and place always give the same ids."""
    body = _decoded(body, where)
    if odd := _ODD.search(body):
        line = body.count("\n", 0, odd.start()) + 1
        what = f"there is a character that cannot be shown (U+{ord(odd[0]):04X})"
        raise _alone(where, line, what, "Take it out; it may have come with a copy from another program.")
    reader = _Reader(body, where, resolve)
    blocks = reader.blocks()
    if reader.errors:
        raise ProseErrors(sorted(reader.errors, key=lambda error: error.line))
    return blocks


class _Reader:
    """One walk over the tokens of a body."""

    def __init__(self, body: str, where: str, resolve: Resolver):
        self.where, self.resolve = where, resolve
        self.errors: list[ProseError] = []
        self.found: list[Block] = []
        self.section: list[Token] = []
        self.given: tuple[str, int] | None = None  # the id line that waits for its block, and where it stands
        self.section_has_id = False
        self.ids: set[str] = set()
        self.source = body.split("\n")
        self.tokens = ProseParser().parse(body)

    def wrong(self, line: int, what: str, remedy: str) -> None:
        error = ProseError(self.where, line, what, remedy)
        if error not in self.errors:  # an opening and a closing tag are one fault
            self.errors.append(error)

    def blocks(self) -> list[Block]:
        for token in self.tokens:
            if token.level or token.type not in {"html_block", "fence", "heading_open"}:
                self.section.append(token)
            elif token.type == "html_block":
                self.take_id(token)
            elif token.type == "fence":
                self.end_section()
                self.take_block(token)
            else:
                self.begin_at_heading(token)
        self.end_section()
        if self.given:
            self.wrong(self.given[1], "an id line stands before nothing", "Remove it.")
        return self.found

    def begin_at_heading(self, token: Token) -> None:
        """A section begins at each heading of the second level, unless an id line says where it began."""
        if token.tag == "h2" and not self.section_has_id:
            self.end_section()
        self.section.append(token)

    def take_id(self, token: Token) -> None:
        match, line = _ID_LINE.fullmatch(token.content.strip()), _line(token)
        if not match:
            self.wrong(line, "there is HTML", "Write Markdown, or a ```block for what Markdown cannot say.")
            return
        self.end_section()
        if self.given:
            self.wrong(self.given[1], "an id line stands before nothing", "Remove it.")
        if match[1].lower() in self.ids:
            self.wrong(line, f"the id {match[1]} stands twice", "Remove this line; the block gets an id of its own.")
        self.ids.add(match[1].lower())
        self.given, self.section_has_id = (match[1].lower(), line), True

    def next_id(self, kind: str) -> str:
        """The id that a line gives, or one derived from the place: the block's number in the file, and its type."""
        given, self.given = self.given, None
        return given[0] if given else str(uuid.uuid5(_NAMESPACE, f"{self.where}:{len(self.found)}:{kind}"))

    def end_section(self) -> None:
        tokens, self.section = self.section, []
        if not tokens:
            return
        self.section_has_id = False
        lines = normal(Lines(self.resolve, self.wrong).of(tokens))
        block_id = self.next_id("paragraph")
        if lines:
            self.found.append(Block("paragraph", block_id, to_html(lines, block_id)))

    def take_block(self, token: Token) -> None:
        line = _line(token)
        self.section_has_id = False
        block_id = self.next_id("block")
        if token.info.strip() != "block":
            self.wrong(line, "there is code", "A fence opens with ```block and holds YAML; take out any other.")
        elif not self.is_closed(token):
            self.wrong(line, "the block has no end", f"Put a line {token.markup} after its last field.")
        else:
            values = BlockValues(self.wrong, lambda text, at: self.rich_text(text, at, block_id))
            if read := values.read(token.content, line):
                self.found.append(Block(read[0], block_id, read[1]))

    def is_closed(self, token: Token) -> bool:
        last = token.map[1] - 1 if token.map else 0
        return last > (token.map or [0])[0] and self.source[last].strip().startswith(token.markup)

    def rich_text(self, markdown: str, line: int, seed: str) -> str:
        """A text inside a block; its lines are counted from the block's."""

        def wrong(at: int, what: str, remedy: str) -> None:
            self.wrong(line, what, remedy)

        return to_html(normal(Lines(self.resolve, wrong).of(ProseParser().parse(markdown))), seed)


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def rich_text(markdown: str, where: str, resolve: Resolver) -> str:
    """Markdown without blocks as stored rich text; raises ProseErrors."""
    blocks = read_body(markdown, where, resolve)
    errors = [
        ProseError(where, 0, f"there is a block of type {block.type}", "Only text may stand here; take the block out.")
        for block in blocks
        if block.type != "paragraph"
    ]
    if errors:
        raise ProseErrors(errors)
    return "".join(str(block.value) for block in blocks)
