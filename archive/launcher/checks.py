"""Runs the checks behind `make lint` and `make format`, each with its name and time, and all even when one fails."""

import os
import subprocess
import time

from .report import say

IMPORTS = "directions of imports"

# `check --deploy` needs production settings to load, not to reach anything: these values lead nowhere.
PRODUCTION = {
    "SECRET_KEY": "lint-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "SITE_URL": "https://archive.example.org",
    "ALLOWED_HOSTS": "archive.example.org",
    "DATABASE_URL": "postgres://archive:nothing@127.0.0.1:1/archive",
    "ARCHIVE_VAR": os.path.join("var", "lint"),
    "EMAIL_HOST": "mail.example.org",
    "DEFAULT_FROM_EMAIL": "desk@archive.example.org",
    "TAKEDOWN_ADDRESS": "takedown@archive.example.org",
}


def templates(root):
    """Every template, as paths relative to the root."""
    found = []
    for folder, _folders, files in os.walk(os.path.join(root, "templates")):
        found += [os.path.relpath(os.path.join(folder, name), root) for name in files if name.endswith(".html")]
    return sorted(found)


def lint_commands(python, root):
    """Each check as (what it looks at, command, environment beside the common one)."""
    return [
        ("format of Python", [python, "-m", "ruff", "format", "--check", "--quiet", "."], {}),
        ("mistakes in Python", [python, "-m", "ruff", "check", "--quiet", "."], {}),
        ("format of templates", _djhtml(python, root, "--check"), {}),
        (IMPORTS, [python, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"], {}),
        (
            "migrations match models",
            [python, "manage.py", "makemigrations", "--check", "--dry-run"],
            {"DJANGO_SETTINGS_MODULE": "archive.settings.test"},
        ),
        (
            "production settings",
            [python, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
            dict(PRODUCTION, DJANGO_SETTINGS_MODULE="archive.settings.production"),
        ),
    ]


def format_commands(python, root):
    return [
        ("order of imports", [python, "-m", "ruff", "check", "--quiet", "--select", "I", "--fix", "."], {}),
        ("format of Python", [python, "-m", "ruff", "format", "."], {}),
        ("format of templates", _djhtml(python, root), {}),
    ]


def _djhtml(python, root, *options):
    return [python, "-m", "djhtml", "--tabwidth", "2"] + list(options) + templates(root)


def run(commands, root):
    """Runs every check, shows what a failing one wrote, and returns 1 when any failed, else 0."""
    failed = []
    for name, command, extra in commands:
        began = time.time()
        done = subprocess.run(
            command,
            cwd=root,
            env=dict(os.environ, **extra),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        verdict = "ok" if done.returncode == 0 else "FAILED"
        say("%-26s %-6s %5.1f s" % (name, verdict, time.time() - began))
        if done.returncode:
            failed.append(name)
            say(done.stdout.decode("utf-8", "replace").rstrip())
    if failed:
        say("Failed: %s." % ", ".join(failed))
    return 1 if failed else 0
