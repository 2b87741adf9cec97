"""Carries out what the Makefile names, from run and test to relevance, elasticsearch and clean; COMMANDS lists all."""

import errno
import os
import shlex
import shutil
import signal
import sys
import time
from urllib.parse import urlsplit

from . import checks, environment, place
from .elasticsearch import commands as elasticsearch
from .processes import Pair, call
from .report import Interrupted, Refused, say

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FIRST_PAGE_WITHIN = 90  # seconds the server is given to answer once


def prepared(lock):
    """The Python of an up-to-date .venv."""
    place.check_folder(ROOT)
    return environment.prepare(ROOT, lock, os.environ.get("PYTHON", ""))


def manage(*words):
    """Runs one of Django's commands on the archive that `make run` serves, and returns its exit code."""
    python, surroundings = prepared(environment.RUNTIME), _environment("run", 8000)
    migrated = call([python, "manage.py", "migrate", "--verbosity", "0"], surroundings, ROOT)
    return migrated or call([python, "manage.py"] + list(words), surroundings, ROOT)


def _environment(settings, port):
    """The environment of every child: which settings, where the site is, and the key it signs with."""
    var = os.environ.get("ARCHIVE_VAR") or os.path.join(ROOT, "var")
    place.check_folder(var)
    made = dict(os.environ, ARCHIVE_VAR=var, PYTHONUNBUFFERED="1")
    made["DJANGO_SETTINGS_MODULE"] = "archive.settings." + settings
    made["SITE_URL"] = os.environ.get("SITE_URL") or "http://%s:%d" % (place.HOST, port)
    made["SECRET_KEY"] = os.environ.get("SECRET_KEY") or place.secret_key(var)
    return made


def serve(settings):
    """From whatever is there to the first page: environment, content, worker and server, until somebody ends it."""
    port = place.port_number(os.environ.get("PORT") or "8000")
    place.check_folder(ROOT)
    surroundings = _environment(settings, port)
    with place.only_start(surroundings["ARCHIVE_VAR"], surroundings["SITE_URL"]):
        place.check_port(port)
        python = prepared(environment.RUNTIME)
        if call([python, "manage.py", "bootstrap"], surroundings, ROOT):
            raise Refused("The archive could not be set up; the lines above say why. The next start goes on from here.")
        say("Starting the worker and the server.")
        server, worker = server_command(python, settings, port), [python, "manage.py", "work"]
        if settings == "dev":
            worker.append("--reload")
        with Pair(server, worker, surroundings, ROOT) as pair:
            _wait_for_first_page(pair, port, urlsplit(surroundings["SITE_URL"]).netloc)
            site = surroundings["SITE_URL"].rstrip("/")
            say("The archive is open: %s/   the editors' desk: %s/admin/   Ctrl-C ends it." % (site, site))
            while True:
                pair.look()
                time.sleep(0.2)


def server_command(python, settings, port):
    """What serves: Django's reloading server to develop with, else gunicorn, which writes down no request."""
    address = "%s:%d" % (place.HOST, port)
    if settings == "dev":
        return [python, "manage.py", "runserver", address]
    options = "--workers 2 --threads 4 --log-level warning --graceful-timeout 5 --timeout 120 --no-control-socket"
    return [python, "-m", "gunicorn", "archive.wsgi:application", "--bind", address] + options.split()


def _wait_for_first_page(pair, port, host):
    deadline = time.time() + FIRST_PAGE_WITHIN
    while time.time() < deadline:
        pair.look()
        status = place.first_page(port, host)
        if status == 200:
            return
        if status:
            raise Refused("The server answers, but the first page with status %d; the lines above say why." % status)
        time.sleep(0.1)
    raise Refused("The server did not answer within %d seconds." % FIRST_PAGE_WITHIN)


def test():
    """The whole suite in one pytest run, on two processes; ARGS= is passed on."""
    python = prepared(environment.TESTING)
    return call([python, "-m", "pytest", "-n", "2"] + _arguments(), dict(os.environ), ROOT)


def relevance():
    """How good the answers are to the judged queries over the seed, and on the test collections in COLLECTIONS=."""
    named = os.environ.get("COLLECTIONS", "")
    python = prepared(environment.TESTING)
    words = ["--collections", os.path.abspath(os.path.expanduser(named))] if named else []
    return call([python, "-m", "tests.search.relevance"] + words, dict(os.environ), ROOT)


def torture():
    """Kills the worker while it indexes, ROUNDS= times, usually 25; the seed it prints repeats a run as SEED=."""
    python = prepared(environment.TESTING)
    surroundings = dict(os.environ)
    surroundings["ROUNDS"] = os.environ.get("ROUNDS") or "25"
    return call([python, "-m", "pytest", "-s", "-q", "tests/search/test_torture.py"] + _arguments(), surroundings, ROOT)


def pictures():
    """Takes the pictures in docs/images anew, from a freshly seeded archive on the port that `make run` serves on."""
    place.check_port(8000)
    python = prepared(environment.TESTING)
    return call([python, "-m", "tests.pictures"], dict(os.environ), ROOT)


def lint():
    python = prepared(environment.TESTING)
    return checks.run(checks.lint_commands(python, ROOT), ROOT)


def quality():
    """Checks the seed's files against the rules of the archive; no database is needed, and none is touched."""
    python = prepared(environment.RUNTIME)
    surroundings = _environment("run", 8000)
    return call([python, "manage.py", "check_quality"] + _arguments(), surroundings, ROOT)


def format_():
    python = prepared(environment.TESTING)
    return checks.run(checks.format_commands(python, ROOT), ROOT)


def lock():
    """Writes both lock files from the names in pyproject.toml, with uv. ARGS=--upgrade renews every version."""
    uv = shutil.which(os.environ.get("UV") or "uv")
    if not uv:
        raise Refused("`make lock` needs uv. Install it (pipx install uv), or name it: make lock UV=/path/to/uv")
    compile_ = [uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-emit-index-url"]
    compile_ += ["--only-binary", ":all:", "--custom-compile-command", "make lock"] + _arguments()
    runtime, testing = environment.RUNTIME, environment.TESTING
    return call(compile_ + ["pyproject.toml", "-o", runtime], dict(os.environ), ROOT) or call(
        compile_ + ["--group", "test", "-c", runtime, "pyproject.toml", "-o", testing], dict(os.environ), ROOT
    )


def clean():
    """Removes what can be made again, and keeps var/, where the database and everything written in the desk lie."""
    for name in (".venv", ".pytest_cache", ".ruff_cache", ".import_linter_cache", ".hypothesis"):
        shutil.rmtree(os.path.join(ROOT, name), ignore_errors=True)
    for folder in ("archive", "content", "search", "tests"):
        for place_, folders, _files in os.walk(os.path.join(ROOT, folder)):
            if "__pycache__" in folders:
                shutil.rmtree(os.path.join(place_, "__pycache__"), ignore_errors=True)
    say("Removed .venv and the caches. Kept var/: it holds the database and what editors wrote.")


def _arguments():
    return shlex.split(os.environ.get("ARGS", ""))


COMMANDS = {
    "run": lambda: serve("run"),
    "dev": lambda: serve("dev"),
    "test": test,
    "relevance": relevance,
    "torture": torture,
    "pictures": pictures,
    "lint": lint,
    "quality": quality,
    "format": format_,
    "lock": lock,
    "seed": lambda: manage("import_seed", *_arguments()),
    "index": lambda: manage("rebuild_search", *_arguments()),
    "elasticsearch": lambda: elasticsearch.start(ROOT, dict(os.environ)),
    "elasticsearch-stop": lambda: elasticsearch.stop(ROOT, dict(os.environ)),
    "clean": clean,
}


def _interrupt(number, frame):
    """One wish to end is enough: a second one must not disturb the ending."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise Interrupted


def main(arguments):
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        print("Use one of: make %s" % ", make ".join(COMMANDS), file=sys.stderr)
        return 2
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, _interrupt)
    try:
        return COMMANDS[arguments[0]]() or 0
    except Interrupted:
        say("\nEnded.")
        return 0 if arguments[0] in ("run", "dev") else 130
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except OSError as failure:
        if failure.errno in (errno.ENOSPC, errno.EDQUOT):
            print(place.disk_full(ROOT), file=sys.stderr)
        else:
            print(
                "%s: %s. Mend that, then start again." % (failure.filename or ROOT, failure.strerror), file=sys.stderr
            )
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
