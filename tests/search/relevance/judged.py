"""The judged queries of `queries.yaml`, and how good an engine's answers to them are."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from .measures import mean, ndcg, reciprocal_rank

QUERIES = Path(__file__).parent / "queries.yaml"
WORST = 10
GRADES = (3, 2, 1)


@dataclass(frozen=True, slots=True)
class Judged:
    """A query, what answers it (`kind:slug` to 3, 2 or 1), and which query it misspells or writes without accents."""

    text: str
    answers: Mapping[str, int]
    typo_of: str = ""
    plain_of: str = ""
    denies: bool = False

    @property
    def best(self) -> frozenset[str]:
        return frozenset(key for key, grade in self.answers.items() if grade == GRADES[0])


@dataclass(frozen=True, slots=True)
class Scored:
    """One query and what it was answered."""

    query: Judged
    ranking: tuple[str, ...]

    @property
    def ndcg(self) -> float:
        return ndcg(self.ranking, self.query.answers)


@dataclass(frozen=True, slots=True)
class Quality:
    """How good the answers to all queries were."""

    scored: tuple[Scored, ...]

    @property
    def ndcg(self) -> float:
        return mean([each.ndcg for each in self.scored])

    @property
    def mrr(self) -> float:
        return mean([reciprocal_rank(each.ranking, each.query.answers) for each in self.scored])

    @property
    def empty(self) -> float:
        return mean([not each.ranking for each in self.scored])

    @property
    def worst(self) -> list[Scored]:
        return sorted(self.scored, key=lambda each: each.ndcg)[:WORST]

    @property
    def typos(self) -> float:
        """What misspelt queries reach of what the same queries reach when they are written right."""
        return self._share([(each, each.query.typo_of) for each in self.scored if each.query.typo_of])

    @property
    def plain(self) -> float:
        """What queries without accents reach of what the same queries reach with them."""
        return self._share([(each, each.query.plain_of) for each in self.scored if each.query.plain_of])

    def _share(self, pairs: Sequence[tuple[Scored, str]]) -> float:
        clean = {each.query.text: each.ndcg for each in self.scored}
        return sum(each.ndcg for each, _text in pairs) / sum(clean[text] for _each, text in pairs)


def measure(queries: Iterable[Judged], ask: Callable[[str], Sequence[str]]) -> Quality:
    """Asks every query of a function that gives the keys it found, best first."""
    return Quality(tuple(Scored(query, tuple(ask(query.text))) for query in queries))


def read(file: Path = QUERIES) -> tuple[Judged, ...]:
    """Every query of the file. Raises ValueError, naming query and mistake, where one does not mean anything."""
    rows = yaml.safe_load(file.read_text(encoding="utf-8"))
    answers: dict[str, dict[str, int]] = {}
    for row in rows:
        if row["q"] in answers:
            raise ValueError(f"{file.name} has the query {row['q']!r} twice: keep one of them.")
        answers[row["q"]] = _answers(file, row)
    return tuple(_judged(file, row, answers) for row in rows)


def digest(file: Path = QUERIES) -> str:
    """Says whether figures belong to the present queries and judgements; a changed comment changes nothing."""
    rows = yaml.safe_load(file.read_text(encoding="utf-8"))
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:16]


def _answers(file: Path, row: Mapping) -> dict[str, int]:
    answers: dict[str, int] = {}
    for grade in GRADES:
        for key in str(row.get(grade, "")).split():
            if key in answers:
                raise ValueError(f"{file.name} judges {key} twice for {row['q']!r}: keep one of the two grades.")
            answers[key] = grade
    return answers


def _judged(file: Path, row: Mapping, answers: Mapping[str, Mapping[str, int]]) -> Judged:
    text, of = row["q"], row.get("typo_of") or row.get("plain_of") or row["q"]
    if unknown := set(row) - {"q", "typo_of", "plain_of", "denies", *GRADES}:
        raise ValueError(
            f"{file.name} says {unknown} of {text!r}, which means nothing there: the file's head names all."
        )
    if of not in answers or 3 not in answers[of].values():
        raise ValueError(f"{file.name} gives {text!r} no answer of grade 3: judge it, or name the query it varies.")
    return Judged(text, answers[of], row.get("typo_of", ""), row.get("plain_of", ""), row.get("denies", False))
