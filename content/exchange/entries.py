"""Brings rows of entries into the archive: all of a file or nothing, and never over an editor's work unasked."""

import hashlib
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field, replace

from django.db import transaction
from wagtail.models import Locale

from content import gate
from content.exchange.known import Known
from content.exchange.quiet import refresh_side_indexes, side_indexes_paused
from content.exchange.rowforms import digest, row_digest
from content.exchange.rows import Row, RowProblem, read_rows
from content.exchange.rowwriter import Writing, fill
from content.exchange.seedfiles import Item
from content.exchange.shapes import BY_KIND
from content.exchange.sitetree import grow_tree
from content.models import EntryPage, ImportBatch
from content.models.drafts import gaps_of

MANY = 100  # from so many rows on, the side indexes are brought up to date once, at the end
NEW, CHANGED, SAME, KEPT = "new", "changed", "as it was", "left alone"
RELEASED = "as it was, and now published"
WHATS = (NEW, CHANGED, RELEASED, SAME, KEPT)
Say = Callable[[str], None]


@dataclass(frozen=True)
class Outcome:
    """What became of one row, whether it is published, and what is missing in it."""

    line: int
    slug: str
    what: str
    published: bool
    gaps: tuple[str, ...] = ()

    def __str__(self) -> str:
        said = f"line {self.line}, {self.slug}: {self.what}"
        if self.what == KEPT:
            return f"{said}; it was changed or locked at the desk, and --overwrite writes over it"
        return said if self.what == RELEASED else f"{said}, {'published' if self.published else 'a draft'}"


@dataclass
class Report:
    """What an import of rows did, or would do; with problems it did nothing."""

    outcomes: list[Outcome] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)

    def count(self, what: str) -> int:
        return sum(one.what == what for one in self.outcomes)

    @property
    def published_with_gaps(self) -> list[Outcome]:
        return [one for one in self.outcomes if one.gaps and one.published and one.what not in (SAME, KEPT)]


def import_entries(
    data: bytes,
    file_name: str,
    *,
    publish: bool = False,
    dry_run: bool = False,
    overwrite: bool = False,
    user=None,
    say: Say = lambda line: None,
) -> Report:
    """Import a file of entries. A dry run does everything and takes it back; any problem takes everything back."""
    known = Known()
    file = read_rows(data, file_name, known)
    report = Report(problems=file.problems)
    if report.problems:
        return report
    is_many = len(file.rows) >= MANY
    with transaction.atomic(), gate.operator_publishes():
        batch = ImportBatch.objects.create(
            kind="rows", file_name=file_name[:255], digest=hashlib.sha256(data).hexdigest(), user=user
        )
        with side_indexes_paused() if is_many else nullcontext():
            run = _Run(batch, file_name, known, publish, overwrite, user)
            for row in file.rows:
                report.outcomes += run.take(row)
                if report.outcomes and not run.problems:
                    say(str(report.outcomes[-1]))
        report.problems = run.problems
        batch.counts = {what: report.count(what) for what in WHATS}
        batch.save()
        if dry_run or report.problems or not any(report.count(what) for what in (NEW, CHANGED, RELEASED)):
            transaction.set_rollback(True)
        elif is_many:
            refresh_side_indexes(say)
    return report


class _Run:
    """One run over the rows of a file."""

    def __init__(self, batch: ImportBatch, file_name: str, known: Known, publish: bool, overwrite: bool, user):
        self.batch, self.file_name, self.known = batch, file_name, known
        self.publish, self.overwrite, self.user = publish, overwrite, user
        self.tree, self.locale = grow_tree(), Locale.get_default()
        self.problems: list[RowProblem] = []

    def take(self, row: Row) -> list[Outcome]:
        slug, item_digest = row.values["slug"], digest(row.values)
        page = EntryPage.objects.filter(slug=slug, locale=self.locale).first()
        if page is None:
            page = EntryPage(slug=slug, locale=self.locale, live=False)
            return self.write(row, page, page, NEW, item_digest)
        draft = page.get_latest_revision_as_object()
        is_edited = not draft.import_row_digest or row_digest(draft) != draft.import_row_digest
        if (is_edited or page.locked) and not self.overwrite:
            return [Outcome(row.line, slug, KEPT, page.live)]
        if draft.import_item_digest == item_digest and not is_edited:
            return [self.same(row, page, draft)]
        return self.write(row, page, draft, CHANGED, item_digest)

    def same(self, row: Row, page: EntryPage, draft: EntryPage) -> Outcome:
        gaps = tuple(gap.message for gap in gaps_of(draft))
        if self.publish and (not page.live or page.has_unpublished_changes):
            page.latest_revision.publish(user=self.user)
            return Outcome(row.line, page.slug, RELEASED, True, gaps)
        return Outcome(row.line, page.slug, SAME, page.live and not page.has_unpublished_changes, gaps)

    def write(self, row: Row, page: EntryPage, draft: EntryPage, what: str, item_digest: str) -> list[Outcome]:
        if not self.fill(row, draft):
            return []
        draft.import_batch, draft.import_item_digest = self.batch, item_digest
        if what == NEW:
            self.tree.parent_of("entry").add_child(instance=draft)
        revision = draft.save_revision(user=self.user, log_action=True, clean=False)
        revision.content["import_row_digest"] = row_digest(revision.as_object())
        revision.save(update_fields=["content"])
        if self.publish:
            revision.publish(user=self.user)
        gaps = tuple(gap.message for gap in gaps_of(draft))
        return [Outcome(row.line, draft.slug, what, self.publish, gaps)]

    def fill(self, row: Row, draft: EntryPage) -> bool:
        """Put the row's fields into the draft; those it does not give stay as they are."""
        shape = BY_KIND["entry"]
        shape = replace(shape, fields=tuple(one for one in shape.fields if one.key in row.values))
        item = Item("entry", row.values["slug"], f"{self.file_name}, line {row.line}", row.values)
        writing = Writing(self.known)
        for late in (False, True):
            fill(draft, shape, item, row.values, writing, late=late)
        for problem in writing.problems:
            self.problems.append(RowProblem(row.line, problem.field, problem.what.rstrip("."), "Correct the row."))
        return not writing.problems
