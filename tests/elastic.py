"""Where tests find an Elasticsearch, and indices of their own on it that go when the test ends."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from elasticsearch import Elasticsearch

from search.engines.elastic import ElasticOptions


def urls() -> tuple[str, ...]:
    """The servers that ELASTICSEARCH_URL names; skips the test where it names none."""
    named = os.environ.get("ELASTICSEARCH_URL", "").replace(",", " ").split()
    if not named:
        pytest.skip("no Elasticsearch here: ELASTICSEARCH_URL names none (make elasticsearch starts one)")
    return tuple(named)


@contextmanager
def own_options(**more) -> Iterator[ElasticOptions]:
    """Options under an index name that nobody else uses. What is made under it is removed at the end."""
    options = replace(ElasticOptions(urls(), f"test-{uuid.uuid4().hex[:12]}", replicas=0, timeout=20.0), **more)
    yield options
    remove_indices(",".join(options.urls), options.index)


def remove_indices(servers: str, begin: str) -> None:
    """Removes every index of an archive whose indices begin so."""
    with Elasticsearch(servers.replace(",", " ").split(), request_timeout=30) as client:
        for name in client.indices.get_alias(index=f"{begin}-*", ignore_unavailable=True):
            client.indices.delete(index=name, ignore_unavailable=True)
