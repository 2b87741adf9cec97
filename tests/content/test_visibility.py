"""The one rule of what readers may see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from content import models
from content.visibility import is_public, public
from tests.factories import content as made

pytestmark = pytest.mark.django_db


def test_a_page_is_public_when_it_is_live_and_nothing_above_it_is_private():
    page, other = made.entry(), made.record()
    assert is_public(page)
    made_private = PageViewRestriction.objects.create(
        page=made.site_tree().sections["entry"].page_ptr, restriction_type="login"
    )
    assert not is_public(page) and is_public(other)
    made_private.delete()
    PageViewRestriction.objects.create(page=page.page_ptr, restriction_type="groups")
    assert not is_public(page) and is_public(other)


def test_it_agrees_with_wagtails_own_rule():
    pages = [made.entry() for _ in range(4)]
    for page in pages[::2]:
        PageViewRestriction.objects.create(page=page.page_ptr, restriction_type="login")
    assert set(public(models.EntryPage)) == set(models.EntryPage.objects.live().public()) == set(pages[1::2])


def test_it_asks_the_database_once():
    made.entry()
    with CaptureQueriesContext(connection) as counted:
        assert len(public(models.EntryPage)) == 1
    assert len(counted) == 1


def test_a_snippet_is_public_when_it_is_live():
    shown, hidden = made.person(), made.person(live=False)
    assert is_public(shown) and not is_public(hidden)
