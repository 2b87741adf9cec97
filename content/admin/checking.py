"""Checking claims: somebody reads a claim beside its sources and says what they found. A check is never changed."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from wagtail.admin import messages

from content.models import Claim, ClaimCheck, state_of
from content.models.vocabularies import CheckState, Verdict

MAY_CHECK = "content.add_claimcheck"


class CheckForm(forms.Form):
    """What the checker found, and for anything but *right* why."""

    verdict = forms.ChoiceField(label="What did you find?", choices=Verdict.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Which page you read, what differs, what is still open. Kept beside the check.",
    )
    digest = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, claim: Claim, **kwargs):
        super().__init__(*args, **kwargs)
        self.claim = claim

    def clean(self):
        found = super().clean()
        if found.get("digest") != self.claim.digest:
            raise forms.ValidationError(
                "The claim or its sources were changed while you read. Read it again as it now stands."
            )
        if found.get("verdict") == Verdict.WRONG and not found.get("note", "").strip():
            self.add_error("note", "Say what is wrong or unclear, so that an editor can mend it.")
        return found


def check_view(request: HttpRequest, pk: int) -> HttpResponse:
    """A claim with its sources and earlier checks, and the form that adds one. What readers see is what is checked."""
    if not request.user.has_perm(MAY_CHECK):
        raise PermissionDenied
    claim = get_object_or_404(Claim, pk=pk)
    form = CheckForm(request.POST or None, claim=claim, initial={"digest": claim.digest})
    if request.method == "POST" and form.is_valid():
        ClaimCheck.objects.create(
            claim=claim,
            digest=claim.digest,
            verdict=form.cleaned_data["verdict"],
            note=form.cleaned_data["note"].strip(),
            user=request.user,
            role=role_of(request.user),
        )
        messages.success(request, f"Your check is kept. The claim is now: {claim.check_state.label.lower()}.")
        return redirect("desk_check_claim", claim.pk)
    if request.method == "POST":  # so that the next try is for the words that are shown
        form.data = {**form.data.dict(), "digest": claim.digest}
    return render(request, "content/admin/claim_check.html", _context(claim, form))


def _context(claim: Claim, form: CheckForm) -> dict:
    digest = claim.digest
    checks = [(check, check.digest == digest) for check in claim.checks.select_related("user")]
    return {
        "claim": claim,
        "form": form,
        "links": claim.source_links.select_related("source"),
        "checks": checks,
        "state": claim.check_state.label,
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": reverse(Claim.snippet_viewset.get_url_name("list")), "label": "Claims"},
            {"url": "", "label": "Check a claim", "sublabel": str(claim)},
        ],
        "header_title": "Check a claim",
        "header_icon": "check",
    }


def role_of(user) -> str:
    """The role in which somebody checks, as readers see it: "fact-checker", "managing editor"."""
    names = [name.lower().removesuffix("s") for name in user.groups.order_by("name").values_list("name", flat=True)]
    return ", ".join(names)[:60] or ("administrator" if user.is_superuser else "")


def states_of(claims: Iterable[Claim]) -> dict[int, CheckState]:
    """The check state of many claims by key; give it claims with `source_links__source` and `checks` prefetched."""
    return {claim.pk: state_of(claim.digest, claim.checks.all()) for claim in claims}


def with_checks(claims):
    """A queryset of claims with what their check state is computed from."""
    return claims.prefetch_related("source_links__source", "checks")


def in_state(claims, state: str):
    """The claims of a queryset that are in one check state, which depends on a hash the database does not have."""
    states = states_of(with_checks(Claim.objects.all()))
    return claims.filter(pk__in=[pk for pk, found in states.items() if found == state])
