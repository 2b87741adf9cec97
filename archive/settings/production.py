"""Production: every secret and host comes from the environment, and the site does not start while one is missing."""

from django.core.exceptions import ImproperlyConfigured

from .env import flag, missing, number, text, words

REQUIRED = {
    "SECRET_KEY": "50 or more random characters that sign sessions",
    "SITE_URL": "the archive's one origin, such as https://archive.example.org",
    "ALLOWED_HOSTS": "the names it answers to, separated by commas",
    "DATABASE_URL": "postgres://user:password@host:5432/name",
    "ARCHIVE_VAR": "a folder outside the clone for files, index and the worker's state",
    "EMAIL_HOST": "the mail server that sends reviews and password links",
    "DEFAULT_FROM_EMAIL": "the address these letters come from",
    "TAKEDOWN_ADDRESS": "the address people write to who want something taken down",
}

# Asked for before base.py makes folders from the same variables.
if _missing := missing(REQUIRED):
    raise ImproperlyConfigured(
        "The production settings need these environment variables: "
        + "; ".join(f"{name} ({REQUIRED[name]})" for name in _missing)
    )

from .base import *  # noqa: E402, F403

DEBUG = False
SECRET_KEY = text("SECRET_KEY")
ALLOWED_HOSTS = words("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [SITE_URL.rstrip("/")]  # noqa: F405
DEMO_LOGINS = False

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = text("EMAIL_HOST")
EMAIL_PORT = number("EMAIL_PORT", 587)
EMAIL_HOST_USER = text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = flag("EMAIL_USE_TLS", True)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = text("DEFAULT_FROM_EMAIL")

# Who may frame a page is said by Content-Security-Policy (frame-ancestors), which knows more than X-Frame-Options.
SILENCED_SYSTEM_CHECKS = ["security.W002"]
SECURE_SSL_REDIRECT = flag("SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from beside the server, without TLS
# Only a proxy that sets this header itself, and drops what a visitor sent under its name, may be trusted with it.
if flag("BEHIND_TLS_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = number("SECURE_HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = flag("SECURE_HSTS_WHOLE_DOMAIN", True)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True

# Hashed and compressed once, by `manage.py collectstatic`; the other settings serve them from where they lie.
STATIC_ROOT = VAR_DIR / "static"  # noqa: F405
WHITENOISE_USE_FINDERS = False
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
