"""Works, who wrote them, and the one door: every page, list, count, feed and download starts from `readable_by` or
`listed_for`."""

from datetime import datetime
from enum import StrEnum
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from fanfold.accounts.models import PenName
from fanfold.archive.fields import CleanHtmlField
from fanfold.archive.models import Rating, Warning
from fanfold.archive.viewer import Viewer
from fanfold.tags.models import Tag


class Audience(models.TextChoices):
    """Who may read a work once it is out."""

    PUBLIC = "public", "Everybody"
    MEMBERS = "members", "Members only"
    UNLISTED = "unlisted", "Anybody with the link; it stands in no list"


class CommentPolicy(models.TextChoices):
    EVERYBODY = "everybody", "Everybody"
    MEMBERS = "members", "Members"
    NOBODY = "nobody", "Nobody"


def audience_choices() -> list[tuple[str, str]]:
    return Audience.choices


def comment_policy_choices() -> list[tuple[str, str]]:
    return CommentPolicy.choices


class State(StrEnum):
    """Where a work stands on its way to its readers, as one word for a person."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    QUEUED = "queued"
    UNLISTED = "unlisted"
    MEMBERS = "members only"
    PUBLIC = "public"
    BINNED = "in the bin"


def out_now() -> Q:
    """Works that have left the desk: published, due, not queued, not in the bin.

    "Not later than now" rather than "up to now": SQLite would take the latter for the best way into the table, and then
    sort a hundred thousand works by the order that was asked for, instead of walking that order's own index.
    """
    return Q(published_at__isnull=False, queued_at=None, binned_at=None) & ~Q(published_at__gt=timezone.now())


def open_to(viewer: Viewer) -> Q:
    """Of the works that are out, those this viewer's standing allows. Said by what is closed, for the same reason."""
    if viewer.is_member or viewer.is_keeper:
        return Q()
    return ~Q(audience=Audience.MEMBERS) & ~Q(rating__in=Rating.objects.filter(members_only=True))


def written_by(viewer: Viewer, outer: str = "pk") -> Exists:
    """Works of which one of the viewer's pen names is an accepted author."""
    return Exists(
        Creatorship.objects.filter(work=OuterRef(outer), pen_name__in=viewer.pen_name_ids, accepted_at__isnull=False)
    )


def owned_by_nobody() -> Q:
    """Works whose authors have no account here; the owner looks after them."""
    return ~Q(Exists(Creatorship.objects.filter(work=OuterRef("pk"), pen_name__account__isnull=False)))


class WorkQuerySet(models.QuerySet["Work"]):
    def readable_by(self, viewer: Viewer) -> Self:
        """Works this viewer may open: what is out and open to them, their own in any state but gone, what waits for
        a keeper's word, and, for the owner, what belongs to no account. Ratings that ask consent are included:
        the page asks before it shows text (`rules.needs_consent`)."""
        may = out_now() & open_to(viewer)
        if viewer.pen_name_ids:
            may |= Q(written_by(viewer), binned_at=None)
        if viewer.is_keeper:
            may |= Q(queued_at__isnull=False, binned_at=None)
        if viewer.is_owner:
            may |= Q(binned_at=None) & owned_by_nobody()
        return self.filter(may)

    def listed_for(self, viewer: Viewer) -> Self:
        """Works that stand in lists, counts and feeds for this viewer: out, open to them, not unlisted."""
        return self.filter(out_now() & open_to(viewer)).exclude(audience=Audience.UNLISTED)

    def editable_by(self, viewer: Viewer) -> Self:
        """Works this viewer may change, those in the bin included: their own, and for the owner what belongs to no
        account."""
        may = Q(written_by(viewer))
        if viewer.is_owner:
            may |= owned_by_nobody()
        return self.filter(may)

    def for_entries(self) -> Self:
        """With what an entry in a list shows, in five queries for any number of works, and without the long texts."""
        return (
            self.select_related("rating")
            .prefetch_related(
                "warnings",
                Prefetch(
                    "creatorships", Creatorship.objects.select_related("pen_name").defer("pen_name__about_source")
                ),
                Prefetch("work_tags", WorkTag.objects.select_related("tag").defer("tag__about")),
                "work_tags__tag__kind",
            )
            .defer("summary_source", "notes_before_source", "notes_after_source", "notes_before", "notes_after")
        )


# For indexes: without the part that depends on the time of day.
LEFT_THE_DESK = Q(binned_at=None, queued_at=None, published_at__isnull=False)


class Work(models.Model):
    """A story, of one or more chapters in order.

    Its state is told by times: no `published_at` is a draft, one in the future is scheduled, `queued_at` waits for a
    moderator, `binned_at` is in the bin. Words, chapter count and dates of the published part are recomputed by
    `works.counting` whenever something changes; nothing else writes them.
    """

    title = models.CharField(max_length=300)
    slug = models.CharField(max_length=60)
    language = models.CharField(max_length=35, default="en", help_text="BCP 47.")
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, related_name="works")
    warnings: "models.ManyToManyField[Warning, models.Model]" = models.ManyToManyField(Warning, related_name="works")
    pen_names: "models.ManyToManyField[PenName, Creatorship]" = models.ManyToManyField(
        PenName, through="Creatorship", related_name="works"
    )
    tags: "models.ManyToManyField[Tag, WorkTag]" = models.ManyToManyField(Tag, through="WorkTag", related_name="works")

    audience = models.CharField(max_length=10, choices=audience_choices, default=Audience.PUBLIC)
    comment_policy = models.CharField(max_length=10, choices=comment_policy_choices, default=CommentPolicy.EVERYBODY)
    created_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True, help_text="In the future: scheduled.")
    queued_at = models.DateTimeField(null=True, blank=True)
    binned_at = models.DateTimeField(null=True, blank=True)
    anonymous_since = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    expected_chapters = models.PositiveIntegerField(null=True, blank=True)

    updated_at = models.DateTimeField(default=timezone.now, help_text="When its newest chapter came out.")
    words = models.PositiveIntegerField(default=0)
    chapters_count = models.PositiveIntegerField(default=0)
    out_since = models.DateTimeField(null=True, blank=True, help_text="When readers were first told; set by the clock.")

    summary_source = models.TextField(blank=True)
    summary = CleanHtmlField()
    notes_before_source = models.TextField(blank=True)
    notes_before = CleanHtmlField()
    notes_after_source = models.TextField(blank=True)
    notes_after = CleanHtmlField()

    objects = WorkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="work_has_title"),
            models.CheckConstraint(condition=~Q(language=""), name="work_has_language"),
            models.CheckConstraint(
                condition=Q(expected_chapters=None) | Q(expected_chapters__gte=1), name="work_expects_a_chapter"
            ),
        ]
        indexes = [
            # Lists in each of their orders; the condition is what every list asks for.
            models.Index(fields=["-published_at", "-id"], name="works_newest", condition=LEFT_THE_DESK),
            models.Index(fields=["-updated_at", "-id"], name="works_updated", condition=LEFT_THE_DESK),
            models.Index(fields=["-words", "-id"], name="works_longest", condition=LEFT_THE_DESK),
            models.Index(fields=["title", "id"], name="works_by_title", condition=LEFT_THE_DESK),
            models.Index(fields=["language", "-updated_at", "-id"], name="works_of_language", condition=LEFT_THE_DESK),
            # Counts of lists are answered by this index alone, as it holds all they ask.
            models.Index(
                fields=["language", "audience", "rating", "published_at", "completed_at", "binned_at", "queued_at"],
                name="works_counted",
                condition=LEFT_THE_DESK,
            ),
            # The clock: scheduled works that came due.
            models.Index(fields=["published_at"], name="works_to_announce", condition=Q(out_since=None)),
            models.Index(fields=["binned_at"], name="works_in_bin", condition=Q(binned_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("work", args=[self.pk, self.slug])

    def is_out(self, now: datetime | None = None) -> bool:
        """Whether it has left its author's desk: published, due, not queued, not in the bin."""
        return (
            self.published_at is not None
            and self.published_at <= (now or timezone.now())
            and self.queued_at is None
            and self.binned_at is None
        )

    @property
    def is_complete(self) -> bool:
        return self.completed_at is not None

    @property
    def is_anonymous(self) -> bool:
        return self.anonymous_since is not None

    @property
    def state(self) -> State:
        if self.binned_at is not None:
            return State.BINNED
        if self.queued_at is not None:
            return State.QUEUED
        if self.published_at is None:
            return State.DRAFT
        if self.published_at > timezone.now():
            return State.SCHEDULED
        return {Audience.UNLISTED: State.UNLISTED, Audience.MEMBERS: State.MEMBERS}.get(
            Audience(self.audience), State.PUBLIC
        )


class Creatorship(models.Model):
    """Work x pen name, in order. Without `accepted_at` it is an invitation and gives no right yet."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="creatorships")
    pen_name = models.ForeignKey(PenName, on_delete=models.PROTECT, related_name="creatorships")
    position = models.PositiveSmallIntegerField(default=0)
    invited_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["work", "pen_name"], name="creatorship_once")]

    def __str__(self) -> str:
        return f"{self.work_id} by {self.pen_name_id}"


class WorkTag(models.Model):
    """A tag on a work, in the author's order."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="work_tags")
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="work_tags")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["work", "tag"], name="work_tag_once")]
        indexes = [models.Index(F("tag"), F("work").desc(), name="works_of_tag")]

    def __str__(self) -> str:
        return f"{self.work_id} tagged {self.tag_id}"
