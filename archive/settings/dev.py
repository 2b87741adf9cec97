"""Developing: debug pages on, a fixed key, demo logins, nothing read from the environment that must be there."""

from .base import *  # noqa: F403

DEBUG = True
SECRET_KEY = "only-for-developing-on-this-machine"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEMO_LOGINS = True
LOGGING["loggers"]["django.server"] = {"handlers": ["console"], "level": "INFO", "propagate": False}  # noqa: F405
