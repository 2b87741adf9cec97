"""Findings and counts as lines to be read in a terminal: by rule, then the table by theme, then what is thin."""

from collections import Counter
from collections.abc import Callable, Iterable

from content.quality.archive import Archive
from content.quality.findings import Finding
from content.quality.rules import RULES
from content.quality.rules.citations import UNREADABLE
from content.quality.tally import (
    CHECKS,
    CONFIDENCES,
    CONTESTS,
    FEW,
    LADDER,
    SEEN,
    VOICES,
    ThemeTally,
    tallied,
    thin_clauses,
)

_NAME = 12


def chosen(
    findings: Iterable[Finding], *, theme: str | None, slug: str | None, rule: str | None, errors_only: bool
) -> list[Finding]:
    """The findings of a theme, a text or a rule, and always the files that cannot be read: nobody knows what is in them."""
    return [
        one
        for one in findings
        if one.rule == UNREADABLE
        or (not theme or theme in one.themes)
        and (not slug or one.slug == slug)
        and (not rule or one.rule == rule)
        and (not errors_only or one.is_error)
    ]


def printed(findings: list[Finding]) -> str:
    """Every finding under its rule, and the count."""
    lines: list[str] = []
    for rule in RULES:
        these = sorted((one for one in findings if one.rule == rule.code), key=lambda one: (one.severity, one.where))
        if these:
            lines += ["", f"{rule.code}: {rule.asks}"]
            lines += [f"  {one.severity.upper()} {_placed(one)}\n      {one.message}" for one in these]
    errors = sum(one.is_error for one in findings)
    lines += ["", f"{_count(errors, 'error')}, {_count(len(findings) - errors, 'warning')}."]
    return "\n".join(lines)


def printed_table(archive: Archive) -> str:
    """The archive by theme, a column each, and what is thin in it."""
    tallies = tallied(archive)
    if not tallies:
        return "There is no theme."
    lines = ["", "By theme".ljust(28) + "".join(one.theme.name[: _NAME - 1].rjust(_NAME) for one in tallies)]

    def row(label: str, count: Callable[[ThemeTally], int]) -> None:
        lines.append(label.ljust(28) + "".join(str(count(one) or "·").rjust(_NAME) for one in tallies))

    def rows(heading: str, names: Iterable[str], counts: Callable[[ThemeTally], Counter]) -> None:
        lines.append(heading)
        for name in names:
            if any(counts(one)[name] for one in tallies):
                row(f"  {name}", lambda one, name=name: counts(one)[name])

    row("entries", lambda one: one.entries)
    row("  planned, not written", lambda one: len(one.unwritten))
    row("words of entries", lambda one: one.entry_words)
    row("words of all texts", lambda one: one.all_words)
    rows("claims by confidence", CONFIDENCES, lambda one: one.confidence)
    rows("claims by check", CHECKS, lambda one: one.check)
    rows("contests by kind", CONTESTS, lambda one: one.contests)
    rows("sources by kind", LADDER, lambda one: one.ladder)
    rows("sources by how seen", SEEN, lambda one: one.seen)
    rows("voices", VOICES, lambda one: one.voices)
    row("clauses not met", lambda one: len(one.empty_cells))
    return "\n".join([*lines, *_thin(archive, tallies)])


def _thin(archive: Archive, tallies: list[ThemeTally]) -> list[str]:
    lines = ["", f"Thin clauses (fewer than {FEW} entries)"]
    lines += [f"  {clause.number} {clause.short}: {number}" for clause, number in thin_clauses(archive)] or ["  none"]
    lines += ["", "Clauses that neither an entry nor the theme as a whole bears on"]
    for one in tallies:
        lines.append(f"  {one.theme.name}: {', '.join(clause.number for clause in one.empty_cells) or 'none'}")
    lines += ["", "Planned entries that are not written"]
    for one in tallies:
        if one.unwritten:
            lines.append(f"  {one.theme.name} ({len(one.unwritten)}): {', '.join(each.slug for each in one.unwritten)}")
    return lines if any(one.unwritten for one in tallies) else [*lines, "  none"]


def _placed(one: Finding) -> str:
    place = ": ".join(part for part in (one.where, one.place) if part)
    return f"{one.kind} {one.slug}" + (f" [{place}]" if place else "")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
