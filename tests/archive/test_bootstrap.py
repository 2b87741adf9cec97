"""`manage.py bootstrap`: what it makes, that it is made once, and who gets a login where."""

import re
import shutil

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError
from django.db import OperationalError
from wagtail.models import Site

from archive.accounts import demo, roles
from archive.management.commands import bootstrap
from tests import seeding
from tests.live import logins_in

# Demo logins


@pytest.fixture
def allowed(db, settings):
    settings.DEMO_LOGINS = True
    roles.ensure_roles()


def test_one_login_for_each_role_and_an_administrator(allowed):
    made = demo.make_logins()
    assert [login.role for login in made] == [*roles.GROUPS, "administrator"]
    for login in made:
        user = authenticate(username=login.username, password=login.password)
        assert user is not None, login.role
        assert user.is_superuser is (login.role == "administrator")
        assert {group.name for group in user.groups.all()} == {roles.GROUPS.get(login.role)} - {None}


def test_a_login_reads_as_role_user_name_password(allowed):
    for login in demo.make_logins():
        assert re.fullmatch(rf"{login.role}, [a-z-]+, [a-z2-9]{{5}}(-[a-z2-9]{{5}}){{2}}", str(login))


def test_passwords_differ_each_time(allowed):
    first = {login.password for login in demo.make_logins()}
    second = {login.password for login in demo.make_logins(renew=True)}
    assert len(first | second) == 10


def test_logins_are_made_once(allowed):
    demo.make_logins()
    assert demo.make_logins() == []


def test_a_person_of_the_same_name_is_left_alone(allowed):
    """Somebody who happens to be called editor keeps their password, even when all demo passwords are renewed."""
    get_user_model().objects.create_user("editor", "ann@example.org", "her own word")
    made = demo.make_logins(renew=True)
    assert "editor" not in {login.username for login in made}
    assert authenticate(username="editor", password="her own word") is not None
    assert demo.close_logins() == sorted(login.username for login in made)


def test_without_leave_there_are_none(db, settings):
    settings.DEMO_LOGINS = False
    with pytest.raises(PermissionError, match="DEMO_LOGINS"):
        demo.make_logins()
    assert not get_user_model().objects.exists()


def test_demo_logins_are_shut_where_they_are_not_allowed(allowed):
    """A database that was tried out first, and then went live."""
    made = demo.make_logins()
    assert demo.close_logins() == sorted(login.username for login in made)
    for login in made:
        assert authenticate(username=login.username, password=login.password) is None
    assert demo.close_logins() == []


# The site's one origin


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("http://127.0.0.1:8123", "127.0.0.1", 8123),
        ("https://archive.example.org", "archive.example.org", 443),
        ("http://archive.example.org/", "archive.example.org", 80),
    ],
)
def test_the_site_says_what_the_settings_say(db, settings, url, host, port):
    settings.SITE_URL = url
    bootstrap.sync_site()
    site = Site.objects.get(is_default_site=True)
    assert (site.hostname, site.port) == (host, port)
    assert site.root_url == url.rstrip("/")


@pytest.mark.parametrize("url", ["", "archive.example.org", "ftp://archive.example.org", "http://"])
def test_an_origin_that_is_none_is_refused(db, settings, url):
    settings.SITE_URL = url
    with pytest.raises(CommandError, match="SITE_URL is .* it takes an origin such as"):
        bootstrap.sync_site()


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [
        ("database or disk is full", "is full. Free some space"),
        ("attempt to write a readonly database", "cannot be written. Make the file and its folder writable"),
        ("unable to open database file", "cannot be written"),
        ("database is locked", "Another program holds the database"),
        ("connection refused", "does not answer: connection refused"),
    ],
)
def test_a_database_that_does_not_work_is_a_sentence(failure, sentence):
    assert sentence in bootstrap.explain(OperationalError(failure))


# The whole of it, on the seeded archive


@pytest.fixture
def own_archive(seeded_template, tmp_path):
    copy = seeding.copy_of(seeded_template, tmp_path, f"bootstrap_{tmp_path.name}")
    yield copy
    seeding.drop(copy)


def test_the_seeded_archive_is_whole(seeded_site):
    from content.models import EntryPage, HomePage, ThemePage
    from search.engines import get_engine

    assert HomePage.objects.live().count() == 1
    assert ThemePage.objects.live().count() == 7
    assert EntryPage.objects.live().count() >= 21
    status = get_engine().status()
    assert status.ready
    assert status.documents > 1000


def test_what_a_test_writes_into_the_seeded_site_is_rolled_back(seeded_site):
    from content.models import Term

    Term.objects.all().update(explanation="overwritten")
    assert Term.objects.filter(explanation="overwritten").exists()


def test_the_next_test_finds_it_as_it_was(seeded_site):
    from content.models import Term

    assert not Term.objects.filter(explanation="overwritten").exists()


def test_other_tests_find_an_empty_archive(db):
    from content.models import EntryPage

    assert not EntryPage.objects.exists()


def test_a_second_time_nothing_is_done(own_archive):
    told = own_archive.manage("bootstrap")
    assert "Database: up to date" in told
    assert "The seed is as it was imported; nothing to do." in told
    assert "built anew" not in told
    assert logins_in(told) == {}


def test_new_passwords_are_printed_when_asked_for(own_archive):
    assert len(logins_in(own_archive.manage("bootstrap", "--new-passwords"))) == 5


def test_a_lost_index_is_built_anew(own_archive):
    shutil.rmtree(own_archive.var / "index")
    assert re.search(r"Search index: built anew, [1-9]\d{3} documents", own_archive.manage("bootstrap"))
