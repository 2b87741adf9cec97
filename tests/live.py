"""Serves a seeded archive as `make run` does, for tests that need a real server and a real worker."""

import re
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen

from archive.launcher.__main__ import server_command
from archive.launcher.place import first_page
from archive.launcher.processes import finish, start
from tests.seeding import ROOT, Seeded, connected

WITHIN = 60  # seconds


@dataclass(slots=True)
class Running:
    """An archive that is being served: where, who can sign in, and its two processes, which a test may stop."""

    url: str
    archive: Seeded
    logins: dict[str, tuple[str, str]]  # role → user name and password
    log: Path  # what both processes wrote
    server: Popen = field(init=False)
    worker: Popen = field(init=False)

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", 1)[1])

    def start_server(self) -> None:
        command = server_command(sys.executable, "run", self.port)
        self.server = self._start(command)
        self.wait_for(lambda: first_page(self.port, f"127.0.0.1:{self.port}"), "the first page")

    def start_worker(self) -> None:
        self.worker = self._start([sys.executable, "manage.py", "work"])

    def stop_server(self) -> None:
        finish([self.server])

    def stop_worker(self) -> None:
        finish([self.worker])

    def _start(self, command: list[str]) -> Popen:
        with self.log.open("ab") as log:
            return start(command, self.archive.environment(self.url), str(ROOT), output=log)

    def wait_for(self, question, what: str, seconds: float = WITHIN):
        """The first true answer to a question; fails with what was waited for, and what the processes wrote."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if answer := question():
                return answer
            time.sleep(0.05)
        raise AssertionError(f"{what} did not come within {seconds} s. The log says:\n{self.log.read_text()[-4000:]}")

    def database(self):
        """Connects the test itself to the database that is being served (`with live_archive.database(): …`)."""
        return connected(self.archive.database, roll_back=False)


@contextmanager
def serving(archive: Seeded, port: int = 0) -> Iterator[Running]:
    """Serves the archive on a port of this machine, a free one if none is given, and ends both processes afterwards."""
    url = f"http://127.0.0.1:{port or free_port()}"
    told = archive.manage("bootstrap", "--new-passwords", site_url=url)
    running = Running(url, archive, logins_in(told), archive.var.parent / "live.log")
    running.log.touch()
    running.start_worker()
    try:
        running.start_server()
        yield running
    finally:
        finish([child for child in (getattr(running, "server", None), running.worker) if child])


def logins_in(told: str) -> dict[str, tuple[str, str]]:
    """The demo logins in what `bootstrap` printed: one a line as role, user name, password."""
    rows = re.findall(r"^([a-z -]+), ([a-z-]+), ([a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{5})$", told, re.MULTILINE)
    return {role: (username, password) for role, username, password in rows}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
