"""What `make relevance` runs: judged queries over the seed, then test collections; exits 1 where too little is reached."""

import argparse
import os
import sys
import tempfile
import time
import uuid
from collections.abc import Mapping
from pathlib import Path

from tests.elastic import remove_indices
from tests.search.relevance import seed
from tests.search.relevance.agreement import Agreement, agreement
from tests.search.relevance.collections import Collection, archive, rankings, read
from tests.search.relevance.measures import average_precision, mean, ndcg, recall

MEASURES = {"nDCG@10": ndcg, "MAP": average_precision, "recall@100": recall}

TO_REACH = {
    "cranfield": {"nDCG@10": 0.39, "MAP": 0.30, "recall@100": 0.74},
    "cisi": {"nDCG@10": 0.40, "MAP": 0.18, "recall@100": 0.45},
    "cacm": {"nDCG@10": 0.51, "MAP": 0.355, "recall@100": 0.72},
}
"""Measured with the same tree and analysis on a bare index of each engine; the archive must not be worse."""

LEAST_OVERLAP = 0.97
LEAST_SAME_FIRST = 0.93


def main() -> int:
    parser = argparse.ArgumentParser(prog="make relevance", description=__doc__)
    parser.add_argument("--collections", type=Path, help="a folder with a folder for each collection")
    folder = parser.parse_args().collections
    found = (
        [] if folder is None else sorted(each for each in folder.iterdir() if each.is_dir()) if folder.is_dir() else []
    )
    if folder and not found:
        print(
            f"{folder} holds no collection. Name a folder of folders: make relevance COLLECTIONS=/path", file=sys.stderr
        )
        return 1
    try:
        collections = [read(each) for each in found]
    except ValueError as wrong:
        print(wrong, file=sys.stderr)
        return 1
    own_index = f"relevance-{uuid.uuid4().hex[:8]}"
    engines = _engines(own_index)
    try:
        # Not under a folder of the clone: what is made here is large, and nobody's.
        with tempfile.TemporaryDirectory(prefix="archive-relevance-") as place:
            short = seed.report(engines, Path(place))
            if collections:
                print(f"{'':12}{'':16}" + "".join(f"{name:>12}" for name in MEASURES))
            short += [said for each in collections for said in _measure(each, engines, Path(place))]
    finally:
        if "elasticsearch" in engines:
            remove_indices(os.environ["ELASTICSEARCH_URL"], own_index)
    for said in short:
        print(said)
    return 1 if short else 0


def _engines(index: str) -> dict[str, dict[str, str]]:
    engines = {"embedded": {"SEARCH_ENGINE": "embedded"}}
    if os.environ.get("ELASTICSEARCH_URL"):
        engines["elasticsearch"] = {
            "SEARCH_ENGINE": "elasticsearch",
            "ELASTICSEARCH_INDEX": index,
            "ELASTICSEARCH_REPLICAS": "0",
            "ELASTICSEARCH_TIMEOUT": "30",
        }
    else:
        print("Elasticsearch was not measured: ELASTICSEARCH_URL names no server (make elasticsearch starts one).")
    return engines


def _measure(collection: Collection, engines: Mapping[str, Mapping[str, str]], place: Path) -> list[str]:
    """Prints a collection's figures, and returns a sentence for each that is not reached."""
    began = time.monotonic()
    with archive(collection, place) as made:
        print(f"{collection.name:12}{len(collection.documents)} entries imported in {time.monotonic() - began:.0f} s")
        answers = {name: rankings(made, settings, collection.questions) for name, settings in engines.items()}
    short = []
    for engine, ranked in answers.items():
        figures = {
            name: mean([measure(ranked[key], collection.judged[key]) for key in collection.questions])
            for name, measure in MEASURES.items()
        }
        print(f"{collection.name:12}{engine:16}" + "".join(f"{figure:12.3f}" for figure in figures.values()))
        for name, least in TO_REACH.get(collection.name, {}).items():
            if round(figures[name], 3) < least:
                short.append(f"{collection.name}, {engine}: {name} is {figures[name]:.3f}, to reach is {least:.3f}.")
    if least_of := TO_REACH.get(collection.name):
        print(f"{collection.name:12}{'to reach':16}" + "".join(f"{least:12.3f}" for least in least_of.values()))
    if len(answers) == 2:
        one, other = answers.values()
        agreed = agreement((one[key], other[key]) for key in collection.questions)
        print(f"{collection.name:12}{agreed}")
        short += _disagreed(collection.name, agreed)
    return short


def _disagreed(name: str, agreed: Agreement) -> list[str]:
    short = []
    if agreed.overlap < LEAST_OVERLAP:
        short.append(f"{name}: the engines' first ten overlap by {agreed.overlap:.3f}, to reach is {LEAST_OVERLAP}.")
    if agreed.same_first < LEAST_SAME_FIRST:
        short.append(f"{name}: the engines begin alike in {agreed.same_first:.3f}, to reach is {LEAST_SAME_FIRST}.")
    return short


if __name__ == "__main__":
    sys.exit(main())
