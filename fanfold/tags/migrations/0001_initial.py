
import django.db.models.deletion
import django.db.models.functions.text
import fanfold.archive.fields
import fanfold.tags.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Kind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='In the singular: Fandom.', max_length=40)),
                ('plural', models.CharField(help_text='Fandoms.', max_length=40)),
                ('slug', models.SlugField(allow_unicode=True, max_length=40, unique=True)),
                ('position', models.PositiveSmallIntegerField(unique=True)),
                ('role', models.CharField(choices=fanfold.tags.models.kind_role_choices, default='plain', max_length=15)),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='kind_name_once'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('plural', ''), _negated=True)), name='kind_has_names')],
            },
        ),
        migrations.CreateModel(
            name='Tag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150)),
                ('slug', models.CharField(max_length=60)),
                ('about', fanfold.archive.fields.CleanHtmlField(blank=True, default=fanfold.archive.fields.empty_html, editable=False)),
                ('works_count', models.PositiveIntegerField(default=0, help_text='Listed works under this tag; follows the journal.')),
                ('canonical', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='synonyms', to='tags.tag')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tags', to='tags.kind')),
            ],
        ),
        migrations.CreateModel(
            name='TagParent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tags.tag')),
                ('parent', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tags.tag')),
            ],
        ),
        migrations.AddField(
            model_name='tag',
            name='parents',
            field=models.ManyToManyField(related_name='children', through='tags.TagParent', through_fields=('child', 'parent'), to='tags.tag'),
        ),
        migrations.AddConstraint(
            model_name='tagparent',
            constraint=models.UniqueConstraint(fields=('child', 'parent'), name='tag_parent_once'),
        ),
        migrations.AddConstraint(
            model_name='tagparent',
            constraint=models.CheckConstraint(condition=models.Q(('child', models.F('parent')), _negated=True), name='tag_is_not_its_own_parent'),
        ),
        migrations.AddIndex(
            model_name='tag',
            index=models.Index(fields=['kind', '-works_count', 'name'], name='tags_of_kind_by_use'),
        ),
        migrations.AddConstraint(
            model_name='tag',
            constraint=models.UniqueConstraint(models.F('kind'), django.db.models.functions.text.Lower('name'), name='tag_once_per_kind'),
        ),
        migrations.AddConstraint(
            model_name='tag',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='tag_has_name'),
        ),
        migrations.AddConstraint(
            model_name='tag',
            constraint=models.CheckConstraint(condition=models.Q(('canonical', None), models.Q(('canonical', models.F('id')), _negated=True), _connector='OR'), name='tag_is_not_its_own_synonym'),
        ),
    ]
