"""What every test can ask for: a seeded site, a running archive, a browser; and that tests stay on this machine."""

import os
import shutil
import socket
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from tests import elastic, live, seeding

ASKS_THE_DATABASE = {"db", "transactional_db", "django_db_setup", "seeded_site", "live_archive", "live_server"}
CHROMIUM_OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

# A busy machine is slow now and then; no property is about time.
hypothesis_settings.register_profile("archive", deadline=None)
hypothesis_settings.load_profile("archive")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & ASKS_THE_DATABASE or item.get_closest_marker("django_db"):
            item.add_marker("database")
        if "browser" in fixtures:
            item.add_marker("browser")
        if "postgres" in fixtures:
            item.add_marker("postgres")
        if "elastic_options" in fixtures:
            item.add_marker("elastic")
        if "live_archive" in fixtures:
            # A running archive serves them all; walking every page, which takes as long as all journeys, has one of its own.
            walks = item.path.name == "test_every_page.py"
            item.add_marker(pytest.mark.xdist_group("live-pages" if walks else "live"))
        if item.get_closest_marker("slow") and not os.environ.get("RUN_START_TEST"):
            item.add_marker(pytest.mark.skip(reason="a whole start, with the network: set RUN_START_TEST=1"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):
    """Under REQUIRE_BROWSER=1, REQUIRE_POSTGRES=1 or REQUIRE_ELASTIC=1 a test skipped for want of one has failed."""
    report = yield
    for marker in ("browser", "postgres", "elastic"):
        variable = f"REQUIRE_{marker.upper()}"
        if report.skipped and item.get_closest_marker(marker) and os.environ.get(variable) == "1":
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
            report.outcome = "failed"
            report.longrepr = f"{variable}=1, and this test was skipped: {reason}"
    return report


@pytest.fixture(scope="session", autouse=True)
def only_this_machine():
    """Refuses every connection to another machine: a test that needs one protects nothing here."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"A test wanted to connect to {address[0]}; tests stay on this machine.")
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(scope="session", autouse=True)
def own_folder():
    """Removes the folder that the test settings made for this process."""
    from django.conf import settings

    yield
    folder = Path(settings.VAR_DIR)
    if folder.name.startswith("archive-test-"):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """The test database is a copy of one that was migrated once: the migrations would take each process 25 s."""
    from django.db import connection

    connection.creation.create_test_db = _create_copied


def _create_copied(**options) -> str:
    from django.db import connection

    connection.close()
    name = connection.creation._get_test_db_name()
    if connection.vendor == "postgresql":
        seeding.create_like(name, seeding.migrated_on_postgres())
    connection.settings_dict["NAME"] = name
    if connection.vendor == "sqlite":
        seeding.load(seeding.migrated(), connection)
    return name


@pytest.fixture(scope="class")
def made_once(django_db_setup, django_db_blocker):
    """Calls what makes rows, once for a class: each of its tests meets them, and after the last they are gone.

    What a test itself writes is rolled back as ever, to a savepoint.
    """
    from django.db import transaction

    together = transaction.atomic()

    def make(what):
        with django_db_blocker.unblock():
            return what()

    make(together.__enter__)
    yield make
    make(lambda: transaction.set_rollback(True))
    make(lambda: together.__exit__(None, None, None))


@pytest.fixture(autouse=True)
def _loaded_again_after_a_flush(request: pytest.FixtureRequest):
    """A test with real transactions ends in empty tables; the next test is owed the root page and the language."""
    yield
    if {"transactional_db", "live_server"} & set(request.fixturenames):
        from django.db import connection

        if connection.vendor == "sqlite":
            with request.getfixturevalue("django_db_blocker").unblock():
                seeding.load(seeding.migrated(), connection)


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all processes of this test run share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def seeded_template(shared_folder: Path, testrun_uid: str) -> seeding.Seeded:
    """The archive as `manage.py bootstrap` makes it, made once for the whole test run and never written to."""
    return seeding.template(shared_folder, testrun_uid[:8])


@pytest.fixture(scope="session")
def _own_seeded(seeded_template, tmp_path_factory, worker_id, testrun_uid):
    copy = seeding.copy_of(seeded_template, tmp_path_factory.mktemp("seeded"), f"{testrun_uid[:8]}_{worker_id}")
    yield copy
    seeding.drop(copy)


@pytest.fixture
def seeded_site(_own_seeded, settings, django_db_blocker):
    """The seeded archive as this test's database, index and files. What the test writes is rolled back afterwards."""
    settings.SEARCH = {**settings.SEARCH, "PATH": _own_seeded.var / "index"}
    settings.MEDIA_ROOT = _own_seeded.var / "media"
    with django_db_blocker.unblock(), seeding.connected(_own_seeded.database, roll_back=True):
        yield _own_seeded


@pytest.fixture(scope="session")
def live_archive(seeded_template, tmp_path_factory, worker_id, testrun_uid):
    """The seeded archive as `make run` serves it: a server and a worker of their own, on a free port."""
    copy = seeding.copy_of(seeded_template, tmp_path_factory.mktemp("live"), f"{testrun_uid[:8]}_live_{worker_id}")
    with live.serving(copy) as running:
        yield running
    seeding.drop(copy)


@pytest.fixture(scope="session")
def postgres() -> str:
    """The address of a PostgreSQL server on which tests may make databases."""
    url = os.environ.get("POSTGRES_URL", "")
    if not url:
        pytest.skip("no PostgreSQL here: POSTGRES_URL names none")
    return url


@pytest.fixture
def elastic_options():
    """Options of an Elasticsearch engine whose indices are this test's own, and go with it."""
    with elastic.own_options() as options:
        yield options


# The shell is the same engine without windows, tabs and settings: a fresh profile opens four times as fast.
SHELL = ("chromium-headless-shell",)
WHOLE = ("chromium", "chromium-browser")


def chromium_path(names: tuple[str, ...] = SHELL + WHOLE) -> str | None:
    """Where a Chromium is: CHROMIUM= names it, else the first of these on the path."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    return path if path and Path(path).exists() else None


@pytest.fixture(scope="session")
def chromium() -> str:
    return chromium_path() or pytest.skip("no Chromium here")


@pytest.fixture(scope="session")
def whole_chromium() -> str:
    """A Chromium that heeds the settings of a profile."""
    return chromium_path(WHOLE) or pytest.skip("no Chromium with settings here")


@pytest.fixture(scope="session")
def browser(chromium):
    """One headless Chromium for the session."""
    from playwright.sync_api import sync_playwright

    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, and Django would take every test after it for asynchronous.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        launched = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_OPTIONS)
        yield launched
        launched.close()


@pytest.fixture
def page(browser):
    """A page in a fresh browser profile; anything it asks of another host fails the test."""
    context = browser.new_context()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    yield context.new_page()
    context.close()
    elsewhere = [
        url
        for url in asked
        if not url.startswith(("http://127.0.0.1:", "http://localhost:", "data:", "blob:", "about:"))
    ]
    assert not elsewhere, f"The page asked other hosts: {elsewhere}"
