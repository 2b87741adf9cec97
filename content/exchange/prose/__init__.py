"""Prose between Markdown and the blocks of a body: one grammar, read and written (docs/reference/seed-format.md)."""

from .errors import ProseError, ProseErrors
from .model import BLOCK_FIELDS, Block, Prose, Resolver
from .readable import to_markdown
from .reader import read, read_body, rich_text, split
from .writer import rich_text_to_markdown, write, write_body

__all__ = [
    "BLOCK_FIELDS",
    "Block",
    "Prose",
    "ProseError",
    "ProseErrors",
    "Resolver",
    "read",
    "read_body",
    "rich_text",
    "rich_text_to_markdown",
    "split",
    "to_markdown",
    "write",
    "write_body",
]
