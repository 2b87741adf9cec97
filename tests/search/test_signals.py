"""What is published is found, and what is taken back is gone: every way in which the archive changes."""

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Page, PageViewRestriction

from search import signals
from search.engines import Request
from search.indexer import drain
from search.models import IndexJob
from tests.factories import content as make

from .test_builders import key


def keys(index) -> set[str]:
    """Everything that the index itself holds, before a reader's own check."""
    return {hit.document.key for hit in index.search(Request(size=1_000)).hits}


def private(page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type="login")


class TestPages:
    def test_a_new_page_is_found_and_a_draft_is_not(self, found):
        page, draft = make.entry(title="Quicksilver"), make.entry(title="Quicksilver draft", live=False)
        assert found("quicksilver") == [key(page)]
        draft.save_revision().publish()
        assert set(found("quicksilver")) == {key(page), key(draft)}

    def test_an_edit_is_found_when_it_is_published(self, found):
        page = make.entry(title="Before")
        page.title = "Quicksilver"
        revision = page.save_revision()
        assert found("quicksilver") == []
        revision.publish()
        assert found("quicksilver") == [key(page)]
        assert found("before") == []

    def test_unpublished_is_gone(self, found):
        page = make.entry(title="Quicksilver")
        assert found("quicksilver")
        page.unpublish()
        assert found("quicksilver") == []

    def test_unpublished_through_the_plain_page_is_gone(self, found):
        page = make.entry(title="Quicksilver")
        assert found("quicksilver")
        Page.objects.get(pk=page.pk).unpublish()
        assert IndexJob.objects.filter(key=key(page), done_at=None).exists()
        assert found("quicksilver") == []

    def test_deleted_is_gone(self, found, index):
        page = make.entry(title="Quicksilver")
        assert found("quicksilver")
        Page.objects.get(pk=page.pk).delete()
        assert found("quicksilver") == []
        assert key(page) not in keys(index)

    def test_a_new_slug_is_a_new_address(self, found, index):
        page = make.entry(title="Quicksilver", slug="old")
        found()
        page.slug = "new"
        page.save_revision().publish()
        found()
        (hit,) = index.search(Request(filters={"kind": ("entry",)})).hits
        assert hit.document.url == "/entries/new/"

    def test_a_section_deleted_takes_its_pages(self, found, index):
        page = make.entry(title="Quicksilver")
        assert found("quicksilver")
        Page.objects.get(pk=make.site_tree().sections["entry"].pk).delete()
        found()
        assert key(page) not in keys(index)

    def test_a_draft_edit_leaves_no_job(self, index):
        page = make.entry()
        drain()
        page.title = "A draft"
        page.save_revision()
        assert not IndexJob.objects.filter(done_at=None).exists()


class TestPrivacy:
    def test_a_private_page_is_gone_and_comes_back(self, found, index):
        page = make.entry(title="Quicksilver")
        assert found("quicksilver")
        restriction = private(page)
        drain()
        assert key(page) not in keys(index)
        restriction.delete()
        assert found("quicksilver") == [key(page)]

    def test_a_private_section_hides_all_that_stands_under_it(self, found, index):
        page, other = make.entry(title="Quicksilver"), make.record(title="Quicksilver too")
        assert set(found("quicksilver")) == {key(page), key(other)}
        restriction = private(make.site_tree().sections["entry"])
        assert found("quicksilver") == [key(other)]
        assert key(page) not in keys(index)
        restriction.delete()
        assert set(found("quicksilver")) == {key(page), key(other)}

    def test_a_page_moved_under_a_private_one_is_gone(self, found, index):
        page, child, home = (make.standard_page(title=title) for title in ("Quicksilver", "Quicksilver II", "Cellar"))
        Page.objects.get(pk=child.pk).move(Page.objects.get(pk=page.pk), pos="last-child")
        private(home)
        assert set(found("quicksilver")) == {key(page), key(child)}
        Page.objects.get(pk=page.pk).move(Page.objects.get(pk=home.pk), pos="last-child")
        drain()
        assert keys(index).isdisjoint({key(page), key(child)})

    def test_groups_are_private_too(self, found, index):
        page = make.entry(title="Quicksilver")
        found()
        restriction = PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type="groups")
        restriction.groups.add(Group.objects.create(name="Some"))
        drain()
        assert key(page) not in keys(index)

    def test_a_private_theme_is_no_longer_named(self, found, index):
        theme = make.theme(slug="hidden")
        make.event(title="Quicksilver", themes=[theme])
        found()
        private(theme)
        drain()
        (hit,) = index.search(Request(filters={"kind": ("event",)})).hits
        assert hit.document.themes == ()


class TestSnippets:
    def test_saved_unpublished_deleted(self, found):
        person = make.person(name="Ida Quicksilver")
        assert found("quicksilver") == [key(person)]
        person.unpublish()
        assert found("quicksilver") == []
        person.save_revision().publish()
        assert found("quicksilver") == [key(person)]
        person.delete()
        assert found("quicksilver") == []

    def test_what_names_it_follows_a_change(self, found):
        person = make.person(name="Ida Before")
        page = make.entry(people=[person])
        assert key(page) in found("before")
        person.name = "Ida Quicksilver"
        person.save()
        assert set(found("quicksilver")) == {key(page), key(person)}
        assert found("before") == []

    def test_what_names_it_follows_its_end(self, found):
        person = make.person(name="Ida Quicksilver")
        make.entry(people=[person])
        assert len(found("quicksilver")) == 2
        person.delete()
        assert found("quicksilver") == []

    def test_what_shows_it_in_a_body_follows_a_change(self, found):
        said = make.quotation(text="Quicksilver, they said.")
        page = make.entry(body=[{"type": "quotation", "value": {"quotation": said.pk, "comment": "Look."}}])
        assert found("quicksilver") == [key(page)]
        said.propaganda = True
        said.save()
        assert found("quicksilver") == []

    def test_a_claim_withdrawn_is_gone_from_its_entries(self, found):
        claim = make.claim(statement="Quicksilver was counted.")
        page = make.entry(claims=[claim])
        assert set(found("quicksilver")) == {key(claim), key(page)}
        claim.status = "withdrawn"
        claim.save()
        assert found("quicksilver") == []


class TestTransactions:
    def test_a_change_that_is_taken_back_leaves_no_job(self, index):
        before = IndexJob.objects.count()
        with pytest.raises(RuntimeError), transaction.atomic():
            make.person()
            raise RuntimeError("no")
        assert IndexJob.objects.count() == before

    def test_paused_leaves_one_job_for_everything(self, index):
        with signals.paused():
            make.person(name="Ida Quicksilver")
            make.entry()
        assert list(IndexJob.objects.filter(done_at=None).values_list("action", flat=True)) == ["all"]

    def test_paused_is_over_after_an_error(self, index):
        with pytest.raises(RuntimeError), signals.paused():
            raise RuntimeError("no")
        drain()
        make.person()
        assert IndexJob.objects.filter(done_at=None, action="put").count() == 1
