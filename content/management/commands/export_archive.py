"""Writes the whole archive into a folder as a BagIt bag."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from content.exchange.exporter import ExportError, export


class Command(BaseCommand):
    help = "Write the whole archive as a BagIt bag: data/readable for anybody, data/system for restore_archive."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
        parser.add_argument(
            "--public", action="store_true", help="only what readers may see; such a bag cannot be restored from"
        )

    def handle(self, *args, folder: Path, public: bool, **options):
        try:
            exported = export(folder, public_only=public, say=self.stdout.write)
        except ExportError as error:
            raise CommandError(str(error)) from error
        for name in exported.missing_files:
            self.stderr.write(f"The file {name} is named in the archive and is not there; the bag is without it.")
        self.stdout.write(f"The bag is in {folder}.")
        if public:
            self.stdout.write("It holds what readers may see, and cannot be restored from.")
        else:
            self.stdout.write(
                "Restore it with: manage.py restore_archive. Passwords and e-mail addresses are not in it."
            )
