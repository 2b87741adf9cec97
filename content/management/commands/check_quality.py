"""Says what is missing or doubtful in the archive, by theme; ends with 1 when there is an error."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from content.exchange.examined import archive_of_files, archive_of_rows
from content.exchange.examined.kept import keep
from content.exchange.importer import SEED_FOLDER
from content.quality.archive import Archive
from content.quality.report import chosen, printed, printed_table
from content.quality.rules import RULES, check


class Command(BaseCommand):
    help = (
        "Check the seed's files, or what the database holds, against the rules of the archive, and count it by theme. "
        "Errors end it with 1; warnings do not."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "folder", nargs="?", default=str(SEED_FOLDER), help="The seed's folder; the archive's own unless named."
        )
        parser.add_argument("--database", action="store_true", help="Check what is live in the database instead.")
        parser.add_argument(
            "--keep",
            action="store_true",
            help="Check the database and keep what is found for the desk's page; says nothing.",
        )
        parser.add_argument("--theme", help="Tell only of this theme, by its slug.")
        parser.add_argument("--text", help="Tell only of this text or row, by its slug.")
        parser.add_argument("--rule", choices=[rule.code for rule in RULES], help="Tell only what this rule finds.")
        parser.add_argument("--errors", action="store_true", help="Leave warnings out.")
        parser.add_argument("--no-table", action="store_true", help="Leave the table by theme out.")

    def handle(self, *args, **options):
        if options["keep"]:
            keep()
            return
        archive = self._archive(options)
        findings = chosen(
            check(archive),
            theme=options["theme"],
            slug=options["text"],
            rule=options["rule"],
            errors_only=options["errors"],
        )
        self.stdout.write(printed(findings))
        if not (options["no_table"] or options["text"] or options["rule"]):
            self.stdout.write(printed_table(archive))
        if any(finding.is_error for finding in findings):
            raise CommandError("There are errors; the lines above say where and how to mend them.")

    def _archive(self, options: dict) -> Archive:
        if options["database"]:
            self.stdout.write("Checking what is live in the database …")
            return archive_of_rows()
        folder = Path(options["folder"])
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder. Name the seed's folder, or none for the archive's own.")
        self.stdout.write(f"Checking the seed's files in {folder.name}/ (nothing of a database) …")
        return archive_of_files(folder)
