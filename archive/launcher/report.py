"""Speaks to the person at the terminal: what is being done, and why something cannot be done."""

import sys


class Refused(Exception):
    """Something that stops a start, as whole sentences: what is wrong, where, and what to do about it."""


class Interrupted(BaseException):
    """Somebody asked the launcher to end (SIGTERM, or the terminal was closed)."""


def say(sentence):
    """Writes one line at once, also when the output goes to a file."""
    print(sentence, flush=True)


def progress(text):
    """Writes over the last line on a terminal; elsewhere progress would fill a log, so nothing is written."""
    if sys.stdout.isatty():
        print("\r\033[K  " + text, end="", flush=True)


def end_progress():
    if sys.stdout.isatty():
        print("\r\033[K", end="", flush=True)
