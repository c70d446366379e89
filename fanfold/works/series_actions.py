"""Everything that may be done with a series."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from fanfold.accounts.models import PenName
from fanfold.archive.refused import NotYours, Refused
from fanfold.archive.viewer import Viewer
from fanfold.journal.actions import record
from fanfold.journal.what import What
from fanfold.prose.slugs import slugify
from fanfold.works import rules
from fanfold.works.models import Series, SeriesCreatorship, SeriesItem, Tombstone, Work
from fanfold.works.texts import made


@transaction.atomic
def create_series(
    title: str, pen_names: Sequence[PenName], *, summary: str = "", notes: str = "", complete: bool = False, by: Viewer
) -> Series:
    rules.must_create(by)
    if not pen_names:
        raise Refused("A series needs at least one pen name.")
    series = Series(title="?")
    _put(series, title, summary, notes, complete)
    for position, pen_name in enumerate(pen_names):
        SeriesCreatorship.objects.create(series=series, pen_name=pen_name, position=position)
    record(What.SERIES_CHANGED, series, by=by.account_id)
    return series


@transaction.atomic
def change_series(series: Series, *, title: str, summary: str, notes: str, complete: bool, by: Viewer) -> Series:
    _must_edit(by, series)
    _put(series, title, summary, notes, complete)
    record(What.SERIES_CHANGED, series, by=by.account_id)
    return series


def _put(series: Series, title: str, summary: str, notes: str, complete: bool) -> None:
    if not title.strip():
        raise Refused("A series needs a title.")
    series.title = title.strip()[:300]
    series.slug = slugify(series.title)
    series.completed_at = (series.completed_at or timezone.now()) if complete else None
    series.summary_source, series.notes_source = summary, notes
    if series.pk is None:
        series.save()
    series.summary = made(summary, id_prefix=f"s{series.pk}s-")
    series.notes = made(notes, id_prefix=f"s{series.pk}n-")
    series.save()


@transaction.atomic
def order_series(series: Series, items: Sequence[Work | Series], *, by: Viewer) -> Series:
    """Sets what the series holds, in order. A series may not hold itself, not even by way of another.

    What comes new into it must be the author's own; the archive's owner may gather anything.
    """
    _must_edit(by, series)
    _must_own_what_is_new(by, series, items)
    for item in items:
        if isinstance(item, Series) and _holds(item, series):
            raise Refused(f"“{item.title}” already holds “{series.title}”, so it can’t stand inside it.")
    series.items.all().delete()
    SeriesItem.objects.bulk_create(
        SeriesItem(
            series=series,
            position=position,
            work=item if isinstance(item, Work) else None,
            inner=item if isinstance(item, Series) else None,
        )
        for position, item in enumerate(dict.fromkeys(items), start=1)
    )
    record(What.SERIES_CHANGED, series, by=by.account_id)
    return series


def _must_own_what_is_new(by: Viewer, series: Series, items: Sequence[Work | Series]) -> None:
    if by.is_owner:
        return
    held = {item.work or item.inner for item in series.items.select_related("work", "inner")}
    works = [item.pk for item in items if isinstance(item, Work) and item not in held]
    inner = [item.pk for item in items if isinstance(item, Series) and item not in held]
    own_works = Work.objects.editable_by(by).filter(pk__in=works).count()
    own_series = Series.objects.editable_by(by).filter(pk__in=inner).count()
    if own_works < len(set(works)) or own_series < len(set(inner)):
        raise NotYours("A series takes in works and series of its own authors.")


def _holds(outer: Series, sought: Series) -> bool:
    """Whether `sought` is `outer` or stands anywhere inside it."""
    seen: set[int] = set()
    level = {outer.pk}
    while level:
        if sought.pk in level:
            return True
        seen |= level
        inner = SeriesItem.objects.filter(series__in=level, inner__isnull=False)
        level = set(inner.values_list("inner_id", flat=True)) - seen
    return False


@transaction.atomic
def bin_series(series: Series, *, by: Viewer) -> Series:
    """Puts the series in the bin; its works stay where they are."""
    _must_edit(by, series)
    series.binned_at = timezone.now()
    series.save(update_fields=["binned_at"])
    Tombstone.objects.update_or_create(
        kind="series",
        thing_id=series.pk,
        defaults={
            "title": series.title,
            "byline": ", ".join(series.pen_names.values_list("name", flat=True))[:300],
            "gone_at": series.binned_at,
            "gone_by": "author" if by.pen_name_ids else "keepers",
        },
    )
    record(What.SERIES_CHANGED, series, by=by.account_id)
    return series


@transaction.atomic
def restore_series(series: Series, *, by: Viewer) -> Series:
    _must_edit(by, series)
    series.binned_at = None
    series.save(update_fields=["binned_at"])
    Tombstone.objects.filter(kind="series", thing_id=series.pk).delete()
    record(What.SERIES_CHANGED, series, by=by.account_id)
    return series


def _must_edit(by: Viewer, series: Series) -> None:
    if not rules.can_edit_series(by, series):
        raise NotYours("That series is for its authors to change.")
