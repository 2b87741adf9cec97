"""Every kind of thing readers may take away: in which order, with what beside it, in which form."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import F, Model, QuerySet, prefetch_related_objects

from content import models
from content.exchange.public import authorities, holdings, pages, teaching
from content.exchange.public.gathering import Gathering, editions_of
from content.exchange.public.markdown import PublicKnown
from content.visibility import public


@dataclass(frozen=True)
class PublicKind:
    """One kind: how its things are listed and written out.

    `streams` and `texts` name the bodies and the rich text that are turned into Markdown.
    """

    name: str
    plural: str
    model: type[Model]
    form: Callable[[Model, Gathering], dict]
    relations: Callable[[], list] = list
    gather: Callable[[list, Gathering], None] | None = None
    order: tuple = ("slug", "pk")
    streams: tuple[str, ...] = ()
    texts: Callable[[Model], list[str]] | None = None
    has_themes: bool = True

    def things(self) -> QuerySet:
        """What readers may see of the kind, in an order that stays."""
        things = public(self.model).order_by(*self.order)
        return things.filter(propaganda=False) if self.model is models.Quotation else things

    def in_theme(self, things: QuerySet, slug: str) -> QuerySet:
        """Those of them that belong to a public theme; a clause belongs to the themes that name it."""
        themes = public(models.ThemePage).filter(slug=slug)
        if self.model is models.Clause:
            return things.filter(pk__in=models.ThemePledgeLink.objects.filter(theme__in=themes).values("clause"))
        return things.filter(themes__in=themes)

    def written(self, things: Sequence[Model], base: str = "") -> list[dict]:
        """The public forms of some things, in a number of queries that does not grow with them.

        `base` is put before every address, such as `https://example.org`.
        """
        things = list(things)
        prefetch_related_objects(things, *self.relations())
        streams = [getattr(thing, name).raw_data for thing in things for name in self.streams]
        texts = [text for thing in things for text in (self.texts(thing) if self.texts else ())]
        gathering = Gathering(base, PublicKnown(streams, texts), editions_of(things))
        if self.gather:
            self.gather(things, gathering)
        return [self.form(thing, gathering) for thing in things]


def _account(thing: Model) -> list[str]:
    return [thing.text]


IN_THE_API = (
    PublicKind(
        "theme",
        "themes",
        models.ThemePage,
        pages.theme,
        pages.theme_relations,
        order=("position", "slug", "pk"),
        streams=("overview", "plain_overview"),
        has_themes=False,
    ),
    PublicKind(
        "entry", "entries", models.EntryPage, pages.entry, pages.entry_relations, pages.entry_gather, streams=("body",)
    ),
    PublicKind(
        "record",
        "records",
        models.RecordPage,
        pages.record,
        pages.record_relations,
        pages.record_gather,
        texts=lambda page: [page.transcription],
    ),
    PublicKind(
        "event",
        "events",
        models.Event,
        authorities.event,
        authorities.event_relations,
        order=(F("date_earliest").asc(nulls_last=True), "date_latest", "slug", "pk"),
    ),
    PublicKind(
        "timeline",
        "timelines",
        models.TimelinePage,
        teaching.timeline,
        teaching.timeline_relations,
        teaching.timeline_gather,
        streams=("introduction",),
    ),
    PublicKind("source", "sources", models.Source, authorities.source, authorities.source_relations),
    PublicKind("person", "people", models.Person, authorities.person, authorities.agent_relations, texts=_account),
    PublicKind(
        "organization",
        "organizations",
        models.Organization,
        authorities.organization,
        authorities.agent_relations,
        texts=_account,
    ),
    PublicKind("place", "places", models.Place, authorities.place, authorities.agent_relations, texts=_account),
    PublicKind("term", "terms", models.Term, authorities.term, authorities.term_relations, texts=_account),
    PublicKind("claim", "claims", models.Claim, authorities.claim, authorities.claim_relations),
    PublicKind(
        "clause",
        "clauses",
        models.Clause,
        authorities.clause,
        gather=authorities.clause_gather,
        order=("position", "slug", "pk"),
    ),
    PublicKind(
        "lesson",
        "lessons",
        models.LessonPage,
        teaching.lesson,
        teaching.lesson_relations,
        streams=("introduction",),
        texts=teaching.lesson_texts,
    ),
    PublicKind("unit", "units", models.UnitPage, teaching.unit, teaching.unit_relations, streams=("introduction",)),
)
BESIDES = (
    PublicKind("quotation", "quotations", models.Quotation, holdings.quotation, holdings.quotation_relations),
    PublicKind("table", "tables", models.DataTable, holdings.table, holdings.table_relations),
    PublicKind("stage", "stages", models.Stage, holdings.stage, order=("position", "slug", "pk"), has_themes=False),
    PublicKind(
        "pledge",
        "pledge",
        models.PledgePage,
        holdings.pledge,
        lambda: ["signature_counts"],
        streams=("introduction",),
        has_themes=False,
    ),
    PublicKind("page", "pages", models.StandardPage, holdings.standard, streams=("body",), has_themes=False),
)
KINDS = (*IN_THE_API, *BESIDES)
