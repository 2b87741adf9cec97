"""What an index is on Elasticsearch: its settings, its mapping, its analysis, all made from the archive's own definitions."""

import hashlib
import json
from functools import lru_cache

from search.analysis import LONGEST_TERM, fold, terms
from search.documents import FIELDS, IndexField, fingerprint

TERMS_ANALYZER = "terms"
"""Splits terms that Python has analysed, at their spaces."""

ARCHIVE_ANALYZER = "archive"
"""Does on Elasticsearch what `search.analysis` does, for whoever asks the index by other means than the archive."""

DEEPEST = 10_000
_LONGEST_VALUE = 8_000  # characters of an exact value: Lucene takes no more than 32,766 bytes

_MARKS = "\\u00ad\\u02bb\\u02bc\\u0300-\\u036f\\u064b-\\u0655\\u200b-\\u200d\\u2060"
_IDEOGRAPHS = "\\u3040-\\u30ff\\u3400-\\u9fff"
# The dot after a single letter, when a letter with a dot follows, or a last letter after two of them.
_INNER_DOT = (
    r"(?<=(?<![\p{L}\p{N}])[A-Za-z])\.(?=[A-Za-z]\.)"
    r"|(?<=(?<![\p{L}\p{N}])[A-Za-z]\.[A-Za-z])\.(?=[A-Za-z](?![\p{L}\p{N}]))"
)
# The scripts whose letters are folded one by one; Korean syllables and Chinese characters stay as they are.
_FOLDED = (
    (0x00A0, 0x06FF),
    (0x1D00, 0x1FFF),
    (0x2100, 0x218F),
    (0x2C60, 0x2C7F),
    (0xA720, 0xA7FF),
    (0xFB00, 0xFB17),
    (0xFF10, 0xFF5A),
)

# Porter2 was revised (Snowball 3), and Lucene 9 has the older edition: words that it would cut otherwise.
_NEWER_STEMS = """
    added adding erred erring emergence emergences emergencies emergency emergent evening evenings interfere interfered
    interferes interfering interference internal internalize internally international internationally internment
    internments interval intervals lateral laterally organic organically organism organisms organization organizational
    organizations organize organized organizer organizers organizes organizing universal universality universally
    universals universities university anthropologist anthropologists biologist biologists geologist geologists
    ideologist ideologists intergrating neurologist neurologists ophthalmologist psychologist psychologists sociologist
    sociologists technologist technologists
"""


def body(shards: int, replicas: int) -> dict[str, dict]:
    """Settings and mappings of a new index. Nothing is visible before the writer refreshes, so that a commit is whole."""
    return {
        "settings": {
            "number_of_shards": shards,
            "number_of_replicas": replicas,
            "refresh_interval": "-1",
            "max_result_window": DEEPEST,
            "analysis": analysis(),
        },
        "mappings": mappings(),
    }


def mappings() -> dict:
    """The fields of `search.documents` as Elasticsearch has them; of what was sent only the document is kept."""
    return {
        "dynamic": "strict",
        "_meta": {"made_with": made_with()},
        "_source": {"includes": [field.name for field in FIELDS if field.type == "stored"]},
        "properties": {field.name: _mapped(field) for field in FIELDS},
    }


def _mapped(field: IndexField) -> dict:
    match field.type:
        case "text":
            return {"type": "text", "analyzer": TERMS_ANALYZER, "search_analyzer": ARCHIVE_ANALYZER}
        case "exact":
            return {"type": "keyword", "doc_values": field.counts or field.sorts, "ignore_above": _LONGEST_VALUE}
        case "number":
            return {"type": "long"}
        case "factor":
            return {"type": "double", "index": False}
    return {"type": "keyword", "index": False, "doc_values": False}


@lru_cache(maxsize=1)
def analysis() -> dict[str, dict]:
    """The two analyzers. Letters are folded by a table that `search.analysis.fold` itself fills."""
    return {
        "char_filter": {
            "marks": {"type": "pattern_replace", "pattern": f"[{_MARKS}]", "replacement": ""},
            "acronyms": {"type": "pattern_replace", "pattern": _INNER_DOT, "replacement": ""},
            "possessive": {
                "type": "pattern_replace",
                "pattern": r"(?<=[\p{L}\p{N}])['\u2019][sS](?![\p{L}\p{N}])",
                "replacement": "",
            },
            "ideographs": {"type": "pattern_replace", "pattern": f"([{_IDEOGRAPHS}])", "replacement": " $1 "},
            "folded": {"type": "mapping", "mappings": [f"{letter}=>{plain}" for letter, plain in _folded()]},
        },
        "tokenizer": {
            "spaces": {"type": "whitespace", "max_token_length": 8_192},
            "words": {"type": "pattern", "pattern": r"[^\p{L}\p{N}]+"},
        },
        "filter": {
            "dj": {"type": "pattern_replace", "pattern": "(?<!^a)dj", "replacement": "d"},
            "cut": {"type": "truncate", "length": LONGEST_TERM},
            "newer": {
                "type": "stemmer_override",
                "rules": [f"{word} => {terms(word)[0]}" for word in _NEWER_STEMS.split()],
            },
            "stem": {"type": "stemmer", "language": "porter2"},
        },
        "analyzer": {
            TERMS_ANALYZER: {"type": "custom", "tokenizer": "spaces"},
            ARCHIVE_ANALYZER: {
                "type": "custom",
                "char_filter": ["marks", "acronyms", "possessive", "ideographs", "folded"],
                "tokenizer": "words",
                "filter": ["lowercase", "cut", "dj", "newer", "stem"],
            },
        },
    }


def _folded() -> list[tuple[str, str]]:
    """Every letter that is folded into others, and into which."""
    letters = (chr(code) for first, last in _FOLDED for code in range(first, last + 1))
    pairs = ((letter, "".join(filter(str.isalnum, fold(letter)))) for letter in letters if letter.isalnum())
    return [(letter, plain) for letter, plain in pairs if plain and plain != letter.lower()]


@lru_cache(maxsize=1)
def _shape() -> str:
    properties = {field.name: _mapped(field) for field in FIELDS}
    return json.dumps([analysis(), properties, DEEPEST], sort_keys=True)


def made_with() -> str:
    """Ten hex digits that change with the archive's fields or analysis, and with how they are put on Elasticsearch."""
    return hashlib.sha256(f"{fingerprint()} {_shape()}".encode()).hexdigest()[:10]
