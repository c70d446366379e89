"""What happened -> what follows, in order. The only place that says so; each is recomputed from the present."""

from collections.abc import Sequence

from fanfold.journal.following import Table
from fanfold.journal.models import Entry
from fanfold.journal.what import What
from fanfold.works.counting import count_pen_names, count_tags
from fanfold.works.models import Creatorship, WorkTag


def recount_tags(entries: Sequence[Entry]) -> None:
    """The tags that the works have now, and those the journal says they had."""
    had = {pk for entry in entries for pk in entry.details.get("tags", ())}
    has = WorkTag.objects.filter(work__in=_works(entries)).values_list("tag_id", flat=True)
    count_tags(had | set(has))


def recount_pen_names(entries: Sequence[Entry]) -> None:
    had = {pk for entry in entries for pk in entry.details.get("pen_names", ())}
    has = Creatorship.objects.filter(work__in=_works(entries)).values_list("pen_name_id", flat=True)
    count_pen_names(had | set(has))


def _works(entries: Sequence[Entry]) -> set[int]:
    return {entry.thing_id for entry in entries if entry.thing_kind == "works.Work"}


TABLE: Table = {
    What.WORK_CHANGED: [recount_tags, recount_pen_names],
    What.WORK_PUBLISHED: [recount_tags, recount_pen_names],
    What.WORK_WITHDRAWN: [recount_tags, recount_pen_names],
    What.WORK_BINNED: [recount_tags, recount_pen_names],
    What.WORK_RESTORED: [recount_tags, recount_pen_names],
    What.TAG_CHANGED: [recount_tags],
}
