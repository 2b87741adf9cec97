"""Links to the pledge: every entry has one, each with its kind and a reason, and no reason is used twice."""

from collections import defaultdict
from collections.abc import Iterator

from content import text as words
from content.quality.archive import Archive, PledgeLink
from content.quality.findings import ERROR, WARNING, Finding

CODE, LENGTH = "pledge-reason", "reason-length"
SHORTEST, LONGEST = 8, 30
KINDLESS = ("theme",)  # the theme as a whole has no kind of link


def _linking(archive: Archive) -> Iterator[tuple]:
    """Whatever links to clauses: its kind, slug, file, themes and links."""
    for text in archive.texts:
        if text.kind != "theme":
            yield text.kind, text.slug, text.where, text.themes, text.pledge
    for theme in archive.themes.values():
        yield "theme", theme.slug, theme.where, (theme.slug,), theme.pledge
    for event in archive.events.values():
        yield "event", event.slug, event.where, event.themes, event.pledge


def look(archive: Archive) -> Iterator[Finding]:
    users: dict[str, list[tuple]] = defaultdict(list)
    for kind, slug, where, themes, links in _linking(archive):
        if kind == "entry" and not links:
            message = "there is no link to the pledge. Choose a clause, say what kind of link it is, and why."
            yield Finding(CODE, ERROR, kind, slug, message, where, "pledge", themes)
        for link in links:
            place = f"pledge, {link.clause}"
            for message in _missing(kind, link):
                yield Finding(CODE, ERROR, kind, slug, message, where, place, themes)
            if link.why.strip():
                users[_folded(link.why)].append((kind, slug, where, place, themes))
    for these in users.values():
        for kind, slug, where, place, themes in these[1:]:
            first = f"{these[0][0]} {these[0][1]} ({these[0][3]})"
            message = f"the reason is that of {first} too. Say why in words that fit no other link."
            yield Finding(CODE, ERROR, kind, slug, message, where, place, themes)


def look_at_lengths(archive: Archive) -> Iterator[Finding]:
    for kind, slug, where, themes, links in _linking(archive):
        for link in links:
            count = words.word_count(link.why)
            if count and not SHORTEST <= count <= LONGEST:
                message = f"the reason has {count} words. Say it in {SHORTEST} to {LONGEST}."
                yield Finding(LENGTH, WARNING, kind, slug, message, where, f"pledge, {link.clause}", themes)


def _missing(kind: str, link: PledgeLink) -> Iterator[str]:
    if not link.why.strip():
        yield f"the link to clause {link.clause} has no reason. Say why, in words that fit no other link."
    if not link.kind and kind not in KINDLESS:
        yield f"the link to clause {link.clause} has no kind. Choose named, example, counter-example or background."


def _folded(why: str) -> str:
    return " ".join(why.casefold().split()).strip(" .")
