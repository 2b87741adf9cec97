"""Says of the date of every rule for a word whose use of the word it is of."""

import content.fields
from django.db import migrations, models


def those_of_the_field(apps, schema_editor):
    """Until now a date stood only where a source dates the use."""
    apps.get_model("content", "TermRule").objects.exclude(since="").update(since_in="field")


class Migration(migrations.Migration):
    # Needs nothing but the table of rules, so its number and what it follows can be changed.
    dependencies = [
        ("content", "0002_units"),
    ]

    operations = [
        migrations.AddField(
            model_name='termrule',
            name='since_in',
            field=models.CharField(blank=True, choices=[('field', 'in the field'), ('archive', 'in this archive')], help_text='In the field: others use it so, and a source dates that; name it in the reason or the account. In this archive: the day this rule was written.', max_length=10, verbose_name='where since then'),
        ),
        migrations.AlterField(
            model_name='termrule',
            name='since',
            field=content.fields.EDTFField(blank=True, help_text='Since when it has been used so.', max_length=100),
        ),
        migrations.RunPython(those_of_the_field, migrations.RunPython.noop),
    ]
