"""Tests: like production where it matters, quick and silent where it does not."""

import tempfile

from .base import *  # noqa: F403
from .env import database
from .env import text as _text

DEBUG = False
SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["*"]
VAR_DIR = Path(_text("ARCHIVE_VAR", "") or tempfile.mkdtemp(prefix="archive-test-"))  # noqa: F405
DATABASES = {"default": database("DATABASE_URL", VAR_DIR / "test.sqlite3")}
MEDIA_ROOT = VAR_DIR / "media"
SEARCH = {"ENGINE": "embedded", "PATH": VAR_DIR / "index"}
WORKER_DIR = VAR_DIR / "worker"
SITE_URL = WAGTAILADMIN_BASE_URL = "http://testserver"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WAGTAIL_AUTOSAVE_INTERVAL = 0  # the browser tests press the buttons themselves
