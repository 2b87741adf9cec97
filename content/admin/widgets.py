"""Fields of the desk: several things of one kind, chosen by typing; prose that loses nothing, whatever is sent."""

from html import escape

from django import forms
from django.template.loader import render_to_string
from django.urls import reverse_lazy
from django.utils.safestring import mark_safe
from wagtail.admin.rich_text import DraftailRichTextArea


class PickSeveral(forms.SelectMultiple):
    """Chosen things with a button to remove each, and a search field that adds more; a kind may have thousands."""

    template_name = "content/admin/pick_several.html"

    class Media:
        js = ["content/admin/pick.js"]
        css = {"all": ["content/admin/desk.css"]}

    def __init__(self, kind: str, attrs=None):
        super().__init__(attrs)
        self.kind = kind

    def __deepcopy__(self, memo):
        copy = super().__deepcopy__(memo)
        copy.kind = self.kind
        return copy

    def get_context(self, name, value, attrs):
        context = forms.Widget.get_context(self, name, value, attrs)
        chosen = self.choices.queryset.filter(pk__in=[key for key in value or [] if str(key).isdecimal()])
        context["widget"].update(
            kind=self.kind, url=reverse_lazy("desk_find"), chosen=[(one.pk, str(one)) for one in chosen]
        )
        return context

    def render(self, name, value, attrs=None, renderer=None):
        # Django's form renderer knows no project templates.
        return mark_safe(render_to_string(self.template_name, self.get_context(name, value, attrs)))

    def id_for_label(self, id_):
        return f"{id_}-search" if id_ else id_


class Prose(DraftailRichTextArea):
    """Wagtail's text editor. What it cannot read is kept as plain words, so that a broken paste costs nobody a draft."""

    def value_from_datadict(self, data, files, name):
        try:
            stored = super().value_from_datadict(data, files, name)
        except (ValueError, KeyError, TypeError, AttributeError):
            sent = forms.Textarea().value_from_datadict(data, files, name)
            stored = f"<p>{escape(sent)}</p>" if sent.strip() else ""
        return stored and whole_characters(stored)


def whole_characters(words: str) -> str:
    """Half of an emoji, which a browser may leave behind and no database takes, becomes the sign for a lost letter."""
    return words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
