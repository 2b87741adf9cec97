"""Findings as lines to be read in a terminal: by rule, errors first."""

from collections.abc import Iterable

from content.quality.findings import Finding
from content.quality.rules import RULES


def chosen(
    findings: Iterable[Finding], *, theme: str | None, slug: str | None, rule: str | None, errors_only: bool
) -> list[Finding]:
    """The findings of a theme, a text or a rule."""
    return [
        one
        for one in findings
        if (not theme or theme in one.themes)
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


def _placed(one: Finding) -> str:
    place = f": {one.place}" if one.place else ""
    return f"{one.kind} {one.slug} [{one.where}{place}]"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
