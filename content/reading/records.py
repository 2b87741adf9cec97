"""A record as it is read: its words line by line, how to read it, its image or why there is none, its rights."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from content import text
from content.reading import clauses, evidence, gathers
from content.reading.bodies import Bodies
from content.reading.editions import editions_of
from content.reading.languages import language_name, script_name
from content.reading.relations import Asked, opened
from content.visibility import public

WHOSE_WORDS = "Whose words"
_LINE_END = re.compile(r"<br\s*/?>|</(?:p|li|h2|h3)>")
_BLOCK_TAG = re.compile(r"</?(?:p|li|ul|ol|h2|h3)\b[^>]*>")
_OMISSION = re.compile(r"^\s*\[(?:…|\.\.\.)\]")
_RIGHTS = {
    "rightsstatements.org/vocab/InC/": "In copyright",
    "rightsstatements.org/vocab/NoC-US/": "No copyright in the United States",
    "rightsstatements.org/vocab/NKC/": "No known copyright",
    "rightsstatements.org/vocab/UND/": "Copyright undetermined",
    "rightsstatements.org/vocab/CNE/": "Copyright not evaluated",
    "creativecommons.org/publicdomain/mark/": "Public domain",
    "creativecommons.org/publicdomain/zero/": "No rights reserved (CC0)",
    "creativecommons.org/licenses/by/": "Creative Commons: attribution",
    "creativecommons.org/licenses/by-sa/": "Creative Commons: attribution, share alike",
}


@dataclass(frozen=True)
class Line:
    """A line of a transcription; an omission has no number."""

    words: SafeString
    number: int | None


@dataclass(frozen=True)
class Fact:
    """A line of the description or of how to read it."""

    label: str
    words: str
    address: str = ""


@dataclass(frozen=True)
class Pair:
    """A record to be read beside this one, and which complicates which."""

    label: str
    title: str
    address: str
    summary: str


@gathers("record", asks=True)
def record_context(page, asked: Mapping[str, str]) -> dict:
    """What a record's template shows; a flagged image only where the address asks for it (`?show=image`)."""
    bodies = Bodies({}, {"transcription": page.transcription})
    read = bodies.read(
        [
            Asked("themes", page.themes.all(), also="position"),
            Asked("entries", page.entry_set.all()),
            Asked("complicates", page.complicates.all()),
        ]
    )
    themes = sorted(read.named["themes"], key=lambda theme: int(theme.also))
    quotation = quotation_beside(page)
    links = clauses.shown(page)
    image = page.image
    flagged = bool(image and image.content_reasons)
    return {
        "trail": [{"title": theme.name, "address": theme.address} for theme in themes[:1]]
        + [{"title": "Records", "address": "/records/"}],
        "themes": themes,
        "body_theme": opened(themes),
        "lines": lines_of(read.prose["transcription"]),
        "notes": read.notes,
        "quotation": quotation,
        "how_to_read": how_to_read(page),
        "pairs": _pairs(_complicated_by(page), read.named["complicates"]),
        "image": image if image and (not flagged or asked.get("show") == "image") else None,
        "withheld": image if flagged and asked.get("show") != "image" else None,
        "description": _description(page),
        "source": evidence.cited(page.source) if page.source_id else None,
        "rights": rights_in_words(page.rights_uri),
        "pledge_groups": clauses.grouped(links),
        "pledge_count": len({link.number for link in links}),
        "entries": read.named["entries"],
        "editions": editions_of(page),
    }


def lines_of(transcription: str) -> list[Line]:
    """A transcription line by line; paragraphs, list items and breaks end one, `[…]` first is an omission."""
    found, number = [], 0
    for piece in _LINE_END.split(transcription):
        words = _BLOCK_TAG.sub("", piece).strip()
        if not text.plain(words):
            continue
        omitted = bool(_OMISSION.match(text.plain(words)))
        number += not omitted
        found.append(Line(mark_safe(words), None if omitted else number))  # a part of cleaned rich text
    return found


def rights_in_words(uri: str) -> str:
    """What a rights statement says, in a few words; the address itself where we do not know it."""
    return next((words for part, words in _RIGHTS.items() if part in uri), uri)


def quotation_beside(page):
    """The quotation a record shows beside its lines, if they do not hold it; hate propaganda has no record page."""
    quotation = page.quotation
    if quotation is None or not quotation.live or quotation.propaganda:
        return None
    said, transcribed = (" ".join(text.plain(words).split()) for words in (quotation.text, page.transcription))
    return None if said in transcribed else quotation


def _complicated_by(page):
    other = page.complicated_by
    return other if other and public(type(page)).filter(pk=other.pk).exists() else None


def _pairs(complicated_by, complicates: list) -> list[Pair]:
    """The records this one is read beside, each once: the one that complicates it first."""
    both = {thing.pk for thing in complicates}
    found = []
    if complicated_by:
        label = "Complicates it, and it complicates that" if complicated_by.pk in both else "Complicates it"
        found.append(Pair(label, complicated_by.title, complicated_by.address, complicated_by.summary))
    found += [
        Pair("It complicates", thing.name, thing.address, thing.more)
        for thing in complicates
        if complicated_by is None or thing.pk != complicated_by.pk
    ]
    return found


def _whose_words(page) -> str:
    """Whose words a record quotes: the speaker, and as whom they speak."""
    quotation = page.quotation
    if quotation is None or not quotation.live or quotation.propaganda:
        return ""
    as_whom = quotation.get_voice_display()
    where = f"; {quotation.setting}" if quotation.setting else ""
    return f"{quotation.speaker}: {as_whom[:1].lower()}{as_whom[1:]}{where}"


def how_to_read(page) -> list[Fact]:
    """Whose words a record holds, who made it and for whom, what it cannot show and whose voice is absent."""
    rows = [
        (WHOSE_WORDS, _whose_words(page)),
        ("Who made it", page.who_made_it),
        ("For whom", page.for_whom),
        ("What it cannot show", page.cannot_show),
        ("Whose voice is absent", page.absent_voice),
    ]
    return [Fact(label, words) for label, words in rows if words]


def _description(page) -> list[Fact]:
    rows = [
        ("Title as found", page.title_as_found),
        ("Creator", page.creator),
        ("Extent", page.extent),
        ("Language", language_name(page.language) if page.language else ""),
        ("Script", script_name(page.script)),
        ("Translator", page.translator),
        ("Holder", page.holder),
        ("Reference code", page.reference_code),
        ("Copy shown", page.copy_shown),
        ("Access", page.access),
        ("Provenance", page.provenance),
    ]
    return [Fact(label, words) for label, words in rows if words]
