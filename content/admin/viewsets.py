"""Where editors keep what stands beside the pages: one menu, and a list of each kind with its columns and filters."""

import django_filters
from django import forms
from django.db.models import Model
from django.utils.functional import cached_property
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from content import models
from content.admin.checking import with_checks
from content.admin.panels import HANDLERS
from content.admin.reports import ClaimFilter, theme_names


def _status(thing) -> str:
    """Where a thing stands, from its own row: Wagtail's column asks the database twice a row."""
    if not thing.live:
        return "draft"
    return "live, with a newer draft" if thing.has_unpublished_changes else "live"


_STATUS = Column("status", label="Status", accessor=_status)
_THEMES = Column("themes", label="Themes", accessor=theme_names)


def _filters(kind: type[Model], *choices: str) -> type[WagtailFilterSet]:
    """Filters of a list: by theme, and by fields with a closed list of words."""
    found = {
        "themes": django_filters.ModelMultipleChoiceFilter(
            label="Theme", queryset=models.ThemePage.objects.order_by("position"), widget=forms.CheckboxSelectMultiple
        )
    }
    for name in choices:
        field = kind._meta.get_field(name)
        found[name] = django_filters.MultipleChoiceFilter(
            label=field.verbose_name.capitalize(), choices=field.choices, widget=forms.CheckboxSelectMultiple
        )
    meta = type("Meta", (), {"model": kind, "fields": []})
    return type(f"{kind.__name__}Filter", (WagtailFilterSet,), {**found, "Meta": meta})


class Kind(SnippetViewSet):
    """What the lists and forms of all kinds share."""

    list_per_page = 50
    # The lists filter by relations, which Wagtail's search backend refuses beside words: they ask the database itself.
    search_backend_name = None
    copy_view_enabled = False  # a copy would need a uid, a slug and a story of its own
    inspect_view_enabled = True  # for those who may look and not change

    @cached_property
    def search_fields(self):
        """What a list's search looks through: the same fields as the choosers'."""
        return list(dict.fromkeys(row.field_name for row in self.model.get_autocomplete_search_fields()))

    @cached_property
    def edit_handler(self):
        return HANDLERS[self.model]()

    @cached_property
    def inspect_view_fields(self):
        """What an editor fills in, in that order, and none of the bookkeeping."""
        bookkeeping = {"slug", "go_live_at", "expire_at"}
        return [name for name in self.get_edit_handler().get_form_class().base_fields if name not in bookkeeping]

    def get_queryset(self, request):
        return self.model._default_manager.prefetch_related("themes")


def _kind(model: type[Model], icon: str, columns: tuple = (), choices: tuple[str, ...] = (), **options) -> Kind:
    name = model._meta.verbose_name_plural
    attributes = {
        "model": model,
        "icon": icon,
        "menu_label": options.pop("label", str(name).capitalize()),
        "list_display": ["__str__", *columns, _THEMES, _STATUS, UpdatedAtColumn()],
        "filterset_class": options.pop("filterset_class", None) or _filters(model, *choices),
        **options,
    }
    return type(f"{model.__name__}ViewSet", (Kind,), attributes)()


class ClaimKind(Kind):
    def get_queryset(self, request):
        return with_checks(super().get_queryset(request))


def _claims() -> Kind:
    state = Column("check_state", label="Check", accessor=lambda claim: claim.check_state.label)
    columns = ["__str__", _THEMES, Column("sureness", label="Confidence"), state, _STATUS, UpdatedAtColumn()]
    viewset = type(
        "ClaimViewSet",
        (ClaimKind,),
        {
            "model": models.Claim,
            "icon": "tasks",
            "menu_label": "Claims",
            "list_display": columns,
            "filterset_class": ClaimFilter,
        },
    )
    return viewset()


def _when(field: str = "date") -> Column:
    return Column(field, label="Date")


class ArchiveGroup(SnippetViewSetGroup):
    """The menu of everything that is not a page."""

    menu_label = "The archive"
    menu_icon = "folder-open-inverse"
    menu_order = 150

    def __init__(self):
        self.items = [
            _claims(),
            _kind(
                models.Source,
                "doc-full",
                (_when("issued"), Column("get_ladder_display", label="Witness")),
                ("ladder", "checked"),
            ),
            _kind(models.Quotation, "openquote", (Column("get_voice_display", label="Voice"),), ("voice",)),
            _kind(models.Event, "date", (_when(),)),
            _kind(models.Person, "user", (_when("dates"),)),
            _kind(models.Organization, "group", (_when("dates"),)),
            _kind(models.Place, "site", (), ("precision",)),
            _kind(models.Term, "edit"),
            _kind(models.DataTable, "table", (Column("unit", label="Unit"),), label="Data tables"),
            _kind(models.Stage, "list-ol"),
            _kind(
                models.Clause,
                "form",
                (Column("get_clause_kind_display", label="Kind"),),
                ("clause_kind",),
                label="Clauses",
            ),
            _kind(models.Signpost, "arrow-right", (Column("thing", label="Leads to"),)),
        ]
        super().__init__()
