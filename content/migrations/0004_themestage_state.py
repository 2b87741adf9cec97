from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('content', '0003_since_when_of_rules'),
    ]

    operations = [
        migrations.AddField(
            model_name='themestage',
            name='state',
            field=models.CharField(blank=True, choices=[('did-not-happen', 'Did not happen'), ('proposed-only', 'Proposed only'), ('not-comparable', 'Not comparable, because')], help_text='Only where the stage did not come about here as in other histories; the words below say why.', max_length=16),
        ),
    ]
