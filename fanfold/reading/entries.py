"""A work as a list shows it: everything the entry says, prepared, so that the template asks the database nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from fanfold.archive.models import Warning
from fanfold.archive.viewer import Viewer
from fanfold.prose.languages import direction, language_name
from fanfold.prose.words import reading_minutes
from fanfold.reading.bylines import Byline, byline_of
from fanfold.tags.models import KindRole, Tag
from fanfold.works.models import Audience, Work

MOST_TAGS = 5
# There are four shapes of rating in the look; an archive may have more ratings, or fewer.
SHAPES = 4


@dataclass(frozen=True)
class Facts:
    """What the stub says of a work."""

    work: Work
    warnings: tuple[Warning, ...]

    @property
    def rating_shape(self) -> int:
        return min(self.work.rating.position + 1, SHAPES)

    @property
    def words(self) -> str:
        return f"{self.work.words:,} {'word' if self.work.words == 1 else 'words'}"

    @property
    def time(self) -> str:
        return f"about {hours(reading_minutes(self.work.words))}"

    @property
    def expected(self) -> int:
        """How many chapters there will be; 0 if nobody knows, or if they are all here."""
        expected = self.work.expected_chapters or 0
        return expected if expected > self.work.chapters_count and not self.work.is_complete else 0

    @property
    def chapters(self) -> str:
        count = self.work.chapters_count
        if self.expected:
            return f"{count} of {self.expected} chapters"
        if count == 1:
            return "One chapter" if self.work.is_complete else "One chapter so far"
        return f"{count:,} chapters" if self.work.is_complete else f"{count:,} chapters so far"

    @property
    def state(self) -> str:
        return "Complete" if self.work.is_complete else "In progress"

    @property
    def is_for_members(self) -> bool:
        return self.work.audience == Audience.MEMBERS or self.work.rating.members_only

    @property
    def language(self) -> str:
        return language_name(self.work.language) or self.work.language

    @property
    def direction(self) -> str:
        return direction(self.work.language)


def hours(minutes: int) -> str:
    """As 22 min or 1 h 10 min; above an hour to five minutes."""
    if minutes < 60:
        return f"{minutes} min"
    whole, rest = divmod(round(minutes / 5) * 5, 60)
    return f"{whole:,} h {rest} min" if rest else f"{whole:,} h"


@dataclass(frozen=True)
class Entry:
    work: Work
    byline: Byline
    facts: Facts

    @cached_property
    def _tags(self) -> list[Tag]:
        return [work_tag.tag for work_tag in self.work.work_tags.all()]

    @property
    def fandoms(self) -> list[Tag]:
        return [tag for tag in self._tags if tag.kind.role == KindRole.FANDOM]

    @cached_property
    def _others(self) -> list[Tag]:
        """Relationships first, then by kind, in the author's order."""
        others = [tag for tag in self._tags if tag.kind.role != KindRole.FANDOM]
        return sorted(others, key=lambda tag: (tag.kind.role != KindRole.RELATIONSHIP, tag.kind.position))

    @property
    def tags(self) -> list[Tag]:
        return self._others[:MOST_TAGS]

    @property
    def more_tags(self) -> int:
        return max(0, len(self._others) - MOST_TAGS)


def entries_of(works: Iterable[Work], viewer: Viewer) -> list[Entry]:
    """Of works fetched `for_entries`: asks the database nothing."""
    return [
        Entry(work, byline_of(work, viewer, list(work.creatorships.all())), Facts(work, tuple(work.warnings.all())))
        for work in works
    ]
