"""Restores the archive from a bag into an empty system."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from content.exchange.restorer import RestoreError, restore


class Command(BaseCommand):
    help = "Migrate, then restore the archive from the bag that export_archive wrote. The system must hold no content."
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR", help="the bag")

    def handle(self, *args, folder: Path, **options):
        try:
            count = restore(folder, self.stdout.write)
        except RestoreError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Restored {count} rows. What is left to do:")
        self.stdout.write("  manage.py rebuild_search          makes the search index")
        self.stdout.write("  manage.py changepassword NAME     gives somebody a password; none was in the bag")
