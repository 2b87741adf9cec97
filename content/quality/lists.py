"""The lists the rules go by, kept as data beside them (`data/*.toml`), each with its reasons."""

import tomllib
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


@cache
def read(name: str) -> dict:
    """One list as its file has it; raises FileNotFoundError for a list there is not."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
