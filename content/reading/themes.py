"""A theme as it is read: key facts, those it happened to before all others, entries, stages, words, records."""

from collections.abc import Sequence
from dataclasses import dataclass

from content.reading import clauses, evidence, gathers, tables, timelines
from content.reading.bodies import Bodies
from content.reading.editions import editions_of
from content.reading.hard import Hard
from content.reading.relations import Asked, kinds
from content.visibility import public

AFFECTED = ("affected",)
IN_OFFICE = ("company", "official", "perpetrator")
_ORDER = ("affected", "refuser", "advocate", "scholar", "press", "company", "official", "perpetrator")
OPEN_VOICES = 4  # of those it happened to; others are folded beyond it
ENTRIES = 30
_USES = ("prefer", "explain", "avoid")


@dataclass(frozen=True)
class Voices:
    """The voices of a theme: the first, those that stand open, those that are folded."""

    first: object
    open: tuple
    folded: tuple


@dataclass(frozen=True)
class StageShown:
    """How a stage figured in a theme, with the claims it rests on."""

    stage: str
    label: str
    state: str
    how: str
    claims: tuple


@gathers("theme")
def theme_context(page) -> dict:
    """What a theme's template shows."""
    asked = [
        Asked("tables", page.datatable_set.all()),
        Asked("lessons", page.lesson_set.all()),
        Asked("units", page.unit_set.all()),
    ]
    read = Bodies({"plain": page.plain_overview, "overview": page.overview}, margin=["overview"]).read(
        [*asked, *timelines.asked(page.timeline_set.all())]
    )
    links = clauses.shown(page)
    entries = public(page.entry_set.all()).order_by("date_earliest", "date_latest", "title").defer("body")
    rules = timelines.rules_of(read.named)
    return {
        "trail": [{"title": "Themes", "address": "/themes/"}],
        "body_theme": page,
        "voices": voices_of(list(public(page.quotation_set.all()).filter(propaganda=False).select_related("source"))),
        "key_facts": _key_facts(page),
        "overview": read.bodies["overview"],
        "plain_overview": read.bodies["plain"],
        "notes": read.notes,
        "entries": list(entries[:ENTRIES]),
        "entry_count": entries.count(),
        "reasons": Hard(
            sorted({reason for given in entries.values_list("content_reasons", flat=True) for reason in given or ()})
        ),
        "stages": _stages(page),
        "pledge_groups": clauses.grouped(links),
        "pledge_count": len({link.number for link in links}),
        "timelines": [(rule.timeline, timelines.events_by(rule).count()) for rule in rules.values()],
        "lessons": read.named["lessons"],
        "units": read.named["units"],
        "records": list(
            public(page.record_set.all()).order_by("date_earliest", "date_latest", "title").defer("transcription")
        ),
        **_tables(page, read.named["tables"]),
        "rules": _rules(page),
        "records_at": list(page.records_at.all()),
        "counts": _counts(page),
        "editions": editions_of(page),
    }


def voices_of(quotations: Sequence) -> Voices:
    """Those it happened to first, and never fewer of them open than of those in office.

    Every quotation given is there, open or folded; hate propaganda must not be given.
    """
    ordered = sorted(quotations, key=lambda each: (_ORDER.index(each.voice), each.slug))
    affected = [each for each in ordered if each.voice in AFFECTED]
    first = affected[0] if affected else None
    open_affected = affected[1 : 1 + OPEN_VOICES]
    beside = [each for each in ordered if each.voice not in AFFECTED + IN_OFFICE][:2]
    # The first voice is open too, so that those in office never come to more than those it happened to.
    in_office = [each for each in ordered if each.voice in IN_OFFICE][: min(2, len(open_affected) + bool(first))]
    opened = (*open_affected, *beside, *in_office)
    folded = tuple(each for each in ordered if each is not first and each not in opened)
    return Voices(first, opened, folded)


def _key_facts(page) -> list[tuple[str, str]]:
    rows = [
        ("When", page.key_when),
        ("Where", page.key_where),
        ("How many, by whose count", page.key_how_many),
        ("Who decided", page.key_who_decided),
        ("What followed", page.key_what_followed),
    ]
    return [(label, words) for label, words in rows if words]


def _stages(page) -> list[StageShown]:
    rows = page.theme_stages.all()
    if hasattr(rows, "select_related"):
        rows = rows.select_related("stage").prefetch_related("claims")
    return [
        StageShown(
            row.stage.label,
            row.label,
            row.get_state_display(),
            row.how,
            tuple(claim for claim in row.claims.all() if claim.live),
        )
        for row in rows
    ]


def _tables(page, named: Sequence) -> dict:
    """The tables of a theme: those that may be drawn with their charts, the others by name."""
    drawn = [tables.shown(table) for table in evidence.with_sources(page.datatable_set.filter(chart=True))]
    charted = {shown.table.pk for shown in drawn if shown.chart}
    return {
        "charts": [shown for shown in drawn if shown.chart],
        "tables": [thing for thing in named if thing.pk not in charted],
    }


def _rules(page) -> list:
    """The rules for words in this theme: preferred, explained, avoided."""
    rule = kinds()["term"]._meta.get_field("rules").related_model
    found = (
        rule._default_manager.filter(rule_themes=page.pk, term__live=True)
        .select_related("term")
        .order_by("term__term", "pk")
    )
    return sorted(found, key=lambda each: _USES.index(each.use))


def _counts(page) -> dict[str, int]:
    """What the archive holds on this theme; never set beside another theme's."""
    return {
        name: public(getattr(page, f"{kind}_set").all()).count()
        for name, kind in (("statements", "claim"), ("events", "event"), ("sources", "source"))
    }
