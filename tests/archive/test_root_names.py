"""A plain page never gets an address that the site has taken for something else."""

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import URLPattern, URLResolver, get_resolver

from content import sections
from content.models import StandardPage
from tests.factories import content as made


def fixed_first_parts(patterns, before: str = "") -> set[str]:
    """The first part of every address that the site serves itself, where it is a fixed word."""
    found = set()
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver) and not route.strip("/"):
            found |= fixed_first_parts(each.url_patterns, route)
        elif isinstance(each, URLPattern | URLResolver):
            found.add(route.lstrip("^").split("/")[0])
    return {part for part in found if part.replace("-", "").isalnum()}


def test_every_fixed_address_is_among_the_names_a_plain_page_may_not_have():
    parts = fixed_first_parts(get_resolver().url_patterns)
    assert {"class", "oembed", "admin", "people", "healthz"} <= parts
    assert parts | {settings.STATIC_URL.strip("/")} <= sections.ROOT_NAMES


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["people", "healthz", "class", "home"])
def test_a_plain_page_is_refused_such_a_name_and_told_another(slug):
    site = made.site_tree()
    page = StandardPage(title="Taken", slug=slug)
    with pytest.raises(ValidationError, match=f"{slug}-1"):
        site.home.add_child(instance=page)
