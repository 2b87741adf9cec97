"""Every way in which the archive changes reaches the index: done at the desk or by the schedule, carried by the worker."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from archive.duties import Schedule
from archive.worker import Duty, Worker
from content.models import ArchiveDocument, EntryPage
from search import signals
from search.engines import Request
from search.indexer import drain, rebuild
from search.models import FileText, IndexJob
from search.query import SearchQuery
from search.service import search
from tests.factories import content as make

from .test_builders import key
from .test_filetext import pdf

WORD = "quicksilver"


class Asked:
    """The archive as its worker and its readers know it: every answer comes after the worker has been round."""

    def __init__(self, engine) -> None:
        self.engine = engine
        self.starts_anew()

    def starts_anew(self) -> None:
        """A new worker looks at the schedule at once, where the old one would wait some seconds."""
        self.worker = Worker((Duty("search index", drain), Duty("schedule", Schedule().keep)), pause=0)

    def work(self) -> None:
        self.worker.round()
        while IndexJob.objects.filter(done_at=None).exists():
            self.worker.round()
            assert not self.worker.has_failures

    def found(self, text: str = WORD) -> set[str]:
        return {hit.key for hit in self.hits(text)}

    def hits(self, text: str = WORD):
        self.work()
        return search(SearchQuery.from_params({"q": text, "size": "100"})).hits

    def held(self) -> dict[str, str]:
        """Everything the index itself holds with its address, before the check that a reader's answer goes through."""
        self.work()
        return {hit.document.key: hit.document.url for hit in self.engine.search(Request(size=1_000)).hits}


@pytest.fixture
def asked(index) -> Asked:
    return Asked(index)


@pytest.fixture
def desk(admin_client):
    """A function: sends one of the desk's forms, which must be taken."""

    def send(name: str, *which, **form) -> None:
        answer = admin_client.post(reverse(name, args=which), form)
        assert answer.status_code in (200, 302), answer
        if answer.status_code == 200:  # a dialogue answers itself, a form that was refused shows its errors
            assert answer["Content-Type"].startswith("application/json"), answer.content[:2_000]

    return send


@pytest.fixture
def an_hour_passes(monkeypatch):
    """Moves Django's clock on, each time it is called; Wagtail asks the same clock."""

    def passes() -> None:
        now = timezone.now
        monkeypatch.setattr(timezone, "now", lambda: now() + timedelta(hours=1))

    return passes


def plain(page) -> Page:
    return Page.objects.get(pk=page.pk)


def withdrawn(page) -> None:
    """A file is protected while a record shows it, so the record is published without it first."""
    page.file = None
    page.save_revision().publish()


class TestEveryRow:
    """The table of changes, row by row, on each engine."""

    def test_a_page_is_published(self, asked):
        page = make.entry(title="Quicksilver", live=False)
        assert asked.found() == set()
        page.save_revision().publish()
        assert asked.found() == {key(page)}

    def test_a_page_is_unpublished(self, asked, desk):
        page = make.entry(title="Quicksilver")
        assert asked.found() == {key(page)}
        desk("wagtailadmin_pages:unpublish", page.pk)
        assert asked.found() == set()
        assert key(page) not in asked.held()

    def test_a_page_is_deleted(self, asked, desk):
        page = make.entry(title="Quicksilver")
        assert asked.found() == {key(page)}
        desk("wagtailadmin_pages:delete", page.pk)
        assert not EntryPage.objects.filter(pk=page.pk).exists()
        assert key(page) not in asked.held()

    def test_a_page_is_moved_with_what_stands_under_it(self, asked, desk):
        page, child, cellar = (make.standard_page(title=title) for title in ("Quicksilver", "Quicksilver II", "Cellar"))
        desk("wagtailadmin_pages:move_confirm", child.pk, page.pk)
        PageViewRestriction.objects.create(page=plain(cellar), restriction_type="login")
        assert asked.found() == {key(page), key(child)}
        desk("wagtailadmin_pages:move_confirm", page.pk, cellar.pk)
        assert asked.held().keys().isdisjoint({key(page), key(child)})
        desk("wagtailadmin_pages:move_confirm", page.pk, make.site_tree().home.pk)
        assert asked.found() == {key(page), key(child)}

    def test_a_page_is_renamed(self, asked):
        page = make.entry(title="Quicksilver", slug="old")
        assert [hit.url for hit in asked.hits()] == ["/entries/old/"]
        page.title, page.slug = "Mercury", "new"
        page.save_revision().publish()
        assert asked.found() == set()
        assert [hit.url for hit in asked.hits("mercury")] == ["/entries/new/"]

    def test_a_parent_is_renamed(self, asked):
        page, child = make.standard_page(title="Parent", slug="old"), make.standard_page(title="Quicksilver")
        plain(child).move(plain(page), pos="last-child")
        asked.work()
        page = page.specific_class.objects.get(pk=page.pk)
        page.slug = "new"
        page.save_revision().publish()
        fresh = type(child).objects.get(pk=child.pk)
        assert asked.held()[key(child)] == fresh.address
        assert [hit.url for hit in asked.hits()] == [fresh.address]

    def test_a_page_is_made_private_and_public_again(self, asked, desk):
        page = make.entry(title="Quicksilver")
        assert asked.found() == {key(page)}
        desk("wagtailadmin_pages:set_privacy", page.pk, restriction_type="login")
        assert key(page) not in asked.held()
        desk("wagtailadmin_pages:set_privacy", page.pk, restriction_type="none")
        assert asked.found() == {key(page)}

    def test_a_parent_is_made_private_and_public_again(self, asked, desk):
        page, other = make.entry(title="Quicksilver"), make.record(title="Quicksilver too")
        section = make.site_tree().sections["entry"]
        assert asked.found() == {key(page), key(other)}
        desk("wagtailadmin_pages:set_privacy", section.pk, restriction_type="login")
        assert asked.found() == {key(other)}
        assert key(page) not in asked.held()
        desk("wagtailadmin_pages:set_privacy", section.pk, restriction_type="none")
        assert asked.found() == {key(page), key(other)}

    def test_a_page_is_scheduled_and_expires(self, asked, an_hour_passes):
        page = make.entry(title="Quicksilver", live=False)
        page.go_live_at = timezone.now() + timedelta(minutes=30)
        page.expire_at = timezone.now() + timedelta(minutes=90)
        page.save_revision().publish()
        assert asked.found() == set()
        an_hour_passes()
        asked.starts_anew()
        assert asked.found() == {key(page)}
        an_hour_passes()
        asked.starts_anew()
        assert asked.found() == set()
        assert key(page) not in asked.held()

    @pytest.mark.parametrize("kind", ["person", "organization", "place"])
    def test_a_snippet_is_renamed_and_deleted_with_the_pages_that_use_it(self, asked, kind):
        thing = getattr(make, kind)(name="Before")
        field = {"person": "people", "organization": "organizations", "place": "places"}[kind]
        page = make.entry(**{field: [thing]})
        assert asked.found("before") == {key(page), key(thing)}
        thing.name = "Quicksilver"
        thing.save_revision().publish()
        assert asked.found() == {key(page), key(thing)}
        assert asked.found("before") == set()
        thing.delete()
        assert asked.found() == set()

    def test_a_snippet_is_unpublished(self, asked):
        thing = make.person(name="Quicksilver")
        page = make.entry(people=[thing])
        assert asked.found() == {key(page), key(thing)}
        thing.unpublish()
        assert asked.found() == set()

    def test_an_entry_that_tells_of_a_claim_and_an_event_is_renamed_changed_and_unpublished(self, asked):
        claim, other = make.claim(statement="In all, 12 were listed."), make.claim()
        page = make.entry(title="Quicksilver Hall", claims=[claim, other])
        event = make.event(title="A day", entry=page)
        assert asked.found() == {key(page), key(claim), key(other), key(event)}
        assert asked.hits()[-1].why, "it is said that the entry has the word"
        page.claim_links = page.claim_links.all()[1:]
        page.save_revision().publish()
        assert asked.found() == {key(page), key(other), key(event)}
        page.title = "Mercury Hall"
        page.save_revision().publish()
        assert asked.found() == set()
        assert asked.found("mercury") == {key(page), key(other), key(event)}
        EntryPage.objects.get(pk=page.pk).unpublish()
        assert asked.found("mercury") == set()

    def test_a_terms_words_change(self, asked):
        page = make.entry(title="The incarceration of a town")
        term = make.term(term="incarceration", rules=[{"use": "avoid", "why": "No.", "instead": "quicksilver"}])
        assert key(page) in asked.found()
        rule = term.rules.get()
        rule.instead = "removal"
        term.rules = [rule]
        term.save_revision().publish()
        assert key(page) not in asked.found()
        assert key(page) in asked.found("removal")
        term.unpublish()
        assert key(page) not in asked.found("removal")

    def test_an_import_is_one_rebuild(self, asked):
        with signals.paused():
            page = make.entry(title="Quicksilver")
        assert list(IndexJob.objects.filter(done_at=None).values_list("action", flat=True)) == ["all"]
        assert asked.found() == {key(page)}


class TestFiles:
    @pytest.fixture
    def uploaded(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path / "media"

        def upload(words: str) -> ArchiveDocument:
            return ArchiveDocument.objects.create(title="Order", file=ContentFile(pdf(words), name="order.pdf"))

        return upload

    def test_a_file_is_deleted_and_its_words_are_gone(self, asked, uploaded):
        file = uploaded("Quicksilver")
        page = make.record(file=file)
        assert asked.found() == {key(page)}
        assert FileText.objects.count() == 1
        withdrawn(page)
        file.delete()
        assert asked.found() == set()
        assert FileText.objects.count() == 0

    def test_the_words_stay_while_another_document_has_the_same_file(self, asked, uploaded):
        first, second = uploaded("Quicksilver"), uploaded("Quicksilver")
        pages = make.record(file=first), make.record(file=second)
        assert asked.found() == {key(page) for page in pages}
        assert FileText.objects.count() == 1
        withdrawn(pages[0])
        first.delete()
        assert asked.found() == {key(pages[1])}
        assert FileText.objects.count() == 1

    def test_another_file_in_its_place_leaves_nothing_of_the_old(self, asked, uploaded):
        file = uploaded("Quicksilver")
        page = make.record(file=file)
        assert asked.found() == {key(page)}
        file.refresh_from_db()
        file.file = ContentFile(pdf("Mercury"), name="order.pdf")
        file._set_file_hash()  # as the desk's form does
        file.save()
        assert asked.found("mercury") == {key(page)}
        assert asked.found() == set()
        assert FileText.objects.get().text.strip() == "Mercury"

    def test_a_rebuild_drops_what_no_document_has_any_more(self, asked, uploaded):
        page = make.record(file=uploaded("Quicksilver"))
        assert asked.found() == {key(page)}
        FileText.objects.create(digest="0:of an older version", name="Old", text="Old")
        rebuild()
        assert FileText.objects.get().text.strip() == "Quicksilver"
