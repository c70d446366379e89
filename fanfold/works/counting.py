"""What is derived from works and kept beside them, always recomputed from the present, never added up."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Max, Sum
from django.utils import timezone

from fanfold.accounts.models import PenName
from fanfold.archive.viewer import STRANGER
from fanfold.tags.models import Tag
from fanfold.works.models import Chapter, Work


def count_work(work: Work, now: datetime | None = None) -> None:
    """Words, chapters and the date of the newest one, of what is out; of all chapters while nothing is."""
    now = now or timezone.now()
    chapters = Chapter.objects.filter(work=work)
    out = chapters.filter(published_at__lte=now) if work.is_out(now) else chapters
    sums = out.aggregate(words=Sum("words"), count=Count("pk"), newest=Max("published_at"))
    work.words = sums["words"] or 0
    work.chapters_count = sums["count"]
    work.updated_at = max(filter(None, [sums["newest"], work.published_at]), default=work.created_at)
    work.save(update_fields=["words", "chapters_count", "updated_at"])


def count_tags(ids: Iterable[int]) -> None:
    """How many listed works stand under each tag, its synonyms included, as a stranger sees them."""
    for tag in Tag.objects.filter(pk__in=set(ids)).select_related("canonical"):
        canonical = tag.canonical or tag
        family = [canonical.pk, *canonical.synonyms.values_list("pk", flat=True)]
        works = Work.objects.listed_for(STRANGER).filter(work_tags__tag__in=family)
        Tag.objects.filter(pk=canonical.pk).update(works_count=works.distinct().count())


def count_pen_names(ids: Iterable[int]) -> None:
    """How many listed works stand under each pen name; anonymous works would give their author away and do not."""
    for pk in set(ids):
        works = Work.objects.listed_for(STRANGER).filter(
            creatorships__pen_name=pk, creatorships__accepted_at__isnull=False, anonymous_since=None
        )
        PenName.objects.filter(pk=pk).update(works_count=works.count())
