"""What is never drawn: the dead, whatever a table's editor ticked, and columns that are no figures."""

import re
from collections.abc import Iterable, Sequence

_THE_DEAD = re.compile(
    r"\b(deaths?|dead|died|dying|killed|killings?|murder\w*|massacre\w*|perished|victims?|corpses?|bodies|graves?"
    r"|exhum\w*|casualt\w*|executed|executions?|fatalit\w*|surviv\w*|identified remains)\b",
    re.IGNORECASE,
)
_NO_FIGURES = re.compile(
    r"\b(dates?|years?|day|month|when|period|since|opened|closed|issued|filed|decided|as of|lat|lon|latitude|longitude)\b",
    re.IGNORECASE,
)


def names_of_columns(columns: Iterable[str]) -> dict[str, int]:
    """Where each column stands, by its heading in any case, with spaces or underscores."""
    return {folded(name): at for at, name in enumerate(columns)}


def folded(name: str) -> str:
    return " ".join(str(name).replace("_", " ").split()).casefold()


def is_no_figure(column: str) -> bool:
    """Whether a column's heading says that its numbers are dates or coordinates."""
    return bool(_NO_FIGURES.search(folded(column)))


def why_not(title: str, unit: str, columns: Sequence[str], labels: Iterable[object] = ()) -> str:
    """Why a table is not drawn whatever its editor wishes, as a sentence; nothing where it may be."""
    for words in (title, unit, *map(folded, columns), *map(str, labels)):
        if found := _THE_DEAD.search(words):
            return (
                f"The word “{found[0]}” says that it counts the dead, and the archive draws no chart of the dead. "
                "Leave it a table."
            )
    return ""
