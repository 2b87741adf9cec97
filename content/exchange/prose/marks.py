"""The Markdown parser of the grammar: CommonMark with notes, and with what is not allowed, so that it can be told."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

# A note runs to its bracket; a bracket or semicolon inside a locator is escaped.
NOTE = re.compile(r"\[(@(?:\\.|[^\[\]\\])*)\]", re.S)
_PIECE = re.compile(r"\\.|;|[^\\;]+|\\", re.S)
_WHITE = re.compile(r"[ \t\n]+")
_KEY = re.compile(r"@([\w:.+-]*\w)(?:\s*,\s*(.+))?", re.S)
_TO_ESCAPE = re.compile(r"([\[\];\\])")
_BACKSLASHED = r"\\\1"
_ESCAPED = re.compile(r"\\([\[\];\\])")


class ProseParser(MarkdownIt):
    """Keeps addresses as they were typed, and every one of them: the reader says which are wrong."""

    def __init__(self) -> None:
        super().__init__("commonmark")
        self.enable("table")
        self.disable("reference")
        self.inline.ruler.before("link", "note", _note_rule)

    def validateLink(self, url: str) -> bool:
        return True

    def normalizeLink(self, url: str) -> str:
        return url

    def normalizeLinkText(self, link: str) -> str:
        return link


def _note_rule(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[@", state.pos):
        return False
    match = NOTE.match(state.src, state.pos, state.posMax)
    if not silent:
        token = state.push("note", "", 0)
        token.content = match[1] if match else ""
    state.pos = match.end() if match else state.pos + 2
    return True


def note_parts(content: str) -> list[tuple[str, str]] | None:
    """The keys and locators of a note's inside, or None where it is not written like one."""
    parts = [""]
    for piece in _PIECE.findall(content):
        if piece == ";":
            parts.append("")
        else:
            parts[-1] += piece
    matches = [_KEY.fullmatch(_WHITE.sub(" ", part).strip()) for part in parts]
    if not all(matches):
        return None
    return [(match[1], _ESCAPED.sub(r"\1", match[2] or "")) for match in matches if match]


def written_note(parts: list[tuple[str, str]]) -> str:
    """The reverse of `note_parts`, in its brackets."""
    said = [f"@{key}, {_TO_ESCAPE.sub(_BACKSLASHED, locator)}" if locator else f"@{key}" for key, locator in parts]
    return f"[{'; '.join(said)}]"
