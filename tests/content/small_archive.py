"""A small archive in which the quality rules find nothing, for tests that plant something in it."""

from dataclasses import replace

from content.quality import archive as quality
from content.quality.archive import Archive, Note, Passage, PledgeLink, Text

_WORDS = "The office wrote down who lived where and it kept the cards in drawers for years on end and told nobody why. "
_KEPT = "The list was kept for years in a drawer."
_RECALLED = "It is the history that the clause speaks of in so many words."
BODY = Passage(
    "body",
    f"By one count 1,200 people were listed on 19 February 1942. {_WORDS * 8}".strip(),
    line=20,
    notes=(Note(58, "report"), Note(170, "book"), Note(170, "letter")),
)


def small_archive() -> Archive:
    """One theme, one entry on three claims, an overview, and a row of every other kind."""
    camps = ("camps",)
    claims = (
        quality.Claim("c1", "About 1,200 people were listed.", "1942-02-19", confidence="high", sources=("report", "book"), themes=camps),
        quality.Claim("c2", "The letter was sent.", "1942", confidence="high", sources=("letter",), themes=camps),
        quality.Claim("c3", "Somebody burnt the cards.", "1943", confidence="low", sources=("unseen",), themes=camps),
    )  # fmt: skip
    sources = (
        quality.Source("report", "The report", "finding", "page", "https://example.org/report", themes=camps),
        quality.Source("book", "The book", "reference", "excerpt", themes=camps),
        quality.Source("letter", "A letter", "primary", "excerpt", themes=camps),
        quality.Source("unseen", "Memoirs", "testimony", "recall", themes=camps),
    )
    texts = (
        Text(
            "entry",
            "the-list",
            "The list",
            "the-list.md",
            camps,
            passages=(
                Passage("title", "The list"),
                Passage("summary", "A list of people was made by an office that gave no reason."),
                Passage("plain_summary", f"An office made a list of people. It did not say why it did so. {_KEPT}"),
                BODY,
                Passage("pledge, refuse", "Here a list that named people came before the order that used it."),
            ),
            claims=("c1", "c2", "c3"),
            pledge=(PledgeLink("refuse", "example", "Here a list that named people came before the order that used it."),),
            content_reasons=(),
        ),
        Text("theme", "camps", "The camps", "overview.md", camps, passages=(Passage("title", "The camps"),)),
        Text("person", "ann", "Ann", "people.yaml", camps),
    )  # fmt: skip
    said_by = {"source": "report", "themes": camps}
    return Archive(
        themes={"camps": quality.Theme("camps", "The camps", "Camps", 1, (PledgeLink("recall", "", _RECALLED),))},
        clauses={slug: quality.Clause(slug, number, slug) for slug, number in (("refuse", "1"), ("recall", "H1"), ("destroy", "2"))},
        sources={one.slug: one for one in sources},
        claims={one.slug: one for one in claims},
        events={"e1": quality.Event("e1", "The order", "1942-02-19", "It was signed.", "the-list", ("report",), themes=camps)},
        agents={
            ("person", "ann"): quality.Agent("person", "ann", "Ann", basis="spoke publicly", living=True, themes=camps),
            ("organization", "ibm"): quality.Agent("organization", "ibm", "IBM", "1911/", themes=camps),
        },
        terms={"moved": quality.Term("moved", "evacuation", (quality.Use("avoid", camps, "It hides who was forced."),))},
        tables={"t1": quality.Table("t1", "Counts", ("1942", "10"), camps)},
        quotations={
            "q1": quality.Quotation("q1", "We packed.", speaker="Ann", date="1981", voice="affected", **said_by),
            "q2": quality.Quotation("q2", "They must go.", speaker="An officer", date="1942", voice="official", **said_by),
        },
        texts=texts,
        planned=(quality.Planned("the-end", "The end", "camps", ("c1",)),),
        references=(quality.Reference("source", "report", ("entry", "the-list"), "the-list.md"),),
        keys=(quality.Key("source", "report", "sources.yaml"), quality.Key("entry", "the-list", "the-list.md")),
        names={("entry", "the-list"): "The list", ("organization", "ibm"): "IBM"},
    )  # fmt: skip


def with_text(archive: Archive, slug: str = "the-list", **changes) -> Archive:
    """The archive with one of its texts changed."""
    texts = tuple(replace(text, **changes) if text.slug == slug else text for text in archive.texts)
    return replace(archive, texts=texts)


def with_words(archive: Archive, words: str, field: str = "body", slug: str = "the-list", **changes) -> Archive:
    """The archive with one more passage in a text."""
    text = next(text for text in archive.texts if text.slug == slug)
    return with_text(archive, slug, passages=(*text.passages, Passage(field, words, 30, **changes)))


def with_row(archive: Archive, rows: str, key, **changes) -> Archive:
    """The archive with one of its rows changed."""
    found = getattr(archive, rows)
    return replace(archive, **{rows: {**found, key: replace(found[key], **changes)}})
