"""A work as every citation rule takes it, in the shape of CSL-JSON."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Work:
    """A bibliographic work; dates are EDTF text, authors are "Family, Given" or the name of a body."""

    key: str
    type: str
    title: str
    authors: tuple[str, ...] = ()
    container: str = ""
    publisher: str = ""
    issued: str = ""
    url: str = ""
    archived_url: str = ""
    accessed: str = ""
    identifier: str = ""
    ladder: str = ""
    checked: str = ""
