"""Markdown to blocks: paragraphs, headings and lists of one section become one rich text; fenced blocks become blocks of their own."""

import hashlib
import html
import re
import uuid

import yaml
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from content.exchange.prose.errors import ProseError, ProseErrors
from content.exchange.prose.model import BLOCK_FIELDS, LIST_FIELDS, RICH_FIELDS, Block, Prose, Resolver
from content.exchange.yamltext import read_yaml

LINK_KINDS = frozenset(
    ["entry", "record", "term", "person", "organization", "place", "event", "claim", "source", "theme", "clause", "timeline", "lesson", "table", "page"]
)
_FRONT = re.compile(r"\A---\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.S)
_CITATION = re.compile(r"\[(@[^\[\]]+)\]")
_KEY = re.compile(r"@([\w:.+-]*\w)(?:\s*,\s*(.+))?", re.S)
_ID_LINE = re.compile(r"<!--\s*id:\s*([0-9a-f-]{36})\s*-->\s*")
_NAMESPACE = uuid.UUID("5d3f8e0c-7d0b-5f3c-9a53-6a0f7c1c2b11")
_LINK = re.compile(r"([a-z]+):([A-Za-z0-9][\w-]*)")
_TAGS = {"strong": "b", "em": "i", "bullet_list": "ul", "ordered_list": "ol", "list_item": "li", "paragraph": "p"}


def _citation_rule(state: StateInline, silent: bool) -> bool:
    match = _CITATION.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("citation", "", 0).content = match[1]
    state.pos = match.end()
    return True


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark")
    parser.inline.ruler.before("link", "citation", _citation_rule)
    return parser


def split(text: str, where: str) -> tuple[dict, str]:
    """Front matter and body of a prose file; raises ProseErrors."""
    match = _FRONT.match(text)
    if not match:
        raise ProseErrors(
            [ProseError(where, 1, "has no front matter. Begin the file with a line ---, the fields, and a line ---.")]
        )
    try:
        front = read_yaml(match[1])
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        what = f"the front matter is not YAML: {getattr(error, 'problem', error)}. Put a text with a colon in quotes."
        raise ProseErrors([ProseError(where, line, what)]) from error
    if not isinstance(front, dict):
        raise ProseErrors([ProseError(where, 1, "the front matter holds no fields. Write `name: value` lines.")])
    return {str(key): value for key, value in front.items()}, text[match.end() :]


def read(text: str, where: str, resolve: Resolver) -> Prose:
    """A whole prose file; raises ProseErrors with everything wrong in it."""
    front, body = split(text, where)
    return Prose(front, read_body(body, where, resolve))


def read_body(body: str, where: str, resolve: Resolver) -> list[Block]:
    """The blocks of a body; raises ProseErrors. The same text and place always give the same ids."""
    reader = _Reader(where, resolve)
    try:
        tokens = _parser().parse(body.replace("\x00", "�"))
    except RecursionError:
        raise ProseErrors([ProseError(where, 0, "is nested too deeply. Use plain paragraphs and lists.")]) from None
    blocks = reader.blocks(tokens)
    if reader.errors:
        raise ProseErrors(reader.errors)
    return blocks


class _Reader:
    """One walk over the tokens of a body."""

    def __init__(self, where: str, resolve: Resolver):
        self.where, self.resolve = where, resolve
        self.errors: list[ProseError] = []
        self.counts: dict[str, int] = {}
        self.given_id = ""

    def wrong(self, token: Token, what: str, line: int | None = None) -> None:
        start = line if line is not None else (token.map[0] + 1 if token.map else 0)
        self.errors.append(ProseError(self.where, start, what))

    def blocks(self, tokens: list[Token]) -> list[Block]:
        found: list[Block] = []
        run: list[Token] = []

        def close() -> None:
            if run:
                found.append(self.paragraph(list(run)))
                run.clear()

        for token in tokens:
            at_top = token.level == 0
            if at_top and token.type == "html_block":
                close()
                self.take_id(token)
            elif at_top and token.type in {"fence", "code_block"}:
                close()
                if block := self.fenced(token):
                    found.append(block)
            elif at_top and token.type == "heading_open" and token.tag == "h2":
                close()
                run.append(token)
            else:
                run.append(token)
        close()
        if self.given_id:
            self.errors.append(ProseError(self.where, 0, "an id line stands before nothing. Remove it."))
        return found

    def take_id(self, token: Token) -> None:
        match = _ID_LINE.fullmatch(token.content.strip() + " ")
        if not match:
            self.wrong(token, "HTML is not allowed. Write Markdown, or a ```block.")
            return
        self.given_id = match[1]

    def next_id(self, kind: str) -> str:
        given, self.given_id = self.given_id, ""
        number = self.counts[kind] = self.counts.get(kind, 0) + 1
        return given or str(uuid.uuid5(_NAMESPACE, f"{self.where}:{kind}:{number}"))

    def paragraph(self, run: list[Token]) -> Block:
        block_id = self.next_id("paragraph")
        return Block("paragraph", block_id, self.rich_text(run, block_id))

    def rich_text(self, run: list[Token], block_id: str) -> str:
        out: list[str] = []
        line = 1
        for token in run:
            line = token.map[0] + 1 if token.map else line
            out.append(self.block_token(token, f"{block_id}:{len(out)}", line))
        return "".join(out)

    def block_token(self, token: Token, seed: str, line: int) -> str:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if token.type == "inline":
            return self.inline(token.children or [], line)
        if name in {"paragraph", "bullet_list", "ordered_list", "list_item"}:
            return self.tag(token, _TAGS[name], seed)
        if name == "heading":
            if token.tag not in {"h2", "h3"}:
                if token.nesting == 1:
                    self.wrong(token, f"a heading of level {token.tag[1]} is not allowed. Use ## or ###.")
                return ""
            return self.tag(token, token.tag, seed)
        if token.nesting != -1:
            self.wrong(
                token,
                f"{name.replace('_', ' ')} is not allowed here. Use paragraphs, ## and ### headings, lists or a ```block.",
                line,
            )
        return ""

    def tag(self, token: Token, tag: str, seed: str) -> str:
        if token.nesting == -1:
            return "" if token.hidden else f"</{tag}>"
        if token.hidden:
            return ""
        keyed = tag in {"p", "h2", "h3", "li"}
        return f'<{tag} data-block-key="{block_key(seed)}">' if keyed else f"<{tag}>"

    def inline(self, tokens: list[Token], line: int) -> str:
        out: list[str] = []
        open_links: list[str] = []
        for token in tokens:
            match token.type:
                case "text":
                    out.append(html.escape(token.content, quote=False))
                case "softbreak":
                    out.append(" ")
                    line += 1
                case "hardbreak":
                    out.append("<br/>")
                    line += 1
                case "strong_open" | "strong_close" | "em_open" | "em_close":
                    name = _TAGS[token.type.split("_")[0]]
                    out.append(f"<{'/' if token.nesting == -1 else ''}{name}>")
                case "link_open":
                    open_links.append(self.link(str(token.attrs.get("href", "")), line, token))
                    out.append(open_links[-1])
                case "link_close":
                    out.append("</a>" if open_links.pop() else "")
                case "citation":
                    if out and out[-1].strip() and not out[-1].endswith("</a>"):
                        out[-1] = out[-1].rstrip()
                    elif out and not out[-1].strip():
                        out.pop()
                    out.append(self.citation(token, line))
                case _:
                    self.wrong(token, f"{token.type.replace('_', ' ')} is not allowed here. Write plain words.", line)
        return "".join(out)

    def link(self, href: str, line: int, token: Token) -> str:
        match = _LINK.fullmatch(href)
        if match and match[1] in LINK_KINDS:
            attributes = self.resolve.link(match[1], match[2])
            if attributes is None:
                self.wrong(
                    token, f"links to the {match[1]} '{match[2]}', which does not exist. Correct the slug.", line
                )
                return ""
            return "<a " + " ".join(f'{name}="{html.escape(value)}"' for name, value in attributes.items()) + ">"
        if not href.startswith(("https://", "http://")):
            self.wrong(token, f"links to '{href}'. Link to https://…, or to a thing of the archive as kind:slug.", line)
            return ""
        return f'<a href="{html.escape(href)}">'

    def citation(self, token: Token, line: int) -> str:
        anchors = []
        for part in token.content.split(";"):
            match = _KEY.fullmatch(part.strip())
            if not match:
                self.wrong(
                    token, f"'[{token.content}]' is not a note. Write [@key], [@key, p. 4] or [@key; @other].", line
                )
                continue
            found = self.resolve.source(match[1])
            if found is None:
                self.wrong(
                    token,
                    f"cites '{match[1]}', which no source defines. Add it to sources.yaml, or correct the key.",
                    line,
                )
                continue
            locator = " ".join((match[2] or "").split())
            label = html.escape(f"{found[1]}, {locator}" if locator else found[1], quote=False)
            anchors.append(
                f'<a linktype="citation" id="{html.escape(found[0])}" locator="{html.escape(locator)}">{label}</a>'
            )
        return "".join(anchors)

    def fenced(self, token: Token) -> Block | None:
        if token.type != "fence" or token.info.strip() != "block":
            self.wrong(token, "code is not allowed. A fence opens with ```block and holds YAML.")
            return None
        try:
            data = read_yaml(token.content)
        except yaml.YAMLError as error:
            self.wrong(
                token, f"the block is not YAML: {getattr(error, 'problem', error)}. Mind quotes and indentation."
            )
            return None
        if not isinstance(data, dict) or data.get("type") not in BLOCK_FIELDS:
            self.wrong(token, f"the block has no known type. Use one of {', '.join(BLOCK_FIELDS)}.")
            return None
        kind = data.pop("type")
        value = self.block_value(kind, data, token)
        return Block(kind, self.next_id(kind), value) if value is not None else None

    def block_value(self, kind: str, data: dict, token: Token) -> dict | None:
        fields, before = BLOCK_FIELDS[kind], len(self.errors)
        for key in data:
            if key not in fields:
                self.wrong(token, f"'{key}' is no field of a {kind} block. It has {', '.join(fields)}.")
        for key, needed in fields.items():
            if needed and not data.get(key):
                self.wrong(token, f"the {kind} block has no {key}. Give it one.")
        value: dict = {}
        for key, given in data.items():
            if (kind, key) in LIST_FIELDS:
                if not isinstance(given, list):
                    self.wrong(token, f"{key} of a {kind} block is a list. Write one after a dash on each line.")
                    continue
                value[key] = [str(one) for one in given]
            elif isinstance(given, dict | list):
                self.wrong(token, f"{key} of a {kind} block is one text.")
            elif (kind, key) in RICH_FIELDS:
                value[key] = self.rich_text(_parser().parse(str(given)), f"{self.where}:{kind}:{len(self.counts)}")
            else:
                value[key] = given if isinstance(given, bool) else str(given)
        return value if len(self.errors) == before else None


def block_key(seed: str) -> str:
    """The key by which the editor knows a paragraph: five characters, derived."""
    return hashlib.sha256(seed.encode()).hexdigest()[:5]
