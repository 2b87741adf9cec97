"""The addresses of search: the page, and the names offered while somebody types."""

from django.urls import path

from search import views

urlpatterns = [
    path("search/", views.results, name="search"),
    path("search/suggest/", views.suggestions, name="search_suggest"),
]
