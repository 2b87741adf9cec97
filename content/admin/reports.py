"""Reports for those who keep the archive in order."""

import django_filters
from django import forms
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from content.admin.checking import MAY_CHECK, in_state, with_checks
from content.models import Claim, ThemePage
from content.models.vocabularies import CheckState, Confidence


def theme_names(thing) -> str:
    """The themes of a thing as a list shows them."""
    return ", ".join(theme.tab_name for theme in thing.themes.all())


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
        TitleColumn(
            "statement", label="Claim", accessor=str, get_url=lambda claim: reverse("desk_check_claim", args=[claim.pk])
        ),
        Column("themes", label="Themes", accessor=theme_names),
        Column("sureness", label="Confidence"),
        Column("check_state", label="Check", accessor=lambda claim: claim.check_state.label),
    ]

    def user_has_permission(self, permission):
        return self.request.user.has_perm(MAY_CHECK)

    def get_queryset(self):
        claims = with_checks(Claim.objects.filter(live=True)).prefetch_related("themes").order_by("slug")
        return claims if "checked" in self.request.GET else in_state(claims, CheckState.UNCHECKED)

    def filter_queryset(self, queryset):
        return super().filter_queryset(queryset).distinct()
