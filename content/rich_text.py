"""The two links of our own in rich text: a note that cites a source, and a link to a thing of the archive.

Stored as `<a linktype="citation" id="<uid>" locator="p. 4">label</a>` and
`<a linktype="thing" kind="term" id="<uid>">words</a>`.
"""

from collections import defaultdict

from django.db.models import Model
from django.urls import reverse_lazy
from django.utils.html import escape
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineEntityElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text import LinkHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

from content import models
from content.models.named import key_of
from content.visibility import public

LINKED: dict[str, type[Model]] = {
    model.kind: model
    for model in (
        models.Claim,
        models.Clause,
        models.DataTable,
        models.EntryPage,
        models.Event,
        models.LessonPage,
        models.Organization,
        models.Person,
        models.Place,
        models.RecordPage,
        models.Source,
        models.Term,
        models.ThemePage,
        models.TimelinePage,
        models.UnitPage,
    )
}


class ThingHandler(LinkHandler):
    """A link to a thing by its kind and uid: its address where readers may see it, the bare words elsewhere."""

    identifier = "thing"

    @classmethod
    def expand_db_attributes(cls, attrs: dict) -> str:
        return cls.expand_db_attributes_many([attrs])[0]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        wanted = defaultdict(set)
        for attrs in attrs_list:
            wanted[cls.kind_of(attrs)].add(attrs.get("id", ""))
        addresses = {
            (kind, thing.uid): thing.address
            for kind, uids in wanted.items()
            if kind in LINKED
            for thing in public(LINKED[kind]).filter(uid__in=sorted(uids))
        }
        return [cls.opening(addresses.get((cls.kind_of(attrs), attrs.get("id")))) for attrs in attrs_list]

    @classmethod
    def extract_references(cls, attrs: dict):
        """What the link points to, drafts too, as Wagtail's reference index takes it."""
        model = LINKED.get(cls.kind_of(attrs))
        found = model and key_of(model, attrs.get("id", ""))
        if found:
            yield model, str(found), "", ""

    @staticmethod
    def kind_of(attrs: dict) -> str:
        return attrs.get("kind", "")

    @staticmethod
    def opening(address: str | None) -> str:
        return f'<a href="{escape(address)}">' if address else "<a>"


class CitationHandler(ThingHandler):
    """A note outside a numbered body: its short label, linked. In a body `content.reading` numbers it instead."""

    identifier = "citation"

    @staticmethod
    def kind_of(attrs: dict) -> str:
        return "source"


class _Entity(InlineEntityElementHandler):
    """Reads the named attributes of a stored link into the editor's entity, and loses none."""

    def __init__(self, entity_type: str, mutability: str, names: tuple[str, ...]):
        super().__init__(entity_type)
        self.mutability, self.names = mutability, names

    def get_attribute_data(self, attrs: dict) -> dict:
        return {name: attrs.get(name, "") for name in self.names}


def _stored(linktype: str, names: tuple[str, ...]):
    """Writes the editor's entity back as the stored link."""

    def element(props: dict):
        attributes = {"linktype": linktype, **{name: props.get(name) or "" for name in names}}
        return DOM.create_element("a", attributes, props["children"])

    return element


def _register(
    features: FeatureRegistry, handler, entity: str, mutability: str, names: tuple[str, ...], **shown
) -> None:
    name = handler.identifier
    features.register_link_type(handler)
    features.register_editor_plugin(
        "draftail",
        name,
        EntityFeature(
            {
                "type": entity,
                "attributes": [*names, "title"],
                "chooserUrls": {name: reverse_lazy(f"desk_choose_{name}")},
                **shown,
            },
            js=["wagtailadmin/js/modal-workflow.js", "content/admin/entities.js"],
            css={"all": ["content/admin/desk.css"]},
        ),
    )
    features.register_converter_rule(
        "contentstate",
        name,
        {
            "from_database_format": {f'a[linktype="{name}"]': _Entity(entity, mutability, names)},
            "to_database_format": {"entity_decorators": {entity: _stored(name, names)}},
        },
    )


def register(features: FeatureRegistry) -> None:
    """Make both links known to Wagtail: to the editor, the database format, readers' pages, the reference index."""
    _register(
        features,
        CitationHandler,
        "CITATION",
        "IMMUTABLE",
        ("id", "locator"),
        icon="openquote",
        description="Note: cite a source",
    )
    _register(
        features,
        ThingHandler,
        "THING",
        "MUTABLE",
        ("kind", "id"),
        icon="link-external",
        description="Link into the archive",
    )
