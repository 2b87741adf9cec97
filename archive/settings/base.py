"""What is true however the archive runs."""

import os
from pathlib import Path

from .cms import *  # noqa: F403
from .env import database, number, text, words
from .headers import *  # noqa: F403
from .installed import INSTALLED_APPS, MIDDLEWARE, TEMPLATES

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(text("ARCHIVE_VAR", str(BASE_DIR / "var")))

SITE_URL = text("SITE_URL", "http://127.0.0.1:8000")
WAGTAILADMIN_BASE_URL = SITE_URL

INSTALLED_APPS = [*INSTALLED_APPS]
MIDDLEWARE = [*MIDDLEWARE]
TEMPLATES = [{**TEMPLATES[0], "DIRS": [BASE_DIR / "templates"]}]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "wagtailadmin_login"

DATABASES = {"default": database("DATABASE_URL", VAR_DIR / "archive.sqlite3")}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = None  # only production collects static files; elsewhere they are served from where they lie
MEDIA_ROOT = VAR_DIR / "media"  # outside any public folder: archive.views serves files under the visibility rule
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # an entry with many claims, sources and blocks in one form
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

SEARCH = {
    "ENGINE": text("SEARCH_ENGINE", "embedded"),  # or elasticsearch
    "PATH": VAR_DIR / "index",
    "ELASTICSEARCH": {
        "urls": tuple(words("ELASTICSEARCH_URL")),
        "index": text("ELASTICSEARCH_INDEX", "registry-archive"),  # what the names of all its indices begin with
        "shards": number("ELASTICSEARCH_SHARDS", 1),
        "replicas": number("ELASTICSEARCH_REPLICAS", 1),
        "timeout": float(number("ELASTICSEARCH_TIMEOUT", 5)),  # seconds that a reader waits at most
        "api_key": text("ELASTICSEARCH_API_KEY"),
        "ca_certs": text("ELASTICSEARCH_CA_CERTS"),  # a file, for a server whose certificate is its owner's own
    },
}
WORKER_DIR = VAR_DIR / "worker"

# Where a person writes who wants something taken down; shown on /takedown/ when it is set.
TAKEDOWN_ADDRESS = text("TAKEDOWN_ADDRESS", "")
# Where a weakness of the site is reported; without it there is no /.well-known/security.txt.
SECURITY_ADDRESS = text("SECURITY_ADDRESS", "")
DEMO_LOGINS = False

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CSRF_FAILURE_VIEW = "archive.views.forbidden"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# Loggers never write a request's address or query: what readers ask is nobody's to keep.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_request": {"()": "archive.logs.WithoutRequest"}},
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_request"]}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # It writes a page for each try that fails; what it came to in the end is said by whoever asked.
        "elastic_transport": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.server": {"handlers": [], "level": "CRITICAL", "propagate": False},
        # The server names the address of whoever sends it something unreadable.
        "gunicorn.error": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
