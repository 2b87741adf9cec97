"""What can be wrong in a prose file, with its place and the remedy."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ProseError:
    """One thing the grammar does not allow; lines count from 1 in the body."""

    where: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.what}" if self.line else self.what


class ProseErrors(ValueError):
    """Everything wrong in one file."""

    def __init__(self, errors: list[ProseError]):
        super().__init__("; ".join(f"{error.where}: {error}" for error in errors))
        self.errors = errors
