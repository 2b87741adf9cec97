"""Questions: what people type, what an address asks, and the neutral tree that every engine understands."""

from search.query.asked import SORTS, SearchQuery
from search.query.compose import compose
from search.query.typed import Typed, read

__all__ = ["SORTS", "SearchQuery", "Typed", "compose", "read"]
