"""Who may do what with works. Lists and pages ask the querysets; deeds ask here."""

from fanfold.archive.refused import NotYours, Refused
from fanfold.archive.viewer import Viewer
from fanfold.works.models import Series, Work


def can_create(viewer: Viewer) -> bool:
    return viewer.is_member or viewer.is_keeper


def can_edit(viewer: Viewer, work: Work) -> bool:
    """Its authors, and the owner where no author has an account here."""
    return Work.objects.editable_by(viewer).filter(pk=work.pk).exists()


def can_edit_series(viewer: Viewer, series: Series) -> bool:
    """Its authors, and the owner where no author has an account here."""
    return Series.objects.editable_by(viewer).filter(pk=series.pk).exists()


def needs_consent(viewer: Viewer, work: Work) -> bool:
    """Whether the consent page stands before the text. Its authors wrote it and are not asked."""
    return (
        work.rating.asks_consent
        and work.rating_id not in viewer.consented
        and not (viewer.pen_name_ids and can_edit(viewer, work))
    )


def sees_byline(viewer: Viewer, work: Work) -> bool:
    """Whether an anonymous work shows this viewer who wrote it."""
    return not work.is_anonymous or viewer.is_keeper or can_edit(viewer, work)


def must_create(viewer: Viewer) -> None:
    if not can_create(viewer):
        raise NotYours("Sign in to add a work.")


def must_edit(viewer: Viewer, work: Work) -> None:
    if not can_edit(viewer, work):
        raise NotYours("That work is for its authors to change.")


def must_not_be_binned(work: Work) -> None:
    if work.binned_at is not None:
        raise Refused(f"“{work.title}” is in the bin. Take it out first.", status=409)
