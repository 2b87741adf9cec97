"""Sources: not reference works alone, not too few, none from an address on the blocklist."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from content.quality import lists
from content.quality.archive import Archive, Source, Text
from content.quality.findings import ERROR, WARNING, Finding, in_row, in_text

REFERENCE_ONLY, FEW, BLOCKED, UNCITED = "reference-only", "few-sources", "blocked-address", "uncited-paragraph"
WANTED = 3


def look_for_reference_only(archive: Archive) -> Iterator[Finding]:
    for text in archive.entries:
        cited = _cited(archive, text)
        if not cited:
            yield in_text(
                REFERENCE_ONLY, ERROR, text, "no source is cited. Put a note behind the statement it carries."
            )
        elif all(source.ladder == "reference" for source in cited):
            message = "every source cited is a reference work. Cite at least one that is not."
            yield in_text(REFERENCE_ONLY, ERROR, text, message)


def look_for_few(archive: Archive) -> Iterator[Finding]:
    for text in archive.entries:
        count = len(_cited(archive, text))
        if 0 < count < WANTED:
            message = f"{count} of at least {WANTED} sources are cited in place. Cite more where there are any."
            yield in_text(FEW, WARNING, text, message)


def _cited(archive: Archive, text: Text) -> list[Source]:
    return [archive.sources[key] for key in text.cited if key in archive.sources]


def look_for_uncited(archive: Archive) -> Iterator[Finding]:
    for text in archive.of("entry", "theme", "timeline"):
        for passage in text.of("body", "plain_overview"):
            is_prose = not passage.is_heading and not passage.is_aside and len(passage.words.split()) > 12
            if is_prose and not passage.notes:
                said = " ".join(passage.words.split())[:60]
                message = f"the paragraph “{said}…” has no note. Say what carries it, unless it states no fact."
                yield in_text(UNCITED, WARNING, text, message, passage)


def look_for_blocked(archive: Archive) -> Iterator[Finding]:
    for source in archive.sources.values():
        for place in ("url", "archived_url"):
            why = blocked(getattr(source, place))
            if why:
                message = f"the address is on the blocklist: {why} Cite the work itself, or where its holder shows it."
                yield in_row(BLOCKED, ERROR, "source", source, message, place)


def blocked(address: str) -> str:
    """Why an address is not to be cited; empty where it may be. An archived copy is judged by what it copies."""
    while "://" in address[8:]:
        address = "http" + address[8:].partition("http")[2]
    host = (urlsplit(address).hostname or "") if address else ""
    for group in lists.read("blocklist")["groups"]:
        if any(host == blocked_host or host.endswith(f".{blocked_host}") for blocked_host in group["hosts"]):
            return group["why"]
    return ""
