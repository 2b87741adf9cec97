"""The forms of the desk: a draft needs a title and nothing else; publishing names each gap beside its field."""

from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.models import Page

from content import text
from content.models.drafts import gaps_of

_ASKED_AS_GAPS = {"speaker", "voice"}  # so that each gets a sentence of its own
_ASKED_IN_ROWS = ("pledge_links", "source_links", "claim_links")


class GateMixin:
    """Asks for gaps when the form publishes, now or on a date, or approves a review; never when it saves a draft."""

    _was_asked = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "position" in self.fields:
            self.fields["position"].required = False

    def clean_position(self):
        """An empty position is the one it had, or the first."""
        position = self.cleaned_data.get("position")
        return self.instance.position or 1 if position is None else position

    @property
    def publishes(self) -> bool:
        """Whether the button that was pressed leads to readers."""
        if self.is_deferred_validation:  # the view takes it for a draft: the user may not publish, or did not ask to
            return False
        approves = self.data.get("action-workflow-action") and self.data.get("workflow-action-name") == "approve"
        return bool(self.data.get("action-publish") or approves)

    def is_valid(self):
        if not super().is_valid():
            return False
        if self.publishes and not self._was_asked:
            self._was_asked = True
            self._name_gaps()
        return not self.errors and not any(formset.non_form_errors() for formset in self.formsets.values())

    def _name_gaps(self) -> None:
        for name in _ASKED_IN_ROWS:
            if name in self.formsets:
                self.formsets[name].save(commit=False)  # puts the rows on the instance, and nothing in the database
        for gap in gaps_of(self.instance):
            self._add_gap(gap)

    def _add_gap(self, gap) -> None:
        field = gap.field
        if field == "body" and "body" not in self.fields:  # what another kind calls its body
            field = next((name for name in ("introduction", "overview") if name in self.fields), field)
        if field in self.formsets:
            self.formsets[field].non_form_errors().append(gap.message)
        else:
            self.add_error(field if field in self.fields else None, gap.message)


class SnippetForm(GateMixin, WagtailAdminModelForm):
    """The form of a claim, a source, a person and their like."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in _ASKED_AS_GAPS & set(self.fields):
            self.fields[name].required = False


class PageForm(GateMixin, WagtailAdminPageForm):
    """The form of a page. An empty slug is made from the title."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self):
        if "slug" in self.fields and "slug" in self.cleaned_data and not self.cleaned_data["slug"]:
            self.cleaned_data["slug"] = self._free_slug()
        return super().clean()

    def _free_slug(self) -> str:
        base = text.slugify_name(self.cleaned_data.get("title") or "") or f"{self.instance.kind}-{self.instance.uid}"
        slug, number = base, 2
        while slug in self.instance.reserved_slugs or not Page._slug_is_available(
            slug, self.parent_page, self.instance
        ):
            slug, number = f"{base}-{number}", number + 1
        return slug
