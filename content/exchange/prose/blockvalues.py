"""The YAML of a fenced block as its type and value, checked key by key."""

from collections.abc import Callable

import yaml

from content import dates
from content.exchange.prose.model import BLOCK_FIELDS, DATE_FIELDS, LIST_FIELDS, RICH_FIELDS, YES_OR_NO_FIELDS
from content.exchange.yamltext import read_yaml, said_wrong

Wrong = Callable[[int, str, str], None]
RichText = Callable[[str, int], str]


class BlockValues:
    """Reads blocks; tells what is wrong in them."""

    def __init__(self, wrong: Wrong, rich_text: RichText):
        self._wrong, self.rich_text = wrong, rich_text
        self.told = False

    def wrong(self, line: int, what: str, remedy: str) -> None:
        self.told = True
        self._wrong(line, what, remedy)

    def read(self, content: str, line: int) -> tuple[str, dict] | None:
        """The type and value of a block that opens on `line`, or None when something was wrong."""
        try:
            data = read_yaml(content)
        except yaml.YAMLError as error:
            at, said = said_wrong(error)
            self.wrong(line + at, f"the block is not YAML: {said}", "Mind quotes, colons and indentation.")
            return None
        kind = data.pop("type", None) if isinstance(data, dict) else None
        if not isinstance(kind, str) or kind not in BLOCK_FIELDS:
            what = "the block has no type" if kind is None else f"there is no block of type '{str(kind)[:40]}'"
            self.wrong(line, what, f"Begin it with type: and one of {', '.join(BLOCK_FIELDS)}.")
            return None
        value = self.value(kind, data, line)
        return None if self.told else (kind, value)

    def value(self, kind: str, data: dict, line: int) -> dict:
        fields = BLOCK_FIELDS[kind]
        for key in data:
            if key not in fields:
                self.wrong(
                    line, f"a block of type {kind} has no '{str(key)[:40]}'", f"It may have {', '.join(fields)}."
                )
        for key, is_needed in fields.items():
            if is_needed and _is_empty(data.get(key)):
                self.wrong(line, f"the block of type {kind} has no {key}", "Add it.")
        given = {key: data[key] for key in fields if not _is_empty(data.get(key))}
        return {key: self.one(kind, key, value, line) for key, value in given.items()}

    def one(self, kind: str, key: str, given: object, line: int) -> object:
        if (kind, key) in LIST_FIELDS:
            if not isinstance(given, list) or any(isinstance(one, dict | list) for one in given):
                self.wrong(
                    line, f"{key} of a block of type {kind} is a list of slugs", "Write one a line, after a dash."
                )
                return []
            return [str(one) for one in given]
        if (kind, key) in YES_OR_NO_FIELDS:
            if not isinstance(given, bool):
                self.wrong(line, f"{key} of a block of type {kind} is true or false", "Write one of the two.")
            return given
        if isinstance(given, dict | list | bool):
            self.wrong(line, f"{key} of a block of type {kind} is one text", "Put it in quotes.")
            return ""
        said = str(given).strip()
        if (kind, key) in RICH_FIELDS:
            return self.rich_text(said, line)
        if (kind, key) in DATE_FIELDS:
            self.check_date(kind, key, said, line)
        return said

    def check_date(self, kind: str, key: str, said: str, line: int) -> None:
        try:
            dates.parse(said)
        except dates.DateError as error:
            self.wrong(line, f"{key} of a block of type {kind}", str(error))


def _is_empty(given: object) -> bool:
    return given in (None, "", []) or isinstance(given, str) and not given.strip()
