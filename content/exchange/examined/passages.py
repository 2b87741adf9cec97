"""Markdown of the archive's grammar as the passages the quality rules read, with what its blocks show."""

import re
from dataclasses import dataclass, field, replace

import yaml
from markdown_it.token import Token

from content.exchange.bodies import CHOOSERS
from content.exchange.prose.marks import ProseParser, note_parts
from content.exchange.prose.model import LINK_KINDS
from content.exchange.yamltext import read_yaml
from content.quality.archive import Link, Note, Passage, Shown

_LINK = re.compile(r"([a-z]+):([A-Za-z0-9][\w-]*)")
# The words of its own that a block has: whether they are Markdown.
_WORDS = {"comment": False, "heading": False, "caption": False, "question": False, "note": False, "text": True}


@dataclass
class Written:
    """What a Markdown text says and shows."""

    passages: list[Passage] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)


def written(markdown: str, name: str, *, has_lines: bool = True) -> Written:
    """The passages of a text in the grammar; what the grammar refuses is left out, for the importer tells of it."""
    found = Written()
    heading = False
    for token in ProseParser().parse(markdown):
        line = token.map[0] + 1 if token.map and has_lines else 0
        if token.type == "heading_open":
            heading = True
        elif token.type == "heading_close":
            heading = False
        elif token.type == "inline":
            found.passages.append(_passage(token, name, line, heading))
        elif token.type == "fence" and token.info.strip() == "block":
            _take_block(token.content, name, line, found)
    return found


def _passage(token: Token, name: str, line: int, heading: bool) -> Passage:
    words, notes, links, italics = "", [], [], []
    open_link: tuple[int, str, str] | None = None
    open_italics = 0
    for child in token.children or ():
        match child.type:
            case "text" | "code_inline" | "text_special":
                words += child.content
            case "softbreak" | "hardbreak":
                words += "\n"
            case "note":
                notes += [Note(len(words.rstrip()), key, locator) for key, locator in note_parts(child.content) or ()]
            case "link_open":
                target = _LINK.fullmatch(str(child.attrs.get("href", "")))
                open_link = (len(words), *target.groups()) if target and target[1] in LINK_KINDS else None
            case "link_close":
                if open_link:
                    links.append(Link(open_link[0], len(words), *open_link[1:]))
                open_link = None
            case "em_open":
                open_italics = len(words)
            case "em_close":
                italics.append((open_italics, len(words)))
    return Passage(name, words, line, tuple(notes), tuple(links), tuple(italics), heading)


def _take_block(content: str, name: str, line: int, found: Written) -> None:
    try:
        data = read_yaml(content)
    except yaml.YAMLError:
        return
    if not isinstance(data, dict):
        return
    kind = str(data.get("type", ""))
    for key, chosen in CHOOSERS.get(kind, {}).items():
        slugs = data.get(key) if isinstance(chosen, list) else [data.get(key)]
        for slug in slugs or ():
            if isinstance(slug, str):
                shown_kind = chosen[0] if isinstance(chosen, list) else chosen
                place = f"{name}, line {line}" if line else name
                stretch = (str(data.get("from") or ""), str(data.get("to") or ""))
                found.shown.append(Shown(shown_kind, slug, place, *stretch))
    for key, is_markdown in _WORDS.items():
        said = data.get(key)
        if not isinstance(said, str) or (kind, key) == ("map", "note"):
            continue
        if is_markdown:
            inside = written(said, name, has_lines=False)
            found.passages += [_at(passage, line) for passage in inside.passages]
        else:
            found.passages.append(Passage(name, said, line, is_heading=key == "heading", is_aside=True))


def _at(passage: Passage, line: int) -> Passage:
    return replace(passage, line=line, is_aside=True)
