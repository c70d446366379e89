from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from fanfold.accounts.models import PenName
from fanfold.archive.viewer import Viewer
from fanfold.works.models import Creatorship, Series, Work
from fanfold.works.models.work import written_by


@dataclass(frozen=True)
class Byline:
    """Who a work is by, as far as this viewer may know. Without names it is by "Anonymous".

    `veiled`: names are here, and other readers don't see them.
    """

    names: tuple[PenName, ...]
    veiled: bool = False
    editable: bool = False

    def __str__(self) -> str:
        return joined([name.name for name in self.names]) or "Anonymous"

    @property
    def speaker(self) -> str:
        """Who speaks in a note."""
        return str(self) if self.names else "the author"


def joined(names: Sequence[str]) -> str:
    """As a sentence lists them: a, b and c."""
    *most, last = names or [""]
    return f"{', '.join(most)} and {last}" if most else last


def byline_of(work: Work, viewer: Viewer, creatorships: Sequence[Creatorship]) -> Byline:
    """From the work's own creatorships, so that a list asks the database nothing for each work."""
    accepted = [creatorship for creatorship in creatorships if creatorship.accepted_at is not None]
    mine = any(creatorship.pen_name_id in viewer.pen_name_ids for creatorship in accepted)
    unclaimed = viewer.is_owner and all(creatorship.pen_name.account_id is None for creatorship in creatorships)
    names = tuple(creatorship.pen_name for creatorship in accepted)
    if work.is_anonymous and not (mine or viewer.is_keeper):
        return Byline(())
    return Byline(names, veiled=work.is_anonymous, editable=mine or unclaimed)


def byline_of_one(work: Work, viewer: Viewer) -> Byline:
    return byline_of(work, viewer, list(work.creatorships.select_related("pen_name")))


def byline_of_series(series: Series, viewer: Viewer) -> Byline:
    names = tuple(row.pen_name for row in series.creatorships.select_related("pen_name"))
    mine = any(name.pk in viewer.pen_name_ids for name in names)
    unclaimed = viewer.is_owner and all(name.account_id is None for name in names)
    return Byline(names, editable=mine or unclaimed)


def author_known_to(viewer: Viewer) -> Q:
    """Works that may stand under their author's name for this viewer: those that are not anonymous, and their own."""
    if viewer.is_keeper:
        return Q()
    known = Q(anonymous_since=None)
    return known | Q(written_by(viewer)) if viewer.pen_name_ids else known
