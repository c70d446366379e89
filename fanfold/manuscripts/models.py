from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fanfold.accounts.models import Account
from fanfold.archive.viewer import Viewer
from fanfold.works.models import Chapter, Work


class Manuscript(models.Model):
    """An input as it came, known by its hash. Its bytes stand in the home's `manuscripts` folder and are never changed."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    came_at = models.DateTimeField(default=timezone.now)
    by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="manuscript_hash")]

    def __str__(self) -> str:
        return self.name


class ReviewQuerySet(models.QuerySet["Review"]):
    def of(self, viewer: Viewer) -> Self:
        """Their own. Nobody else sees what somebody has written and not posted, keepers neither."""
        return self.filter(account=viewer.account_id) if viewer.account_id is not None else self.none()


class Review(models.Model):
    """A manuscript as one person looks it over. What she changes is in its edits; the reading itself is made anew."""

    manuscript = models.ForeignKey(Manuscript, on_delete=models.PROTECT, related_name="reviews")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="reviews")
    name = models.CharField(max_length=255, help_text="What she called the file. Its ending says how it is read.")
    opened_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, help_text="When a draft was last made of it.")
    thrown_away_at = models.DateTimeField(null=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["manuscript", "account"], name="review_once_per_account")]
        indexes = [models.Index(fields=["account", "-opened_at", "-id"], name="reviews_of_account")]

    def __str__(self) -> str:
        return self.name


class Edit(models.Model):
    """One change an author made, as `edits.as_json` writes it. Undone ones stay, and can be made again."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="edits")
    number = models.PositiveIntegerField()
    said = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="edit_number_once")]

    def __str__(self) -> str:
        return f"{self.number} of review {self.review_id}"


class Shelved(models.Model):
    """A work made of a manuscript: which one of the manuscript's works, and from which path it was last shelved."""

    manuscript = models.ForeignKey(Manuscript, on_delete=models.PROTECT, related_name="shelved")
    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="shelved")
    path = models.TextField(help_text="As it was found on disk when shelving by command; else names the review.")
    review = models.ForeignKey(Review, on_delete=models.CASCADE, null=True, related_name="shelved")
    number = models.PositiveIntegerField(help_text="Which work of the manuscript, from 0.")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "shelved"
        constraints = [
            models.UniqueConstraint(fields=["path", "number"], name="shelved_once_per_path"),
            models.UniqueConstraint(fields=["work"], name="shelved_once_per_work"),
        ]

    def __str__(self) -> str:
        return f"{self.manuscript_id} as work {self.work_id}"


class ShelvedChapter(models.Model):
    """What a chapter said when it was shelved, by hash: tells whether someone has edited it since."""

    shelved = models.ForeignKey(Shelved, on_delete=models.CASCADE, related_name="chapters")
    chapter = models.OneToOneField(Chapter, on_delete=models.CASCADE, related_name="shelved")
    text_sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"chapter {self.chapter_id} as shelved"
