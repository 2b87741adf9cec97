"""Makes many tables in one step, for a first migration.

Django builds all models that hang together anew after each operation. With a hundred operations on fifty models that
took ten seconds of every fresh start; this builds them once.
"""

from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterUniqueTogether,
    CreateModel,
    SeparateDatabaseAndState,
)

ONLY_ADD = (CreateModel, AddField, AddConstraint, AddIndex, AlterUniqueTogether)


class CreateTogether(SeparateDatabaseAndState):
    """Operations that only make models and add to them: each table is created as the last of them leaves it.

    Raises TypeError for any other operation, for nothing would carry it out.
    """

    def __init__(self, state_operations):
        others = [each for each in state_operations if not isinstance(each, ONLY_ADD)]
        if others:
            raise TypeError(f"{others[0]!r} makes or adds nothing. Put it into a migration of its own.")
        super().__init__(state_operations=state_operations)

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # what is not built is not built anew after each of them
        super().state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for model in self._models(app_label, schema_editor, to_state):
            schema_editor.create_model(model)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for model in reversed(self._models(app_label, schema_editor, from_state)):
            schema_editor.delete_model(model)

    def describe(self):
        return "Create the tables of the app together"

    def _models(self, app_label, schema_editor, state):
        names = [each.name for each in self.state_operations if isinstance(each, CreateModel)]
        models = [state.apps.get_model(app_label, name) for name in names]
        return [model for model in models if self.allow_migrate_model(schema_editor.connection.alias, model)]
