"""The seed's files as the archive that the quality rules read; no database is asked."""

from collections.abc import Iterator
from pathlib import Path

from content.exchange import prose
from content.exchange.examined.gathering import Given, gathered
from content.exchange.seedfiles import EXCEPTIONS, Item, Seed, as_text, read_seed
from content.quality.archive import Allowed, Archive, Planned, Trouble


def archive_of_files(folder: Path) -> Archive:
    """Everything of a seed's folder. What cannot be read is told among the archive's troubles, and nothing is raised."""
    seed = read_seed(folder)
    troubles = [
        Trouble(problem.where, f"{problem.field}: {problem.what}")
        for problem in seed.problems
        if not problem.is_repeated
    ]
    return gathered(_given(seed, troubles), planned_entries(seed), troubles)


def planned_entries(seed: Seed) -> Iterator[Planned]:
    """The entries of the plans, written or not."""
    for row in seed.plan:
        facts = tuple(as_text(fact) for fact in row.data.get("facts") or ())
        theme = (row.data.get("themes") or [""])[0]
        yield Planned(row.slug, as_text(row.data.get("title")), theme, facts, row.where)


def allowed_in(given: object) -> tuple[Allowed, ...]:
    """The exceptions an item lists."""
    rows = [row for row in given if isinstance(row, dict)] if isinstance(given, list) else []
    return tuple(
        Allowed(as_text(words), as_text(row.get("why")), as_text(row.get("rule")))
        for row in rows
        for words in (row["words"] if isinstance(row.get("words"), list) else [row.get("words")])
    )


def _given(seed: Seed, troubles: list[Trouble]) -> Iterator[Given]:
    for item in seed.items:
        try:
            data, body_has_lines = _data(item), bool(item.text)
        except prose.ProseErrors as errors:
            troubles += _told(errors)
            continue
        if body_has_lines:
            try:
                prose.read_body(data["body"], item.where_text_is, _AnyName())
            except prose.ProseErrors as errors:
                troubles += _told(errors)
        where = item.where if not item.text_where else str(Path(item.where).parent)  # a theme has two files and more
        yield Given(item.kind, item.slug, where, data, body_has_lines, allowed_in(data.pop(EXCEPTIONS, None)))


class _AnyName:
    """Takes whatever prose names: what is not there is found by a rule of its own."""

    def source(self, key: str) -> tuple[str, str]:
        return key, key

    def source_key(self, uid: str) -> str:
        return uid

    def link(self, kind: str, slug: str) -> dict[str, str]:
        return {"linktype": kind, "id": slug}

    def link_target(self, attributes: dict[str, str]) -> tuple[str, str]:
        return attributes["linktype"], attributes["id"]


def _told(errors: prose.ProseErrors) -> list[Trouble]:
    return [Trouble(error.where, str(error)) for error in errors.errors]


def _data(item: Item) -> dict:
    """An item's data with its prose file's front matter and body."""
    if not item.text:
        return dict(item.data)
    front, body = prose.split(item.text, item.where_text_is)
    exceptions = [*(item.data.get(EXCEPTIONS) or []), *(front.get(EXCEPTIONS) or [])]
    return {**item.data, **front, "body": body, EXCEPTIONS: exceptions}
