"""The pledge's page: its clauses by kind, in order, how many signed by whose count, and its own words."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from content.reading import gathers
from content.reading.bodies import Bodies

KIND_HEADINGS = {"preamble": "Preamble", "history": "History", "commitment": "Commitments"}


@dataclass(frozen=True)
class Group:
    """The clauses of one kind, in order, under each lead the ones it leads in."""

    kind: str
    heading: str
    parts: list[tuple[str, list]]


@gathers("pledge")
def pledge_context(page) -> dict:
    read = Bodies({"introduction": page.introduction}).read()
    return {
        "trail": [],
        "body": read.bodies["introduction"],
        "notes": read.notes,
        "groups": grouped(page.clauses),
        "counts": list(page.signature_counts.all()),
    }


def grouped(clauses: Iterable) -> list[Group]:
    """Clauses by kind, in the order in which the pledge has them."""
    return [
        Group(
            kind,
            KIND_HEADINGS.get(kind, kind),
            [(lead, list(part)) for lead, part in groupby(these, lambda one: one.lead)],
        )
        for kind, these in groupby(clauses, lambda one: one.clause_kind)
    ]
