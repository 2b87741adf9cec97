"""What `make elasticsearch` and `make elasticsearch-stop` do."""

import os

from .. import place
from ..report import Refused, say
from . import java, nodes, server

PORT = "9200"
SIZES = (1, 3)  # two nodes could not lose one: the other would be no majority


def start(root, environment):
    """Fetches the server if it is not there, starts it, and says what to put into ELASTICSEARCH_URL."""
    count = _count(environment.get("NODES") or "1")
    port = place.port_number(environment.get("PORT") or PORT, "elasticsearch", PORT)
    place.port_number(str(port + nodes.BETWEEN + count - 1), "elasticsearch", PORT)
    folder = cache_folder(root, environment)
    running = _running(folder)
    if running:
        _already(running, count)
        return
    wanted = nodes.cluster(folder, count, port)
    for node in wanted:
        for each in (node.port, node.transport):
            place.check_port(each, "elasticsearch", port + 10)
    java.home(environment)  # said before minutes of fetching
    installed = server.fetch(folder, environment)
    say("Starting Elasticsearch %s: %s." % (server.VERSION, "one node" if count == 1 else "%d nodes" % count))
    _remember(folder, count, port)
    nodes.start(wanted, installed, environment)
    _tell(wanted)


def stop(root, environment):
    """Ends what `start` has started; says so when nothing runs."""
    running = _running(cache_folder(root, environment))
    if not running:
        say("No Elasticsearch of this folder is running.")
        return
    say("Ended %s; what they hold is kept for the next start." % ", ".join(nodes.stop(running)))


def _count(text):
    if text in map(str, SIZES):
        return int(text)
    raise Refused(
        "NODES=%s is not a size of cluster that can be started here. Use 1 or 3: make elasticsearch NODES=3" % text
    )


def cache_folder(root, environment):
    """Where the server and the nodes lie: var/elasticsearch, or the folder that ELASTICSEARCH_FOLDER names."""
    folder = environment.get("ELASTICSEARCH_FOLDER") or os.path.join(
        environment.get("ARCHIVE_VAR") or os.path.join(root, "var"), "elasticsearch"
    )
    folder = os.path.abspath(os.path.expanduser(folder))
    place.check_folder(folder)
    return folder


def _remember(folder, count, port):
    with open(os.path.join(folder, "running"), "w", encoding="ascii") as file:
        file.write("%d %d\n" % (count, port))


def _running(folder):
    """The nodes that were started last, if any of them still runs."""
    try:
        with open(os.path.join(folder, "running"), encoding="ascii") as file:
            count, port = map(int, file.read().split())
    except (OSError, ValueError):
        return []
    known = nodes.cluster(folder, count, port)
    return known if any(node.pid for node in known) else []


def _already(running, count):
    if len(running) != count:
        raise Refused(
            "Elasticsearch is already running with %d node(s). End it first: make elasticsearch-stop" % len(running)
        )
    if not all(node.pid for node in running):
        raise Refused("Not all nodes of the cluster are running. End the others first: make elasticsearch-stop")
    say("Elasticsearch is already running.")
    _tell(running)


def _tell(running):
    say("It answers on this machine only, without a password, for tests and development. To search with it:")
    say("  SEARCH_ENGINE=elasticsearch ELASTICSEARCH_URL=%s make run" % nodes.urls(running))
    say("ELASTICSEARCH_URL=%s" % nodes.urls(running))
