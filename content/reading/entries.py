"""An entry as it is read: the text with its notes, the evidence, the pledge, what is near it, who wrote it."""

from dataclasses import dataclass

from django.db.models import F, FilteredRelation, Q

from content.reading import clauses, evidence, gathers, timelines
from content.reading.bodies import Bodies
from content.reading.editions import editions_of
from content.reading.relations import Asked, kinds, opened

NOT_REVIEWED = "Drafted by the archive’s builders from the sources cited; not yet reviewed by a historian."
_NEAR = ("people", "organizations", "places", "records", "related")
FEW = 12  # further names are folded


@dataclass(frozen=True)
class Near:
    """Things of one kind near the entry, the first of them shown and the rest folded."""

    label: str
    things: tuple

    @property
    def first(self) -> tuple:
        return self.things[:FEW]

    @property
    def rest(self) -> tuple:
        return self.things[FEW:]


@dataclass(frozen=True)
class WhoWrote:
    """Authors and reviewers as they are named, and the sentence that stands where a review is missing."""

    authors: tuple
    reviewers: tuple
    sentence: str


@gathers("entry")
def entry_context(page) -> dict:
    """What an entry's template shows; the queries depend on which kinds of block it has, never on how many of what."""
    bodies = Bodies({"body": page.body}, margin=["body"])
    claims = _claims(page, bodies.claim_pks)
    by_pk = {claim.pk: shown for claim, shown in claims}
    asked = [Asked(name, getattr(page, name).all()) for name in _NEAR] + [
        Asked("themes", page.themes.all(), also="position"),
        Asked("tabs", page.themes.all(), more="short_title"),
    ]
    read = bodies.read([*asked, *timelines.asked()], claims=by_pk, propaganda=True)
    themes = sorted(read.named["themes"], key=lambda theme: int(theme.also))
    only = themes if len(themes) == 1 else []  # an entry across themes stands under none of them
    links = clauses.shown(page)
    return {
        "trail": [{"title": theme.name, "address": theme.address} for theme in only]
        + [{"title": "Entries", "address": "/entries/"}],
        "across": _tabs(themes, read.named["tabs"]) if not only else [],
        "body_theme": opened(only),
        "body": read.bodies["body"],
        "contents": read.contents,
        "notes": read.notes,
        "claims": [shown for claim, shown in claims if claim.place is not None],
        "pledge_groups": clauses.grouped(links),
        "pledge_count": len({link.number for link in links}),
        "near": _near(page, read.named),
        "who": who_wrote(page),
        "editions": editions_of(page),
    }


def _tabs(themes, tabs) -> list[tuple[str, str]]:
    """Name on the tab and address of every theme, in the order of the tabs."""
    names = {tab.pk: tab.more or tab.name for tab in tabs}
    return [(names[theme.pk], theme.address) for theme in themes]


def _claims(page, inside: frozenset[int]) -> list[tuple]:
    """The claims of the entry in its order, then those that stand only inside the text (their `place` is None)."""
    found = evidence.with_evidence(
        kinds()["claim"]
        ._default_manager.annotate(standing=FilteredRelation("entry_links", condition=Q(entry_links__entry=page.pk)))
        .filter(Q(standing__isnull=False) | Q(pk__in=inside))
        .annotate(place=F("standing__sort_order"), row=F("standing__pk"))
    )
    ordered = sorted(found, key=lambda claim: (claim.row is None, claim.place or 0, claim.row or 0))
    return [(claim, evidence.shown(claim)) for claim in ordered]


def _near(page, lists) -> list[Near]:
    rules = timelines.rules_of(lists)
    found = [
        ("People", lists["people"]),
        ("Organizations", lists["organizations"]),
        ("Places", lists["places"]),
        ("Records", lists["records"]),
        ("Entries", lists["related"]),
        ("Timelines", timelines.showing(page, rules)),
    ]
    return [Near(label, tuple(things)) for label, things in found if things]


def who_wrote(page) -> WhoWrote:
    """Who wrote an entry and who reviewed it, by its contributors."""
    everybody = list(page.contributors.all())
    authors = tuple(each for each in everybody if each.role == "author")
    reviewers = tuple(each for each in everybody if each.role == "reviewer")
    unreviewed = "Not yet reviewed by a historian." if authors else NOT_REVIEWED
    return WhoWrote(authors, reviewers, "" if reviewers else unreviewed)
