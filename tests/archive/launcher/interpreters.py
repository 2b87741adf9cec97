"""Programs that answer as some Python would, for tests of what the launcher makes of it."""

import json
from pathlib import Path


def fake_python(folder: Path, name: str, answer: str) -> Path:
    """A program that answers the launcher's question as a Python of some kind would."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{answer}\n")
    path.chmod(0o755)
    return path


def answering(version: tuple[int, int, int], *missing: str) -> str:
    return f"echo '{json.dumps([version, missing])}'"
