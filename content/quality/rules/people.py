"""People and companies: the living have a basis and no birth date, what is told of a company has its date."""

import re
from collections.abc import Iterator

from content.quality import lists
from content.quality.archive import Agent, Archive, Text
from content.quality.findings import ERROR, WARNING, Finding, allows, in_row, in_text

LIVING, UNKNOWN, COMPANY = "living-person", "life-dates", "company-date"
BASES = ("public office", "published author", "party to a public case", "spoke publicly")
_BORN = re.compile(r"\b(?:born|birth)\b[^.]{0,60}?\b(?:1[89]\d\d|20\d\d)\b")


def look_at_the_living(archive: Archive) -> Iterator[Finding]:
    texts = {text.slug: text for text in archive.of("person")}
    for agent in archive.agents.values():
        if agent.kind == "person" and agent.living:
            yield from _of_the_living(agent, texts.get(agent.slug))


def look_for_life_dates(archive: Archive) -> Iterator[Finding]:
    for agent in archive.agents.values():
        if agent.kind == "person" and not agent.living and not agent.dates:
            message = (
                "there are no dates, and the person is not marked as living. Add the dates, or mark as living whoever is "
                "not known to have died."
            )
            yield in_row(UNKNOWN, WARNING, "person", agent, message, "dates")


def _of_the_living(agent: Agent, text: Text | None) -> Iterator[Finding]:
    if not agent.basis.strip():
        message = f"the person is living and has no basis. Say which: {', '.join(BASES)}; or take the page away."
        yield in_row(LIVING, ERROR, "person", agent, message, "basis")
    elif not agent.basis.startswith(BASES):
        message = f"the basis “{agent.basis}” is none of: {', '.join(BASES)}. Begin it with the one that holds."
        yield in_row(LIVING, WARNING, "person", agent, message, "basis")
    if agent.dates:
        message = "the person is living, and there are dates of life. Take them out."
        yield in_row(LIVING, ERROR, "person", agent, message, "dates")
    for passage in text.passages if text else ():
        for match in _BORN.finditer(passage.words):
            message = f"the person is living, and “{match[0]}” gives a date of birth. Take it out."
            yield in_text(LIVING, ERROR, text, message, passage, match.start())


def look_at_companies(archive: Archive) -> Iterator[Finding]:
    listed = lists.read("companies")
    for slug in listed["organizations"]:
        agent = archive.agents.get(("organization", slug))
        if agent and not agent.dates:
            yield in_row(
                COMPANY, ERROR, "organization", agent, "the company has no dates. Add since when it exists.", "dates"
            )
    for quotation in archive.quotations.values():
        if quotation.voice == "company" and not quotation.date:
            message = "the company's words have no date. Say when they were said."
            yield in_row(COMPANY, ERROR, "quotation", quotation, message, "date")
    for claim in archive.claims.values():
        named = _NAMES.search(claim.statement)
        if named and not (claim.date or claim.as_of) and not allows(claim.allowed, COMPANY, claim.statement):
            message = (
                f"the claim speaks of {named[0]} and has no date. Allegation, response, outcome and date stand together: "
                "add `date` or `as_of`."
            )
            yield in_row(COMPANY, ERROR, "claim", claim, message, "date")


_NAMES = re.compile(rf"\b(?:{'|'.join(map(re.escape, lists.read('companies')['names']))})\b")
