
import django.core.validators
import django.db.models.functions.text
import django.utils.timezone
import fanfold.archive.fields
import fanfold.archive.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Archive',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(default='A new archive', max_length=80)),
                ('sentence', models.CharField(blank=True, help_text='The line on the front page.', max_length=160)),
                ('welcome_source', models.TextField(blank=True)),
                ('welcome', fanfold.archive.fields.CleanHtmlField(blank=True, default=fanfold.archive.fields.empty_html, editable=False)),
                ('keepers', models.CharField(blank=True, help_text='Who keeps it, as the foot of each page says.', max_length=120)),
                ('registration', models.CharField(choices=fanfold.archive.models.registration_choices, default='invited', max_length=10)),
                ('works_per_page', models.PositiveSmallIntegerField(default=20, validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(100)])),
                ('tags_per_work', models.PositiveSmallIntegerField(default=75, validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(500)])),
                ('summary_characters', models.PositiveIntegerField(default=5000, validators=[django.core.validators.MinValueValidator(200), django.core.validators.MaxValueValidator(50000)])),
                ('bin_days', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)])),
                ('set_up_at', models.DateTimeField(help_text='When the first-run page was answered.', null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='archive_is_one_row'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='archive_has_name')],
            },
        ),
        migrations.CreateModel(
            name='NewsItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160)),
                ('slug', models.CharField(max_length=60)),
                ('published_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('source', models.TextField(blank=True)),
                ('html', fanfold.archive.fields.CleanHtmlField(blank=True, default=fanfold.archive.fields.empty_html, editable=False)),
            ],
            options={
                'ordering': ['-published_at', '-id'],
                'indexes': [models.Index(fields=['-published_at', '-id'], name='news_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='news_has_title')],
            },
        ),
        migrations.CreateModel(
            name='OldAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(help_text='Beginning with a slash, query included.', max_length=500, unique=True)),
                ('to', models.CharField(max_length=500)),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('path__startswith', '/')), name='old_address_is_path'), models.CheckConstraint(condition=models.Q(('to__startswith', '/')), name='old_address_leads_inside')],
            },
        ),
        migrations.CreateModel(
            name='Page',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(allow_unicode=True, max_length=60, unique=True)),
                ('title', models.CharField(max_length=120)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('source', models.TextField(blank=True)),
                ('html', fanfold.archive.fields.CleanHtmlField(blank=True, default=fanfold.archive.fields.empty_html, editable=False)),
            ],
            options={
                'ordering': ['position', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='page_has_title')],
            },
        ),
        migrations.CreateModel(
            name='Rating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('position', models.PositiveSmallIntegerField(unique=True)),
                ('description', models.CharField(blank=True, max_length=300)),
                ('asks_consent', models.BooleanField(default=False)),
                ('members_only', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='rating_name_once'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='rating_has_name')],
            },
        ),
        migrations.CreateModel(
            name='Warning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('position', models.PositiveSmallIntegerField(unique=True)),
                ('description', models.CharField(blank=True, max_length=300)),
                ('tone', models.CharField(choices=fanfold.archive.models.warning_tone_choices, default='content', max_length=10)),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='warning_name_once'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='warning_has_name')],
            },
        ),
    ]
