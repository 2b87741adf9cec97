"""A form of the desk as a browser would send it: what the page holds, with some of it filled in."""

from django.db.models import BooleanField
from django.test import Client
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, querydict_from_html, streamfield

from tests.factories.content import site_tree

__all__ = ["add_address", "edit_address", "filled", "inline_formset", "names", "nested_form_data", "streamfield"]


def names(model):
    """How a kind of snippet calls its addresses; Wagtail learns of the kinds when an address is first asked for."""
    reverse("wagtailadmin_home")
    return model.snippet_viewset.get_url_name


def add_address(model) -> str:
    """Where a new one is made; a page under the section of its kind."""
    if not issubclass(model, Page):
        return reverse(names(model)("add"))
    tree = site_tree()
    parent = tree.sections.get(model.kind, tree.home)
    return reverse("wagtailadmin_pages:add", args=["content", model._meta.model_name, parent.pk])


def edit_address(thing) -> str:
    if not isinstance(thing, Page):
        return reverse(names(type(thing))("edit"), args=[thing.pk])
    return reverse("wagtailadmin_pages:edit", args=[thing.pk])


def filled(client: Client, address: str, model, **values) -> dict:
    """The fields of the form at an address with their present values, and these values over them."""
    page = client.get(address)
    assert page.status_code == 200, (address, page.status_code)
    fields = querydict_from_html(page.content.decode(), form_id=_form_id(model))
    data = {name: fields.getlist(name) for name in fields}
    for field in model._meta.get_fields():
        if isinstance(field, StreamField):  # the browser's script would write these
            data.setdefault(f"{field.name}-count", ["0"])
        if isinstance(field, BooleanField) and field.name in data:  # a ticked box without a value sends "on"
            data[field.name] = ["on"]
    for name in [name for name in data if "__prefix__" in name]:
        del data[name]
    return {**data, **values}


def _form_id(model) -> str:
    return "w-editor-form" if not issubclass(model, Page) else "page-edit-form"
