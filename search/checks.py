"""Says at start that the index was made by another version of the archive, before a reader meets it."""

from django.core.checks import CheckMessage, Warning, register

from search.engines import SearchUnavailable, get_engine


@register("search")
def index_is_not_stale(app_configs, **kwargs) -> list[CheckMessage]:
    """A warning when there is an index that the present code cannot use, or no way to it. No index yet is none."""
    try:
        status = get_engine().status()
    except SearchUnavailable as wrong:
        return [Warning(str(wrong), id="search.W002")]
    if status.away:
        return [Warning(status.problem, id="search.W003")]
    return [Warning(status.problem, id="search.W001")] if status.stale else []
