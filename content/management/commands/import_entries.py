"""Imports entries from a spreadsheet (CSV) or JSON Lines."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from content.exchange.entries import CHANGED, NEW, WHATS, Report, import_entries
from content.exchange.rows import MOST_BYTES

MOST_TOLD = 200


class Command(BaseCommand):
    help = (
        "Import entries from a CSV or JSON Lines file: new ones, and by their slug those that are there. "
        "All of the file or nothing. A row gives slug, title, summary, body (Markdown), kind, date (EDTF), themes, "
        "clauses and sources; only title and body are required, and what a row does not give stays as it is."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="tell what each row would do, and do nothing")
        parser.add_argument("--publish", action="store_true", help="publish the rows, also those that have gaps")
        parser.add_argument("--overwrite", action="store_true", help="also write over what was changed at the desk")

    def handle(self, *args, file: Path, dry_run: bool, publish: bool, overwrite: bool, **options):
        report = import_entries(
            self._read(file), file.name, publish=publish, dry_run=dry_run, overwrite=overwrite, say=self.stdout.write
        )
        if report.problems:
            self._refuse(file, report)
        self._tell(report, dry_run)

    def _read(self, file: Path) -> bytes:
        try:
            with file.open("rb") as opened:
                return opened.read(MOST_BYTES + 1)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}. Name a CSV or JSON Lines file.") from error

    def _refuse(self, file: Path, report: Report) -> None:
        for problem in report.problems[:MOST_TOLD]:
            self.stderr.write(str(problem))
        more = len(report.problems) - MOST_TOLD
        if more > 0:
            self.stderr.write(f"… and {more} more")
        count = len(report.problems)
        raise CommandError(f"{file.name}: {count} {'problem' if count == 1 else 'problems'}; nothing was imported.")

    def _tell(self, report: Report, dry_run: bool) -> None:
        gaps = report.published_with_gaps
        if gaps:
            self.stdout.write(f"{len(gaps)} published with gaps:")
            for one in gaps:
                self.stdout.write(f"  line {one.line}, {one.slug}: {' '.join(one.gaps)}")
        counts = ", ".join(f"{report.count(what)} {what}" for what in WHATS if report.count(what))
        drafts = sum(not one.published and one.what in (NEW, CHANGED) for one in report.outcomes)
        if drafts:
            self.stdout.write(f"{drafts} are drafts; --publish publishes them.")
        self.stdout.write(f"{counts}. Nothing was kept of it: this was a dry run." if dry_run else f"{counts}.")
