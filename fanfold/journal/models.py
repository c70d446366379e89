from django.db import models
from django.utils import timezone

from fanfold.journal.what import What


def what_choices() -> list[tuple[str, str]]:
    """As a function, so that a longer list makes no migration."""
    return [(what.value, what.name) for what in What]


class Entry(models.Model):
    """One thing that happened. Plain numbers, not foreign keys: the journal outlives what it speaks of."""

    what = models.CharField(max_length=40, choices=what_choices)
    thing_kind = models.CharField(max_length=60)
    thing_id = models.BigIntegerField()
    by_id = models.BigIntegerField(null=True, help_text="The account; empty when the archive itself did it.")
    at = models.DateTimeField(default=timezone.now)
    details = models.JSONField(default=dict, blank=True)
    followed_at = models.DateTimeField(null=True, help_text="When the consequences had been carried out.")

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="journal_to_follow", condition=models.Q(followed_at=None)),
            models.Index(fields=["thing_kind", "thing_id", "id"], name="journal_of_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.thing_kind} {self.thing_id}"
