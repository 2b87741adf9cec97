"""What some plain pages show beside their words: the operator's address, the terms by use, the choice of a lesson."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.utils.safestring import mark_safe

from content.models import LessonPage, SectionPage, Term, TermRule
from content.models.vocabularies import TermUse
from content.reading.sections import LessonChoices, themes_by
from content.visibility import public

register = template.Library()


@dataclass(frozen=True)
class TermGroup:
    """The terms of one use, in the order of the alphabet."""

    use: str
    heading: str
    terms: list[Term]


@register.simple_tag(takes_context=True)
def here(context, section: str) -> str:
    """The attribute that marks a link of the masthead: this very page, or the part of the site it stands in."""
    path = getattr(context.get("request"), "path", "")
    if path == section:
        return mark_safe(' aria-current="page"')
    return mark_safe(' aria-current="true"') if path.startswith(section) else ""


@register.simple_tag
def takedown_address() -> str:
    """The address that the operator of this site has named, or nothing."""
    return settings.TAKEDOWN_ADDRESS


@register.simple_tag
def lesson_choices() -> LessonChoices:
    """The themes, grades and times that the list of lessons can be narrowed to."""
    return LessonChoices.among(themes_by(SectionPage()), LessonPage)


@register.simple_tag
def terms_by_use() -> list[TermGroup]:
    """Every public term under each use it has; one that is preferred here and avoided there stands twice."""
    terms = {term.pk: term for term in public(Term)}
    uses = set(TermRule.objects.filter(term__in=terms).values_list("use", "term_id"))
    groups = []
    for use in TermUse:
        these = sorted((terms[pk] for one, pk in uses if one == use), key=lambda term: (term.term.casefold(), term.pk))
        if these:
            groups.append(TermGroup(use.value, use.label, these))
    return groups
