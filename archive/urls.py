"""Every address of the site, in one place; Wagtail's catch-all is last."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access

from archive import concordance, media, missing, views
from archive.api.site import api
from archive.authorities import editions
from archive.classroom import desk, handouts, maps, own, taking
from archive.classroom import lessons as class_lessons
from archive.classroom import timelines as class_timelines
from archive.interop import feeds, oembed, opensearch, sitemaps
from archive.interop import lessons as open_lessons
from archive.interop import timelines as open_timelines
from content import sections

handler400 = "archive.views.bad_request"
handler403 = "archive.views.forbidden"
handler404 = "archive.views.not_found"
handler500 = "archive.views.failed"

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:kind>.xml", sitemaps.of_kind, name="sitemap_of_kind"),
    path("feeds/editions.atom", feeds.editions, name="feed_of_editions"),
    path("opensearch.xml", opensearch.description, name="opensearch"),
    path("admin/desk/class-timeline/", require_admin_access(desk.class_timeline), name="desk_class_timeline"),
    path("admin/", include(wagtailadmin_urls)),
    path("media/<path:path>", media.media, name="media"),
    # Under the name that Wagtail's documents look for; its own view knows nothing of what is public here.
    path("documents/<int:document_id>/<path:document_filename>", media.document, name="wagtaildocs_serve"),
    path("api/v1/", api.urls),
]

edition_patterns = [
    path(f"{sections.SECTIONS[kind]}/<slug:slug>/v/<int:number>/", editions.edition, {"kind": kind})
    for kind in sections.PAGE_KINDS
] + [
    path("pledge/v/<int:number>/", editions.edition, {"kind": "pledge", "slug": "pledge"}),
    path("home/v/<int:number>/", editions.edition, {"kind": "home", "slug": "home"}),
    path("<slug:slug>/v/<int:number>/", editions.edition, {"kind": "page"}),
]

urlpatterns += i18n_patterns(
    path("missing/", missing.missing, name="missing"),
    path("pledge/matrix/", concordance.matrix, name="matrix"),
    path("pledge/<slug:slug>/", concordance.clause, name="clause"),
    path("timelines/compare/", class_timelines.compare, name="compare"),
    path("timelines/compare/embed/", class_timelines.compare_embed, name="compare_embed"),
    path("timelines/compare/handout/", class_timelines.compare_handout, name="compare_handout"),
    path("timelines/compare/timelines.docx", taking.compare_docx, name="compare_docx"),
    path("timelines/compare/events.csv", open_timelines.compare_csv, name="compare_csv"),
    path("timelines/compare/timelinejs.json", open_timelines.compare_timelinejs_json, name="compare_json"),
    path("timelines/compare/timeline.jsonld", open_timelines.compare_jsonld, name="compare_jsonld"),
    path("class/", own.own, name="class"),
    path("class/embed/", own.embed, name="class_embed"),
    path("class/handout/", handouts.class_handout, name="class_handout"),
    path("class/timeline.docx", taking.class_docx, name="class_docx"),
    path("class/code.svg", taking.class_code, name="class_code"),
    path("class/events.csv", open_timelines.class_csv, name="class_csv"),
    path("class/timelinejs.json", open_timelines.class_timelinejs_json, name="class_json"),
    path("class/timeline.jsonld", open_timelines.class_jsonld, name="class_jsonld"),
    path("timelines/<slug:slug>/embed/", class_timelines.embed, name="timeline_embed"),
    path("timelines/<slug:slug>/map/", maps.timeline_map, name="timeline_map"),
    path("timelines/<slug:slug>/map/embed/", maps.embed, name="timeline_map_embed"),
    path("timelines/<slug:slug>/events.csv", open_timelines.events_csv, name="timeline_csv"),
    path("timelines/<slug:slug>/timelinejs.json", open_timelines.timelinejs_json, name="timeline_json"),
    path("oembed", oembed.oembed, name="oembed"),
    path("timelines/<slug:slug>/timeline.docx", taking.timeline_docx, name="timeline_docx"),
    path("timelines/<slug:slug>/timeline.jsonld", open_timelines.jsonld, name="timeline_jsonld"),
    path("timelines/<slug:slug>/handout/", handouts.handout, name="timeline_handout"),
    path("lessons/<slug:slug>/lesson.docx", taking.lesson_docx, name="lesson_docx"),
    path("lessons/<slug:slug>/lesson.jsonld", open_lessons.lesson_jsonld, name="lesson_jsonld"),
    path("lessons/<slug:slug>/embed/", class_lessons.embed, name="lesson_embed"),
    path("lessons/<slug:slug>/handout/", class_lessons.handout, name="lesson_handout"),
    path("units/<slug:slug>/unit.docx", taking.unit_docx, name="unit_docx"),
    path("units/<slug:slug>/unit.jsonld", open_lessons.unit_jsonld, name="unit_jsonld"),
    path("units/<slug:slug>/embed/", class_lessons.unit_embed, name="unit_embed"),
    *edition_patterns,
    path("", include("archive.authorities.urls")),
    path("", include("search.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
