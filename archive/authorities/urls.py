"""The addresses of authorities: `/people/`, `/people/<slug>/`, and so on for each kind of snippet that has a page."""

from django.urls import path

from archive.authorities import views
from content import sections

urlpatterns = [path("tables/<slug:slug>/table.csv", views.table_csv, name="table_csv")]
for kind in sections.SNIPPET_KINDS:
    section = sections.SECTIONS[kind]
    urlpatterns += [
        path(f"{section}/", views.list_page, {"kind": kind}, name=f"{kind}_list"),
        path(f"{section}/<slug:slug>/", views.thing_page, {"kind": kind}, name=f"{kind}_page"),
    ]
