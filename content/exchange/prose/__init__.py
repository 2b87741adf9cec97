"""Seed prose between Markdown and the blocks of a body: one documented grammar (docs/reference/seed-format.md), read and written."""

from .errors import ProseError, ProseErrors
from .model import BLOCK_FIELDS, Block, Prose, Resolver
from .readable import to_markdown
from .reader import read, read_body, split
from .writer import write, write_body

__all__ = [
    "BLOCK_FIELDS",
    "Block",
    "Prose",
    "ProseError",
    "ProseErrors",
    "Resolver",
    "read",
    "read_body",
    "split",
    "to_markdown",
    "write",
    "write_body",
]
