from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from fanfold.archive.fields import CleanHtmlField
from fanfold.archive.viewer import Viewer
from fanfold.works.models.work import Work, WorkQuerySet


class ChapterQuerySet(models.QuerySet["Chapter"]):
    def readable_by(self, viewer: Viewer) -> Self:
        """Chapters this viewer may open: those that are out, of works they may read; to its authors all of them."""

        # Asked of each chapter's own work: "in all works that may be read" would first list all of those.
        def of(works: WorkQuerySet) -> Exists:
            return Exists(works.filter(pk=OuterRef("work")))

        may = Q(published_at__isnull=False, published_at__lte=timezone.now())
        if viewer.pen_name_ids or viewer.is_owner:
            may |= Q(of(Work.objects.editable_by(viewer)))
        return self.filter(may, of(Work.objects.readable_by(viewer)))

    def for_contents(self) -> Self:
        """Only what a table of contents shows: no texts."""
        return self.only("id", "work_id", "position", "title", "words", "published_at", "changed_at")


class Chapter(models.Model):
    """A part of a work with its own title, notes, dates and text.

    `source` is what the author gave and edits; `html` is made from it by `prose.clean` and is what readers get. Both
    stand last: SQLite then reads the short fields of a list without touching the pages that hold the text.
    """

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="chapters")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=300, blank=True)
    words = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True, help_text="Empty: a draft. In the future: scheduled.")
    announced_at = models.DateTimeField(null=True, blank=True, help_text="When the clock saw it come out.")
    changed_at = models.DateTimeField(default=timezone.now)

    summary_source = models.TextField(blank=True)
    summary = CleanHtmlField()
    note_head_source = models.TextField(blank=True)
    note_head = CleanHtmlField()
    note_end_source = models.TextField(blank=True)
    note_end = CleanHtmlField()
    source = models.TextField(blank=True)
    html = CleanHtmlField()

    objects = ChapterQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["work", "position"], name="chapter_place_once"),
            models.CheckConstraint(condition=Q(position__gte=1), name="chapter_counts_from_one"),
        ]
        indexes = [
            models.Index(fields=["published_at"], name="chapters_to_announce", condition=Q(announced_at=None)),
        ]

    def __str__(self) -> str:
        return self.title or f"Chapter {self.position}"

    def get_absolute_url(self) -> str:
        return reverse("chapter", args=[self.work_id, self.pk])

    def is_out(self, now: datetime | None = None) -> bool:
        return self.published_at is not None and self.published_at <= (now or timezone.now())


class ChapterRevision(models.Model):
    """What a chapter said once. Nothing an author wrote is overwritten without one of these."""

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300, blank=True)
    words = models.PositiveIntegerField(default=0)
    by_id = models.BigIntegerField(null=True, help_text="The account; empty when the archive itself wrote it.")
    at = models.DateTimeField(default=timezone.now)
    why = models.CharField(max_length=120, blank=True)
    summary_source = models.TextField(blank=True)
    note_head_source = models.TextField(blank=True)
    note_end_source = models.TextField(blank=True)
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["chapter", "number"], name="revision_number_once")]

    def __str__(self) -> str:
        return f"version {self.number} of chapter {self.chapter_id}"
