"""What templates need to show the archive: dates in words, marks, tabs, excerpts."""

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from content import dates, text
from content.visibility import public

register = template.Library()


@register.filter
def excerpt(value: str, length: int = 200) -> str:
    """The beginning of a text, cut at a word."""
    return text.excerpt(text.plain(str(value or "")), length)


@register.simple_tag
def edtf(thing, language: str = "en") -> str:
    """A `<time>` element for the date of a dated thing, in words; nothing when it has none."""
    parts = getattr(thing, "date_parts", None) or {}
    return time_element(parts, language)


@register.simple_tag
def edtf_text(value: str, language: str = "en") -> str:
    """A `<time>` element for an EDTF string that has no stored parts."""
    if not value:
        return ""
    try:
        return time_element(dates.parse(value).parts, language)
    except dates.DateError:
        return value


def time_element(parts: dict, language: str = "en") -> str:
    if not parts:
        return ""
    machine, words = dates.machine(parts), dates.words(parts, language)
    return format_html('<time datetime="{}">{}</time>', machine, words) if machine else words


@register.simple_tag
def mark(name: str, large: bool = False) -> str:
    """The mark of a theme, inline, so that it takes the ink."""
    if not name:
        return ""
    return mark_safe(render_to_string(f"components/marks/{name}.html", {"large": large}))  # noqa: S308 — our own file


@register.inclusion_tag("components/_tabs.html", takes_context=True)
def theme_tabs(context) -> dict:
    """The seven index tabs, the open one marked."""
    from content.models import ThemePage

    open_theme = context.get("body_theme")
    tabs = public(ThemePage).order_by("position").only("pk", "slug", "title", "short_title", "mark")
    return {"tabs": tabs, "open_pk": getattr(open_theme, "pk", None)}
