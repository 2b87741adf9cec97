"""Every setting of Wagtail that was chosen, each with its reason."""

WAGTAIL_SITE_NAME = "The Registry Archive"
WAGTAIL_I18N_ENABLED = True
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English")]

WAGTAILIMAGES_IMAGE_MODEL = "content.ArchiveImage"
WAGTAILDOCS_DOCUMENT_MODEL = "content.ArchiveDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # files go through a view that asks who may see them
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000  # a large scan; drawn it takes about 240 MB of memory
WAGTAILIMAGES_IMAGE_FORM_BASE = "content.admin.uploads.ImageForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 40 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "pdf", "txt"]

# A shared password would set a cookie for a reader.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}

# Nobody else is asked for anything: no update check, no avatar service, no embeds.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[dict] = []

WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILADMIN_RECENT_EDITS_LIMIT = 10
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "content.desk_search"}}  # the editors' own search only

_INLINE = ["bold", "italic", "link", "thing", "citation"]
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {"WIDGET": "content.admin.widgets.Prose", "OPTIONS": {"features": _INLINE}},
    "prose": {
        "WIDGET": "content.admin.widgets.Prose",
        "OPTIONS": {"features": ["h2", "h3", "ol", "ul", *_INLINE]},
    },
}
