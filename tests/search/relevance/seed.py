"""The judged queries asked of the archive as it ships, through its public API, on each engine."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tests import seeding
from tests.search.relevance.collections import asked
from tests.search.relevance.judged import Quality, digest, measure, read

DEEP = 10
LAST_RESULT = seeding.ROOT / "search" / "judged.json"
FIGURES = ("nDCG@10", "MRR", "typos", "accents", "empty")
TO_REACH = {"nDCG@10": 0.80, "typos": 0.95, "accents": 0.95}


def measure_all(engines: Mapping[str, Mapping[str, str]], place: Path) -> dict[str, Quality]:
    """The quality of each engine's answers, by its name, on a fresh copy of the seeded archive in a folder."""
    made, queries = seeding.template(place, "relevance"), read()
    questions = {str(at): query.text for at, query in enumerate(queries)}
    found = {}
    for name, engine in engines.items():
        rankings = asked(made, engine, questions, DEEP)
        by_text = {questions[at]: ranking for at, ranking in rankings.items()}
        found[name] = measure(queries, by_text.__getitem__)
    return found


def report(engines: Mapping[str, Mapping[str, str]], place: Path) -> list[str]:
    """Prints and writes down every engine's figures, and returns a sentence for each that is not reached."""
    measured = measure_all(engines, place)
    short = []
    print(f"{'seed':12}{'':16}" + "".join(f"{name:>12}" for name in FIGURES))
    for engine, quality in measured.items():
        reached = _figures(quality)
        print(f"{'seed':12}{engine:16}" + "".join(f"{figure:12.3f}" for figure in reached.values()))
        short += [
            f"seed, {engine}: {name} is {reached[name]:.3f}, to reach is {least:.2f}."
            for name, least in TO_REACH.items()
            if reached[name] < least
        ]
        if reached["empty"]:
            short.append(f"seed, {engine}: {reached['empty']:.3f} of the queries are answered with nothing.")
        for each in quality.worst:
            print(f"{'':12}{each.ndcg:.3f} {each.query.text}: {' '.join(each.ranking[:3])} ...")
    LAST_RESULT.write_text(json.dumps(_written(measured), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return short


def _figures(quality: Quality) -> dict[str, float]:
    values = (quality.ndcg, quality.mrr, quality.typos, quality.plain, quality.empty)
    return dict(zip(FIGURES, values, strict=True))


def _written(measured: Mapping[str, Quality]) -> dict:
    return {
        "asked": digest(),
        "date": date.today().isoformat(),
        "queries": len(read()),
        "to_reach": TO_REACH["nDCG@10"],
        "engines": [
            {
                "name": name,
                "ndcg": round(quality.ndcg, 3),
                "mrr": round(quality.mrr, 3),
                "typos": round(quality.typos, 3),
                "accents": round(quality.plain, 3),
                "empty": round(quality.empty, 3),
                "worst": [{"query": each.query.text, "ndcg": round(each.ndcg, 3)} for each in quality.worst],
            }
            for name, quality in measured.items()
        ],
    }
