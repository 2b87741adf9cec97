"""What must be there before something is published, named in plain words, each beside its field."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Link:
    """A pledge link as a draft has it."""

    clause: str
    kind: str
    why: str


@dataclass(frozen=True)
class Draft:
    """The part of a page or snippet that publishing asks about. What a kind has no field for stays None."""

    kind: str
    title: str
    date: str | None = None
    summary: str | None = None
    sources: int | None = None
    links: tuple[Link, ...] | None = None
    entry_kind: str | None = None
    rights_uri: str | None = None
    credit: str | None = None
    statement_sources: int | None = None
    propaganda_without_comment: int = 0
    extra: tuple["Gap", ...] = field(default=())


@dataclass(frozen=True)
class Gap:
    """One thing missing: the field it belongs to, and what to do, in an editor's words."""

    field: str
    message: str


def gaps(draft: Draft) -> list[Gap]:
    """What is still missing before this draft may be published; empty when nothing is."""
    found = [
        gap
        for ask in (_date, _summary, _kind, _sources, _links, _rights, _statement, _propaganda)
        for gap in ask(draft)
    ]
    return [*found, *draft.extra]


def _date(draft: Draft):
    if draft.date is not None and not draft.date.strip():
        yield Gap(
            "date",
            "There is no date. Write one in EDTF, such as 1942-02-19, 1942~ for about 1942, or 194X for the 1940s.",
        )


def _summary(draft: Draft):
    if draft.summary is not None and not draft.summary.strip():
        yield Gap("summary", "There is no summary. Say in at most 45 words what it is and why it matters.")


def _kind(draft: Draft):
    if draft.entry_kind is not None and not draft.entry_kind:
        yield Gap(
            "entry_kind", "No kind is chosen. Say whether the entry is about an event, a person, a law, and so on."
        )


def _sources(draft: Draft):
    if draft.sources == 0:
        yield Gap(
            "body", "No source is cited. Put a note after the statement it carries, or add a claim that has a source."
        )


def _links(draft: Draft):
    if draft.links is None:
        return
    if not draft.links:
        yield Gap(
            "pledge_links", "There is no link to the pledge. Choose a clause, say what kind of link it is, and why."
        )
    for link in draft.links:
        if not link.kind:
            yield Gap(
                "pledge_links",
                f"The link to clause {link.clause} has no kind. Choose named, example, counter-example or background.",
            )
        if not link.why.strip():
            yield Gap(
                "pledge_links",
                f"The link to clause {link.clause} has no reason. Say why in 8 to 30 words that fit no other link.",
            )


def _rights(draft: Draft):
    if draft.rights_uri is not None and not draft.rights_uri:
        yield Gap(
            "rights_uri", "There is no rights statement. Choose one from rightsstatements.org or Creative Commons."
        )
    if draft.credit is not None and not draft.credit.strip():
        yield Gap("credit", "There is no credit line. Name the holder or maker as they want to be named.")


def _statement(draft: Draft):
    if draft.statement_sources == 0:
        yield Gap("source_links", "The statement has no source. Choose the work that carries it, and where in it.")


def _propaganda(draft: Draft):
    if draft.propaganda_without_comment:
        yield Gap(
            "body", "A quotation of hate propaganda stands without a comment. Say beside it what it is and what it did."
        )
