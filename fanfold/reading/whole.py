"""A work on one page: in parts of whole chapters where one page would be too much for a phone."""

from collections.abc import Sequence

from django.db.models.functions import Length

from fanfold.reading.contents import Line
from fanfold.works.models import Chapter

# In characters of HTML. A browser on an old phone takes seconds to lay out more.
MOST_ON_A_PAGE = 2_000_000


def parts_of(lines: Sequence[Line]) -> list[list[Line]]:
    """The chapters of each page; one query, which reads no text into memory here."""
    lengths = dict(
        Chapter.objects.filter(pk__in=[line.chapter.pk for line in lines])
        .annotate(length=Length("html"))
        .values_list("pk", "length")
    )
    parts: list[list[Line]] = []
    room = 0
    for line in lines:
        length = lengths.get(line.chapter.pk, 0)
        if length > room or not parts:
            parts.append([])
            room = MOST_ON_A_PAGE
        parts[-1].append(line)
        room -= length
    return parts
