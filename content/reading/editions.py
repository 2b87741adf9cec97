"""The editions of a page as readers see them: the present one, the earlier ones, and how to cite it."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Editions:
    """The present edition by number and day, the earlier ones with their addresses, the citation in plain text."""

    number: int | None
    published_at: object
    note: str
    earlier: tuple
    citation: str


def editions_of(page) -> Editions:
    """One query. A page that was never published, as in a preview, has no edition and is cited by its address."""
    found = list(page.editions.defer("text", "data"))
    if not found:
        return Editions(None, None, "", (), f"“{page.title}.” The Registry Archive. {settings.SITE_URL}{page.address}")
    last = found[0]
    day = f"{last.published_at.day} {last.published_at:%B %Y}"
    citation = f"“{last.title}.” The Registry Archive, edition {last.number}, {day}. {settings.SITE_URL}{last.address}"
    return Editions(last.number, last.published_at, last.note, tuple(found[1:]), citation)
