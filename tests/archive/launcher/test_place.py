"""The folder, the port, the key: what is checked before a start, and what is said."""

import os
import socket
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.launcher import place
from archive.launcher.report import Refused


@pytest.mark.parametrize("port", ["", "0", "65536", "-1", "80a", "8000.5", "٣"])
def test_a_port_that_is_none_is_refused(port):
    with pytest.raises(Refused, match="is not a port"):
        place.port_number(port)


@given(st.integers(1, 65535))
def test_a_port_is_read(port):
    assert place.port_number(str(port)) == port


@given(st.text())
def test_any_port_is_a_number_or_a_sentence(text):
    try:
        assert 1 <= place.port_number(text) <= 65535
    except Refused as refused:
        assert "make run PORT=" in str(refused)


def test_a_taken_port_names_another():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(
            Refused, match=rf"Port {port} is taken .* make run PORT={port + 1 if port < 65535 else 8001}"
        ):
            place.check_port(port)
    place.check_port(port)


def test_a_folder_that_can_be_written_is_made(tmp_path):
    place.check_folder(str(tmp_path / "new" / "var"))
    assert (tmp_path / "new" / "var").is_dir()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc is Linux's")
def test_a_read_only_folder_is_refused(tmp_path):
    if os.geteuid() == 0:
        folder = Path("/proc/sys")  # not even root may write here
    else:
        folder = tmp_path
        tmp_path.chmod(0o555)
    with pytest.raises(Refused, match=f"Nothing can be written into {folder} .* Copy the clone"):
        place.check_folder(str(folder))


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="/dev/full is Linux's")
def test_a_full_disk_is_said(monkeypatch, tmp_path):
    with Path("/dev/full").open("wb") as full:
        monkeypatch.setattr(place.tempfile, "TemporaryFile", lambda dir: full)
        with pytest.raises(Refused, match="is full. Free some space"):
            place.check_folder(str(tmp_path))


def test_the_key_is_made_once_and_for_its_owner_only(tmp_path):
    key = place.secret_key(str(tmp_path))
    assert len(key) >= 50
    assert place.secret_key(str(tmp_path)) == key
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("left", ["", "short"])
def test_a_half_written_key_is_made_anew(tmp_path, left):
    (tmp_path / "secret-key").write_text(left)
    assert len(place.secret_key(str(tmp_path))) >= 50


def test_a_second_start_in_the_same_folder_is_told_of_the_first(tmp_path):
    folder = str(tmp_path)
    with (
        place.only_start(folder, "http://127.0.0.1:8000"),
        pytest.raises(Refused, match=rf"already running: http://127.0.0.1:8000 \(process {os.getpid()}\)"),
        place.only_start(folder, "http://127.0.0.1:8001"),
    ):
        pass
    with place.only_start(folder, "http://127.0.0.1:8001"):
        pass  # the first has ended, the next may start
