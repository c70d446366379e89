"""Looking a manuscript over: opening it, changing what was read, making a draft of it. Nothing here publishes."""

import hashlib
from dataclasses import dataclass, replace

from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone

from fanfold.accounts.models import PenName
from fanfold.archive.refused import NotYours, Refused
from fanfold.archive.viewer import Viewer
from fanfold.journal.actions import record
from fanfold.journal.what import What
from fanfold.manuscripts import edits, store
from fanfold.manuscripts.actions import Did, Outcome, bring_up_to_date, make
from fanfold.manuscripts.facts import Shaped, Wishes, shape
from fanfold.manuscripts.keptreadings import reading_of
from fanfold.manuscripts.models import Edit, Manuscript, Review, Shelved
from fanfold.prose.document import Reading

LONGEST_NAME = 255


@transaction.atomic
def open_review(name: str, data: bytes, *, by: Viewer) -> Review:
    """Keeps the bytes and opens them to be looked over; the same bytes again open the same review.

    Raises NotRead where they are no manuscript we read, OSError where they can't be kept.
    """
    if by.account_id is None:
        raise NotYours("Sign in to bring a manuscript.")
    name = _kept_name(name)
    sha256 = hashlib.sha256(data).hexdigest()
    reading_of(name, sha256, data)
    store.keep(sha256, data)
    manuscript, _ = Manuscript.objects.get_or_create(
        sha256=sha256, defaults={"name": name, "size": len(data), "by_id": by.account_id}
    )
    review, _ = Review.objects.update_or_create(
        manuscript=manuscript,
        account_id=by.account_id,
        defaults={"thrown_away_at": None},
        create_defaults={"name": name},
    )
    return review


def _kept_name(name: str) -> str:
    """What can be printed of it; a name too long is cut in front, since its ending says how it is read."""
    printable = "".join(character for character in name if character.isprintable()).strip()
    return printable[-LONGEST_NAME:] or "manuscript"


@dataclass(frozen=True, slots=True)
class Opened:
    """A review with its reading as it stands. `unfit` holds the numbers of edits that fit no longer, with the reason."""

    reading: Reading
    original: Reading
    unfit: dict[int, str]


def opened(review: Review) -> Opened:
    """The reading after all edits that are not undone. Raises Refused where the kept file is gone."""
    original = _original(review)
    live = list(review.edits.filter(undone_at=None))
    edited = edits.apply(original, [edits.from_json(edit.said) for edit in live])
    return Opened(edited.reading, original, {live[at].number: why for at, why in edited.unfit})


def bytes_of(review: Review) -> bytes:
    """The file as it came. Raises Refused where it is gone."""
    try:
        return store.place_of(review.manuscript.sha256).read_bytes()
    except OSError as error:
        sentence = "The file is not where the archive keeps it. Its keepers can bring it back from a backup."
        raise Refused(sentence, status=503) from error


def _original(review: Review) -> Reading:
    return reading_of(review.name, review.manuscript.sha256, bytes_of(review))


@transaction.atomic
def make_edit(review: Review, edit: edits.Edit, *, by: Viewer) -> Edit:
    """Adds a change at the end. Raises Refused where it does not fit the text as it stands."""
    _hold(review, by)
    live = [edits.from_json(each.said) for each in review.edits.filter(undone_at=None)]
    unfit = dict(edits.apply(_original(review), [*live, edit]).unfit)
    if len(live) in unfit:
        raise Refused(f"{unfit[len(live)]} Nothing was changed.", status=409)
    last = review.edits.aggregate(last=Max("number"))["last"] or 0
    return Edit.objects.create(review=review, number=last + 1, said=edits.as_json(edit))


@transaction.atomic
def undo(review: Review, number: int | None = None, *, by: Viewer) -> Edit:
    """Takes back the last change, or the one of that number. It stays written down."""
    _hold(review, by)
    live = review.edits.filter(undone_at=None).order_by("-number")
    edit = (live if number is None else live.filter(number=number)).first()
    if edit is None:
        raise Refused("There is no change to take back.", status=409)
    edit.undone_at = timezone.now()
    edit.save(update_fields=["undone_at"])
    return edit


@transaction.atomic
def redo(review: Review, number: int | None = None, *, by: Viewer) -> Edit:
    """Makes the change again that was undone last, or the one of that number."""
    _hold(review, by)
    edit = (redoable(review) if number is None else review.edits.filter(undone_at__isnull=False, number=number)).first()
    if edit is None:
        raise Refused("There is no change to make again.", status=409)
    edit.undone_at = None
    edit.save(update_fields=["undone_at"])
    return edit


def redoable(review: Review) -> models.QuerySet[Edit]:
    """What `redo` makes again, next first: the changes undone since the last one that stands."""
    last = review.edits.filter(undone_at=None).aggregate(last=Max("number"))["last"] or 0
    return review.edits.filter(undone_at__isnull=False, number__gt=last).order_by("number")


@transaction.atomic
def throw_away(review: Review, *, by: Viewer) -> Review:
    """Puts it out of sight. File, changes and drafts stay, and it can be taken back."""
    _hold(review, by)
    review.thrown_away_at = timezone.now()
    review.save(update_fields=["thrown_away_at"])
    return review


@transaction.atomic
def take_back(review: Review, *, by: Viewer) -> Review:
    _hold(review, by)
    review.thrown_away_at = None
    review.save(update_fields=["thrown_away_at"])
    return review


def _hold(review: Review, by: Viewer) -> None:
    """Lets nobody else change it until this transaction ends."""
    if not Review.objects.of(by).select_for_update().filter(pk=review.pk).exists():
        raise NotYours("That manuscript is for the person who brought it.")


@transaction.atomic
def make_draft(review: Review, pen_name: PenName, *, by: Viewer) -> Outcome:
    """Drafts of its works under one of one's own pen names, or new text for those made earlier. All of it or nothing.

    A chapter edited since stays as it is, and so does a work that has come out; the remarks say so.
    """
    _hold(review, by)
    if pen_name.pk not in by.pen_name_ids:
        raise NotYours("Drafts are made under a pen name of your own.")
    reading = opened(review).reading
    here = {shelved.number: shelved for shelved in review.shelved.select_related("work__rating", "manuscript")}
    outcome = Outcome(Did.CHANGED if here else Did.SHELVED)
    for number, work in enumerate(reading.works):
        made = _under(shape(reading, work, Wishes(by=pen_name.name, draft=True)), pen_name)
        if number in here:
            _bring_draft_up_to_date(here[number], made, outcome, by=by)
        else:
            shelved = Shelved(manuscript=review.manuscript, review=review, path=f"review {review.pk}", number=number)
            make(shelved, made, outcome, draft=True, by=by)
    review.finished_at = timezone.now()
    review.save(update_fields=["finished_at"])
    record(What.MANUSCRIPT_SHELVED, review.manuscript, by=by.account_id, works=[work.pk for work in outcome.works])
    return outcome


def _under(made: Shaped, pen_name: PenName) -> Shaped:
    return replace(made, facts=replace(made.facts, pen_names=[pen_name]))


def _bring_draft_up_to_date(shelved: Shelved, made: Shaped, outcome: Outcome, *, by: Viewer) -> None:
    """Its readers' text is changed on the work's own page only."""
    if shelved.work.published_at is None:
        bring_up_to_date(shelved, shelved.manuscript, made, outcome, by=by)
        return
    outcome.works.append(shelved.work)
    outcome.remarks.append(f"“{shelved.work.title}” has come out or is scheduled, so it stays as it is.")
