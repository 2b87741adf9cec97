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
    "official-narrative": (
        "Official narrative",
        "A government's or company's account of itself, written later: cited as such.",
    ),
    "denial": ("Denial or propaganda", "Cited as what it is, by title; never linked."),
}
CHECKED = {
    "page": "read",
    "excerpt": "seen in an excerpt",
    "recall": "from memory, still to be seen",
}
SHORT_TITLE_WORDS = 6
_QUOTED = frozenset(
    ["article-journal", "article-newspaper", "broadcast", "chapter", "interview", "manuscript", "speech", "webpage"]
)


def short(work: Work) -> str:
    """A short label: "Seltzer and Anderson 2000"; a shortened title where there is no author; n.d. without a year."""
    names = [name.short for name in work.names]
    who = f"{names[0]} and others" if len(names) > 2 else " and ".join(names)
    return f"{who or _shortened(work.title)} {_year(work.issued)}"


def full(work: Work, locator: str = "") -> str:
    """A readable reference as safe HTML: authors, title, where, when, identifier, place in the work. It holds no link.

    What is part of something larger stands in quotation marks, what stands alone in `<cite>`.
    """
    title = _safe(work.title)
    parts = [
        _safe(_all([name.full for name in work.names])),
        f"“{title}”" if work.type in _QUOTED else f"<cite>{title}</cite>" if title else "",
        f"<cite>{_safe(work.container)}</cite>" if work.container else "",
        *(_safe(part) for part in (work.publisher, _when(work.issued), work.identifier, locator)),
    ]
    said = ", ".join(part for part in parts if part)
    return said if said.endswith(".") else f"{said}."


def witness(work: Work) -> str:
    """What kind of witness a work is and how it was seen: "Press; seen in an excerpt"."""
    kind = LADDER.get(work.ladder, ("", ""))[0]
    return "; ".join(part for part in (kind, CHECKED.get(work.checked, "")) if part)


def _safe(text: str) -> str:
    return html.escape(" ".join(text.split()), quote=False)


def _all(names: list[str]) -> str:
    if len(names) > 3:
        return f"{names[0]} and others"
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _shortened(title: str) -> str:
    words = re.split(r"[:?!](?:\s|$)", title.strip(), maxsplit=1)[0].split()
    return " ".join(words[:SHORT_TITLE_WORDS]) + ("…" if len(words) > SHORT_TITLE_WORDS else "")


def _year(issued: str) -> str:
    """The year of a date: "2000", "1982–1983", "c. 1940", "1940s"; "n.d." where none is known."""
    try:
        parts = dates.parse(issued).parts
    except dates.DateError:
        return "n.d."
    known = [end for end in (parts["start"], parts.get("end")) if end and "year" in end]
    years = list(dict.fromkeys(end["year"].replace("X", "0s") for end in known if not end["year"].endswith("XX")))
    about = "c. " if any(end["mark"] for end in known) else ""
    return about + "–".join(years) if years else "n.d."


def _when(issued: str) -> str:
    try:
        return dates.words(issued)
    except dates.DateError:
        return issued
