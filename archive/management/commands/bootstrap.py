"""Takes the archive from whatever is there to ready: database, roles, content, site, index, demo logins."""

import time
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Site

from archive.accounts import demo, roles
from search.engines import get_engine
from search.signals import look_at_everything


class Command(BaseCommand):
    help = (
        "Migrates, imports the seed, builds the index, makes demo logins; safe to repeat, quick when nothing is to do."
    )

    def add_arguments(self, parser):
        parser.add_argument("--new-passwords", action="store_true", help="give every demo login a new password")

    def handle(self, *args, new_passwords: bool, **options):
        steps = (
            ("Database", self.migrate),
            ("Content", self.content),
            ("Roles", self.roles),  # after the pages on which they have rights
            ("Site", self.site),
            ("Search index", self.index),
            ("Logins", lambda: self.logins(new_passwords)),
        )
        for number, (name, step) in enumerate(steps, 1):
            began = time.monotonic()
            try:
                told = step()
            except OperationalError as failure:
                raise CommandError(explain(failure)) from failure
            self.stdout.write(f"[{number}/{len(steps)}] {name}: {told} ({time.monotonic() - began:.1f} s)")

    def migrate(self) -> str:
        executor = MigrationExecutor(connection)
        waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if waiting:
            self.stdout.write(f"      {waiting} migrations to run …")
        call_command("migrate", interactive=False, verbosity=0)
        return f"{waiting} migrations run" if waiting else "up to date"

    def roles(self) -> str:
        with transaction.atomic():
            roles.ensure_roles()
        return "each may do what it should"

    def content(self) -> str:
        call_command("import_seed", if_changed=True, stdout=self.stdout)
        return "the seed is in"

    def site(self) -> str:
        return f"links begin with {sync_site()}"

    def index(self) -> str:
        status = get_engine().status()
        if status.ready:
            return f"{status.documents} documents"
        if status.away:
            look_at_everything()
            return f"{status.problem} The worker builds the index when it is back"
        call_command("rebuild_search", stdout=self.stdout)
        return f"built anew, {get_engine().status().documents} documents"

    def logins(self, renew: bool) -> str:
        if not settings.DEMO_LOGINS:
            shut = demo.close_logins()
            return f"demo logins shut: {', '.join(shut)}" if shut else "no demo logins"
        with transaction.atomic():  # printed before they are kept: a login that nobody saw is never left behind
            made = demo.make_logins(renew=renew)
            if made:
                self.stdout.write("      Demo logins for this machine, shown only now (role, user name, password):")
            for login in made:
                self.stdout.write(str(login))
        return "made" if made else "as they were; `manage.py bootstrap --new-passwords` gives new passwords"


def sync_site() -> str:
    """Makes Wagtail's site say what SITE_URL says, so that both build the same links; returns the origin."""
    origin = urlsplit(settings.SITE_URL)
    if origin.scheme not in {"http", "https"} or not origin.hostname:
        raise CommandError(
            f"SITE_URL is {settings.SITE_URL!r}; it takes an origin such as https://archive.example.org."
        )
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        raise CommandError("There is no default site. Import the seed (manage.py import_seed), which makes it.")
    wanted = (origin.hostname, origin.port or (443 if origin.scheme == "https" else 80), settings.WAGTAIL_SITE_NAME)
    if (site.hostname, site.port, site.site_name) != wanted:
        site.hostname, site.port, site.site_name = wanted
        site.save()
    return settings.SITE_URL.rstrip("/")


def explain(failure: OperationalError) -> str:
    """What a person can do about a database that does not work."""
    text = str(failure).strip()
    name = settings.DATABASES["default"]["NAME"]
    if "disk is full" in text or "No space left" in text:
        return f"The disk that holds {name} is full. Free some space, then start again: this goes on from here."
    if "readonly" in text or "unable to open" in text:
        return f"The database {name} cannot be written. Make the file and its folder writable, then start again."
    if "locked" in text:
        return f"Another program holds the database {name}. End it (another `make run`?), then start again."
    return f"The database {name} does not answer: {text}"
