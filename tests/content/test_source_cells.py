"""Sources that a table names cell by cell: links by their short names to readers, keys in files and the API."""

import pytest

from content import models
from content.reading import source_cells
from search.builders.snippets import table as document
from tests.content.seed import seed_items
from tests.factories import content as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def works():
    return (
        made.source(slug="doj-1999", authors=["Clerk, Carl"], issued="1999"),
        made.source(slug="nara-2000", authors=["Archivist, Ann"], issued="2000"),
    )


def table(works, **values):
    rows = [["1988", "doj-1999"], ["1990", "doj-1999; nara-2000"], ["1992", "lawyers, as reported <b>"], ["1993", ""]]
    return made.table(**{"slug": "counts", "columns": ["Year", "source"], "rows": rows, "sources": works[:1], **values})


LINKS = (
    '<td><a href="/sources/doj-1999/">Clerk 1999</a></td>',
    '<td><a href="/sources/doj-1999/">Clerk 1999</a>; <a href="/sources/nara-2000/">Archivist 2000</a></td>',
    "<td>lawyers, as reported &lt;b&gt;</td>",
)


def test_on_its_own_page_and_in_an_entry_a_source_is_a_link(client, works):
    one = table(works)
    entry = made.entry(body=[{"type": "table", "value": {"table": one.pk, "comment": ""}}])
    for page in (one, entry):
        html = client.get(page.address).content.decode()
        assert all(link in html for link in LINKS)
        assert ">doj-1999<" not in html


def test_files_and_the_api_keep_the_key(client, works):
    one = table(works)
    assert "1988,doj-1999" in client.get(f"{one.address}table.csv").content.decode()
    assert models.DataTable.objects.get().rows[1] == ["1990", "doj-1999; nara-2000"]


def test_only_columns_of_sources_are_read(works):
    one = table(works, columns=["Year", "Source of admission"])
    assert source_cells.linked(one) == one.rows
    assert source_cells.linked(table(works, slug="other", columns=["Sources", "Year"], rows=[["doj-1999", 4]])) == [
        ['<a href="/sources/doj-1999/">Clerk 1999</a>', 4]
    ]


def test_a_source_that_is_not_public_is_named_and_not_linked(works):
    works[0].unpublish()
    assert source_cells.linked(table(works))[0][1] == "Clerk 1999"


def test_the_tables_own_sources_cost_no_query(works, django_assert_num_queries):
    one = models.DataTable.objects.prefetch_related("source_links__source").get(pk=table(works).pk)
    one.rows = one.rows[:1]
    with django_assert_num_queries(0):
        assert "Clerk 1999" in source_cells.linked(one)[0][1]


def test_search_shows_names_and_not_keys(works):
    body = document(table(works)).body
    assert "Clerk 1999; Archivist 2000" in body and "doj-1999" not in body and "as reported <b>" in body


def test_the_seeds_tables_list_the_sources_their_cells_name():
    known = {item["slug"] for item in seed_items("ladder")}
    for item in seed_items("columns"):
        at = [place for place, name in enumerate(item["columns"]) if name.lower() in source_cells.COLUMNS]
        listed = {one["key"] if isinstance(one, dict) else one for one in item["sources"]}
        named = {part.strip() for row in item["rows"] for place in at for part in str(row[place]).split(";")}
        assert (named & known) - listed == set(), item["slug"]
