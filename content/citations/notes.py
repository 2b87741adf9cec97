"""Numbers the notes of a text in reading order; what it is given stays as it is."""

import html
import re
from dataclasses import dataclass

# A link with whatever stands in it. Its attributes may hold a ">" inside quotes; links do not nest, so that one that
# is not closed ends, unread, where the next begins.
_START = r"""<a(?=[\s>])(?P<attributes>(?:[^>"']|"[^"]*"|'[^']*')*)>"""
_LINK = re.compile(_START + r"(?:(?!<a[\s>]).)*?</a\s*>", re.IGNORECASE | re.DOTALL)
_ATTRIBUTE = re.compile(r"""([^\s"'=<>/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_SPACE = re.compile(r"(?:\s|&nbsp;|&#160;|&#xa0;)*", re.IGNORECASE)

Parts = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Note:
    """One note: its number, the sources it names with their locators, and the anchors in the text that lead to it."""

    number: int
    parts: Parts
    backrefs: tuple[str, ...]


@dataclass(frozen=True)
class Numbered:
    """Fragments with references in place of citations, and the notes in order."""

    fragments: list[str]
    notes: list[Note]


def number(fragments: list[str]) -> Numbered:
    """Number the notes of HTML fragments given in reading order.

    A note is one or more adjacent citations (`<a linktype="citation" id="…" locator="…">`), with white space between at
    most; a source named twice at the same place counts once. Numbers follow the first appearance. The same sources at
    the same places, in the same order, keep their number and gain a way back (`r1`, `r1b`, `r1c`). All else in a
    fragment stays as it is, character for character.
    """
    backrefs: dict[Parts, list[str]] = {}
    done = [_with_references(fragment, backrefs) for fragment in fragments]
    notes = [Note(place, parts, tuple(anchors)) for place, (parts, anchors) in enumerate(backrefs.items(), 1)]
    return Numbered(done, notes)


def _with_references(fragment: str, backrefs: dict[Parts, list[str]]) -> str:
    out: list[str] = []
    group: list[tuple[str, str]] = []
    reached = 0
    for match in _LINK.finditer(fragment):
        attributes = _attributes(match["attributes"])
        if attributes.get("linktype") != "citation":
            continue
        between = fragment[reached : match.start()]
        if group and not _SPACE.fullmatch(between):
            out.append(_reference(group, backrefs))
            group = []
        if not group:
            out.append(between)
        group.append((attributes.get("id", ""), " ".join(attributes.get("locator", "").split())))
        reached = match.end()
    if group:
        out.append(_reference(group, backrefs))
    out.append(fragment[reached:])
    return "".join(out)


def _attributes(markup: str) -> dict[str, str]:
    return {
        name.lower(): html.unescape(next((value for value in values if value), ""))
        for name, *values in _ATTRIBUTE.findall(markup)
    }


def _reference(group: list[tuple[str, str]], backrefs: dict[Parts, list[str]]) -> str:
    parts = tuple(dict.fromkeys(group))
    anchors = backrefs.setdefault(parts, [])
    place = list(backrefs).index(parts) + 1
    anchor = f"r{place}{_letters(len(anchors))}"
    anchors.append(anchor)
    return f'<sup class="ref"><a href="#n{place}" id="{anchor}" aria-label="Note {place}">{place}</a></sup>'


def _letters(count: int) -> str:
    """Nothing for the first way back, then b, c … z, ba, bb …"""
    letters = ""
    while count:
        count, rest = divmod(count, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
