"""The two dialogs of the text editor: which source a note cites and where in it, and which thing a link leads to."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from wagtail.admin.modal_workflow import render_modal_workflow

from content.admin.find import KINDS, find, label_of, model_of
from content.citations import words
from content.models import Source

LOCATOR_LENGTH = 120


@login_required
def choose_citation(request: HttpRequest) -> JsonResponse:
    """Find a source, pick it, say where in it; answers with the note as the editor keeps it."""
    asked = request.GET
    locator = " ".join(asked.get("locator", "").split())[:LOCATOR_LENGTH]
    if "choose" in asked:
        source = Source.objects.filter(uid=asked.get("id", "")).first()
        if source:
            label = words.short(source.work)
            return _chosen({"id": source.uid, "locator": locator, "title": f"{label}, {locator}" if locator else label})
    found = _found("source", asked)
    choices = [(one.uid, words.short(one.work), one.title, one.get_ladder_display()) for one in found]
    return _ask(
        request,
        "content/admin/choose_citation.html",
        {"choices": choices, "locator": locator, "is_unanswered": "choose" in asked, "locator_length": LOCATOR_LENGTH},
    )


@login_required
def choose_thing(request: HttpRequest) -> JsonResponse:
    """Find a thing of some kind and pick it; answers with the link as the editor keeps it."""
    asked = request.GET
    kind = asked.get("kind") if asked.get("kind") in KINDS else next(iter(KINDS))
    if "choose" in asked:
        thing = model_of(kind)._default_manager.filter(uid=asked.get("id", "")).first()
        if thing:
            return _chosen({"kind": kind, "id": thing.uid, "title": thing.heading})
    choices = [(one.uid, one.heading, one.address, "") for one in _found(kind, asked)]
    kinds = [(one, label_of(one)) for one in KINDS]
    return _ask(
        request,
        "content/admin/choose_thing.html",
        {"choices": choices, "kinds": kinds, "kind": kind, "is_unanswered": "choose" in asked},
    )


def _found(kind: str, asked) -> list:
    """What the words find; with no words, the thing that is chosen already, and then the first of the list."""
    sought = asked.get("q", "").strip()
    present = [] if sought else list(model_of(kind)._default_manager.filter(uid=asked.get("id", "") or "-"))
    return [*present, *(one for one in find(kind, sought) if one not in present)]


def _ask(request: HttpRequest, template: str, context: dict) -> JsonResponse:
    context = {"q": request.GET.get("q", ""), "chosen": request.GET.get("id", ""), "address": request.path, **context}
    return render_modal_workflow(request, template, None, context, json_data={"step": "choose"})


def _chosen(result: dict) -> JsonResponse:
    return JsonResponse({"step": "chosen", "result": result})
