"""What templates need to show the archive: dates in words, marks, tabs, excerpts."""

import segno
from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from content import dates, sections, text
from content.models.vocabularies import CONTENT_REASONS
from content.reading import evidence, hard, languages, records
from content.timelines import not_ranked
from content.visibility import public

register = template.Library()


@register.filter
def excerpt(value: str, length: int = 200) -> str:
    """The beginning of a text, cut at a word."""
    return text.excerpt(text.plain(str(value or "")), length)


@register.simple_tag
def edtf(thing, language: str = "en") -> str:
    """A `<time>` element for the date of a dated thing, in words; nothing when it has none."""
    parts = getattr(thing, "date_parts", None) or getattr(thing, "parts", None) or {}
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


@register.simple_tag
def edtf_parts(parts: dict, language: str = "en") -> str:
    """A `<time>` element for the parts of a date."""
    return time_element(parts, language)


@register.simple_tag
def not_ranked_sentence() -> str:
    """What is said wherever histories stand side by side."""
    return not_ranked.SENTENCE


@register.filter
def inner_quotes(words: str) -> str:
    """A quotation that will stand in quotation marks: those inside become single ones."""
    return words.replace("“", "‘").replace("”", "’")


@register.filter
def source_of(quotation):
    """The source of a quotation as it is named beside it, or None; the source is best fetched beforehand."""
    return evidence.cited(quotation.source, quotation.locator) if quotation.source_id else None


@register.filter
def content_reasons(thing) -> str:
    """What is hard in a thing, as one phrase: "Killing, slurs"."""
    given = getattr(thing, "content_reasons", None) or []
    return ", ".join(label for reason, label in CONTENT_REASONS if reason in given).capitalize()


@register.filter
def caution(thing) -> str:
    """What is hard in a thing, as one line of a list."""
    return hard.caution(thing)


@register.filter
def kind_word(thing) -> str:
    """What kind of thing it is, as it stands in the title of its page: "source, 2018", "event"."""
    word = sections.KIND_LABELS[thing.kind][0].lower()
    year = (getattr(thing, "issued", "") or "")[:4]
    return f"{word}, {year}" if year.isdigit() else word


@register.filter
def column_name(name: str) -> str:
    """The heading of a column as readers see it: "who_is_counted" is "Who is counted"."""
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


@register.filter
def written_in(form) -> str:
    """In which language and script a form of a name is: "Japanese, Japanese script"."""
    return languages.in_words(form.language, form.script)


@register.filter
def language_tag(form) -> str:
    """The `lang` of a form of a name: its language, with its script where that is not the language's own."""
    return languages.tag(form.language, form.script)


@register.filter
def rights(uri: str) -> str:
    """What a rights statement says, in a few words."""
    return records.rights_in_words(uri)


@register.simple_tag
def qr(link: str) -> str:
    """The QR code of a link as inline SVG, without style or script; nothing for a link that no code can hold."""
    try:
        code = segno.make(link, error="m")
    except segno.DataOverflowError:
        return ""
    return mark_safe(code.svg_inline(scale=1, border=4, light="#fff", omitsize=True, title="QR code of the link"))


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
    return mark_safe(render_to_string(f"components/marks/{name}.html", {"large": large}))


@register.inclusion_tag("components/_tabs.html", takes_context=True)
def theme_tabs(context) -> dict:
    """The seven index tabs, the open one marked."""
    from content.models import ThemePage

    open_theme = context.get("body_theme")
    tabs = public(ThemePage).order_by("position").only("pk", "slug", "title", "short_title", "mark")
    return {"tabs": tabs, "open_pk": getattr(open_theme, "pk", None)}
