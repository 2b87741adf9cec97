"""What can be wrong in a prose file, with its place and the remedy."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ProseError:
    """One thing the grammar does not allow: the file, the line (from 1; 0 for none), what it is, and the remedy."""

    where: str
    line: int
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        said = f"{self.what}. {self.remedy}".strip() if self.remedy else self.what
        return f"line {self.line}: {said}" if self.line else said


class ProseErrors(ValueError):
    """Everything wrong in one file."""

    def __init__(self, errors: list[ProseError]):
        super().__init__("; ".join(f"{error.where}: {error}" for error in errors))
        self.errors = errors
