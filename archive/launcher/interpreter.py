"""Finds a Python that can run the archive, or says in a sentence what is missing and how to get it."""

import json
import os
import shutil
import subprocess
from collections import namedtuple

from .report import Refused

OLDEST = (3, 11)
NEWEST = (3, 14)
NAMES = ("python3", "python3.14", "python3.13", "python3.12", "python3.11")
NEEDED = ("venv", "ensurepip", "_ssl", "_sqlite3")

_PROBE = (
    "import importlib.util as u, json, sys; "
    "print(json.dumps([list(sys.version_info[:3]), [m for m in %r if u.find_spec(m) is None]]))" % (NEEDED,)
)

Interpreter = namedtuple("Interpreter", "path version missing")


def probe(path):
    """The Interpreter at a path: its version as three numbers and which needed modules it lacks; None if it is none."""
    try:
        done = subprocess.run([path, "-E", "-c", _PROBE], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=30)
        version, missing = json.loads(done.stdout.decode("utf-8", "replace"))
    except (OSError, ValueError, TypeError, subprocess.TimeoutExpired):
        return None
    return Interpreter(path, tuple(version), tuple(missing))


def fits(interpreter):
    return OLDEST <= interpreter.version[:2] <= NEWEST


def installed(names=NAMES, search_path=None):
    """Every interpreter on the search path under one of the names, in the order of the names."""
    paths = []
    for name in names:
        path = shutil.which(name, path=search_path)
        if path and path not in paths:
            paths.append(path)
    return [found for found in map(probe, paths) if found]


def choose(wanted="", found=None):
    """The interpreter to build on: the one asked for with PYTHON=, else the first found that has all it needs.

    Raises Refused with a sentence for each way this can fail.
    """
    if wanted:
        path = shutil.which(os.path.expanduser(wanted))
        chosen = probe(path) if path else None
        if chosen is None:
            raise Refused("PYTHON=%s is not a Python that runs here. Name the program or its path." % wanted)
        return _complete(chosen)
    found = installed() if found is None else found
    fitting = [each for each in found if fits(each)]
    for each in fitting:
        if not each.missing:
            return each
    if fitting:
        return _complete(fitting[0])
    if found:
        return _complete(found[0])
    raise Refused("No Python was found. Install Python 3.11 to 3.14, or name one: make run PYTHON=/path/to/python3.12")


def _complete(chosen):
    """The same interpreter, or the sentence that says why it will not do."""
    version = ".".join(map(str, chosen.version))
    if not fits(chosen):
        raise Refused(
            "Python 3.11 to 3.14 is needed, and %s is Python %s. Install one of those "
            "(on Debian and Ubuntu: apt install python3 python3-venv), or name one: make run PYTHON=/path/to/python3.12"
            % (chosen.path, version)
        )
    if "venv" in chosen.missing or "ensurepip" in chosen.missing:
        raise Refused(
            "Python %s at %s cannot make a virtual environment, because its ensurepip is not installed. On Debian and "
            "Ubuntu: apt install python3-venv (or python%d.%d-venv), then start again."
            % (version, chosen.path, chosen.version[0], chosen.version[1])
        )
    if chosen.missing:
        lacking = " and ".join({"_ssl": "ssl", "_sqlite3": "sqlite3"}[name] for name in chosen.missing)
        raise Refused(
            "Python %s at %s was built without %s, which the archive needs. Use another Python 3.11 to 3.14: "
            "make run PYTHON=/path/to/python3.12" % (version, chosen.path, lacking)
        )
    return chosen
