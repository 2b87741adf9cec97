"""The date of a rule for a word can say whose use of the word it is of.

Rows stay as they are: a row written here would pass for one that an editor changed, and the seed, which says it of
each of its rules, would leave that row alone.
"""

import content.fields
from django.db import migrations, models


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
    ]
