"""The public forms of people, organizations, places, terms, sources, claims, events and clauses."""

from django.db.models import Prefetch

from content import models
from content.exchange.public import links
from content.exchange.public.gathering import Gathering
from content.exchange.public.links import shown_one, shown_rows, shown_themes
from content.models.vocabularies import EVENT_CONTEXT, Ladder
from content.visibility import public


def agent_relations() -> list:
    return [shown_themes(), "forms"]


def person(thing: models.Person, gathering: Gathering) -> dict:
    return {
        **gathering.header(thing, thing.name),
        "themes": links.slugs(thing.shown_themes),
        "living": thing.living,
        "basis": thing.basis,
        "dates": thing.shown_dates,
        "role": thing.role,
        "forms": links.forms(thing),
        **links.identifiers(thing),
        "text": gathering.known.prose(thing.text),
    }


def organization(thing: models.Organization, gathering: Gathering) -> dict:
    return {
        **gathering.header(thing, thing.name),
        "themes": links.slugs(thing.shown_themes),
        "dates": thing.shown_dates,
        "role": thing.role,
        "forms": links.forms(thing),
        **links.identifiers(thing),
        "text": gathering.known.prose(thing.text),
    }


def place(thing: models.Place, gathering: Gathering) -> dict:
    return {
        **gathering.header(thing, thing.name),
        "themes": links.slugs(thing.shown_themes),
        "lat": thing.lat,
        "lon": thing.lon,
        "precision": thing.precision,
        "note": thing.note,
        "forms": links.forms(thing),
        **links.identifiers(thing),
        "text": gathering.known.prose(thing.text),
    }


def term_relations() -> list:
    rules = models.TermRule.objects.prefetch_related(shown_themes("rule_themes"))
    return [shown_themes(), "forms", Prefetch("rules", queryset=rules, to_attr="shown_rules")]


def term(thing: models.Term, gathering: Gathering) -> dict:
    return {
        **gathering.header(thing, thing.term),
        "themes": links.slugs(thing.shown_themes),
        "explanation": thing.explanation,
        "rules": [
            {
                "use": rule.use,
                "themes": links.slugs(rule.shown_rule_themes),
                "why": rule.why,
                "since": rule.since,
                "since_in": rule.since_in,
                "instead": rule.instead,
            }
            for rule in thing.shown_rules
        ],
        "forms": links.forms(thing),
        "text": gathering.known.prose(thing.text),
    }


def source_relations() -> list:
    return [shown_themes()]


def source(thing: models.Source, gathering: Gathering) -> dict:
    """A work. Denial and propaganda are cited as what they are, and nothing here leads to them."""
    denied = thing.ladder == Ladder.DENIAL
    return {
        **gathering.header(thing, thing.title),
        "themes": links.slugs(thing.shown_themes),
        "type": thing.type,
        "ladder": thing.ladder,
        "authors": list(thing.authors or []),
        "container": thing.container,
        "publisher": thing.publisher,
        "issued": thing.issued,
        "link": "" if denied else thing.url,
        "archived_link": "" if denied else thing.archived_url,
        "accessed": thing.accessed,
        "identifier": links.without_addresses(thing.identifier) if denied else thing.identifier,
        "checked": thing.checked,
        "note": links.without_addresses(thing.note) if denied else thing.note,
    }


def claim_evidence() -> list:
    """What a claim needs to say its sources and how far it was checked; a check's digest is over all its sources."""
    return [
        Prefetch("source_links", queryset=models.ClaimSource.objects.select_related("source")),
        shown_rows("source_links", models.ClaimSource, "source"),
        "checks",
    ]


def claim_relations() -> list:
    return [shown_themes(), *claim_evidence(), shown_rows("entry_links", models.EntryClaim, "entry")]


def evidence(thing: models.Claim) -> dict:
    """What an entry shows of a claim. Its caution is for writers and stands nowhere here."""
    return {
        "slug": thing.slug,
        "statement": thing.statement,
        "confidence": thing.confidence,
        **links.contested(thing),
        "as_of": thing.as_of,
        "status": thing.status,
        "check": str(thing.check_state),
        "sources": [{"key": link.source.slug, "locator": link.locator} for link in thing.shown_source_links],
    }


def claim(thing: models.Claim, gathering: Gathering) -> dict:
    return {
        **gathering.header(thing),
        "themes": links.slugs(thing.shown_themes),
        **links.dated(thing),
        **evidence(thing),
        "sources": links.sources(thing),
        "sureness": thing.sureness,
        "note": thing.note,
        "entries": sorted(link.entry.slug for link in thing.shown_entry_links),
    }


def event_relations() -> list:
    return [
        shown_themes(),
        shown_one("place", models.Place),
        shown_one("stage", models.Stage),
        shown_one("entry", models.EntryPage),
        shown_rows("source_links", models.EventSource, "source"),
        shown_rows("pledge_links", models.EventPledgeLink, "clause"),
    ]


def event(thing: models.Event, gathering: Gathering) -> dict:
    return {
        **gathering.header(thing, thing.title),
        "themes": links.slugs(thing.shown_themes),
        **links.dated(thing),
        "as_of": thing.as_of,
        "summary": thing.summary,
        **links.cautioned(thing),
        "stage": thing.stage.slug if thing.stage else EVENT_CONTEXT,
        "place": links.slug_of(thing.place),
        "place_name": thing.place_name or (thing.place.name if thing.place else ""),
        "entry": links.slug_of(thing.entry),
        "clauses": links.clauses(thing),
        "sources": links.sources(thing),
    }


def clause_gather(things: list[models.Clause], gathering: Gathering) -> None:
    """The themes that name each clause as a whole."""
    rows = (
        models.ThemePledgeLink.objects.filter(clause__in=things, theme__in=public(models.ThemePage))
        .order_by("theme__position", "theme__slug")
        .values_list("clause_id", "theme__slug")
    )
    themes: dict[int, list[str]] = {}
    for clause_id, slug in rows:
        if slug not in themes.setdefault(clause_id, []):
            themes[clause_id].append(slug)
    gathering.extra["clause themes"] = themes


def clause(thing: models.Clause, gathering: Gathering) -> dict:
    return {
        **gathering.header(thing, thing.short),
        "themes": gathering.extra["clause themes"].get(thing.pk, []),
        "number": thing.number,
        "position": thing.position,
        "kind": thing.clause_kind,
        "lead": thing.lead,
        "quote": thing.quote,
        "pledge_cites": thing.pledge_cites,
        "evidence": thing.evidence,
        "differ": thing.differ,
    }
