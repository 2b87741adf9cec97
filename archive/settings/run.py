"""`make run`: the archive on one person's machine, as readers see it; debug pages off, demo logins on."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .env import text

DEBUG = False
SECRET_KEY = text("SECRET_KEY")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. `make run` makes one and keeps it in var/; to run a command by hand, use the "
        "development settings, which manage.py takes by itself."
    )
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", urlsplit(SITE_URL).hostname or "127.0.0.1"]  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEMO_LOGINS = True
