"""What the archivist decides while the archive runs."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from fanfold.archive.fields import CleanHtmlField


class Registration(models.TextChoices):
    CLOSED = "closed", "Nobody; the owner makes accounts"
    INVITED = "invited", "People with an invitation"
    OPEN = "open", "Anybody"


def registration_choices() -> list[tuple[str, str]]:
    return Registration.choices


class Archive(models.Model):
    """The one row of archive-wide choices."""

    name = models.CharField(max_length=80, default="A new archive")
    sentence = models.CharField(max_length=160, blank=True, help_text="The line on the front page.")
    welcome_source = models.TextField(blank=True)
    welcome = CleanHtmlField()
    keepers = models.CharField(max_length=120, blank=True, help_text="Who keeps it, as the foot of each page says.")
    registration = models.CharField(max_length=10, choices=registration_choices, default=Registration.INVITED)
    works_per_page = models.PositiveSmallIntegerField(
        default=20, validators=[MinValueValidator(5), MaxValueValidator(100)]
    )
    tags_per_work = models.PositiveSmallIntegerField(
        default=75, validators=[MinValueValidator(5), MaxValueValidator(500)]
    )
    summary_characters = models.PositiveIntegerField(
        default=5000, validators=[MinValueValidator(200), MaxValueValidator(50_000)]
    )
    bin_days = models.PositiveSmallIntegerField(default=30, validators=[MinValueValidator(1), MaxValueValidator(365)])
    set_up_at = models.DateTimeField(null=True, help_text="When the first-run page was answered.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="archive_is_one_row"),
            models.CheckConstraint(condition=~Q(name=""), name="archive_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Rating(models.Model):
    """For whom a work is. In order: a higher position is for fewer people."""

    name = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(unique=True)
    description = models.CharField(max_length=300, blank=True)
    asks_consent = models.BooleanField(default=False)
    members_only = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="rating_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="rating_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class WarningTone(models.TextChoices):
    CONTENT = "content", "Warns of something in the work"
    NONE = "none", "Says that no warning applies"
    UNSAID = "unsaid", "Says that the author chose not to warn"


def warning_tone_choices() -> list[tuple[str, str]]:
    return WarningTone.choices


class Warning(models.Model):
    """What a reader may want to know before beginning."""

    name = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(unique=True)
    description = models.CharField(max_length=300, blank=True)
    tone = models.CharField(max_length=10, choices=warning_tone_choices, default=WarningTone.CONTENT)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="warning_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="warning_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def warns(self) -> bool:
        """Whether it warns of content, rather than saying that nothing is warned of."""
        return self.tone == WarningTone.CONTENT


class Page(models.Model):
    """A page about the archive: its rules, its help."""

    slug = models.SlugField(max_length=60, unique=True, allow_unicode=True)
    title = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    source = models.TextField(blank=True)
    html = CleanHtmlField()

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="page_has_title")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("about", args=[self.slug])


class NewsItem(models.Model):
    """A piece of news from the keepers."""

    title = models.CharField(max_length=160)
    slug = models.CharField(max_length=60)
    published_at = models.DateTimeField(default=timezone.now)
    source = models.TextField(blank=True)
    html = CleanHtmlField()

    class Meta:
        ordering = ["-published_at", "-id"]
        indexes = [models.Index(fields=["-published_at", "-id"], name="news_newest")]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="news_has_title")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("news_item", args=[self.pk, self.slug])


class OldAddress(models.Model):
    """An address once given that now lives elsewhere; it answers 301.

    Works, series, authors, tags and news carry their number in the address, so a changed slug needs no row; pages are
    known by slug alone, and a rescued archive's addresses had a shape of their own.
    """

    path = models.CharField(max_length=500, unique=True, help_text="Beginning with a slash, query included.")
    to = models.CharField(max_length=500)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(path__startswith="/"), name="old_address_is_path"),
            models.CheckConstraint(condition=Q(to__startswith="/"), name="old_address_leads_inside"),
        ]

    def __str__(self) -> str:
        return f"{self.path} -> {self.to}"
