from django.db import models
from django.utils import timezone


def tombstone_choices() -> list[tuple[str, str]]:
    return [("work", "Work"), ("series", "Series")]


def gone_by_choices() -> list[tuple[str, str]]:
    return [("author", "its author"), ("keepers", "the archive's keepers")]


class Tombstone(models.Model):
    """What stood at an address that now answers 410: enough to know it by, no more.

    Written when a thing goes into the bin, taken away when it is taken out again, and kept when the bin is emptied.
    Only for things that strangers could read: a draft leaves no stone.
    """

    kind = models.CharField(max_length=10, choices=tombstone_choices)
    thing_id = models.BigIntegerField()
    title = models.CharField(max_length=300)
    byline = models.CharField(max_length=300, blank=True)
    gone_at = models.DateTimeField(default=timezone.now)
    gone_by = models.CharField(max_length=10, choices=gone_by_choices)
    words_left = models.CharField(max_length=500, blank=True, help_text="A sentence its author left for readers.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "thing_id"], name="tombstone_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing_id}: {self.title}"
