
import django.utils.timezone
import fanfold.journal.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=fanfold.journal.models.what_choices, max_length=40)),
                ('thing_kind', models.CharField(max_length=60)),
                ('thing_id', models.BigIntegerField()),
                ('by_id', models.BigIntegerField(help_text='The account; empty when the archive itself did it.', null=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('details', models.JSONField(blank=True, default=dict)),
                ('followed_at', models.DateTimeField(help_text='When the consequences had been carried out.', null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('followed_at', None)), fields=['id'], name='journal_to_follow'), models.Index(fields=['thing_kind', 'thing_id', 'id'], name='journal_of_thing')],
            },
        ),
    ]
