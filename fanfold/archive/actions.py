"""What the owner decides."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import ProtectedError
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from fanfold.archive.models import Archive, NewsItem, OldAddress, Page, Rating, Warning
from fanfold.archive.refused import NotYours, Refused
from fanfold.archive.viewer import Viewer
from fanfold.journal.actions import record
from fanfold.journal.what import What
from fanfold.prose.clean import clean
from fanfold.prose.slugs import slugify
from fanfold.prose.typed import from_typed

Ordered = TypeVar("Ordered", Rating, Warning)


def the_archive() -> Archive:
    """The one row of choices, made with its defaults where there is none."""
    return Archive.objects.get_or_create(pk=1)[0]


def must_own(viewer: Viewer) -> None:
    if not viewer.is_owner:
        raise NotYours("That is for the archive’s owner.")


def must_keep(viewer: Viewer) -> None:
    if not viewer.is_keeper:
        raise NotYours("That is for the archive’s keepers.")


@transaction.atomic
def set_up(
    choices: Mapping[str, Any], ratings: Sequence[Rating], warnings: Sequence[Warning], *, by: Viewer
) -> Archive:
    """Answers the first-run page, all of it or, if a part is refused, none."""
    put_ratings(ratings, by=by)
    put_warnings(warnings, by=by)
    return change_archive(choices, by=by)


@transaction.atomic
def change_archive(choices: Mapping[str, Any], *, by: Viewer) -> Archive:
    """Sets the named fields; `welcome_source` is cleaned into what readers get."""
    must_own(by)
    archive = the_archive()
    for field, value in choices.items():
        setattr(archive, field, value)
    archive.welcome = clean(from_typed(archive.welcome_source), id_prefix="welcome-").html
    archive.set_up_at = archive.set_up_at or timezone.now()
    archive.full_clean()
    archive.save()
    record(What.ARCHIVE_CHANGED, archive, by=by.account_id)
    return archive


@transaction.atomic
def put_ratings(ratings: Sequence[Rating], *, by: Viewer) -> None:
    """Keeps these ratings, in this order, and no others. One that a work carries can't go."""
    must_own(by)
    _put_in_order(Rating, ratings)
    record(What.ARCHIVE_CHANGED, the_archive(), by=by.account_id)


@transaction.atomic
def put_warnings(warnings: Sequence[Warning], *, by: Viewer) -> None:
    """Keeps these warnings, in this order, and no others. One that a work carries can't go."""
    must_own(by)
    kept = [warning.pk for warning in warnings if warning.pk]
    used = Warning.objects.exclude(pk__in=kept).filter(works__isnull=False).first()
    if used is not None:
        raise Refused(f"“{used}” stands on works, so it can’t be taken away. Rename it instead.", status=409)
    _put_in_order(Warning, warnings)
    record(What.ARCHIVE_CHANGED, the_archive(), by=by.account_id)


def _put_in_order(model: type[Ordered], rows: Sequence[Ordered]) -> None:
    if not rows:
        raise Refused("At least one must stay.")
    names = [row.name.strip().lower() for row in rows]
    if len(set(names)) != len(names):
        raise Refused("Two have the same name.")
    try:
        model._default_manager.exclude(pk__in=[row.pk for row in rows if row.pk]).delete()
    except ProtectedError as error:
        used = next(iter(error.protected_objects))
        raise Refused(
            f"A work carries it (“{used}”), so it can’t be taken away. Rename it instead.", status=409
        ) from None
    free_places(model, "name")
    for position, row in enumerate(rows):
        row.name = row.name.strip()
        row.position = position
        row.save()


def free_places(model: type[models.Model], *names: str) -> None:
    """Moves all rows out of the way, so that places and the named texts can be dealt anew without two being the same.

    No name that a person can type has a line end in it.
    """
    parked = Concat(Cast("pk", models.CharField()), models.Value("\n"))
    changes: dict[str, Any] = {"position": models.F("position") + 10_000} | dict.fromkeys(names, parked)
    model._default_manager.update(**changes)


@transaction.atomic
def put_page(page: Page, *, by: Viewer) -> Page:
    """Keeps a page. If its address changed, the old one leads to the new."""
    must_own(by)
    was = Page.objects.filter(pk=page.pk).first() if page.pk else None
    page.slug = slugify(page.slug or page.title, "page")
    if Page.objects.filter(slug=page.slug).exclude(pk=page.pk).exists():
        raise Refused(f"There is already a page at /about/{page.slug}.", status=409)
    page.html = clean(from_typed(page.source), id_prefix="page-").html
    page.changed_at = timezone.now()
    page.save()
    keep_address(was.get_absolute_url() if was else None, page.get_absolute_url())
    record(What.ARCHIVE_CHANGED, page, by=by.account_id)
    return page


def keep_address(was: str | None, now: str) -> None:
    """Lets an address once given lead to where its page is now. Both begin with a slash."""
    OldAddress.objects.filter(path=now).delete()
    if was is not None and was != now:
        OldAddress.objects.filter(to=was).update(to=now)
        OldAddress.objects.update_or_create(path=was, defaults={"to": now})


@transaction.atomic
def remove_page(page: Page, *, by: Viewer) -> None:
    must_own(by)
    record(What.ARCHIVE_CHANGED, page, by=by.account_id, removed=page.slug)
    page.delete()


@transaction.atomic
def post_news(item: NewsItem, *, by: Viewer) -> NewsItem:
    """Posts news, or says it anew."""
    must_own(by)
    item.slug = slugify(item.title, "news")
    if item.pk is None:
        item.save()
    item.html = clean(from_typed(item.source), id_prefix=f"n{item.pk}-").html
    item.save()
    record(What.NEWS_POSTED, item, by=by.account_id)
    return item


@transaction.atomic
def remove_news(item: NewsItem, *, by: Viewer) -> None:
    must_own(by)
    record(What.NEWS_POSTED, item, by=by.account_id, removed=item.title)
    item.delete()
