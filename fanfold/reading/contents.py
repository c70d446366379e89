"""The table of contents of a work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from fanfold.archive.viewer import Viewer
from fanfold.works.models import Chapter, Work


@dataclass(frozen=True)
class Line:
    """A chapter in the contents. Its number is its place among the chapters this viewer can open."""

    chapter: Chapter
    number: int
    now: datetime

    @property
    def title(self) -> str:
        return self.chapter.title or f"Chapter {self.number}"

    @property
    def words(self) -> str:
        return f"{self.chapter.words:,}"

    @property
    def is_draft(self) -> bool:
        return not self.chapter.is_out(self.now)


def contents_of(work: Work, viewer: Viewer) -> list[Line]:
    """One query, no texts."""
    now = timezone.now()
    chapters = Chapter.objects.readable_by(viewer).filter(work=work).for_contents()
    return [Line(chapter, number, now) for number, chapter in enumerate(chapters, start=1)]


@dataclass(frozen=True)
class Turn:
    """Where a chapter stands in its work, and what is on either side."""

    here: Line
    before: Line | None
    after: Line | None


def turn_at(lines: Sequence[Line], chapter: Chapter) -> Turn:
    index = next(i for i, line in enumerate(lines) if line.chapter.pk == chapter.pk)
    return Turn(
        here=lines[index],
        before=lines[index - 1] if index else None,
        after=lines[index + 1] if index + 1 < len(lines) else None,
    )
