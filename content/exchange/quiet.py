"""Writing much at once: the reference index and the editors' own search are brought up to date once, at the end."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db.models.signals import post_save
from modelsearch import index
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.signal_handlers import disable_reference_index_auto_update

from content.models.named import names_remembered


@contextmanager
def side_indexes_paused() -> Iterator[None]:
    """Inside, saving a row updates neither side index; deletions still do. Call `refresh_side_indexes` afterwards."""
    models = [
        model for model in index.get_indexed_models() if post_save.disconnect(post_save_signal_handler, sender=model)
    ]
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        for model in models:
            post_save.connect(post_save_signal_handler, sender=model)


def refresh_side_indexes(say: Callable[[str], None] = lambda line: None) -> None:
    """Bring Wagtail's reference index and the editors' search up to date with everything."""
    say("Noting what refers to what …")
    with names_remembered():
        call_command("rebuild_references_index", verbosity=0, stdout=io.StringIO())
    say("Filling the editors' own search …")
    call_command("update_index", verbosity=0, stdout=io.StringIO())
