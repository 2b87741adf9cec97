"""Works in words: a short label for notes."""

import re

from content.citations.csl import Work


def short(work: Work) -> str:
    """A short label: "Seltzer and Anderson 2000"; a shortened title where there is no author; n.d. without a year."""
    names = [name.split(",")[0].strip() for name in work.authors]
    who = (
        names[0]
        if len(names) == 1
        else " and ".join(names)
        if len(names) == 2
        else f"{names[0]} and others"
        if names
        else ""
    )
    year = re.match(r"\d{4}|\d{3}X|\d\dXX", work.issued)
    return f"{who or work.title[:40].rsplit(' ', 1)[0]} {year[0] if year else 'n.d.'}"
