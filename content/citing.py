"""Citations rendered ahead of time: finds sources without one, renders a batch, keeps it; reading never renders."""

from content.citations import styles
from content.models import RenderedCitation, Source
from content.visibility import public

LOCALE = "en-US"
BATCH = 100  # a call to the processor costs 180 ms, and some milliseconds for each entry


def citations_of(source: Source) -> list[tuple[str, str]]:
    """The name of each style and the rendered entry as HTML, for the styles that are there."""
    wanted = {styles.digest(source.work, style, LOCALE): style for style in styles.STYLES}
    kept = dict(RenderedCitation.objects.filter(digest__in=wanted, locale=LOCALE).values_list("digest", "html"))
    return [(styles.STYLES[style][0], kept[digest]) for digest, style in wanted.items() if digest in kept]


def render_missing(limit: int = BATCH) -> int:
    """Render up to `limit` citations of public sources that have none; returns how many it kept."""
    kept = 0
    for style in styles.STYLES:
        have = set(RenderedCitation.objects.filter(style=style, locale=LOCALE).values_list("digest", flat=True))
        missing = {}
        for source in public(Source).iterator():
            digest = styles.digest(source.work, style, LOCALE)
            if digest not in have and len(missing) < limit - kept:
                missing[digest] = source.work
        entries = styles.render(missing.values(), style, LOCALE)
        rows = [
            RenderedCitation(digest=digest, style=style, locale=LOCALE, html=entries[work.key])
            for digest, work in missing.items()
            if work.key in entries
        ]
        RenderedCitation.objects.bulk_create(rows, ignore_conflicts=True)
        kept += len(rows)
    return kept
