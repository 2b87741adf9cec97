"""The seed that the archive ships with: all of it is in, as its files say it, and a second import changes nothing."""

import re
from collections.abc import Iterator

from content.exchange import prose
from content.exchange.importer import SEED_FOLDER, import_seed
from content.exchange.known import Known
from content.exchange.rowforms import read_row
from content.exchange.seedfiles import as_text, read_seed
from content.exchange.shapes import BY_KIND, Body, Group, Ref, Refs, Rows
from content.models import ClaimCheck, TermRule


def test_the_whole_seed_is_in_and_says_what_its_files_say(seeded_site):
    known, wrong, count = Known(whole_kinds=True), [], 0
    for item in read_seed(SEED_FOLDER).items:
        shape = BY_KIND[item.kind]
        thing = known.find(item.kind, item.slug)
        data = {**item.data, **(prose.split(item.text, item.where)[0] if item.text else {})}
        said = read_row(thing)
        for one in shape.fields:
            if (
                one.key in data
                and not isinstance(one, Body)
                and _said(one, data.get(one.key)) != _said(one, said.get(one.key))
            ):
                wrong.append((item.where, item.slug, one.key, data.get(one.key), said.get(one.key)))
        count += 1
    planned = read_seed(SEED_FOLDER).planned
    assert [one for one in wrong if not (one[2] == "entry" and one[3] in planned) and one[2] != "related"] == []
    assert count > 2_300


def _said(one, value):
    """A value as text all through, the empty left out, in the order that the shape keeps."""
    if value in (None, "", [], {}, False):
        return None
    if isinstance(one, Group):
        return {sub.key: _said(sub, value.get(sub.key)) for sub in one.fields}
    if isinstance(one, Rows):
        rows_ = [row if isinstance(row, dict) else {one.scalar: row} for row in value]
        return [
            {sub.key: _said(sub, row.get(sub.key)) for sub in one.fields if not isinstance(sub, Body)} for row in rows_
        ]
    if isinstance(one, Refs):
        return sorted(map(str, value))
    return (
        [as_text(part) if not isinstance(part, list) else part for part in value]
        if isinstance(value, list)
        else as_text(value)
    )


def test_the_whole_seed_a_second_time_changes_nothing(seeded_site):
    report = import_seed()
    assert report.changed_nothing and report.kept == []
    assert not ClaimCheck.objects.exists()


# What a reader of a page cannot follow: the keys of statements, the builders' own word for their files, marks of Markdown.
WORKSHOP = re.compile(r"\b[a-z]+(?:-[a-z]+)*-[fq]\d{2,}\b|\bdossiers?\b|\]\([a-z]+:|\[@|\bTODO\b", re.IGNORECASE)
NEVER_SHOWN = {"caution"}


def test_no_plain_words_of_the_seed_speak_of_the_workshop():
    wrong = []
    for item in read_seed(SEED_FOLDER).items:
        data = {**item.data, **(prose.split(item.text, item.where)[0] if item.text else {})}
        for key, words in _plain_words(BY_KIND[item.kind].fields, data):
            if " " in words and (found := WORKSHOP.search(words)):
                wrong.append((item.slug, key, found[0]))
    assert wrong == []


def _plain_words(fields, data: dict) -> Iterator[tuple[str, str]]:
    """Every text that readers see as it is written, with the key it stands under."""
    for one in fields:
        value = data.get(one.key)
        if value is None or isinstance(one, Body | Ref) or one.key in NEVER_SHOWN:
            continue
        if isinstance(one, Group):
            yield from _plain_words(one.fields, value)
        elif isinstance(one, Rows):
            for row in value:
                yield from _plain_words(one.fields, row if isinstance(row, dict) else {one.scalar: row})
        else:
            for each in value if isinstance(value, list) else [value]:
                for cell in each if isinstance(each, list) else [each]:
                    yield one.key, str(cell)


def test_every_rule_for_a_word_says_since_when_and_whose_use_that_is(seeded_site):
    rules = TermRule.objects.all()
    assert [rule.term.slug for rule in rules if not rule.since or not rule.since_in] == []
    assert {rule.since for rule in rules if rule.since_in == "archive"} == {"2026-11"}  # when they were written
