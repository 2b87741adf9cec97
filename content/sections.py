"""Where each kind of thing stands on the site: its section and its address. Plain Python."""

SECTIONS = {
    "theme": "themes",
    "entry": "entries",
    "record": "records",
    "timeline": "timelines",
    "lesson": "lessons",
    "unit": "units",
    "clause": "pledge",
    "source": "sources",
    "event": "events",
    "person": "people",
    "organization": "organizations",
    "place": "places",
    "term": "terms",
    "claim": "claims",
    "table": "tables",
}
PAGE_KINDS = ("theme", "entry", "record", "timeline", "lesson", "unit")
SNIPPET_KINDS = ("source", "event", "person", "organization", "place", "term", "claim", "table")
KIND_LABELS = {
    "theme": ("Theme", "Themes"),
    "entry": ("Entry", "Entries"),
    "record": ("Record", "Records"),
    "timeline": ("Timeline", "Timelines"),
    "lesson": ("Lesson", "Lessons"),
    "unit": ("Unit", "Units"),
    "clause": ("Clause of the pledge", "The pledge"),
    "source": ("Source", "Sources"),
    "event": ("Event", "Events"),
    "person": ("Person", "People"),
    "organization": ("Organization", "Organizations"),
    "place": ("Place", "Places"),
    "term": ("Term", "Terms"),
    "claim": ("Claim", "Claims"),
    "table": ("Data table", "Data tables"),
    "quotation": ("Quotation", "Quotations"),
    "stage": ("Stage", "Stages"),
    "signpost": ("Signpost", "Signposts"),
    "page": ("Page", "Pages"),
    "pledge": ("The pledge", "The pledge"),
}
# Names of sub-resources: nothing may be called so, or its address would be taken.
RESERVED_SLUGS = frozenset({"compare", "matrix", "embed", "v", "class", "search", "api", "missing"})
# A plain page stands at the root, beside these: under one of their names it could never be opened.
ROOT_NAMES = (
    RESERVED_SLUGS
    | frozenset(SECTIONS.values())
    | frozenset({"admin", "documents", "feeds", "healthz", "home", "media", "oembed", "readyz", "static", "suggest"})
)


def address(kind: str, slug: str) -> str:
    """The path of a thing, for instance `/people/raphael-lemkin/`; a plain page stands at the root."""
    section = SECTIONS.get(kind)
    return f"/{section}/{slug}/" if section else f"/{slug}/"


def section_address(kind: str) -> str:
    """The path of the list of a kind, for instance `/people/`."""
    return f"/{SECTIONS[kind]}/"
