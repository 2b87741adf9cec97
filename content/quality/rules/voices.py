"""Voices: in every theme at least as many words of those it happened to as of officials and perpetrators."""

from collections import Counter
from collections.abc import Iterator

from content.quality.archive import Archive
from content.quality.findings import ERROR, Finding, in_row

CODE = "voices"


def by_theme(archive: Archive) -> dict[str, Counter]:
    """How many quotations of each voice a theme has."""
    counts: dict[str, Counter] = {slug: Counter() for slug in archive.themes}
    for quotation in archive.quotations.values():
        for theme in quotation.themes:
            counts.setdefault(theme, Counter())[quotation.voice] += 1
    return counts


def look(archive: Archive) -> Iterator[Finding]:
    for slug, voices in by_theme(archive).items():
        powers = voices["official"] + voices["perpetrator"]
        if slug in archive.themes and voices["affected"] < powers:
            message = (
                f"{voices['affected']} quotations are of those it happened to and {powers} of officials and perpetrators. "
                "Add words of those it happened to, or take others away."
            )
            theme = archive.themes[slug]
            found = in_row(CODE, ERROR, "theme", theme, message, "quotations")
            yield Finding(found.rule, found.severity, found.kind, slug, message, found.where, found.place, (slug,))
