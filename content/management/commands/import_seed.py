"""Brings the seed that the archive ships with into the database; safe to repeat."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from content.exchange.importer import SEED_FOLDER, ImportRefused, import_seed, seed_digest
from content.models import ImportBatch


class Command(BaseCommand):
    help = "Import the seed's files. Nothing of a failing import stays; what an editor has changed is left alone."

    def add_arguments(self, parser):
        parser.add_argument(
            "folder", nargs="?", default=str(SEED_FOLDER), help="The seed's folder; the archive's own unless named."
        )
        parser.add_argument("--overwrite", action="store_true", help="Also write over what an editor has changed.")
        parser.add_argument(
            "--if-changed", action="store_true", help="Do nothing when these very files were imported last."
        )

    def handle(self, *args, **options):
        folder = Path(options["folder"])
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder. Name the seed's folder, or none for the archive's own.")
        if options["if_changed"] and self._was_imported(folder):
            self.stdout.write("The seed is as it was imported; nothing to do.")
            return
        try:
            report = import_seed(folder, overwrite=options["overwrite"], say=self.stdout.write)
        except ImportRefused as refused:
            for problem in refused.problems[:200]:
                self.stderr.write(str(problem))
            count = len(refused.problems)
            told = f"{count} {'problem' if count == 1 else 'problems'}"
            raise CommandError(f"{told}; nothing was imported.") from refused
        self._tell(report)

    def _was_imported(self, folder: Path) -> bool:
        last = ImportBatch.objects.filter(kind="seed").first()
        return bool(last) and last.digest == seed_digest(folder)

    def _tell(self, report) -> None:
        if report.changed_nothing:
            self.stdout.write(f"Nothing changed: {sum(report.same.values())} items are as they were imported.")
        else:
            made, changed, same = (sum(counts.values()) for counts in (report.made, report.changed, report.same))
            self.stdout.write(f"{made} new, {changed} changed, {same} as they were.")
        if report.kept:
            count = len(report.kept)
            self.stdout.write(f"{count} changed by an editor since, left alone (--overwrite writes over them):")
            for name in report.kept:
                self.stdout.write(f"  {name}")
        if report.unwritten:
            self.stdout.write(f"{report.unwritten} entries named by events are planned and not yet written.")
