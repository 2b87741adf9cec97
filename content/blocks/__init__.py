"""What a body is made of, a file a family; the names are those of the seed's grammar."""

from .streams import body_blocks

__all__ = ["body_blocks"]
