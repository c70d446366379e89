
import django.db.models.deletion
import django.utils.timezone
import fanfold.archive.fields
import fanfold.works.models.tombstone
import fanfold.works.models.work
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('archive', '0002_first_choices'),
        ('tags', '0002_first_kinds'),
    ]

    operations = [
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300)),
                ('slug', models.CharField(max_length=60)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('completed_at', models.DateTimeField(blank=True, null=True)),
                ('binned_at', models.DateTimeField(blank=True, null=True)),
                ('summary_source', models.TextField(blank=True)),
                ('summary', fanfold.archive.fields.CleanHtmlField(blank=True, default=fanfold.archive.fields.empty_html, editable=False)),
                ('notes_source', models.TextField(blank=True)),
                ('notes', fanfold.archive.fields.CleanHtmlField(blank=True, default=fanfold.archive.fields.empty_html, editable=False)),
            ],
            options={
                'verbose_name_plural': 'series',
            },
        ),
        migrations.CreateModel(
            name='Creatorship',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('invited_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('pen_name', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='creatorships', to='accounts.penname')),
            ],
            options={
                'ordering': ['position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='SeriesCreatorship',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('pen_name', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='series_creatorships', to='accounts.penname')),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='creatorships', to='works.series')),
            ],
            options={
                'ordering': ['position', 'id'],
            },
        ),
        migrations.AddField(
            model_name='series',
            name='pen_names',
            field=models.ManyToManyField(related_name='series', through='works.SeriesCreatorship', to='accounts.penname'),
        ),
        migrations.CreateModel(
            name='Tombstone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=fanfold.works.models.tombstone.tombstone_choices, max_length=10)),
                ('thing_id', models.BigIntegerField()),
                ('title', models.CharField(max_length=300)),
                ('byline', models.CharField(blank=True, max_length=300)),
                ('gone_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('gone_by', models.CharField(choices=fanfold.works.models.tombstone.gone_by_choices, max_length=10)),
                ('words_left', models.CharField(blank=True, help_text='A sentence its author left for readers.', max_length=500)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'thing_id'), name='tombstone_once')],
            },
        ),
        migrations.CreateModel(
            name='Work',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300)),
                ('slug', models.CharField(max_length=60)),
                ('language', models.CharField(default='en', help_text='BCP 47.', max_length=35)),
                ('audience', models.CharField(choices=fanfold.works.models.work.audience_choices, default='public', max_length=10)),
                ('comment_policy', models.CharField(choices=fanfold.works.models.work.comment_policy_choices, default='everybody', max_length=10)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('published_at', models.DateTimeField(blank=True, help_text='In the future: scheduled.', null=True)),
                ('queued_at', models.DateTimeField(blank=True, null=True)),
                ('binned_at', models.DateTimeField(blank=True, null=True)),
                ('anonymous_since', models.DateTimeField(blank=True, null=True)),
                ('completed_at', models.DateTimeField(blank=True, null=True)),
                ('expected_chapters', models.PositiveIntegerField(blank=True, null=True)),
                ('updated_at', models.DateTimeField(default=django.utils.timezone.now, help_text='When its newest chapter came out.')),
                ('words', models.PositiveIntegerField(default=0)),
                ('chapters_count', models.PositiveIntegerField(default=0)),
                ('out_since', models.DateTimeField(blank=True, help_text='When readers were first told; set by the clock.', null=True)),
                ('summary_source', models.TextField(blank=True)),
                ('summary', fanfold.archive.fields.CleanHtmlField(blank=True, default=fanfold.archive.fields.empty_html, editable=False)),
                ('notes_before_source', models.TextField(blank=True)),
                ('notes_before', fanfold.archive.fields.CleanHtmlField(blank=True, default=fanfold.archive.fields.empty_html, editable=False)),
                ('notes_after_source', models.TextField(blank=True)),
                ('notes_after', fanfold.archive.fields.CleanHtmlField(blank=True, default=fanfold.archive.fields.empty_html, editable=False)),
                ('pen_names', models.ManyToManyField(related_name='works', through='works.Creatorship', to='accounts.penname')),
                ('rating', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='works', to='archive.rating')),
                ('warnings', models.ManyToManyField(related_name='works', to='archive.warning')),
            ],
        ),
        migrations.CreateModel(
            name='SeriesItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('inner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='outer_items', to='works.series')),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='works.series')),
                ('work', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='series_items', to='works.work')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.AddField(
            model_name='creatorship',
            name='work',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='creatorships', to='works.work'),
        ),
        migrations.CreateModel(
            name='Chapter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('title', models.CharField(blank=True, max_length=300)),
                ('words', models.PositiveIntegerField(default=0)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('published_at', models.DateTimeField(blank=True, help_text='Empty: a draft. In the future: scheduled.', null=True)),
                ('announced_at', models.DateTimeField(blank=True, help_text='When the clock saw it come out.', null=True)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('summary_source', models.TextField(blank=True)),
                ('summary', fanfold.archive.fields.CleanHtmlField(blank=True, default=fanfold.archive.fields.empty_html, editable=False)),
                ('note_head_source', models.TextField(blank=True)),
                ('note_head', fanfold.archive.fields.CleanHtmlField(blank=True, default=fanfold.archive.fields.empty_html, editable=False)),
                ('note_end_source', models.TextField(blank=True)),
                ('note_end', fanfold.archive.fields.CleanHtmlField(blank=True, default=fanfold.archive.fields.empty_html, editable=False)),
                ('source', models.TextField(blank=True)),
                ('html', fanfold.archive.fields.CleanHtmlField(blank=True, default=fanfold.archive.fields.empty_html, editable=False)),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chapters', to='works.work')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='WorkTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='work_tags', to='tags.tag')),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='work_tags', to='works.work')),
            ],
            options={
                'ordering': ['position', 'id'],
            },
        ),
        migrations.AddField(
            model_name='work',
            name='tags',
            field=models.ManyToManyField(related_name='works', through='works.WorkTag', to='tags.tag'),
        ),
        migrations.CreateModel(
            name='ChapterRevision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(blank=True, max_length=300)),
                ('words', models.PositiveIntegerField(default=0)),
                ('by_id', models.BigIntegerField(help_text='The account; empty when the archive itself wrote it.', null=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('why', models.CharField(blank=True, max_length=120)),
                ('summary_source', models.TextField(blank=True)),
                ('note_head_source', models.TextField(blank=True)),
                ('note_end_source', models.TextField(blank=True)),
                ('source', models.TextField(blank=True)),
                ('chapter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='works.chapter')),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('chapter', 'number'), name='revision_number_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='seriescreatorship',
            constraint=models.UniqueConstraint(fields=('series', 'pen_name'), name='series_creatorship_once'),
        ),
        migrations.AddConstraint(
            model_name='series',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='series_has_title'),
        ),
        migrations.AddConstraint(
            model_name='seriesitem',
            constraint=models.UniqueConstraint(fields=('series', 'position'), name='series_place_once'),
        ),
        migrations.AddConstraint(
            model_name='seriesitem',
            constraint=models.UniqueConstraint(fields=('series', 'work'), name='series_work_once'),
        ),
        migrations.AddConstraint(
            model_name='seriesitem',
            constraint=models.UniqueConstraint(fields=('series', 'inner'), name='series_inner_once'),
        ),
        migrations.AddConstraint(
            model_name='seriesitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('inner__isnull', False), ('work__isnull', True)), models.Q(('inner__isnull', True), ('work__isnull', False)), _connector='OR'), name='series_item_is_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='seriesitem',
            constraint=models.CheckConstraint(condition=models.Q(('inner', None), models.Q(('inner', models.F('series')), _negated=True), _connector='OR'), name='series_does_not_hold_itself'),
        ),
        migrations.AddConstraint(
            model_name='creatorship',
            constraint=models.UniqueConstraint(fields=('work', 'pen_name'), name='creatorship_once'),
        ),
        migrations.AddIndex(
            model_name='chapter',
            index=models.Index(condition=models.Q(('announced_at', None)), fields=['published_at'], name='chapters_to_announce'),
        ),
        migrations.AddConstraint(
            model_name='chapter',
            constraint=models.UniqueConstraint(fields=('work', 'position'), name='chapter_place_once'),
        ),
        migrations.AddConstraint(
            model_name='chapter',
            constraint=models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='chapter_counts_from_one'),
        ),
        migrations.AddIndex(
            model_name='worktag',
            index=models.Index(models.F('tag'), models.OrderBy(models.F('work'), descending=True), name='works_of_tag'),
        ),
        migrations.AddConstraint(
            model_name='worktag',
            constraint=models.UniqueConstraint(fields=('work', 'tag'), name='work_tag_once'),
        ),
        migrations.AddIndex(
            model_name='work',
            index=models.Index(condition=models.Q(('binned_at', None), ('published_at__isnull', False), ('queued_at', None)), fields=['-published_at', '-id'], name='works_newest'),
        ),
        migrations.AddIndex(
            model_name='work',
            index=models.Index(condition=models.Q(('binned_at', None), ('published_at__isnull', False), ('queued_at', None)), fields=['-updated_at', '-id'], name='works_updated'),
        ),
        migrations.AddIndex(
            model_name='work',
            index=models.Index(condition=models.Q(('binned_at', None), ('published_at__isnull', False), ('queued_at', None)), fields=['-words', '-id'], name='works_longest'),
        ),
        migrations.AddIndex(
            model_name='work',
            index=models.Index(condition=models.Q(('binned_at', None), ('published_at__isnull', False), ('queued_at', None)), fields=['title', 'id'], name='works_by_title'),
        ),
        migrations.AddIndex(
            model_name='work',
            index=models.Index(condition=models.Q(('binned_at', None), ('published_at__isnull', False), ('queued_at', None)), fields=['language', '-updated_at', '-id'], name='works_of_language'),
        ),
        migrations.AddIndex(
            model_name='work',
            index=models.Index(condition=models.Q(('binned_at', None), ('published_at__isnull', False), ('queued_at', None)), fields=['language', 'audience', 'rating', 'published_at', 'completed_at', 'binned_at', 'queued_at'], name='works_counted'),
        ),
        migrations.AddIndex(
            model_name='work',
            index=models.Index(condition=models.Q(('out_since', None)), fields=['published_at'], name='works_to_announce'),
        ),
        migrations.AddIndex(
            model_name='work',
            index=models.Index(condition=models.Q(('binned_at__isnull', False)), fields=['binned_at'], name='works_in_bin'),
        ),
        migrations.AddConstraint(
            model_name='work',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='work_has_title'),
        ),
        migrations.AddConstraint(
            model_name='work',
            constraint=models.CheckConstraint(condition=models.Q(('language', ''), _negated=True), name='work_has_language'),
        ),
        migrations.AddConstraint(
            model_name='work',
            constraint=models.CheckConstraint(condition=models.Q(('expected_chapters', None), ('expected_chapters__gte', 1), _connector='OR'), name='work_expects_a_chapter'),
        ),
    ]
