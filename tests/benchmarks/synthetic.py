"""Made-up entries for measuring: the same for a number every time, a few words in most of them and many in few."""

import random
from collections.abc import Iterator
from itertools import accumulate

from search.documents import SearchDocument

_KNOWN = """
    people census register order camp removal record history county archive witness court family government office
    evacuation tribunal program list card machine report citizen border agency letter police testimony village
    registration company officer community law train property survivor newspaper commission detention identity
    passport province soldier minister decree inspection statistics neighbor school church mosque hospital
"""
_SYLLABLES = "ba ker mo lin ta ves dor ni sha gal pre tun ro mak el vi sor ham ed ur zo pel cha wen ith"
KNOWN, SYLLABLES = _KNOWN.split(), _SYLLABLES.split()
WORDS = 40_000
BODY = (90, 260)
QUERIES = 200
THEMES = [f"theme-{n}" for n in range(7)]
STAGES = [f"stage-{n}" for n in range(8)]
CLAUSES = [f"clause-{n}" for n in range(14)]
SOURCE_KINDS = ["book", "report", "law", "article", "letter", "film"]
GRADES = ["6-8", "9-12", "college"]


class Vocabulary:
    """Words with the frequencies of a long tail: the n-th is about n times rarer than the first."""

    def __init__(self, seed: int = 7):
        chance = random.Random(seed)
        made = dict.fromkeys(KNOWN)
        while len(made) < WORDS:
            made["".join(chance.choices(SYLLABLES, k=chance.randint(2, 5)))] = None
        self.words = list(made)
        self._sums = list(accumulate(1 / (rank + 3) for rank in range(WORDS)))

    def some(self, chance: random.Random, count: int) -> list[str]:
        return chance.choices(self.words, cum_weights=self._sums, k=count)


def document(number: int, vocabulary: Vocabulary) -> SearchDocument:
    """Entry `number`: the same words and facets in every run."""
    chance = random.Random(number)
    year = chance.randint(1900, 2020)
    title = " ".join(vocabulary.some(chance, chance.randint(3, 8)))
    return SearchDocument(
        key=f"entry:{number}",
        kind="entry",
        slug=f"entry-{number}",
        title=title,
        url=f"/entries/entry-{number}/",
        detail="event",
        summary=" ".join(vocabulary.some(chance, 20)),
        body=" ".join(vocabulary.some(chance, chance.randint(*BODY))),
        themes=tuple(chance.sample(THEMES, chance.randint(1, 2))),
        stages=(chance.choice(STAGES),),
        clauses=tuple(chance.sample(CLAUSES, 2)),
        people=tuple(f"person-{int(chance.paretovariate(1)) % 3000}" for _ in range(2)),
        organizations=(f"organization-{int(chance.paretovariate(1)) % 500}",),
        places=(f"place-{int(chance.paretovariate(1)) % 1000}",),
        source_kinds=(chance.choice(SOURCE_KINDS),),
        grade_bands=tuple(chance.sample(GRADES, 2)),
        date_earliest=year * 10_000 + 101,
        date_latest=(year + chance.randint(0, 3)) * 10_000 + 1231,
    )


def documents(count: int, vocabulary: Vocabulary) -> Iterator[SearchDocument]:
    return (document(number, vocabulary) for number in range(count))


def queries(vocabulary: Vocabulary, count: int = QUERIES) -> list[str]:
    """One to four words each, common ones and rare ones as the vocabulary has them, so that most find something."""
    chance = random.Random(11)
    return [" ".join(vocabulary.some(chance, chance.randint(1, 4))) for _ in range(count)]
