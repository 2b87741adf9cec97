"""What CI demands: under REQUIRE_BROWSER=1 and REQUIRE_POSTGRES=1 a test skipped for want of one fails."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROBES = {
    "browser": "def test_probe(page):\n    page.goto('about:blank')\n",
    "postgres": "def test_probe(postgres):\n    assert postgres\n",
}


def closing_line(tmp_path: Path, probe: str, **required: str) -> str:
    """Runs a test that needs a thing, where the thing is not, and returns pytest's last line."""
    (tmp_path / "test_probe.py").write_text(PROBES[probe])
    demands = ("REQUIRE_BROWSER", "REQUIRE_POSTGRES", "POSTGRES_URL")
    surroundings = {name: value for name, value in os.environ.items() if name not in demands}
    surroundings |= {"CHROMIUM": "/nowhere/chromium", **required}
    options = ["-q", "-p", "tests.conftest", "-p", "no:cacheprovider", "-c", "pyproject.toml", "--rootdir", str(ROOT)]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(tmp_path / "test_probe.py")],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip().splitlines()[-1]


@pytest.mark.parametrize("probe", sorted(PROBES))
def test_it_is_skipped_where_nobody_demands_it(tmp_path, probe):
    assert closing_line(tmp_path, probe).startswith("1 skipped")


@pytest.mark.parametrize("probe", sorted(PROBES))
def test_it_fails_where_it_is_demanded(tmp_path, probe):
    assert "1 skipped" not in (line := closing_line(tmp_path, probe, **{f"REQUIRE_{probe.upper()}": "1"}))
    assert line.startswith(("1 failed", "1 error"))


def test_a_demand_for_one_is_none_for_the_other(tmp_path):
    assert closing_line(tmp_path, "postgres", REQUIRE_BROWSER="1").startswith("1 skipped")


def test_no_test_reaches_another_machine(only_this_machine):
    with socket.socket() as outwards, pytest.raises(AssertionError, match="tests stay on this machine"):
        outwards.connect(("192.0.2.1", 80))  # an address that belongs to nobody (RFC 5737)
