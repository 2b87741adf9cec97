"""Starts the one worker, which keeps the index, publishes what is scheduled and renders citations."""

import signal
import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from archive import duties
from archive.launcher.processes import ALREADY_WORKING, CODE_CHANGED
from archive.worker import AnotherWorker, Duty, Stopped, Worker, alone, files_changed, heartbeat


class Command(BaseCommand):
    help = "Runs the one worker: the index, scheduled publishing, citations. Ends on SIGTERM or Ctrl-C."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do what there is to do now, then end")
        parser.add_argument(
            "--reload", action="store_true", help="end with code 3 when a Python file changes (make dev)"
        )

    def handle(self, *args, once: bool, reload: bool, **options):
        try:
            with alone():
                self.work(once=once, reload=reload)
        except AnotherWorker as other:
            raise CommandError(
                f"Another worker ({other}) is at work for this archive; this one leaves.", returncode=ALREADY_WORKING
            ) from None

    def work(self, *, once: bool, reload: bool) -> None:
        listed = [heartbeat(), *duties.all_duties()]
        if reload:
            changed = files_changed(Path(settings.BASE_DIR))
            listed.append(Duty("code", lambda: changed() and sys.exit(CODE_CHANGED), 1.0))
        worker = Worker(tuple(listed))
        before = {number: signal.signal(number, lambda *_: worker.stop()) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            worker.round() if once else worker.run()
        except Stopped:
            pass
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
        if once and worker.has_failures:
            raise CommandError("A duty failed; the lines above say which and why.")
