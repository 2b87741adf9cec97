"""Settings: what the environment must say, how it is read, and that production starts whole or not at all."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from archive.launcher.checks import PRODUCTION
from archive.settings import env

ROOT = Path(__file__).resolve().parents[2]
ASYNC = "DJANGO_ALLOW_ASYNC_UNSAFE"  # set while a browser test runs in this process, and refused in production


def in_production(tmp_path: Path, *words: str, **changes: str | None) -> subprocess.CompletedProcess[str]:
    """Runs Python with these words under the production settings; a change to None leaves the variable out."""
    kept = {name: value for name, value in os.environ.items() if name not in {*PRODUCTION, ASYNC}}
    wanted = kept | PRODUCTION | {"DJANGO_SETTINGS_MODULE": "archive.settings.production", "ARCHIVE_VAR": str(tmp_path)}
    surroundings = {name: value for name, value in (wanted | changes).items() if value is not None}
    return subprocess.run([sys.executable, *words], cwd=ROOT, env=surroundings, capture_output=True, text=True)


SHOW = "from django.conf import settings; import json; print(json.dumps([getattr(settings, name) for name in {}]))"


def test_all_that_is_missing_is_named_at_once(tmp_path):
    nothing = dict.fromkeys(PRODUCTION)
    done = in_production(tmp_path, "manage.py", "check", **nothing)
    assert done.returncode != 0
    for name in PRODUCTION:
        assert name in done.stderr.splitlines()[-1], name


@pytest.mark.parametrize("name", sorted(PRODUCTION))
@pytest.mark.parametrize("value", [None, "  "])
def test_each_one_is_missed_by_itself(tmp_path, monkeypatch, name, value):
    """The settings' own list is asked, so that it and what lint supplies cannot drift apart."""
    for each, given_value in PRODUCTION.items():
        monkeypatch.setenv(each, given_value)
    monkeypatch.delenv(name) if value is None else monkeypatch.setenv(name, value)
    assert env.missing(PRODUCTION) == [name]


def test_production_passes_its_own_checks(tmp_path):
    """It also starts at all: what lint supplies is all that production requires."""
    done = in_production(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


def test_production_is_shut_where_developing_is_open(tmp_path):
    names = ["DEBUG", "DEMO_LOGINS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "ALLOWED_HOSTS", "SITE_URL"]
    done = in_production(tmp_path, "-c", SHOW.format(names), ALLOWED_HOSTS="a.example.org, b.example.org")
    assert json.loads(done.stdout) == [
        False,
        False,
        True,
        True,
        ["a.example.org", "b.example.org"],
        PRODUCTION["SITE_URL"],
    ]


def test_nothing_in_the_environment_opens_demo_logins_in_production(tmp_path):
    done = in_production(tmp_path, "-c", SHOW.format(["DEMO_LOGINS", "DEBUG"]), DEMO_LOGINS="1", DEBUG="1")
    assert json.loads(done.stdout) == [False, False]


def test_production_keeps_its_key_out_of_sight(tmp_path):
    """A complaint about one variable never prints the value of another."""
    done = in_production(tmp_path, "manage.py", "check", EMAIL_HOST=None)
    assert done.returncode != 0
    assert PRODUCTION["SECRET_KEY"] not in done.stderr


@pytest.mark.parametrize(
    ("written", "read"),
    [("1", True), ("true", True), ("YES", True), (" on ", True), ("0", False), ("No", False), ("", None)],
)
def test_flags(monkeypatch, written, read):
    monkeypatch.setenv("SOME_FLAG", written)
    for default in (True, False):
        assert env.flag("SOME_FLAG", default) is (default if read is None else read)


@pytest.mark.parametrize("reader", [env.flag, lambda name: env.number(name, 1)])
def test_a_wrong_value_names_its_variable(monkeypatch, reader):
    monkeypatch.setenv("SOME_SETTING", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="SOME_SETTING is 'perhaps'; it takes"):
        reader("SOME_SETTING")


@given(
    st.text().filter(lambda value: "\0" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value))
)
def test_any_text_is_a_number_or_a_sentence(value):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOME_NUMBER", value)
        try:
            assert env.number("SOME_NUMBER", 7) >= 0
        except ImproperlyConfigured as refused:
            assert "SOME_NUMBER" in str(refused)


def test_lists_take_commas_and_spaces(monkeypatch):
    monkeypatch.setenv("SOME_LIST", " a.org,b.org  c.org,")
    assert env.words("SOME_LIST") == ["a.org", "b.org", "c.org"]
    monkeypatch.setenv("SOME_LIST", "")
    assert env.words("SOME_LIST", ("x",)) == ["x"]


def test_a_database_address_is_read(monkeypatch, tmp_path):
    monkeypatch.setenv("SOME_DATABASE", "postgres://ann:p%40ss@db.example.org:5433/arch%20ive?sslmode=require")
    read = env.database("SOME_DATABASE", tmp_path / "unused")
    assert read["ENGINE"] == "django.db.backends.postgresql"
    assert [read[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "ann", "p@ss", "db.example.org", "5433", "arch ive"
    ]  # fmt: skip
    assert read["OPTIONS"] == {"sslmode": "require"}


def test_without_an_address_it_is_sqlite_that_waits_for_other_writers(monkeypatch, tmp_path):
    monkeypatch.delenv("SOME_DATABASE", raising=False)
    read = env.database("SOME_DATABASE", tmp_path / "var" / "archive.sqlite3")
    assert read["NAME"] == str(tmp_path / "var" / "archive.sqlite3")
    assert read["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert read["OPTIONS"]["timeout"] == 20
    assert "journal_mode=WAL" in read["OPTIONS"]["init_command"]


def test_another_kind_of_database_is_refused_by_name(monkeypatch, tmp_path):
    monkeypatch.setenv("SOME_DATABASE", "mysql://somewhere/archive")
    with pytest.raises(ImproperlyConfigured, match="SOME_DATABASE begins with 'mysql'"):
        env.database("SOME_DATABASE", tmp_path / "unused")
