"""Makes .venv from the locked requirements once, knows when it is up to date, and rebuilds one left half finished."""

import contextlib
import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess

from . import interpreter
from .processes import finish
from .report import Refused, end_progress, progress, say

RUNTIME = "requirements.txt"
TESTING = "tests/requirements.txt"  # holds every runtime requirement too, at the same version
STAMP = ".installed.json"
UNFINISHED = ".unfinished"
ROOM_NEEDED = (
    900 * 1024 * 1024
)  # bytes: the environment is about 600 MB, and the wheels pass through a temporary folder

_NO_NETWORK = re.compile(
    r"name resolution|NewConnectionError|ConnectTimeout|ReadTimeout|Connection refused|Connection reset|"
    r"Network is unreachable|ProxyError|SSLError|Max retries exceeded|No route to host",
    re.IGNORECASE,
)


def digest(path):
    """The SHA-256 of a lock file, which names the environment made from it."""
    with open(path, "rb") as lock:
        return hashlib.sha256(lock.read()).hexdigest()


def python(root):
    return os.path.join(root, ".venv", "bin", "python")


def read_stamp(root):
    """What .venv was made from: {"python": "3.11", "locks": {file: sha256}}; empty when nothing says so."""
    try:
        with open(os.path.join(root, ".venv", STAMP), encoding="utf-8") as file:
            stamp = json.load(file)
        return stamp if isinstance(stamp.get("locks"), dict) else {}
    except (OSError, ValueError, AttributeError):
        return {}


def state(root, lock, wanted=""):
    """One word for .venv: *missing*, *unfinished* (make it anew), *outdated* (install into it) or *ready*."""
    folder = os.path.join(root, ".venv")
    if not os.path.lexists(folder):
        return "missing"
    if os.path.exists(os.path.join(folder, UNFINISHED)):
        return "unfinished"
    found = interpreter.probe(python(root))
    if found is None or not interpreter.fits(found):
        return "unfinished"
    if wanted:
        asked = interpreter.probe(shutil.which(os.path.expanduser(wanted)) or wanted)
        if asked and asked.version[:2] != found.version[:2]:
            return "unfinished"
    stamp = read_stamp(root)
    same_python = stamp.get("python") == "%d.%d" % found.version[:2]
    same_lock = stamp.get("locks", {}).get(lock) == digest(os.path.join(root, lock))
    return "ready" if same_python and same_lock else "outdated"


def prepare(root, lock, wanted="", announce=say):
    """Brings .venv to what the lock says and returns its Python; does nothing when it already is."""
    if state(root, lock, wanted) == "ready":
        return python(root)
    with _alone(root):
        now = state(root, lock, wanted)  # another start may have just finished it
        if now == "ready":
            return python(root)
        if now in ("missing", "unfinished"):
            _create(root, interpreter.choose(wanted), now, announce)
        _mark(root)
        _install(root, lock, announce)
        _stamp(root, lock)
    return python(root)


@contextlib.contextmanager
def _alone(root):
    """Two starts at once would spoil each other's environment: the second waits for the first."""
    os.makedirs(os.path.join(root, "var"), exist_ok=True)
    with open(os.path.join(root, "var", "install.lock"), "w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("Another start is installing into .venv; waiting for it.")
            fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _create(root, chosen, now, announce):
    folder = os.path.join(root, ".venv")
    if now == "unfinished":
        announce(".venv was left half finished or its Python is gone; making it anew.")
        os.unlink(folder) if os.path.islink(folder) else shutil.rmtree(folder)
    free = shutil.disk_usage(root).free
    if free < ROOM_NEEDED:
        raise Refused(
            "Only %d MB are free where %s lies; the environment needs about %d MB. Free some space and start again."
            % (free // 2**20, root, ROOM_NEEDED // 2**20)
        )
    announce("Making .venv with Python %s (%s)." % (".".join(map(str, chosen.version)), chosen.path))
    os.mkdir(folder)
    _mark(root)
    code, lines = _read([chosen.path, "-m", "venv", folder])
    if code:
        raise Refused(explain_venv(chosen.path, lines))


def explain_venv(path, lines):
    """The sentence for a failed `python -m venv`."""
    text = "\n".join(lines)
    if "ensurepip" in text:
        return (
            "%s cannot make a virtual environment, because its ensurepip is not installed. On Debian and Ubuntu: "
            "apt install python3-venv, then start again." % path
        )
    if "No space left" in text:
        return "The disk is full. Free some space and start again; what is half made is made anew."
    return "%s could not make .venv. Its last words: %s" % (path, " / ".join(lines[-3:]) or "none")


def _mark(root):
    with open(os.path.join(root, ".venv", UNFINISHED), "w") as mark:
        mark.write("This environment is being made. If nothing is making it, the next start makes it anew.\n")


def _stamp(root, lock):
    found = interpreter.probe(python(root))
    locks = {lock: digest(os.path.join(root, lock))}
    if lock == TESTING:
        locks[RUNTIME] = digest(os.path.join(root, RUNTIME))
    path = os.path.join(root, ".venv", STAMP)
    with open(path + ".new", "w", encoding="utf-8") as file:
        json.dump({"python": "%d.%d" % found.version[:2], "locks": locks}, file)
    os.replace(path + ".new", path)
    os.unlink(os.path.join(root, ".venv", UNFINISHED))


def _install(root, lock, announce):
    with open(os.path.join(root, lock), encoding="utf-8") as file:
        total = sum(1 for line in file if re.match(r"[a-z0-9]", line))
    announce("Installing the %d packages of %s, each checked against its hash." % (total, lock))
    seen = []

    def watch(line):
        if line.startswith("Collecting "):
            seen.append(line)
            progress("%d of %d: %s" % (len(seen), total, line.split()[1].split("==")[0]))
        elif line.startswith("Installing collected"):
            progress("fetched; unpacking them, which takes a minute")

    code, lines = _read(
        [python(root), "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:", "--no-input"]
        + ["--disable-pip-version-check", "--progress-bar", "off", "--retries", "2", "-r", os.path.join(root, lock)],
        watch,
    )
    end_progress()
    if code:
        raise Refused(explain_pip(lines))


def explain_pip(lines):
    """The sentence for a failed `pip install`: what went wrong and what to do, from what pip wrote."""
    text = "\n".join(lines)
    again = "Then start again: what is half made is made anew."
    if "No space left" in text or "Errno 28" in text:
        return "The disk became full while packages were installed. Free some space. " + again
    if "DO NOT MATCH THE HASHES" in text:
        return "A package that was fetched is not the one the lock names, so nothing of it was installed. " + again
    if _NO_NETWORK.search(text):
        return (
            "Packages could not be fetched: there is no way to the package index from here. Connect to the network, or "
            "put the wheels in a folder and set PIP_NO_INDEX=1 PIP_FIND_LINKS=/that/folder. " + again
        )
    lost = re.search(r"No matching distribution found for (\S+)", text)
    if lost:
        return (
            "There is no ready-built package of %s for this Python and this kind of machine. Try another Python of "
            "3.11 to 3.14: make run PYTHON=/path/to/python3.12" % lost.group(1)
        )
    errors = [line for line in lines if line.startswith("ERROR")] or lines[-3:]
    return "The packages could not be installed. pip says: %s" % " / ".join(errors[-3:])


def _read(command, watch=None):
    """Runs a command, hands each line it writes to `watch`, and returns its exit code and all its lines."""
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    lines = []
    try:
        for raw in child.stdout:
            lines.append(raw.decode("utf-8", "replace").rstrip())
            if watch:
                watch(lines[-1])
        return child.wait(), lines
    except BaseException:
        finish([child])
        raise
    finally:
        child.stdout.close()
