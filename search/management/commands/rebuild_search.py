"""Builds the search index anew, beside the one in force, and swaps them whole."""

import time

from django.core.management.base import BaseCommand, CommandError

from search.engines import SearchUnavailable
from search.filetext import problems
from search.indexer import rebuild


class Command(BaseCommand):
    help = "Builds the search index of everything anew, beside the one in force, and swaps them whole."

    def handle(self, *args, **options):
        began = time.monotonic()
        try:
            built = rebuild(self.told)
        except SearchUnavailable as away:
            raise CommandError(str(away)) from away
        for key, error in built.errors.items():
            self.stderr.write(f"{key} could not be indexed: {error}")
        for problem in problems():
            self.stderr.write(problem)
        self.stdout.write(f"The search index holds {built.documents} documents ({time.monotonic() - began:.1f} s).")

    def told(self, done: int, total: int) -> None:
        self.stdout.write(f"Indexed {done} of {total} …")
