"""Rich text as lines of words and notes, in the one normal form that Markdown and stored HTML can both say.

Links are outermost, then bold, then italic; no mark begins or ends in white space, none spans a note or a line break;
white space is single, and none stands at the edge of a line or before a note.
"""

import hashlib
import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

Attributes = tuple[tuple[str, str], ...]
LISTS = frozenset({"ul", "ol"})
HEADINGS = frozenset({"h2", "h3"})
_WHITE = re.compile(r"[ \t\r\n\f\v\x1c-\x1f\x85\u2028\u2029]+")
_UNSAYABLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Words:
    """Text in one dress. `link` holds the attributes of the anchor around it."""

    text: str
    bold: bool = False
    italic: bool = False
    link: Attributes = ()


@dataclass(frozen=True, slots=True)
class Cite:
    """One source of a note: its uid, where in it, and the words the anchor holds."""

    uid: str
    locator: str
    label: str


@dataclass(frozen=True, slots=True)
class Break:
    """A line break inside a paragraph."""


Inline = Words | Cite | Break


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph (p), heading (h2, h3) or list item (ul, ol); `depth` counts the lists around the item's own."""

    kind: str
    inlines: tuple[Inline, ...]
    depth: int = 0


def normal(lines: Iterable[Line]) -> list[Line]:
    """Lines in the normal form; empty ones are left out."""
    found: list[Line] = []
    for line in lines:
        inlines = _normal_inlines(line.inlines, breaks=line.kind not in HEADINGS)
        if not inlines:
            continue
        before = found[-1] if found and found[-1].kind in LISTS else None
        deepest = (before.depth + 1 if before else 0) if line.kind in LISTS else 0
        found.append(Line(line.kind, inlines, min(line.depth, deepest)))
    return found


def _normal_inlines(inlines: Iterable[Inline], breaks: bool) -> tuple[Inline, ...]:
    rows: list[list[Words | Cite]] = [[]]
    for one in inlines:
        if not isinstance(one, Break):
            rows[-1].append(one)
        elif breaks:
            rows.append([])
        else:
            rows[-1].append(Words(" "))
    done = [_normal_row(row) for row in rows]
    while done and not done[-1]:
        done.pop()
    while done and not done[0]:
        done.pop(0)
    joined: list[Inline] = []
    for number, row in enumerate(done):
        joined += [*([Break()] if number else []), *row]
    return tuple(joined)


def _normal_row(row: list[Words | Cite]) -> list[Words | Cite]:
    """One line of text between breaks."""
    found: list[Words | Cite] = []
    stretches = groupby(row, key=lambda one: isinstance(one, Cite))
    for is_note, stretch in stretches:
        if is_note:
            found += [_clean_cite(one) for one in stretch if isinstance(one, Cite)]
        else:
            found += _dressed(_single_spaced([one for one in stretch if isinstance(one, Words)]))
    return _stripped(found)


def _clean_cite(cite: Cite) -> Cite:
    return Cite(*(_WHITE.sub(" ", _UNSAYABLE.sub("", part)).strip() for part in (cite.uid, cite.locator, cite.label)))


def _single_spaced(words: list[Words]) -> list[Words]:
    found: list[Words] = []
    for one in words:
        text = _WHITE.sub(" ", _UNSAYABLE.sub("", one.text))
        if found and found[-1].text.endswith(" "):
            text = text.removeprefix(" ")
        if text:
            found.append(replace(one, text=text))
    return found


def _dressed(words: list[Words]) -> list[Words]:
    """Take the link, then bold, then italic off the white space at the edges of each stretch that has it."""
    words = _bared(words, attrgetter("link"), {"link": ()})
    words = _bared(words, lambda one: one.bold and (one.link,), {"bold": False})
    words = _bared(words, lambda one: one.italic and (one.link, one.bold), {"italic": False})
    merged = groupby(words, key=lambda one: (one.bold, one.italic, one.link))
    return [Words("".join(one.text for one in stretch), *dress) for dress, stretch in merged]


def _bared(words: list[Words], dress, off: dict) -> list[Words]:
    found: list[Words] = []
    for worn, group in groupby(words, key=dress):
        stretch = list(group)
        if not worn:
            found += stretch
            continue
        text = "".join(one.text for one in stretch)
        start = len(text) - len(text.lstrip())
        end = max(len(text.rstrip()), start)
        at = 0
        for one in stretch:
            cuts = sorted({0, len(one.text), *(cut - at for cut in (start, end) if 0 < cut - at < len(one.text))})
            for left, right in zip(cuts, cuts[1:], strict=False):
                part = replace(one, text=one.text[left:right])
                found.append(part if start <= at + left < end else replace(part, **off))
            at += len(one.text)
    return found


def _stripped(row: list[Words | Cite]) -> list[Words | Cite]:
    """Without white space at the row's edges and before its notes."""
    found: list[Words | Cite] = []
    for one in row:
        if isinstance(one, Cite):
            _rstrip(found)
        elif not found:
            one = replace(one, text=one.text.lstrip())
        if isinstance(one, Cite) or one.text:
            found.append(one)
    _rstrip(found)
    return found


def _rstrip(found: list[Words | Cite]) -> None:
    while found and isinstance(found[-1], Words):
        text = found[-1].text.rstrip()
        if text:
            found[-1] = replace(found[-1], text=text)
            return
        found.pop()


def to_html(lines: Iterable[Line], seed: str) -> str:
    """Lines in the normal form as rich text is stored; the editor's keys of paragraphs are derived from `seed`."""
    out: list[str] = []
    open_lists: list[str] = []
    for number, line in enumerate(lines):
        key = f' data-block-key="{block_key(f"{seed}:{number}")}"'
        if line.kind not in LISTS:
            _close_lists(out, open_lists, 0)
            out.append(f"<{line.kind}{key}>{_inlines_html(line.inlines)}</{line.kind}>")
            continue
        level = line.depth + 1
        _close_lists(out, open_lists, level)
        if len(open_lists) == level and open_lists[-1] != line.kind:
            _close_lists(out, open_lists, level - 1)
        if len(open_lists) == level:
            out.append("</li>")
        while len(open_lists) < level:
            open_lists.append(line.kind)
            out.append(f"<{line.kind}>")
        out.append(f"<li{key}>{_inlines_html(line.inlines)}")
    _close_lists(out, open_lists, 0)
    return "".join(out)


def _close_lists(out: list[str], open_lists: list[str], level: int) -> None:
    while len(open_lists) > level:
        out.append(f"</li></{open_lists.pop()}>")


def block_key(seed: str) -> str:
    """The key by which the editor knows a paragraph: five characters, derived."""
    return hashlib.sha256(seed.encode("utf-8", "replace")).hexdigest()[:5]


def _inlines_html(inlines: Iterable[Inline]) -> str:
    out: list[str] = []
    for link, stretch in groupby(inlines, key=lambda one: getattr(one, "link", ())):
        said = "".join(_inline_html(stretch))
        out.append(f"<a {anchor(link)}>{said}</a>" if link else said)
    return "".join(out)


def _inline_html(inlines: Iterable[Inline]) -> Iterable[str]:
    for is_bold, stretch in groupby(inlines, key=lambda one: getattr(one, "bold", False)):
        said = "".join(_plain_html(one) for one in stretch)
        yield f"<b>{said}</b>" if is_bold else said


def _plain_html(one: Inline) -> str:
    match one:
        case Break():
            return "<br/>"
        case Cite(uid, locator, label):
            attributes = anchor((("linktype", "citation"), ("id", uid), ("locator", locator)))
            return f"<a {attributes}>{html.escape(label, quote=False)}</a>"
        case Words():
            said = html.escape(one.text, quote=False)
            return f"<i>{said}</i>" if one.italic else said


def anchor(attributes: Attributes) -> str:
    """The attributes of an anchor as HTML."""
    return " ".join(f'{name}="{html.escape(value)}"' for name, value in attributes)
