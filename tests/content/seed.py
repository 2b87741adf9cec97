"""Values of the seed's YAML files, for rules that must hold for all of them."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from content.citations.csl import Work

SEED = Path(__file__).resolve().parents[2] / "content" / "seed"
DATE_KEYS = ("date", "issued", "as_of", "dates")


@cache
def seed_documents() -> tuple:
    """Every YAML file of the seed, read."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return tuple(yaml.load(path.read_text(), Loader=loader) for path in sorted(SEED.rglob("*.yaml")))


def seed_items(key: str) -> Iterator[dict]:
    """Every mapping of the seed, at any depth, that has the key."""
    waiting = list(seed_documents())
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if key in value:
                yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def seed_values(key: str) -> Iterator[str]:
    """The single values under a key, as text, in every file; no lists, no empty ones."""
    for item in seed_items(key):
        if item[key] not in (None, "") and not isinstance(item[key], dict | list):
            yield str(item[key])


def seed_works() -> list[Work]:
    """Every source of the seed as a work."""
    names = ("type", "title", "container", "publisher", "issued", "url", "identifier", "ladder", "checked")
    return [
        Work(
            key=item["slug"],
            authors=tuple(map(str, item.get("authors") or ())),
            **{name: str(item.get(name) or "") for name in names},
        )
        for item in seed_items("ladder")
    ]
