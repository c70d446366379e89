"""Fetching what an address names, for the person who asks; and what to answer when there is nothing for them."""

from django.http import Http404
from django.utils import timezone

from fanfold.archive.viewer import Viewer
from fanfold.works.models import Chapter, Series, Tombstone, Work
from fanfold.works.models.work import out_now


class Elsewhere(Exception):
    """The page is not here; each kind below is answered in its own way by `doors.public_page`."""


class Moved(Elsewhere):
    """It lives at another address: 301."""

    def __init__(self, to: str) -> None:
        super().__init__(to)
        self.to = to


class Gone(Elsewhere):
    """It was here and was taken down: 410, with its tombstone."""

    def __init__(self, tombstone: Tombstone) -> None:
        super().__init__(tombstone.title)
        self.tombstone = tombstone


class MembersOnly(Elsewhere):
    """It is here, for people who sign in."""


def find_work(viewer: Viewer, pk: int) -> Work:
    """The work, with its rating and without the sources of its texts. Raises Gone, MembersOnly, Http404."""
    works = Work.objects.readable_by(viewer).select_related("rating")
    found = works.defer("summary_source", "notes_before_source", "notes_after_source").filter(pk=pk).first()
    if found is not None:
        return found
    if not viewer.is_member and Work.objects.filter(out_now(), pk=pk).exists():
        raise MembersOnly
    raise _gone("work", pk) or Http404


def find_chapter(viewer: Viewer, work_pk: int, pk: int) -> Chapter:
    """The chapter, with its text, its work and the work's rating. Raises Moved, Gone, MembersOnly, Http404."""
    found = (
        Chapter.objects.readable_by(viewer)
        .select_related("work__rating")
        .defer("summary_source", "note_head_source", "note_end_source", "source")
        .defer("work__summary_source", "work__notes_before_source", "work__notes_after_source")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise _why_no_chapter(viewer, work_pk, pk)
    if found.work_id != work_pk:
        raise Moved(found.get_absolute_url())
    return found


def _why_no_chapter(viewer: Viewer, work_pk: int, pk: int) -> Exception:
    out = Chapter.objects.filter(pk=pk, work=work_pk, published_at__lte=timezone.now())
    if not viewer.is_member and Work.objects.filter(out_now(), pk__in=out.values("work")).exists():
        return MembersOnly()
    return _gone("work", work_pk) or Http404()


def find_series(viewer: Viewer, pk: int) -> Series:
    """Raises Gone, Http404."""
    found = Series.objects.readable_by(viewer).defer("summary_source", "notes_source").filter(pk=pk).first()
    if found is None:
        raise _gone("series", pk) or Http404
    return found


def _gone(kind: str, pk: int) -> Gone | None:
    tombstone = Tombstone.objects.filter(kind=kind, thing_id=pk).first()
    return Gone(tombstone) if tombstone else None


def must_be_called(slug: str, canonical: str, address: str) -> None:
    """Sends an address with an old or mistyped slug to the one in force."""
    if slug != canonical:
        raise Moved(address)
