"""Works in plain words: a short label, a full reference, and what the kinds of witness mean."""

import html
import re

from content import dates
from content.citations.csl import Work

LADDER = {
    "primary": ("Primary document", "A law, order, letter, record or statement of the time."),
    "finding": ("Finding", "What a court, an official commission or an inspector general found."),
    "testimony": ("Testimony", "The words of a person it happened to, or who took part."),
    "scholarship": ("Scholarship", "Work of researchers, signed or reviewed."),
    "press": ("Press", "A news report or an opinion column."),
    "reference": ("Reference work", "An encyclopedia, digest, timeline or summary."),
    "advocacy": ("Advocacy", "A campaign, petition, pleading or statement of position: cited as such."),
    "official-narrative": ("Official narrative", "A government's or company's account of itself, written later: cited as such."),
    "denial": ("Denial or propaganda", "Cited as what it is, by title; never linked."),
}
CHECKED = {
    "page": "read",
    "excerpt": "seen in an excerpt",
    "recall": "from memory, still to be seen",
}
_QUOTED = frozenset({"article-journal", "article-newspaper", "webpage", "chapter", "thesis", "speech", "interview", "broadcast", "manuscript"})


def short(work: Work) -> str:
    """A short label: "Seltzer and Anderson 2000"; a shortened title where there is no author; n.d. without a year."""
    names = [name.short for name in work.names]
    match names:
        case []:
            who = _shortened(work.title)
        case [one]:
            who = one
        case [one, two]:
            who = f"{one} and {two}"
        case [one, *_]:
            who = f"{one} and others"
    return f"{who} {_year(work.issued)}"


def full(work: Work, locator: str = "") -> str:
    """A readable reference as safe HTML: authors, title, where, when, identifier, place in the work."""
    title = html.escape(work.title, quote=False)
    said = f"“{title}”" if work.type in _QUOTED else f"<cite>{title}</cite>"
    names = [html.escape(name.full, quote=False) for name in work.names]
    who = ", ".join(names[:3]) + (" and others" if len(names) > 3 else "")
    when = dates.words(work.issued) if _readable(work.issued) else work.issued
    rest = [
        f"<cite>{html.escape(work.container, quote=False)}</cite>" if work.container else "",
        *(html.escape(part, quote=False) for part in (work.publisher, when, work.identifier, locator)),
    ]
    return ", ".join(part for part in (who, said, *rest) if part) + "."


def witness(work: Work) -> str:
    """What kind of witness a work is and how it was seen: "Press; seen in an excerpt"."""
    kind = LADDER.get(work.ladder, ("", ""))[0]
    return "; ".join(part for part in (kind, CHECKED.get(work.checked, "")) if part)


def _shortened(title: str) -> str:
    words = title.split(":")[0].split()
    return " ".join(words[:6]) + ("…" if len(words) > 6 else "")


def _year(issued: str) -> str:
    match = re.search(r"\d{2}[\dX]{2}", issued)
    return match[0].replace("X", "–") if match else "n.d."


def _readable(issued: str) -> bool:
    try:
        return bool(issued) and bool(dates.parse(issued))
    except dates.DateError:
        return False
