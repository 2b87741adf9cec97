"""Reports for those who keep the archive in order."""

import django_filters
from django import forms
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from content.admin.checking import MAY_CHECK, in_state, states_of, with_checks
from content.models import Claim, ThemePage
from content.models.vocabularies import CheckState, Confidence


class ClaimFilter(WagtailFilterSet):
    """Claims by theme, confidence and how far they are checked."""

    themes = django_filters.ModelMultipleChoiceFilter(
        label="Theme", queryset=ThemePage.objects.order_by("position"), widget=forms.CheckboxSelectMultiple
    )
    confidence = django_filters.MultipleChoiceFilter(choices=Confidence.choices, widget=forms.CheckboxSelectMultiple)
    checked = django_filters.ChoiceFilter(
        label="Check", choices=CheckState.choices, method="in_state", widget=forms.RadioSelect, empty_label="All"
    )

    class Meta:
        model = Claim
        fields: list[str] = []

    def in_state(self, queryset, name, value):
        return in_state(queryset, value)


class UncheckedClaims(ReportView):
    """Claims by theme that nobody has checked as they now stand, unless another state is asked for."""

    page_title = "Claims to check"
    header_icon = "check"
    index_url_name = "desk_unchecked_claims"
    index_results_url_name = "desk_unchecked_claims_results"
    permission_required = MAY_CHECK
    filterset_class = ClaimFilter
    default_ordering = "slug"
    list_export = ["slug", "statement", "confidence"]
    export_headings = {"slug": "Claim", "statement": "Statement", "confidence": "Confidence"}

    columns = [
        TitleColumn("statement", label="Claim", accessor=str, get_url=lambda claim: reverse("desk_check_claim", args=[claim.pk])),
        Column("theme_names", label="Themes"),
        Column("sureness", label="Confidence"),
        Column("state_label", label="Check"),
    ]

    def user_has_permission(self, permission):
        return self.request.user.has_perm(MAY_CHECK)

    def get_queryset(self):
        claims = Claim.objects.filter(live=True).order_by("slug")
        return claims if "checked" in self.request.GET else in_state(claims, CheckState.UNCHECKED)

    def filter_queryset(self, queryset):
        return super().filter_queryset(queryset).distinct()

    def decorate_paginated_queryset(self, object_list):
        return marked(object_list)


def marked(claims) -> list[Claim]:
    """Claims with the words a list shows beside each: its themes and how far it is checked."""
    rows = list(with_checks(Claim.objects.filter(pk__in=[claim.pk for claim in claims])).prefetch_related("themes").order_by("slug"))
    states = states_of(rows)
    for claim in rows:
        claim.state_label = states[claim.pk].label
        claim.theme_names = ", ".join(theme.tab_name for theme in claim.themes.all())
    return rows
