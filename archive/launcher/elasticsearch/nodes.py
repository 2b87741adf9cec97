"""Starts nodes of one cluster on this machine, waits until they answer, and ends them by their own pids."""

import contextlib
import http.client
import json
import os
import pwd
import re
import shutil
import signal
import stat
import subprocess
import time

from ..place import HOST
from ..report import Refused, end_progress, progress
from . import java

CLUSTER = "registry-archive"
BETWEEN = 100  # a node speaks to the others on its HTTP port plus this
HEAP = {1: 512}  # MB for a node that is alone; the nodes of a cluster share the machine
HEAP_OF_SEVERAL = 384
ANSWERS_WITHIN = 240  # seconds; one node takes 18 on two idle cores, three take 49
ENDS_WITHIN = 60  # seconds
WRITABLE = ("config", "data", "logs", "tmp")

SETTINGS = """\
cluster.name: {cluster}
node.name: {name}
network.host: {host}
http.port: {port}
transport.port: {transport}
path.data: {folder}/data
path.logs: {folder}/logs
discovery.seed_hosts: {seeds}
cluster.initial_master_nodes: {names}
xpack.security.enabled: false
node.store.allow_mmap: false
cluster.routing.allocation.disk.threshold_enabled: false
action.destructive_requires_name: true
"""

JVM_OPTIONS = """\
-XX:+UseSerialGC
-XX:+ExitOnOutOfMemoryError
-XX:-HeapDumpOnOutOfMemoryError
-Djava.io.tmpdir={folder}/tmp
"""


class Node:
    """One node: its folder, its two ports, and the pid of its server while it runs."""

    def __init__(self, folder, number, port):
        self.name = "node-%d" % number
        self.folder = os.path.join(folder, self.name)
        self.port, self.transport = port, port + BETWEEN

    @property
    def pid(self):
        """The pid of this node's own server, or 0. A number left by a machine that was switched off is not believed."""
        try:
            with open(os.path.join(self.folder, "pid"), encoding="ascii") as file:
                number = int(file.read())
        except (OSError, ValueError):
            return 0
        return number if os.path.join(self.folder, "tmp") in _command(number) else 0

    @property
    def log(self):
        return os.path.join(self.folder, "logs", CLUSTER + ".log")


def cluster(folder, count, port):
    """The nodes of a cluster of this size. Each size has folders of its own: nodes of another would vote without end."""
    return [Node(os.path.join(folder, "cluster-of-%d" % count), number + 1, port + number) for number in range(count)]


def urls(nodes):
    """What ELASTICSEARCH_URL takes: the addresses of all nodes, separated by commas."""
    return ",".join("http://%s:%d" % (HOST, node.port) for node in nodes)


def start(nodes, installed, environment):
    """Starts those of the nodes that do not run, and waits until all answer together. Raises Refused when one does not.

    `nodes` are all nodes of the cluster, `installed` is the server's folder.
    """
    java_home, owner = java.home(environment), _owner(installed, nodes)
    starting = []
    try:
        for node in nodes:
            if not node.pid:
                prepare(node, nodes, installed, owner)
                starting.append((node, _launch(node, len(nodes), installed, java_home, owner)))
        _wait(nodes, starting)
    except BaseException:
        for _node, child in starting:
            _end_group(child)
        raise
    finally:
        end_progress()


def prepare(node, nodes, installed, owner=None):
    """Writes the node's own configuration; its data stay as they are."""
    shutil.rmtree(os.path.join(node.folder, "logs"), ignore_errors=True)
    for name in WRITABLE:
        os.makedirs(os.path.join(node.folder, name), exist_ok=True)
    config = os.path.join(node.folder, "config")
    shutil.copy(os.path.join(installed, "config", "log4j2.properties"), config)
    written = SETTINGS.format(
        cluster=CLUSTER,
        name=node.name,
        host=HOST,
        port=node.port,
        transport=node.transport,
        folder=node.folder,
        seeds=json.dumps(["%s:%d" % (HOST, each.transport) for each in nodes]),
        names=json.dumps([each.name for each in nodes]),
    )
    for name, text in (
        ("elasticsearch.yml", written),
        # The one that is shipped logs into a folder that does not exist, and dies of it.
        ("jvm.options", JVM_OPTIONS.format(folder=node.folder)),
    ):
        with open(os.path.join(config, name), "w", encoding="utf-8") as file:
            file.write(text)
    with contextlib.suppress(FileNotFoundError):
        os.unlink(os.path.join(node.folder, "pid"))
    if owner:
        _give(node.folder, owner)


def _give(folder, owner):
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    for place, folders, files in os.walk(folder):
        for name in folders + files:
            os.chown(os.path.join(place, name), owner.pw_uid, owner.pw_gid)


def _owner(installed, nodes):
    """The user a server runs as when it would be root, which it refuses; None for anybody else."""
    if os.geteuid() != 0:
        return None
    for folder in [installed] + [os.path.dirname(node.folder) for node in nodes]:
        os.makedirs(folder, exist_ok=True)
        shut = closed(folder)
        if shut:
            raise Refused(
                "Elasticsearch refuses to run as root, so it is started as the user nobody, who may not enter %s. Start "
                "it as an ordinary user, or name a folder that everybody may enter: "
                "make elasticsearch ELASTICSEARCH_FOLDER=/var/tmp/elasticsearch" % shut
            )
    return pwd.getpwnam("nobody")


def closed(folder):
    """The first folder on the way down that others than its owner may not enter; empty when all are open."""
    way = os.path.realpath(folder).split(os.sep)
    for depth in range(2, len(way) + 1):
        here = os.sep.join(way[:depth])
        if not os.stat(here).st_mode & stat.S_IXOTH:
            return here
    return ""


def _launch(node, count, installed, java_home, owner):
    """Starts one node. The command ends when the server is up, which then runs on by itself and has written its pid."""
    heap = HEAP.get(count, HEAP_OF_SEVERAL)
    environment = {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "HOME": node.folder,
        "LANG": "C.UTF-8",
        "CLI_NAME": "server",
        "CLI_LIBS": "lib/tools/server-cli",
        "ES_JAVA_HOME": java_home,
        "ES_PATH_CONF": os.path.join(node.folder, "config"),
        "ES_TMPDIR": os.path.join(node.folder, "tmp"),
        "ES_JAVA_OPTS": "-Xms%dm -Xmx%dm" % (heap, heap),
        "CLI_JAVA_OPTS": "-Xms16m -Xmx64m -XX:+UseSerialGC",
    }

    def become_owner():
        if owner:
            os.setgroups([])
            os.setgid(owner.pw_gid)
            os.setuid(owner.pw_uid)

    with open(os.path.join(node.folder, "logs", "start.log"), "wb") as log:
        return subprocess.Popen(
            [os.path.join(installed, "bin", "elasticsearch-cli"), "-d", "-p", os.path.join(node.folder, "pid")],
            cwd=node.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=become_owner,
        )


def _wait(nodes, starting):
    began = time.time()
    while time.time() < began + ANSWERS_WITHIN:
        for node, child in starting:
            if child.poll():
                raise Refused(explain(node, tail(node)))
            if child.poll() == 0 and not node.pid:
                raise Refused(explain(node, tail(node)))
        if all(answers(node, len(nodes)) for node in nodes):
            return
        progress("waiting for Elasticsearch: %d s" % (time.time() - began))
        time.sleep(0.3)
    raise Refused(
        "Elasticsearch did not answer within %d seconds; it was ended. Its log is in %s"
        % (ANSWERS_WITHIN, os.path.dirname(nodes[0].log))
    )


def answers(node, count, timeout=10):
    """Whether a node answers and sees as many nodes as there are to be."""
    connection = http.client.HTTPConnection(HOST, node.port, timeout=timeout)
    try:
        connection.request("GET", "/_cluster/health")
        answer = connection.getresponse()
        health = json.loads(answer.read().decode("utf-8"))
        return answer.status == 200 and health["cluster_name"] == CLUSTER and health["number_of_nodes"] == count
    except (OSError, ValueError, KeyError, TypeError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def tail(node, count=40):
    """The last lines that the start has written; the server writes there too until it is up."""
    with contextlib.suppress(OSError):
        with open(os.path.join(node.folder, "logs", "start.log"), encoding="utf-8", errors="replace") as file:
            return file.read().splitlines()[-count:]
    return []


def explain(node, lines):
    """The sentence for a node that ended while it was started."""
    text = "\n".join(lines)
    if "BindHttpException" in text or "BindTransportException" in text or "Address already in use" in text:
        return (
            "Port %d or %d was taken by another program while Elasticsearch started. Use another: "
            "make elasticsearch PORT=%d" % (node.port, node.transport, node.port + 10)
        )
    if "No space left" in text:
        return "The disk that holds %s is full. Free some space, then start again." % node.folder
    if "Could not reserve enough space" in text or "Cannot allocate memory" in text or "OutOfMemoryError" in text:
        return (
            "There is too little memory for Elasticsearch: a node takes 0.85 GB. End other programs, then start again."
        )
    if "UnsupportedClassVersionError" in text or "security manager" in text.lower():
        return "Elasticsearch does not run on this Java. %s" % java.INSTALL
    wrong = [line for line in lines if re.match(r"(Caused by|ERROR|Error|java\.\S+Exception)", line)] or lines
    return "Elasticsearch did not start (%s). Its last words: %s" % (
        os.path.dirname(node.log),
        " / ".join(line.strip()[:300] for line in wrong[-2:]) or "none",
    )


def stop(nodes):
    """Ends the nodes' servers by their pids, in good order, and those that do not end at once by force; their names."""
    running = [(node.name, node.pid, node) for node in nodes if node.pid]
    for _name, pid, _node in running:
        _signal(pid, signal.SIGTERM)
    deadline = time.time() + ENDS_WITHIN
    for _name, pid, node in running:
        while node.pid == pid:
            if time.time() > deadline:
                _signal(pid, signal.SIGKILL)
                deadline = time.time() + ENDS_WITHIN
            time.sleep(0.1)
    return [name for name, _pid, _node in running]


def _end_group(child):
    """Ends a start that is under way: the command and the server it has begun, which share a process group."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(10)


def _signal(pid, number):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def _command(pid):
    """The command line of a process; empty when there is no such process, or one that has ended."""
    try:
        with open("/proc/%d/cmdline" % pid, "rb") as file:
            return file.read().decode("utf-8", "replace")
    except FileNotFoundError:
        if os.path.isdir("/proc/self"):
            return ""
    except OSError:
        return ""
    done = subprocess.run(
        ["ps", "-ww", "-o", "command=", "-p", str(pid)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    return done.stdout.decode("utf-8", "replace")
