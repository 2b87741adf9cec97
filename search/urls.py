"""The addresses of search: the page, how good its answers are, and the names offered while somebody types."""

from django.urls import path

from search import views

urlpatterns = [
    path("search/", views.results, name="search"),
    path("search/suggest/", views.suggestions, name="search_suggest"),
    path("search/quality/", views.quality, name="search_quality"),
]
