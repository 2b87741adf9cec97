"""The worker's part: jobs done in order, none lost, and a rebuild that misses nothing."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from search import analysis, builders, checks, indexer
from search.engines import IndexLocked, SearchUnavailable, StaleIndex
from search.indexer import MOST_ATTEMPTS, drain, rebuild, status
from search.models import IndexJob, Suggestion, Word
from tests.factories import content as make

from .test_builders import key

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """Ends the process as far as the code under test can tell."""


def waiting() -> int:
    return IndexJob.objects.filter(done_at=None).count()


@pytest.fixture
def unbuildable(monkeypatch):
    """A person who cannot be made into a document."""
    person = make.person(name="Unbuildable")
    build = builders.BUILDERS["person"].build

    def breaks(thing):
        if thing.pk == person.pk:
            raise ValueError("the name is wrong")
        return build(thing)

    monkeypatch.setitem(builders.BUILDERS, "person", builders.BUILDERS["person"]._replace(build=breaks))
    return person


class TestDrain:
    def test_nothing_to_do_opens_nothing(self, db, settings, tmp_path):
        settings.SEARCH = {"ENGINE": "embedded", "PATH": tmp_path / "nowhere"}
        assert drain() == 0
        assert not (tmp_path / "nowhere").exists()

    def test_jobs_are_done_in_order_and_no_more_than_asked(self, index):
        people = [make.person() for _ in range(5)]
        assert drain(limit=2) == 2
        assert waiting() == 3
        assert index.status().documents == 2
        assert drain(limit=2) == 2
        assert drain(limit=2) == 1
        assert drain() == 0
        assert index.status().documents == len(people)

    @pytest.mark.parametrize("moment", ["before the commit", "after the commit", "before it is marked"])
    def test_killed_at_any_moment_loses_nothing(self, index, monkeypatch, moment):
        make.person(name="Ida Quicksilver")

        def dies(*args, **kwargs):
            raise Killed

        with monkeypatch.context() as patch:
            match moment:
                case "before the commit":
                    patch.setattr("search.engines.embedded._TantivyWriter.commit", dies)
                    patch.setattr("search.engines.elastic._ElasticWriter.commit", dies)
                case "after the commit":
                    patch.setattr(indexer.wordlists, "change", dies)
                case "before it is marked":
                    patch.setattr(indexer, "_done", dies)
            with pytest.raises(Killed):
                drain()
        assert waiting() == 1
        assert not Suggestion.objects.exists()
        assert drain() == 1
        assert index.status().documents == 1
        assert Suggestion.objects.get().text == "Ida Quicksilver"

    def test_a_missing_index_keeps_the_jobs_and_names_the_remedy(self, index, settings, tmp_path):
        make.person()
        settings.SEARCH = {"ENGINE": "embedded", "PATH": tmp_path / "nowhere"}
        with pytest.raises(SearchUnavailable, match="rebuild_search"):
            drain()
        assert waiting() == 1

    def test_what_cannot_be_indexed_keeps_its_job_and_stops_nobody(self, index, unbuildable):
        make.person()
        drain()
        job = IndexJob.objects.get(done_at=None)
        assert (job.key, job.attempts) == (key(unbuildable), 1)
        assert "the name is wrong" in job.error
        assert index.status().documents == 1
        for _ in range(MOST_ATTEMPTS):
            drain()
        job.refresh_from_db()
        assert job.attempts == MOST_ATTEMPTS
        assert (status().waiting, status().failed) == (0, 1)

    def test_what_breaks_because_of_another_gets_a_job_of_its_own(self, index, unbuildable):
        IndexJob.objects.all().delete()
        theme = make.theme()
        unbuildable.themes.add(theme)
        unbuildable.save()
        IndexJob.objects.all().delete()
        IndexJob.objects.create(key=key(theme), action="put")
        drain()
        assert IndexJob.objects.get(done_at=None).key == key(unbuildable)

    def test_one_job_for_everything_is_a_rebuild(self, index):
        make.person()
        IndexJob.objects.all().delete()
        IndexJob.objects.create(action="all")
        drain()
        assert waiting() == 0
        assert index.status().documents == 1

    def test_old_done_jobs_are_cleared_away(self, index):
        IndexJob.objects.create(key="person:old", action="put", done_at=timezone.now() - timedelta(days=2))
        make.person()
        drain()
        assert not IndexJob.objects.filter(key="person:old").exists()


class TestRebuild:
    def test_everything_is_there_and_the_jobs_are_done(self, index):
        make.entry(), make.person(), make.theme()
        told = []
        built = rebuild(lambda done, total: told.append((done, total)))
        assert built.documents == builders.count() == index.status().documents
        assert built.errors == {}
        assert told[0] == (0, built.documents)
        assert told[-1] == (built.documents, built.documents)
        assert waiting() == 0

    def test_emptied_tables_and_folder_are_made_again(self, index, found):
        person = make.person(name="Ida Quicksilver")
        for model in (IndexJob, Word, Suggestion):
            model.objects.all().delete()
        rebuild()
        assert found("quicksilver") == [key(person)]
        assert Word.objects.filter(folded="quicksilver", documents=1).exists()
        assert Suggestion.objects.filter(text="Ida Quicksilver").exists()

    def test_what_changes_meanwhile_is_in_the_new_index(self, index, found, monkeypatch):
        """Between reading and swap one is added, one renamed, one unpublished; the worker runs as well."""
        stays, renamed, gone = make.person(name="Stays"), make.person(name="Before"), make.person(name="Gone")
        drain()
        documents = builders.documents

        def reading(failed):
            yield from documents(failed)
            make.person(name="Added")
            renamed.name = "After"
            renamed.save()
            drain()  # the worker does this one in the old index
            gone.unpublish()

        monkeypatch.setattr(builders, "documents", reading)
        rebuild()
        monkeypatch.undo()
        assert [bool(found(name)) for name in ("stays", "added", "after", "before", "gone")] == [
            True,
            True,
            True,
            False,
            False,
        ]
        assert found("stays") == [key(stays)]
        assert waiting() == 0
        assert set(Suggestion.objects.values_list("text", flat=True)) == {"Stays", "Added", "After"}

    def test_a_rebuild_asked_for_during_a_rebuild_is_still_to_be_done(self, index, monkeypatch):
        documents = builders.documents

        def reading(failed):
            yield from documents(failed)
            IndexJob.objects.create(action="all")

        IndexJob.objects.create(action="all")
        monkeypatch.setattr(builders, "documents", reading)
        rebuild()
        assert waiting() == 1

    def test_a_thing_that_cannot_be_built_is_named_and_left_to_the_worker(self, index, unbuildable):
        IndexJob.objects.all().delete()
        make.person()
        assert rebuild().errors == {key(unbuildable): "ValueError: the name is wrong"}
        assert IndexJob.objects.get(done_at=None).key == key(unbuildable)
        assert index.status().documents == 1

    def test_the_worker_waits_for_another_rebuild(self, index, monkeypatch):
        def locked(*args):
            raise IndexLocked("another")

        monkeypatch.setattr(indexer, "rebuild", locked)
        IndexJob.objects.create(action="all")
        assert drain() == 0
        assert waiting() == 1


class TestCommand:
    def test_it_says_what_it_does(self, index):
        make.person()
        out = StringIO()
        call_command("rebuild_search", stdout=out)
        assert "Indexed 1 of 1" in out.getvalue()
        assert "holds 1 documents" in out.getvalue()

    def test_it_names_what_could_not_be_indexed(self, index, unbuildable):
        err = StringIO()
        call_command("rebuild_search", stdout=StringIO(), stderr=err)
        assert key(unbuildable) in err.getvalue()

    def test_a_folder_that_cannot_be_written_is_a_sentence(self, db, settings, tmp_path):
        (tmp_path / "file").write_text("")
        settings.SEARCH = {"ENGINE": "embedded", "PATH": tmp_path / "file" / "index"}
        with pytest.raises(CommandError, match="writable"):
            call_command("rebuild_search", stdout=StringIO())


class TestChecks:
    def test_a_good_or_missing_index_is_no_warning(self, index, settings, tmp_path):
        assert checks.index_is_not_stale(None) == []
        settings.SEARCH = {"ENGINE": "embedded", "PATH": tmp_path / "nowhere"}
        assert checks.index_is_not_stale(None) == []

    def test_a_stale_index_is_a_warning_with_the_remedy(self, index, monkeypatch):
        monkeypatch.setattr(analysis, "VERSION", analysis.VERSION + 1)
        with pytest.raises(StaleIndex):
            index.frequencies(["x"])
        (warning,) = checks.index_is_not_stale(None)
        assert "rebuild_search" in warning.msg

    def test_an_unknown_engine_is_a_warning(self, settings):
        settings.SEARCH = {"ENGINE": "sphinx", "PATH": "/nowhere"}
        (warning,) = checks.index_is_not_stale(None)
        assert "'sphinx'" in warning.msg
