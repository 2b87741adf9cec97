"""Finds the Java that Elasticsearch runs on, and Maven, which fetches it; or says what to install."""

import glob
import os
import re
import shutil

from ..report import Refused

WANTED = 17  # the only version that this Elasticsearch was tried with; it does not start on 24 or newer
VARIABLES = ("ES_JAVA_HOME", "JAVA_HOME")
PLACES = ("/usr/lib/jvm/*", "/Library/Java/JavaVirtualMachines/*/Contents/Home", "/opt/java/*")
INSTALL = (
    "Install one (on Debian and Ubuntu: apt install openjdk-17-jdk-headless), or name it: ES_JAVA_HOME=/path/to/jdk"
)


def version(home):
    """The major version of the Java in a folder (17), or 0 when there is none."""
    if not os.access(os.path.join(home, "bin", "java"), os.X_OK):
        return 0
    try:
        with open(os.path.join(home, "release"), encoding="utf-8", errors="replace") as file:
            said = re.search(r'^JAVA_VERSION="(?:1\.)?(\d+)', file.read(), re.MULTILINE)
    except OSError:
        return 0
    return int(said.group(1)) if said else 0


def home(environment, places=PLACES):
    """The folder of a Java 17: the one ES_JAVA_HOME names, else the first of JAVA_HOME, the path and the usual places.

    Raises Refused when the one named is another version, or when there is none.
    """
    named = environment.get(VARIABLES[0])
    if named:
        found = version(os.path.expanduser(named))
        if found == WANTED:
            return os.path.expanduser(named)
        raise Refused(
            "Elasticsearch needs Java %d, and ES_JAVA_HOME=%s is %s. Name the folder of a JDK %d, or unset the variable."
            % (WANTED, named, "Java %d" % found if found else "no Java", WANTED)
        )
    others = []
    for folder in _candidates(environment, places):
        found = version(folder)
        if found == WANTED:
            return folder
        if found:
            others.append("%s is Java %d" % (folder, found))
    if others:
        raise Refused("Elasticsearch needs Java %d, and %s. %s" % (WANTED, ", ".join(others), INSTALL))
    raise Refused("Elasticsearch needs Java %d, and no Java was found. %s" % (WANTED, INSTALL))


def _candidates(environment, places):
    folders = [environment.get(VARIABLES[1], "")]
    on_path = shutil.which("java", path=environment.get("PATH"))
    if on_path:
        folders.append(os.path.dirname(os.path.dirname(os.path.realpath(on_path))))
    for place in places:
        folders += sorted(glob.glob(place))
    return list(dict.fromkeys(os.path.realpath(folder) for folder in folders if folder))


def maven(environment):
    """The path of mvn; raises Refused when it is not installed."""
    found = shutil.which("mvn", path=environment.get("PATH"))
    if found:
        return found
    raise Refused(
        "Maven fetches Elasticsearch, and mvn was not found. Install it (on Debian and Ubuntu: apt install maven), "
        "then start again."
    )
