
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('works', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Manuscript',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('name', models.CharField(max_length=255)),
                ('size', models.PositiveBigIntegerField()),
                ('came_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by_id', models.BigIntegerField(null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='manuscript_hash')],
            },
        ),
        migrations.CreateModel(
            name='Shelved',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.TextField(help_text='As it was found on disk when shelving by command.')),
                ('number', models.PositiveIntegerField(help_text='Which work of the manuscript, from 0.')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('manuscript', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shelved', to='manuscripts.manuscript')),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shelved', to='works.work')),
            ],
            options={
                'verbose_name_plural': 'shelved',
            },
        ),
        migrations.CreateModel(
            name='ShelvedChapter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text_sha256', models.CharField(max_length=64)),
                ('chapter', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='shelved', to='works.chapter')),
                ('shelved', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chapters', to='manuscripts.shelved')),
            ],
        ),
        migrations.AddConstraint(
            model_name='shelved',
            constraint=models.UniqueConstraint(fields=('path', 'number'), name='shelved_once_per_path'),
        ),
        migrations.AddConstraint(
            model_name='shelved',
            constraint=models.UniqueConstraint(fields=('work',), name='shelved_once_per_work'),
        ),
    ]
