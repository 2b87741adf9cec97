"""What readers may take away, kind by kind, as plain data: the API answers with it, an export writes it down.

Every form names what it shows. What is not named (a caution, hate propaganda, the dates of the living, the address of a
work of denial, how a row was imported) is shown nowhere.
"""

from .kinds import BESIDES, IN_THE_API, KINDS, PublicKind

__all__ = ["BESIDES", "IN_THE_API", "KINDS", "PublicKind"]
