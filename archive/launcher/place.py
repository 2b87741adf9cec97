"""Looks at where the archive is about to run: the folder, the port, the key, and whether it is running already."""

import contextlib
import errno
import fcntl
import http.client
import os
import re
import secrets
import socket
import tempfile

from .report import Refused

HOST = "127.0.0.1"


def port_number(text, target="run", example="8001"):
    """The port as a number; raises Refused for anything that is none. `target` is what was made."""
    if re.match(r"[0-9]{1,5}$", text) and 1 <= int(text) <= 65535:
        return int(text)
    raise Refused("PORT=%s is not a port. Use a number from 1024 to 65535: make %s PORT=%s" % (text, target, example))


def check_port(port, target="run", other=0):
    """Raises Refused when nothing can listen on the port, with another port to try."""
    other = other or (port + 1 if 1024 <= port < 65535 else 8001)
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as failure:
            if failure.errno == errno.EADDRINUSE:
                raise Refused(
                    "Port %d is taken by another program. End that program, or use another port: make %s PORT=%d"
                    % (port, target, other)
                )
            raise Refused(
                "Port %d may not be used here (%s). Use another: make %s PORT=%d"
                % (port, failure.strerror, target, other)
            )


def check_folder(folder):
    """Makes the folder if it is missing; raises Refused when nothing can be written into it."""
    try:
        os.makedirs(folder, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x" * 4096)
            file.flush()
    except OSError as failure:
        if failure.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Refused(disk_full(folder))
        raise Refused(
            "Nothing can be written into %s (%s). Copy the clone to a folder of your own, or make this one writable, "
            "then start again." % (folder, failure.strerror or failure)
        )


def disk_full(folder):
    return (
        "The disk that holds %s is full. Free some space, then start again: the next start goes on from here." % folder
    )


def secret_key(folder):
    """The key that signs sessions: made at the first start, kept in the folder, readable by its owner."""
    path = os.path.join(folder, "secret-key")
    with contextlib.suppress(FileNotFoundError):
        with open(path, encoding="ascii", errors="replace") as file:
            kept = file.read().strip()
        if len(kept) >= 50:
            return kept
        os.unlink(path)  # a start was interrupted while writing it
    made = secrets.token_urlsafe(50)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(made)
    return made


@contextlib.contextmanager
def only_start(folder, address):
    """Holds the folder for one running archive; raises Refused naming the address of the one that has it."""
    held = open(os.path.join(folder, "run.lock"), "a+")
    with contextlib.closing(held):
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            held.seek(0)
            raise Refused(
                "The archive of this folder is already running: %s. Use it, or end it first (Ctrl-C where it runs)."
                % (held.read().strip() or "another start is under way")
            )
        held.truncate(0)
        held.write("%s (process %d)\n" % (address, os.getpid()))
        held.flush()
        yield


def first_page(port, host, timeout=30):
    """The status of the first page, or 0 while nobody listens."""
    connection = http.client.HTTPConnection(HOST, port, timeout=timeout)
    try:
        connection.request("GET", "/", headers={"Host": host})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()
