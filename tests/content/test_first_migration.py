"""The first migration makes every table of the content in one step: as its model says, and nothing else."""

import pytest
from django.apps import apps
from django.db import connection, migrations, models

from content.migrations._together import CreateTogether

MODELS = list(apps.get_app_config("content").get_models(include_auto_created=True))


@pytest.fixture(scope="module")
def tables(django_db_setup, django_db_blocker) -> dict[str, dict]:
    """What the database holds of each table to other tables, and what it keeps unique."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        names = [model._meta.db_table for model in MODELS]
        return {name: connection.introspection.get_constraints(cursor, name) for name in names}


def _said_unique(model: type[models.Model]) -> set[frozenset[str]]:
    meta = model._meta
    groups = [*meta.unique_together, *(each.fields for each in meta.constraints)]
    return {frozenset(meta.get_field(name).column for name in group) for group in groups} | {
        frozenset([field.column]) for field in meta.local_fields if field.unique and not field.primary_key
    }


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_a_table_keeps_unique_what_its_model_says_and_refers_to_what_it_says(model, tables):
    kept = tables[model._meta.db_table].values()
    unique = {frozenset(each["columns"]) for each in kept if each["unique"] and not each["primary_key"]}
    assert unique == _said_unique(model)
    referring = {(each["columns"][0], each["foreign_key"]) for each in kept if each["foreign_key"]}
    assert referring == {
        (field.column, (field.related_model._meta.db_table, field.target_field.column))
        for field in model._meta.local_fields
        if field.is_relation and field.db_constraint
    }


def test_what_would_not_be_carried_out_is_refused():
    with pytest.raises(TypeError, match="migration of its own"):
        CreateTogether([migrations.RunPython(migrations.RunPython.noop)])
