"""Claims as readers see them: how sure, who disputes it and how, who checked it, and the sources that carry it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from content import dates, sections
from content.citations import words
from content.visibility import public


@dataclass(frozen=True)
class Cited:
    """A source where it is cited: what it is called in short and in full, where in it, what kind of witness it is."""

    key: str
    short: str
    title: str
    locator: str
    witness: str  # what kind of witness it is, in words
    seen: str  # how it was seen, in words
    is_public: bool = True

    @property
    def address(self) -> str:
        return sections.address("source", self.key) if self.is_public else ""


@dataclass(frozen=True)
class ClaimShown:
    """A claim with its evidence, ready to be shown."""

    uid: str
    address: str
    statement: str
    check: str
    check_label: str
    sure: str
    sure_class: str
    contest: str  # the kind of dispute, in words
    contested: str
    note: str
    sources: tuple[Cited, ...]
    date_parts: dict
    as_of: str
    as_of_parts: dict
    as_of_is_stale: bool
    withdrawn: bool

    @property
    def anchor(self) -> str:
        return f"c-{self.uid}"


def cited(source, locator: str = "") -> Cited:
    """A source as it is named beside what it carries."""
    return Cited(
        key=source.slug,
        short=words.short(source.work),
        title=source.title,
        locator=locator,
        witness=source.get_ladder_display() if source.ladder else "",
        seen=source.get_checked_display() if source.checked else "",
        is_public=source.live,
    )


def citations(thing) -> tuple[Cited, ...]:
    """The sources of a thing whose `source_links` are fetched with their sources."""
    return tuple(cited(link.source, link.locator) for link in thing.source_links.all())


def with_sources(things: QuerySet) -> QuerySet:
    """Public claims, events or tables together with their sources: one query more, however many things."""
    link = things.model._meta.get_field("source_links").related_model
    return public(things).prefetch_related(Prefetch("source_links", link._default_manager.select_related("source")))


def with_evidence(claims: QuerySet) -> QuerySet:
    """Public claims together with all that showing them asks for: two queries more, however many claims."""
    return with_sources(claims).prefetch_related("checks")


def shown(claim) -> ClaimShown:
    """One claim; its sources and checks are best fetched beforehand with `with_evidence`."""
    state = claim.check_state
    contest = claim.get_contest_kind_display() if claim.contest_kind else ""
    if claim.contest_kind == "denied" and claim.contested.startswith("Denied"):
        contest = ""
    return ClaimShown(
        uid=claim.uid,
        address=claim.address,
        statement=claim.statement,
        check=state.value,
        check_label=state.label,
        sure=claim.sureness,
        sure_class={"high": "established", "low": "uncertain"}.get(claim.confidence, ""),
        contest=contest,
        contested=claim.contested,
        note=claim.note,
        sources=citations(claim),
        date_parts=claim.date_parts,
        as_of=claim.as_of,
        as_of_parts=_parts(claim.as_of),
        as_of_is_stale=claim.as_of_is_stale,
        withdrawn=claim.status == "withdrawn",
    )


def all_shown(claims: Iterable) -> list[ClaimShown]:
    return [shown(claim) for claim in claims]


def _parts(text: str) -> dict:
    try:
        return dates.parse(text).parts if text else {}
    except dates.DateError:
        return {}
