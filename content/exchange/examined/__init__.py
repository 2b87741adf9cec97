"""The archive as the quality rules read it, fed from the seed's files or from the database in one and the same form."""

from .fromfiles import archive_of_files
from .fromrows import archive_of_rows

__all__ = ["archive_of_files", "archive_of_rows"]
