"""Says, once for every engine, how a text becomes the terms that are indexed and searched."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

VERSION = 2
"""Raise when any rule below changes what a text becomes: an index built under another number is stale."""

LONGEST_TERM = 64

# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans(
    {"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)
# Marks, invisible joiners, and the ʻokina with its like, which is a letter to Unicode: Hawaiʻi is found as Hawaii.
_MARKS = re.compile("[\u00ad\u02bb\u02bc\u0300-\u036f\u064b-\u0655\u200b-\u200d\u2060]")
# Bosnian, Croatian and Serbian đ is written dj where the letter is missing (Djukanović, Medjugorje). English keeps
# its own dj after a leading a (adjust, adjacent).
_DJ = re.compile(r"(?<!\ba)dj")

# One Han character or kana is a term, because those scripts put no space between words. In all other scripts a term
# is a run of letters and digits, with combining marks and invisible joiners left inside it.
_IDEOGRAPH = "[\u3040-\u30ff\u3400-\u9fff]"
_LETTERS_RUN = "(?:[^\\W_\u3040-\u30ff\u3400-\u9fff]++|[\u00ad\u0300-\u036f\u064b-\u0655\u200b-\u200d\u2060]++)++"
_TOKEN = re.compile(
    rf"""
    (?<![^\W_]) (?P<acronym> [A-Za-z]\. (?:[A-Za-z]\.)+ (?:[A-Za-z](?![^\W_]))? )
    | (?P<word> {_IDEOGRAPH} | {_LETTERS_RUN} ) (?: ['\u2019][sS](?![^\W_]) )?
    """,
    re.VERBOSE,
)

_FUNCTION_WORDS = """
    a about above after again all also am an and any are as at be because been before being below between both but by
    can cannot could did do does doing down during each few for from further had has have having he her here hers
    herself him himself his how i if in into is it its itself just me more most my myself no nor not of off on once only
    or other our ours ourselves out over own same she should so some such than that the their theirs them themselves
    then there these they this those through to too under until up very was we were what when where which while who
    whom whose why with would you your yours yourself yourselves
"""
STOP_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Function and question words, folded: left out of free text, kept in the index so that a phrase can hold them."""

_stemmer = TextAnalyzerBuilder(Tokenizer.raw()).filter(Filter.stemmer("english")).build()


class Token(NamedTuple):
    """One word of a text: its term, its folded spelling, its place in the order, and where it stands in the text."""

    term: str
    word: str
    position: int
    start: int
    end: int


def fold(text: str) -> str:
    """The text in lower case without accents: Mladić is mladic, Đinđić and Djindjić are dindic."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return _DJ.sub("d", unicodedata.normalize("NFKC", _MARKS.sub("", plain)).lower())


@lru_cache(maxsize=100_000)
def _analysed(raw: str) -> tuple[str, str]:
    """The term and the folded spelling of one word; both empty where nothing searchable is left of it."""
    word = "".join(character for character in fold(raw) if character.isalnum())
    return (_stemmer.analyze(word)[0], word) if word else ("", "")


def tokens(text: str) -> list[Token]:
    """The words of a text in order, with character offsets into the text as it was given."""
    found = []
    for match in _TOKEN.finditer(text):
        term, word = _analysed(_raw(match))
        if term:
            start, end = match.span(match.lastgroup)
            found.append(Token(term, word, len(found), start, end))
    return found


def terms(text: str) -> list[str]:
    """The terms of a text in order: what an index holds, and what a query asks for."""
    # Most of an index's building is spent here, so no token is made of what needs none.
    return [term for match in _TOKEN.finditer(text) if (term := _analysed(_raw(match))[0])]


def _raw(match: re.Match) -> str:
    """What of a match is analysed: an acronym without its dots, a word without its 's and cut where it is too long."""
    return match[0].replace(".", "") if match.lastgroup == "acronym" else match["word"][:LONGEST_TERM]
