"""Whether the archive can do its work: the database answers, there is an index, and the worker is alive."""

from django.db import DatabaseError

OK = "ok"


def parts() -> dict[str, str]:
    """What `/readyz` looks at, each with `ok` or a sentence that says what is wrong and what to do."""
    return {"database": database(), "index": index(), "worker": worker()}


def database() -> str:
    """The content's tables are there and can be read."""
    from content.models import HomePage

    try:
        return OK if HomePage.objects.exists() else "The archive is empty. Run 'python manage.py bootstrap'."
    except DatabaseError:
        return "The database cannot be read. Run 'python manage.py migrate', or see that it is running."


def index() -> str:
    """What is wrong is said without the engine's own words, which name a folder or an address of the server's."""
    from search.engines import SearchUnavailable, get_engine

    try:
        status = get_engine().status()
    except SearchUnavailable:
        return "The search engine is not set up. Look at SEARCH_ENGINE and ELASTICSEARCH_URL."
    if status.away:
        return "Elasticsearch does not answer. See that it runs; what is edited meanwhile is indexed when it is back."
    return OK if status.ready else "There is no search index. Run 'python manage.py rebuild_search'."


def worker() -> str:
    from archive.worker import is_alive

    return OK if is_alive() else "The worker has not been heard of lately. Start 'python manage.py work'."
