"""What the rules find in the archive as it is live: by theme and rule, each finding with the way to its editor."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from wagtail.models import Page

from content import sections
from content.exchange.examined.kept import kept
from content.exchange.shapes import BY_KIND
from content.models import ThemePage
from content.quality.findings import ERROR, WARNING, Finding
from content.quality.rules import RULES

MAY_SEE = "content.view_claim"
A_PAGE = 50


@dataclass(frozen=True)
class Row:
    """A finding as the desk lists it; `address` leads to the editor, or to the thing for those who may not edit it."""

    finding: Finding
    kind: str
    name: str
    address: str
    themes: str


class FindingFilter(forms.Form):
    """By theme, rule and gravity; what is not understood asks for nothing."""

    theme = forms.ChoiceField(label="Theme", required=False)
    rule = forms.ChoiceField(
        label="Rule", required=False, choices=[("", "All"), *((one.code, one.asks) for one in RULES)]
    )
    severity = forms.ChoiceField(
        label="Gravity", required=False, choices=[("", "All"), (ERROR, "Errors"), (WARNING, "Warnings")]
    )

    def __init__(self, *args, themes: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = [("", "All"), *themes.items()]

    def chosen(self, findings: Iterable[Finding]) -> list[Finding]:
        asked = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        theme, rule, severity = (asked.get(name) or "" for name in ("theme", "rule", "severity"))
        found = [
            one
            for one in findings
            if (not theme or theme in one.themes)
            and (not rule or one.rule == rule)
            and (not severity or one.severity == severity)
        ]
        return sorted(found, key=lambda one: one.severity)


def findings_view(request: HttpRequest) -> HttpResponse:
    """The findings of the last check, fifty a page."""
    if not request.user.has_perm(MAY_SEE):
        raise PermissionDenied
    last = kept()
    themes = {theme.slug: theme.tab_name for theme in ThemePage.objects.order_by("position").defer("overview")}
    form = FindingFilter(request.GET, themes=themes)
    found = form.chosen(last.findings if last else ())
    page = Paginator(found, A_PAGE).get_page(request.GET.get("p"))
    asked = request.GET.copy()
    asked.pop("p", None)
    return render(
        request,
        "content/admin/findings.html",
        {
            "form": form,
            "made_at": last.made_at if last else None,
            "page": page,
            "rows": _rows(page.object_list, themes, request.user),
            "errors": sum(one.is_error for one in found),
            "count": len(found),
            "asked": asked.urlencode(),
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": "Home"},
                {"url": "", "label": "Missing or doubtful"},
            ],
            "header_title": "Missing or doubtful",
            "header_icon": "warning",
        },
    )


def _rows(findings: Iterable[Finding], themes: dict[str, str], user) -> list[Row]:
    findings = list(findings)
    things = _things(findings)
    return [
        Row(
            one,
            sections.KIND_LABELS[one.kind][0] if one.kind in sections.KIND_LABELS else one.kind.capitalize(),
            str(things[one.kind, one.slug]) if (one.kind, one.slug) in things else one.slug,
            _address(things.get((one.kind, one.slug)), user),
            ", ".join(themes[slug] for slug in one.themes if slug in themes),
        )
        for one in findings
    ]


def _things(findings: list[Finding]) -> dict[tuple[str, str], Model]:
    """What the findings are about, in one query a kind."""
    slugs: dict[str, set[str]] = {}
    for one in findings:
        if one.kind in BY_KIND:
            slugs.setdefault(one.kind, set()).add(one.slug)
    return {
        (kind, thing.slug): thing
        for kind, wanted in slugs.items()
        for thing in BY_KIND[kind].model._default_manager.filter(slug__in=wanted)
    }


def _address(thing: Model | None, user) -> str:
    if thing is None:
        return ""
    if isinstance(thing, Page):
        may_edit = thing.permissions_for_user(user).can_edit()
        return reverse("wagtailadmin_pages:edit", args=[thing.pk]) if may_edit else thing.address
    if user.has_perm(f"content.change_{thing._meta.model_name}"):
        return reverse(type(thing).snippet_viewset.get_url_name("edit"), args=[thing.pk])
    return thing.address
