"""Brings a class timeline to the desk: an educator with a login makes a draft of it, which goes through review as any other."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import escape
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from archive.classroom import picked, selection
from archive.classroom.picked import Picked
from archive.classroom.words import LIMITS
from content.models import Event, SectionPage, ThemePage, TimelineEvent, TimelinePage
from content.sections import RESERVED_SLUGS
from content.text import slugify_name
from content.timelines.events import ENTRY
from content.visibility import public

MOST_QUESTIONS = selection.MOST * (LIMITS["question"] + 1)
MAY_NOT = (
    "You may not add timelines here, so this class timeline cannot become one. Educators and editors may; ask whoever looks after "
    "the accounts. Its link works without one."
)


class DraftForm(forms.Form):
    """What becomes the words of the timeline; the script of the page fills it with the teacher's words from the link."""

    title = forms.CharField(max_length=LIMITS["title"])
    introduction = forms.CharField(
        max_length=LIMITS["introduction"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="An empty line begins a new paragraph. It becomes plain prose; notes and quotations are added in the editor.",
    )
    questions = forms.CharField(
        max_length=MOST_QUESTIONS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="One a line; never about a pupil’s own faith, ancestry or status.",
    )


@dataclass(frozen=True)
class Fitting:
    """What of a class timeline a timeline of the archive can hold, and what not."""

    events: Sequence[Picked] = ()
    entries: Sequence[Picked] = ()
    withheld: Sequence[Picked] = ()


@require_http_methods(["GET", "HEAD", "POST"])
def class_timeline(request: HttpRequest) -> HttpResponse:
    """Says what will be kept and what not, and on demand makes the draft. Nothing is kept before."""
    section = SectionPage.objects.filter(lists="timeline").first()
    if section is None or not section.permissions_for_user(request.user).can_add_subpage():
        return render(request, "archive/desk/class_timeline.html", {"sentence": MAY_NOT}, status=403)
    reading = selection.read(request.GET)
    fitting = _fitting(picked.rows_of(reading.selection))
    form = DraftForm(request.POST or None)
    if request.method == "POST" and fitting.events and form.is_valid():
        return _kept(request, section, form.cleaned_data, fitting)
    context = {
        "form": form,
        "reading": reading,
        "own": reading.selection,
        "fitting": fitting,
        "questions_of": [(row.uid, row.thing.title) for row in (*fitting.events, *fitting.entries)],
    }
    return render(request, "archive/desk/class_timeline.html", context)


def _fitting(rows: Sequence[Picked]) -> Fitting:
    shown = [row for row in rows if row.thing]
    return Fitting(
        events=[row for row in shown if row.thing.kind != ENTRY],
        entries=[row for row in shown if row.thing.kind == ENTRY],
        withheld=[row for row in rows if not row.thing],
    )


def _kept(request: HttpRequest, section: SectionPage, said: dict, fitting: Fitting) -> HttpResponse:
    page = _draft(request.user, section, said, [row.uid for row in fitting.events])
    workflow = page.get_workflow() if "submit" in request.POST else None
    if workflow:
        workflow.start(page, request.user)
        messages.success(request, f"“{page.title}” was kept as a draft and sent to review.")
    else:
        messages.success(request, f"“{page.title}” was kept as a draft. Submit it to review when it is ready.")
    return redirect("wagtailadmin_pages:edit", page.pk)


def _draft(user, section: SectionPage, said: dict, uids: Sequence[str]) -> TimelinePage:
    """A timeline that is not public, with these events chosen by hand and the themes they belong to."""
    events = list(public(Event).filter(uid__in=uids).order_by("date_earliest", "title"))
    page = TimelinePage(
        title=said["title"],
        slug=_slug(section, said["title"]),
        live=False,
        owner=user,
        locale=section.locale,
        questions=[line.strip() for line in said["questions"].splitlines() if line.strip()],
    )
    page.introduction = page._meta.get_field("introduction").stream_block.to_python(_paragraphs(said["introduction"]))
    page.event_links = [TimelineEvent(event=event, sort_order=at) for at, event in enumerate(events)]
    page.themes = public(ThemePage).filter(event_set__in=events).distinct()
    section.add_child(instance=page)
    page.save_revision(user=user, log_action="wagtail.create", clean=False)
    return page


def _paragraphs(text: str) -> list[dict]:
    """Plain words as blocks of prose; what looks like markup in them stays words."""
    parts = "\n".join(line.strip() for line in text.splitlines()).split("\n\n")
    return [
        {"type": "paragraph", "value": "<p>" + "<br/>".join(escape(part.strip()).split("\n")) + "</p>"}
        for part in parts
        if part.strip()
    ]


def _slug(section: SectionPage, title: str) -> str:
    """The last part of its address, from the title; with a number behind it when it is taken."""
    base = slugify_name(title) or "class-timeline"
    taken = set(section.get_children().filter(slug__startswith=base).values_list("slug", flat=True)) | RESERVED_SLUGS
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
