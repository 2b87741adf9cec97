"""CSV and JSON Lines as rows of entries: any bytes end in rows, or in problems that name line, field and remedy."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from content.exchange.prose import Resolver
from content.exchange.rowvalues import FIELDS, LISTS, REQUIRED, checked

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 10_000
MOST_CHARACTERS = 200_000
JSON_ENDINGS = (".jsonl", ".ndjson", ".json")


@dataclass(frozen=True)
class Row:
    """One row: the line it begins on, and the fields it gives, each in the form of an entry's seed file."""

    line: int
    values: dict


@dataclass(frozen=True)
class RowProblem:
    """What is wrong: the line (0 for the whole file), the field (or nothing), what it is, and the remedy."""

    line: int
    field: str
    what: str
    remedy: str

    def __str__(self) -> str:
        place = f"line {self.line}" if self.line else "the file"
        return (
            f"{place}: {self.field}: {self.what}. {self.remedy}"
            if self.field
            else f"{place}: {self.what}. {self.remedy}"
        )


@dataclass
class RowFile:
    """What a file holds, and everything wrong with it. Where there are problems the rows are not to be imported."""

    rows: list[Row] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)

    def wrong(self, line: int, name: str, what: str, remedy: str) -> None:
        self.problems.append(RowProblem(line, name, what, remedy))


def read_rows(data: bytes, file_name: str, resolve: Resolver) -> RowFile:
    """Read a file of entries. JSON Lines by its ending or because it begins with a brace; everything else is CSV."""
    file = RowFile()
    text = _decoded(data, file)
    if text is None:
        return file
    is_json = file_name.lower().endswith(JSON_ENDINGS) or text.lstrip().startswith(("{", "["))
    first_lines: dict[str, int] = {}
    count = 0
    for line, raw in (_json_rows if is_json else _csv_rows)(text, file):
        count += 1
        if count > MOST_ROWS:
            file.wrong(line, "", f"the file has more than {MOST_ROWS:,} rows", "Divide it into several.")
            break
        _take(file, line, raw, file_name, resolve, first_lines)
    if not count and not file.problems:
        file.wrong(
            0, "", "there are no rows", "Put one entry in each line after the header, or one JSON object a line."
        )
    file.problems.sort(key=lambda problem: problem.line)
    return file


def _take(file: RowFile, line: int, raw: dict, file_name: str, resolve: Resolver, first_lines: dict[str, int]) -> None:
    def wrong(name: str, what: str, remedy: str) -> None:
        file.wrong(line, name, what, remedy)

    before = len(file.problems)
    values = checked(raw, f"{file_name}, line {line}", resolve, wrong)
    slug = values.get("slug", "")
    if slug and slug in first_lines:
        wrong("slug", f"'{slug}' stands in line {first_lines[slug]} too", "Give each entry of the file its own slug.")
    elif slug:
        first_lines[slug] = line
    if len(file.problems) == before:
        file.rows.append(Row(line, values))


def _decoded(data: bytes, file: RowFile) -> str | None:
    """The text of the file, or None with a problem told."""
    if len(data) > MOST_BYTES:
        file.wrong(0, "", f"the file is larger than {MOST_BYTES // 1024 // 1024} MB", "Divide it into several.")
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        file.wrong(0, "", "the file is in UTF-16", "Save it in UTF-8; spreadsheets call this CSV UTF-8.")
    elif b"\x00" in data:
        line = data.count(b"\n", 0, data.index(b"\x00")) + 1
        file.wrong(line, "", "there is a NUL character", "Save the file in UTF-8, as plain text, CSV or JSON Lines.")
    else:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            file.wrong(line, "", "there are characters that are not in UTF-8", "Save the file in UTF-8 and try again.")
    return None


def _json_rows(text: str, file: RowFile) -> Iterator[tuple[int, dict]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line, object_pairs_hook=_once, parse_constant=_refuse_constant)
        except (ValueError, RecursionError) as error:
            what = (
                str(error).split(": line 1")[0] if not isinstance(error, RecursionError) else "it is nested too deeply"
            )
            file.wrong(number, "", f"the line is not whole JSON ({what})", "Write one JSON object in each line.")
            continue
        if not isinstance(row, dict):
            file.wrong(
                number, "", "the line is not a JSON object", 'Write one object in each line: {"title": …, "body": …}.'
            )
            continue
        yield from _fitting(row, number, file)


def _once(pairs: list[tuple[str, object]]) -> dict:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice in an object")
    return found


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _fitting(row: dict, line: int, file: RowFile) -> Iterator[tuple[int, dict]]:
    """The row, unless a cell is too large to be looked at."""
    huge = [
        name for name, value in row.items() if len(value if isinstance(value, str) else repr(value)) > MOST_CHARACTERS
    ]
    for name in huge:
        what = f"there are more than {MOST_CHARACTERS:,} characters"
        file.wrong(line, str(name)[:40], what, "Divide the text over several entries.")
    if not huge:
        yield line, row


def _csv_rows(text: str, file: RowFile) -> Iterator[tuple[int, dict]]:
    before = csv.field_size_limit(MOST_BYTES)  # our own limit tells the cell; the reader's would stop at the line
    try:
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        line = 1
        header: list[str] = []
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if header:
                    yield from _csv_row(header, cells, line, file)
                else:
                    header = [cell.strip().lower() for cell in cells]
                    if not _is_header(header, line, file):
                        return
            line = reader.line_num + 1
    except csv.Error as error:
        file.wrong(
            line, "", f"the row cannot be read ({error})", "Look for a quotation mark that is not closed or doubled."
        )
    finally:
        csv.field_size_limit(before)


def _is_header(header: list[str], line: int, file: RowFile) -> bool:
    before = len(file.problems)
    names = [name for name in header if name]
    missing = [name for name in REQUIRED if name not in names]
    if missing and len(names) == 1 and any(sign in names[0] for sign in ";\t|"):
        file.wrong(line, "", "the columns are not divided by commas", "Save the file as CSV with commas.")
        return False
    for name in missing:
        file.wrong(line, name, "there is no such column", f"Name the columns in the first line: {', '.join(FIELDS)}.")
    for name in dict.fromkeys(names):
        if name not in FIELDS:
            remedy = f"Take it out, or rename it; the columns are {', '.join(FIELDS)}."
            file.wrong(line, name[:40], "an entry has no such column", remedy)
        elif names.count(name) > 1:
            file.wrong(line, name, "the column stands twice", "Keep one of them.")
    return len(file.problems) == before


def _csv_row(header: list[str], cells: list[str], line: int, file: RowFile) -> Iterator[tuple[int, dict]]:
    extra = [
        cell for name, cell in zip([*header, *[""] * len(cells)], cells, strict=False) if not name and cell.strip()
    ]
    if len(cells) < len(header) or extra:
        what = f"the row has {len(cells)} cells and the header {len(header)}"
        file.wrong(line, "", what, "Put a text that holds a comma in quotation marks, and give every column a cell.")
        return
    row: dict = {}
    for name, cell in zip(header, cells, strict=False):
        if name:
            row[name] = cell.strip() if name not in LISTS else _list(name, cell, line, file)
    if None not in row.values():
        yield from _fitting(row, line, file)


def _list(name: str, cell: str, line: int, file: RowFile) -> list | None:
    """A cell that holds several: divided by semicolons, or JSON for clauses."""
    if name != "clauses":
        return [part.strip() for part in cell.split(";") if part.strip()]
    if not cell.strip():
        return []
    example = '[{"clause": "refuse-databases", "kind": "example", "why": "…"}]'
    try:
        found = json.loads(cell, object_pairs_hook=_once, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        file.wrong(line, name, "the cell is not JSON", f"Write {example}.")
        return None
    return found if isinstance(found, list) else [found]
