"""What a text may take its numbers from: its claims, what it cites, its events, the tables and quotations it shows, names."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from content.quality.archive import Archive, Event, Shown, Text
from content.quality.figures import carried, figures, of_edtf

# These speak of a whole history, so that every claim of their themes carries them.
OF_WHOLE_THEMES = ("theme", "timeline", "lesson", "unit", "record", "person", "organization", "place", "term")
# These speak of all of them.
OF_EVERYTHING = ("clause", "pledge", "page")
Keys = frozenset[tuple[str, object]]


@lru_cache(maxsize=20_000)
def read(said: str) -> Keys:
    """The figures in a piece of evidence."""
    return frozenset(figure.key for figure in figures(said))


@lru_cache(maxsize=5_000)
def read_date(said: str) -> Keys:
    return frozenset(of_edtf(said))


@lru_cache(maxsize=20_000)
def _carried(keys: Keys) -> Keys:
    return frozenset(carried(keys))


@dataclass
class Evidence:
    """Figures, and which sources carry each; `beneath` is what several texts share."""

    carriers: dict[tuple[str, object], set[str]] = field(default_factory=lambda: defaultdict(set))
    beneath: "Evidence | None" = None

    def add(self, keys: Keys, sources: tuple[str, ...] = ()) -> None:
        for key in _carried(keys):
            self.carriers[key].update(sources or ("",))

    def __contains__(self, key: tuple[str, object]) -> bool:
        return key in self.carriers or (self.beneath is not None and key in self.beneath)

    def sources_of(self, key: tuple[str, object]) -> set[str]:
        """The sources that carry a figure; "" stands for what needs none, such as a name."""
        below = self.beneath.sources_of(key) if self.beneath else set()
        return self.carriers.get(key, set()) | below


@dataclass
class Grounds:
    """The evidence of an archive, by text; what a whole theme carries is read once."""

    archive: Archive
    _of_themes: dict[tuple[str, ...], Evidence] = field(default_factory=dict)

    def of(self, text: Text) -> Evidence:
        """Everything a figure of this text may stand in."""
        archive = self.archive
        evidence = Evidence(beneath=self._shared(text))
        claims = self._named_claims(text)
        for slug in claims:
            self._add_claim(evidence, slug)
        for key in dict.fromkeys([*text.cited, *(key for slug in claims for key in archive.claims[slug].sources)]):
            self._add_source(evidence, key)
        for event in self._events(text):
            self._add_event(evidence, event)
        for slug in self._chosen(text, "table"):
            self._add_table(evidence, slug)
        for slug in self._chosen(text, "quotation"):
            self._add_quotation(evidence, slug)
        self._add_names(evidence, text)
        for said in text.own_facts:
            evidence.add(read(said) | read_date(said))
        return evidence

    def _shared(self, text: Text) -> Evidence | None:
        """Everything of the text's themes, where it speaks of them as wholes."""
        if text.kind not in (*OF_WHOLE_THEMES, *OF_EVERYTHING):
            return None
        themes = () if text.kind in OF_EVERYTHING else tuple(sorted(text.themes))
        if themes not in self._of_themes:
            self._of_themes[themes] = self._everything_of(themes)
        return self._of_themes[themes]

    def _everything_of(self, themes: tuple[str, ...]) -> Evidence:
        evidence, archive = Evidence(), self.archive

        def mine(rows) -> list[str]:
            return [slug for slug, row in rows.items() if not themes or set(row.themes) & set(themes)]

        for slug in mine(archive.claims):
            self._add_claim(evidence, slug)
            for key in archive.claims[slug].sources:
                self._add_source(evidence, key)
        for slug in mine(archive.events):
            self._add_event(evidence, archive.events[slug])
        for slug in mine(archive.tables):
            self._add_table(evidence, slug)
        for slug in mine(archive.quotations):
            self._add_quotation(evidence, slug)
        return evidence

    def _named_claims(self, text: Text) -> list[str]:
        shown = [one.slug for one in text.shown if one.kind == "claim"]
        linked = [slug for kind, slug in text.linked if kind == "claim"]
        return [slug for slug in dict.fromkeys([*text.claims, *shown, *linked]) if slug in self.archive.claims]

    def _chosen(self, text: Text, kind: str) -> set[str]:
        named = [*((one.kind, one.slug) for one in text.shown), *text.linked, *text.named]
        return {slug for this, slug in named if this == kind}

    def _events(self, text: Text) -> list[Event]:
        chosen = self._chosen(text, "event")
        stretches = [one for one in text.shown if one.kind == "timeline"]
        return [
            event
            for event in self.archive.events.values()
            if event.slug in chosen
            or (event.entry == text.slug and text.kind == "entry")
            or (set(event.themes) & set(text.themes) and any(_within(event, one) for one in stretches))
        ]

    def _add_claim(self, evidence: Evidence, slug: str) -> None:
        claim = self.archive.claims[slug]
        said = read(claim.statement) | read(claim.contested) | read(claim.note)
        evidence.add(_in_years_of(said, claim.date) | read_date(claim.as_of), claim.sources)

    def _add_source(self, evidence: Evidence, key: str) -> None:
        source = self.archive.sources.get(key)
        if source:
            evidence.add(read(source.title) | read(source.identifier) | read_date(source.issued), (key,))

    def _add_event(self, evidence: Evidence, event: Event) -> None:
        evidence.add(_in_years_of(read(event.title) | read(event.summary), event.date), event.sources)

    def _add_table(self, evidence: Evidence, slug: str) -> None:
        table = self.archive.tables.get(slug)
        if table:
            for said in (table.title, *table.cells):
                evidence.add(read(said) | read_date(said))

    def _add_quotation(self, evidence: Evidence, slug: str) -> None:
        quotation = self.archive.quotations.get(slug)
        if quotation:
            words = (quotation.text, quotation.speaker, quotation.setting, quotation.note)
            keys = frozenset().union(*map(read, words), read_date(quotation.date))
            evidence.add(keys, (quotation.source,) if quotation.source else ())

    def _add_names(self, evidence: Evidence, text: Text) -> None:
        """Names of what the text names or links, and the years of its people and organizations."""
        for name in dict.fromkeys([*text.named, *text.linked, *((one.kind, one.slug) for one in text.shown)]):
            evidence.add(read(self.archive.names.get(name, "")))
            agent = self.archive.agents.get(name)
            if agent and not agent.living:
                evidence.add(read_date(agent.dates))
        for theme in text.themes:
            evidence.add(read(self.archive.names.get(("theme", theme), "")))


def _in_years_of(said: Keys, date: str) -> Keys:
    """What a row says and its date; a day that its words give without a year is one of the date's years."""
    dated = read_date(date)
    years = {value[0] if isinstance(value, tuple) else int(value) for kind, value in dated if kind != "decade"}
    days = {("day", (year, *value)) for kind, value in said if kind == "month day" for year in years if year > 31}
    return said | dated | frozenset(days)


def _within(event: Event, stretch: Shown) -> bool:
    """Whether an event falls in a stretch of a timeline, as far as years, months and days tell."""
    first, _, last = event.date.partition("/")
    starts, ends = _sortable(first, "0"), _sortable(last or first, "9")
    after = not stretch.first or ends >= _sortable(stretch.first, "0")
    return after and (not stretch.last or starts <= _sortable(stretch.last.rpartition("/")[2], "9"))


def _sortable(edtf: str, unknown: str) -> str:
    digits = edtf.rstrip("?~%").replace("X", unknown).replace("-", "")
    return digits.ljust(8, unknown) if digits[:4].isdigit() else unknown * 8
