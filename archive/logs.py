"""What may be logged: never a reader's address, path or query."""

import logging
import traceback
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponseBase

_ABOUT_REQUESTS = ("django.request", "django.security", "django.server")
_SERVER = "gunicorn"
_answering: ContextVar[bool] = ContextVar("answering_a_request", default=False)


class Answering:
    """Middleware that lets the filter know that what is logged now may repeat what a reader sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = _answering.set(True)
        try:
            return self.get_response(request)
        finally:
            _answering.reset(token)


class WithoutRequest(logging.Filter):
    """Takes from a record everything that says what was asked and by whom; the view's name and the error's place stay.

    1. A record about a request says its status and view, nothing else.
    2. The server's own complaint about a request says that there was one.
    3. An error while a request is answered says its kind and where it arose; its message may repeat what was asked.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is not None or record.name.startswith(_ABOUT_REQUESTS):
            self._say(record, f"{getattr(record, 'status_code', '')} in {_view_of(request)}".strip())
            record.request = None
        elif record.name.startswith(_SERVER) and "request" in str(record.msg).lower():
            self._say(record, "A request could not be read or answered.")
        elif not _answering.get():
            return True
        if record.exc_info:
            record.exc_text, record.exc_info = place_of(record.exc_info[1]), None
        return True

    @staticmethod
    def _say(record: logging.LogRecord, words: str) -> None:
        record.msg, record.args = words, ()


def _view_of(request: HttpRequest | None) -> str:
    match = getattr(request, "resolver_match", None)
    return (match.view_name or match._func_path) if match else "no view"


def place_of(error: BaseException | None) -> str:
    """The kinds of an error and of those that led to it, each with the lines of code it passed; never its message."""
    chain: list[BaseException] = []
    while error is not None and error not in chain:
        chain.insert(0, error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join("".join(traceback.format_tb(one.__traceback__)) + type(one).__qualname__ for one in chain)
