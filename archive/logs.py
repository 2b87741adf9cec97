"""What may be logged: never a reader's address, path or query."""

import logging


class WithoutRequest(logging.Filter):
    """Takes from a record everything that says what was asked and by whom; the view's name and the error stay."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is not None or record.name.startswith(("django.request", "django.security", "django.server")):
            match = getattr(request, "resolver_match", None)
            where = match.view_name or match._func_path if match else "no view"
            status = getattr(record, "status_code", "")
            record.msg, record.args = f"{status} in {where}".strip(), ()
            record.request = None
        return True
