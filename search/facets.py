"""The facets: how results are narrowed, under which names, in which order."""

from typing import Literal, NamedTuple


class FacetDefinition(NamedTuple):
    """One way to narrow. `size` is how many values are offered; *given* is the order of the archive's own list."""

    name: str
    label: str
    field: str
    size: int
    order: Literal["count", "value", "given"] = "count"


class Kind(NamedTuple):
    """What one thing of a kind and several of them are called."""

    one: str
    many: str


KINDS = {
    "theme": Kind("Theme", "Themes"),
    "entry": Kind("Entry", "Entries"),
    "record": Kind("Record", "Records"),
    "timeline": Kind("Timeline", "Timelines"),
    "lesson": Kind("Lesson", "Lessons"),
    "unit": Kind("Unit", "Units"),
    "pledge": Kind("The pledge", "The pledge"),
    "clause": Kind("Clause of the pledge", "Clauses of the pledge"),
    "event": Kind("Event", "Events"),
    "claim": Kind("Claim", "Claims"),
    "quotation": Kind("Quotation", "Quotations"),
    "table": Kind("Data table", "Data tables"),
    "source": Kind("Source", "Sources"),
    "person": Kind("Person", "People"),
    "organization": Kind("Organization", "Organizations"),
    "place": Kind("Place", "Places"),
    "term": Kind("Term", "Terms"),
    "page": Kind("Page", "Pages"),
}
"""Every kind of thing that can be found, in the order in which a reader is told of them."""

FACETS = (
    FacetDefinition("kind", "Kind", "kind", 20, "given"),
    FacetDefinition("theme", "Theme", "theme", 20),
    FacetDefinition("stage", "Stage", "stage", 10, "given"),
    FacetDefinition("clause", "Clause of the pledge", "clause", 24, "given"),
    FacetDefinition("decade", "Decade", "decade", 12, "value"),
    FacetDefinition("person", "Person", "person", 10),
    FacetDefinition("organization", "Organization", "organization", 10),
    FacetDefinition("place", "Place", "place", 10),
    FacetDefinition("source_kind", "Kind of source", "source_kind", 10),
    FacetDefinition("grade_band", "Grades it suits", "grade_band", 5, "given"),
)

BY_NAME = {facet.name: facet for facet in FACETS}
