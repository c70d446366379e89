"""Making works of manuscripts. Safe to run again: what is shelved already and has not changed is left alone."""

import hashlib
import os
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from fanfold.archive.viewer import Viewer
from fanfold.journal.actions import record
from fanfold.journal.what import What
from fanfold.manuscripts import store
from fanfold.manuscripts.facts import Shaped, Wishes, shape
from fanfold.manuscripts.found import shown
from fanfold.manuscripts.models import Manuscript, Shelved, ShelvedChapter
from fanfold.manuscripts.readers import read
from fanfold.works import actions as works
from fanfold.works.models import Chapter, Work
from fanfold.works.texts import ChapterText

WHY = "Shelved again from its file"


class Did(StrEnum):
    """What became of a manuscript."""

    SHELVED = "shelved"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    SAME = "same as another"


@dataclass
class Outcome:
    """What was done with one manuscript, and what a person should know of it."""

    did: Did
    works: list[Work] = field(default_factory=list)
    guessed: set[str] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)


@transaction.atomic
def shelve(name: str, path: str, data: bytes, wishes: Wishes, *, by: Viewer) -> Outcome:
    """Makes works of a manuscript, or brings those made of it earlier up to date. All of it or nothing.

    `path` is where it lies, and tells a changed manuscript from another one. A chapter that was edited in the archive
    since it was shelved is left as it is, and a remark says so. Raises NotRead where the bytes are no manuscript we
    read, OSError where they can't be kept.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    here = list(Shelved.objects.filter(path=path).select_related("work__rating", "manuscript").order_by("number"))
    if here and here[0].manuscript.sha256 == sha256:
        return Outcome(Did.UNCHANGED, [shelved.work for shelved in here])
    if not here:
        elsewhere = Shelved.objects.filter(manuscript__sha256=sha256, review=None)
        if found := list(elsewhere.select_related("work").order_by("number")):
            return _same_content(found, path)
    reading = read(name, data)
    shaped = [shape(reading, work, wishes) for work in reading.works]
    store.keep(sha256, data)
    manuscript, _ = Manuscript.objects.get_or_create(
        sha256=sha256, defaults={"name": name[:255], "size": len(data), "by_id": by.account_id}
    )
    outcome = Outcome(Did.CHANGED if here else Did.SHELVED)
    for number, made in enumerate(shaped):
        known = next((shelved for shelved in here if shelved.number == number), None)
        if known is not None:
            bring_up_to_date(known, manuscript, made, outcome, by=by)
        else:
            make(Shelved(manuscript=manuscript, path=path, number=number), made, outcome, draft=wishes.draft, by=by)
    record(What.MANUSCRIPT_SHELVED, manuscript, by=by.account_id, works=[work.pk for work in outcome.works])
    return outcome


def _same_content(elsewhere: list[Shelved], path: str) -> Outcome:
    """A second file with the same bytes makes no second work; one that was moved is known by its new place."""
    first = elsewhere[0]
    works = [shelved.work for shelved in elsewhere if shelved.path == first.path]
    if _still_there(Path(first.path)):
        return Outcome(Did.SAME, works, remarks=[f"The same text was shelved from {shown(Path(first.path))}."])
    Shelved.objects.filter(path=first.path).update(path=path)
    return Outcome(Did.UNCHANGED, works, remarks=["It has moved since it was shelved."])


def _still_there(path: Path) -> bool:
    """Whether a file stands at the path, or a pack on the way to it."""
    return os.path.lexists(path) or any(parent.is_file() for parent in path.parents)


def make(shelved: Shelved, made: Shaped, outcome: Outcome, *, draft: bool, by: Viewer) -> None:
    """A work with all its chapters, noted as shelved."""
    by = by.acting_for(pen_name.pk for pen_name in made.facts.pen_names)
    work = works.create_work(made.facts, by=by)
    shelved.work = work
    shelved.save()
    for text in made.chapters:
        _note_shelved(shelved, works.add_chapter(work, text, by=by))
    if not draft:
        works.publish(work, by=by)
    work.refresh_from_db()
    outcome.works.append(work)
    outcome.guessed |= set(made.guessed)


def bring_up_to_date(shelved: Shelved, manuscript: Manuscript, made: Shaped, outcome: Outcome, *, by: Viewer) -> None:
    """New text for chapters nobody edited since, new chapters after them. Facts stay as the archive has them."""
    work = shelved.work
    by = by.acting_for(work.pen_names.values_list("pk", flat=True))
    outcome.works.append(work)
    if work.binned_at is not None:
        outcome.remarks.append(f"“{work.title}” is in the bin, so its new text was left out.")
        return
    shelved.manuscript = manuscript
    shelved.save(update_fields=["manuscript"])
    chapters = list(work.chapters.order_by("position"))
    for text, chapter in zip(made.chapters, chapters, strict=False):
        if not _edited_since(shelved, chapter):
            _note_shelved(shelved, works.change_chapter(chapter, text, why=WHY, by=by))
        elif works.text_of(chapter) != text:
            outcome.remarks.append(f"Chapter {chapter.position} was edited in the archive since, so it stays as it is.")
    for text in made.chapters[len(chapters) :]:
        date = timezone.now() if work.published_at else None
        _note_shelved(shelved, works.add_chapter(work, text, published_at=date, by=by))
    if len(made.chapters) < len(chapters):
        outcome.remarks.append(f"The file has {len(made.chapters)} chapters now; the {len(chapters)} here all stay.")
    work.refresh_from_db()


def _note_shelved(shelved: Shelved, chapter: Chapter) -> None:
    ShelvedChapter.objects.update_or_create(
        chapter=chapter, defaults={"shelved": shelved, "text_sha256": _hash_of(works.text_of(chapter))}
    )


def _edited_since(shelved: Shelved, chapter: Chapter) -> bool:
    noted = ShelvedChapter.objects.filter(shelved=shelved, chapter=chapter).first()
    return noted is None or noted.text_sha256 != _hash_of(works.text_of(chapter))


def _hash_of(text: ChapterText) -> str:
    parts = [text.title, text.summary, text.note_head, text.note_end, text.text]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
