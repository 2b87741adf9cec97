"""Data tables as readers find them: drawn where they may be, and taken along as a file."""

import pytest
from django.core.exceptions import ValidationError

from content import models
from tests.factories import content as made

pytestmark = pytest.mark.django_db


def read(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_chart_stands_before_its_table_wherever_the_table_is_shown(client):
    theme = made.theme()
    table = made.table(slug="drawn", title="Drawn", chart=True, themes=[theme], note="Without children.")
    entry = made.entry(body=[{"type": "table", "value": {"table": table.pk, "comment": "As counted."}}])
    for address in (table.address, entry.address, theme.address):
        page = read(client, address)
        assert page.index('<svg role="img" aria-label="Drawn. 2 bars, from 10') < page.index("<caption>"), address
        assert 'href="/tables/drawn/table.csv"' in page and "Bars begin at zero." in page, address
        assert "Without children." in page and ">12<" in page, address
    models.DataTable.objects.update(chart=False)
    for address in (table.address, entry.address, theme.address):
        assert "<svg role" not in read(client, address)
        assert "table.csv" in read(client, address)


def test_the_desk_refuses_a_chart_of_the_dead_and_of_columns_that_are_not_there():
    table = made.table(chart=True, columns=["Year", "Deaths"])
    with pytest.raises(ValidationError, match="no chart of the dead"):
        table.clean()
    table.columns, table.chart_values = ["Year", "People"], ["Persons"]
    with pytest.raises(ValidationError, match="no column “Persons”. Use one of these: Year, People"):
        table.clean()
    table.chart_values = ["people"]
    table.clean()
