from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from fanfold.accounts.models import PenName
from fanfold.archive.fields import CleanHtmlField
from fanfold.archive.viewer import Viewer
from fanfold.works.models.work import Work


class SeriesQuerySet(models.QuerySet["Series"]):
    def readable_by(self, viewer: Viewer) -> Self:
        """Series this viewer may open: those holding at least one thing listed for them, and their own."""
        listed = Exists(Work.objects.listed_for(viewer).filter(pk=OuterRef("work")))
        holds_work = SeriesItem.objects.filter(listed, series=OuterRef("pk"))
        inner_holds = SeriesItem.objects.filter(listed, series=OuterRef("inner"))
        holds_series = SeriesItem.objects.filter(Exists(inner_holds), series=OuterRef("pk"), inner__binned_at=None)
        may = Q(Exists(holds_work)) | Q(Exists(holds_series))
        if viewer.pen_name_ids:
            may |= Q(Exists(SeriesCreatorship.objects.filter(series=OuterRef("pk"), pen_name__in=viewer.pen_name_ids)))
        if viewer.is_owner:
            may |= series_of_nobody()
        return self.filter(may, binned_at=None)

    def editable_by(self, viewer: Viewer) -> Self:
        """Series this viewer may change, those in the bin included: their own, and for the owner what belongs to no
        account."""
        mine = SeriesCreatorship.objects.filter(series=OuterRef("pk"), pen_name__in=viewer.pen_name_ids)
        may = Q(Exists(mine))
        if viewer.is_owner:
            may |= series_of_nobody()
        return self.filter(may)


def series_of_nobody() -> Q:
    """Series whose authors have no account here; the owner looks after them."""
    return ~Q(Exists(SeriesCreatorship.objects.filter(series=OuterRef("pk"), pen_name__account__isnull=False)))


class Series(models.Model):
    """Works in order; a series may hold series."""

    title = models.CharField(max_length=300)
    slug = models.CharField(max_length=60)
    pen_names: "models.ManyToManyField[PenName, SeriesCreatorship]" = models.ManyToManyField(
        PenName, through="SeriesCreatorship", related_name="series"
    )
    created_at = models.DateTimeField(default=timezone.now)
    completed_at = models.DateTimeField(null=True, blank=True)
    binned_at = models.DateTimeField(null=True, blank=True)
    summary_source = models.TextField(blank=True)
    summary = CleanHtmlField()
    notes_source = models.TextField(blank=True)
    notes = CleanHtmlField()

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "series"
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="series_has_title")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("series", args=[self.pk, self.slug])


class SeriesCreatorship(models.Model):
    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="creatorships")
    pen_name = models.ForeignKey(PenName, on_delete=models.PROTECT, related_name="series_creatorships")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["series", "pen_name"], name="series_creatorship_once")]

    def __str__(self) -> str:
        return f"{self.series_id} by {self.pen_name_id}"


class SeriesItem(models.Model):
    """A place in a series: a work, or another series."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    work = models.ForeignKey(Work, null=True, blank=True, on_delete=models.CASCADE, related_name="series_items")
    inner = models.ForeignKey(Series, null=True, blank=True, on_delete=models.CASCADE, related_name="outer_items")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["series", "position"], name="series_place_once"),
            models.UniqueConstraint(fields=["series", "work"], name="series_work_once"),
            models.UniqueConstraint(fields=["series", "inner"], name="series_inner_once"),
            models.CheckConstraint(
                condition=Q(work__isnull=True, inner__isnull=False) | Q(work__isnull=False, inner__isnull=True),
                name="series_item_is_one_thing",
            ),
            models.CheckConstraint(condition=Q(inner=None) | ~Q(inner=F("series")), name="series_does_not_hold_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.series_id}, place {self.position}"
