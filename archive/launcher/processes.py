"""Runs child processes: one to its end, or the server and the worker side by side until somebody ends them."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time

from .report import Refused, say

CODE_CHANGED = 3  # the worker's exit code when it was started with --reload and a file changed
ALREADY_WORKING = 4  # its exit code when another worker holds the lock
GRACE = 10  # seconds a child is given to end by itself
_SIG_DEATH_OF_PARENT = 1  # PR_SET_PDEATHSIG in Linux's prctl(2)


def call(command, environment, folder):
    """Runs one command in the foreground and returns its exit code; ends it when the launcher is ended."""
    child = subprocess.Popen(command, env=environment, cwd=folder)
    try:
        return child.wait()
    except BaseException:
        finish([child])
        raise


def start(command, environment, folder, output=None):
    """Starts a command in a process group of its own, so that Ctrl-C reaches only the launcher, which ends it in order.

    What it writes goes to the terminal, or to the file `output`.
    """
    return subprocess.Popen(
        command,
        env=environment,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output and subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=_die_with_parent,
    )


def _die_with_parent():
    """On Linux a launcher that is killed outright takes its children along; elsewhere they must be ended by hand."""
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_SIG_DEATH_OF_PARENT, signal.SIGTERM)


def finish(children, grace=GRACE):
    """Asks each child to end, in order, waits, and kills what has not ended after `grace` seconds with its group."""
    for child in children:
        if child.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                child.terminate()
    deadline = time.time() + grace
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.time()))
        except subprocess.TimeoutExpired:
            _kill(child)
            child.wait()


def _kill(child):
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if os.getpgid(child.pid) == child.pid:
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()


class Pair:
    """The server and the worker beside it.

    Rules: 1. The pair ends when the server ends. 2. A worker that ends is started again and that is said; when it ends
    `most_restarts` times within a minute, the pair ends. 3. A worker that finds another at work is let go.
    """

    def __init__(self, server, worker, environment, folder, most_restarts=5):
        self.commands = {"server": server, "worker": worker}
        self.environment, self.folder, self.most_restarts = environment, folder, most_restarts
        self.children, self.restarts = {}, []

    def __enter__(self):
        try:
            for name in ("worker", "server"):
                self._start(name)
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(self, *failure):
        self.end()

    def _start(self, name):
        self.children[name] = start(self.commands[name], self.environment, self.folder)

    def end(self):
        finish([self.children[name] for name in ("server", "worker") if name in self.children])

    def look(self):
        """One look at both: starts the worker again when it ended; raises Refused when the pair cannot go on."""
        code = self.children["server"].poll()
        if code is not None:
            raise Refused("The server ended by itself (exit code %d); what it wrote above says why." % code)
        worker = self.children.get("worker")
        code = worker.poll() if worker else None
        if code is None:
            return
        if code == ALREADY_WORKING:
            del self.children["worker"]
            return
        if code != CODE_CHANGED:
            self.restarts = [moment for moment in self.restarts if moment > time.time() - 60] + [time.time()]
            if len(self.restarts) > self.most_restarts:
                raise Refused("The worker keeps ending (exit code %d); what it wrote above says why." % code)
            say("The worker ended (exit code %d); starting it again." % code)
        self._start("worker")
