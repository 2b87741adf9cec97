"""Choosing several things of one kind: what is chosen stands as a list, and a search field adds to it."""

from django import forms
from django.template.loader import render_to_string
from django.urls import reverse_lazy
from django.utils.safestring import mark_safe


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
