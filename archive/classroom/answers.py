"""How what a teacher picked is answered: a damaged link by a sentence, and files in words where none can be made."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse

from archive.classroom import selection
from archive.classroom.selection import Selection

PLAIN = "text/plain; charset=utf-8"
NOTHING_PICKED = "Nothing is picked in this link, so there is nothing to take along. Pick events or entries at /class/."


def with_selection(view: Callable[[HttpRequest, Selection], HttpResponse]) -> Callable[..., HttpResponse]:
    """Hands a view what its address holds; where that is nothing, a 404 says in words why no file is made."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        reading = selection.read(request.POST if request.method == "POST" else request.GET)
        if not reading.selection.uids:
            return in_words(404, " ".join(reading.problems) or NOTHING_PICKED)
        return view(request, reading.selection)

    return answer


def in_words(status: int, sentence: str, **headers: str) -> HttpResponse:
    """A sentence as plain text, where no page is asked for."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return HttpResponse(f"{sentence}\n", status=status, content_type=PLAIN, headers=named)
