"""The editors' own search: Wagtail's, on the database, made to take any words a person can type."""

import re

from modelsearch.backends import database

_WORDS = re.compile(r"[\w'’.-]*\w", re.UNICODE)
MOST = 30  # words; a whole pasted page would ask the database for minutes


def tolerable(query):
    """The words of a query without the quotes and operators that SQLite's full text search stumbles over.

    Wagtail passes the text as typed, and one double quote is an error there (wagtail issue 13227).
    """
    if not isinstance(query, str):
        return query
    return " ".join(_WORDS.findall(query)[:MOST])


class _Tolerant:
    """Cleans what is asked before the backend sees it."""

    def search(self, query, *args, **kwargs):
        return super().search(tolerable(query), *args, **kwargs)

    def autocomplete(self, query, *args, **kwargs):
        return super().autocomplete(tolerable(query), *args, **kwargs)


def SearchBackend(params):
    """The backend that fits the database, tolerant of what is typed."""
    backend = type(database.SearchBackend(params))
    return type(f"Tolerant{backend.__name__}", (_Tolerant, backend), {})(params)
