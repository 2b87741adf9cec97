"""What is missing: where the archive is thin, unsure or unchecked, said to readers, counted anew for each of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.concordance import FEW, matrix_context
from content.exchange.importer import SEED_FOLDER
from content.exchange.seedfiles import PLANNED, Item, read_plans
from content.models import Claim, Clause, EntryPage, ThemePage, state_of
from content.models.vocabularies import CheckState, ClaimStatus, Confidence, ContestKind
from content.visibility import public


@dataclass
class OfTheme:
    """What is missing in one theme. A claim of two themes stands in both."""

    theme: ThemePage
    entries: int = 0
    claims: int = 0
    unchecked: int = 0
    from_memory: list[Claim] = field(default_factory=list)
    disputed: list[Claim] = field(default_factory=list)
    unwritten: list[str] = field(default_factory=list)
    empty: list[Clause] = field(default_factory=list)


@require_safe
def missing(request: HttpRequest) -> HttpResponse:
    """Thin clauses, empty cells, claims from memory, checks still to be made, entries still to be written, disputed numbers."""
    return render(request, "archive/missing.html", missing_context())


def missing_context() -> dict:
    """What the page shows, in a fixed number of queries."""
    clauses = list(public(Clause).order_by("position"))
    matrix = matrix_context(clauses)
    by_theme = {theme.pk: OfTheme(theme) for theme in matrix["themes"]}
    for _, rows in matrix["groups"]:
        for clause, cells in rows:
            for cell in cells:
                if cell.state == "none":
                    by_theme[cell.theme.pk].empty.append(clause)
    claims = _count_claims(by_theme)
    _count_entries(by_theme.values())
    return {
        "themes": list(by_theme.values()),
        "thin": matrix["thin"],
        "few": FEW,
        "claims": len(claims),
        "unchecked": sum(claims.values()),
        "from_memory": len({claim.pk for one in by_theme.values() for claim in one.from_memory}),
    }


def _count_claims(by_theme: dict[int, OfTheme]) -> dict[int, bool]:
    """Counts the standing claims of each theme; for every claim whether it is unchecked."""
    standing = public(Claim).filter(status=ClaimStatus.STANDING)
    shown = standing.only("slug", "statement", "confidence", "contest_kind", "contested").in_bulk()
    unchecked = dict.fromkeys(shown, True) | _checked(standing)
    links = Claim.themes.through.objects.filter(claim__in=standing.values("pk")).order_by("claim__slug")
    for claim_pk, theme_pk in links.values_list("claim_id", "themepage_id"):
        claim, of_theme = shown.get(claim_pk), by_theme.get(theme_pk)
        if claim is None or of_theme is None:
            continue
        of_theme.claims += 1
        of_theme.unchecked += unchecked[claim_pk]
        if claim.confidence == Confidence.LOW:
            of_theme.from_memory.append(claim)
        if claim.contest_kind == ContestKind.FIGURES:
            of_theme.disputed.append(claim)
    return unchecked


def _checked(standing) -> dict[int, bool]:
    """For the claims that anybody ever checked: whether they are unchecked as they now stand."""
    touched = standing.filter(checks__isnull=False).distinct().prefetch_related("source_links__source", "checks")
    return {claim.pk: state_of(claim.digest, claim.checks.all()) == CheckState.UNCHECKED for claim in touched}


def _count_entries(themes: Iterable[OfTheme]) -> None:
    """Counts the entries readers can see, and names the planned ones there are not.

    An entry that was taken back is not announced as one to come.
    """
    counts = Counter(public(EntryPage).order_by().values_list("themes", flat=True))
    there = set(EntryPage.objects.values_list("slug", flat=True))
    planned: dict[str, list[str]] = {}
    for item in _plans(_newest_plan()):
        if item.slug not in there:
            planned.setdefault(item.data["themes"][0], []).append(str(item.data.get("title") or item.slug))
    for one in themes:
        one.entries = counts[one.theme.pk]
        one.unwritten = planned.get(one.theme.slug, [])


def _newest_plan() -> int:
    return max((path.stat().st_mtime_ns for path in SEED_FOLDER.glob(f"themes/*/{PLANNED}.yaml")), default=0)


@lru_cache(maxsize=1)
def _plans(changed: int) -> list[Item]:
    """The plans as they stand in their files, read again when one of them has changed."""
    return read_plans(SEED_FOLDER)
