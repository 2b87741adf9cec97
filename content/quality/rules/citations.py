"""References: every source, claim, person, place, term, clause that something names is there, and every key stands once."""

from collections import defaultdict
from collections.abc import Iterator

from content.quality.archive import Archive
from content.quality.findings import ERROR, Finding

CODE, REPEATED, UNREADABLE = "reference", "repeated-key", "unreadable"


def look(archive: Archive) -> Iterator[Finding]:
    there = {(key.kind, key.slug) for key in archive.keys}
    planned = {one.slug for one in archive.planned}
    for named in archive.references:
        if (named.kind, named.slug) in there or (named.may_be_planned and named.slug in planned):
            continue
        kind, slug = named.owner
        message = f"there is no {named.kind} “{named.slug}”. Add it to the seed, or correct the slug."
        yield Finding(CODE, ERROR, kind, slug, message, named.where, named.place)


def look_for_repeated(archive: Archive) -> Iterator[Finding]:
    places = defaultdict(list)
    for key in archive.keys:
        places[key.kind, key.slug].append(key.where)
    for (kind, slug), where in places.items():
        if len(where) > 1:
            message = f"the key stands {len(where)} times, in {', '.join(dict.fromkeys(where))}. Keep one."
            yield Finding(REPEATED, ERROR, kind, slug, message, where[-1])


def look_for_unreadable(archive: Archive) -> Iterator[Finding]:
    for trouble in archive.troubles:
        yield Finding(UNREADABLE, ERROR, "file", trouble.where, trouble.what, trouble.where)
