"""First lines for the front page: how three stories begin, others each day."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min
from django.db.models.functions import Substr

from fanfold.archive.viewer import Viewer
from fanfold.prose.typed import plain_text
from fanfold.reading.entries import Entry
from fanfold.works.models import Chapter, Work

HOW_MANY = 3
# Works are picked by number; some numbers are drafts or gone, so more are tried than are wanted.
TRIES = 60
# Enough of a chapter's beginning to hold a first sentence, little enough to fetch from a long one.
BEGINNING = 3000
CUT = "…"
LONGEST = 150
# In letters: less makes no opening.
SHORTEST = 40
ENDINGS = (".", "!", "?", "…", "。", "！", "？", "।", "؟")
TITLES = {"Mr", "Mrs", "Ms", "Dr", "St", "Mme", "Mlle"}
CLOSING = "”’»\"')）」』"


@dataclass(frozen=True)
class Opening:
    entry: Entry
    sentence: str


def works_of_the_day(viewer: Viewer, day: date) -> list[int]:
    """The same for everybody who may read the same, the whole day. Two queries, whatever the size of the archive;
    a third where works are so few among the numbers that none was hit."""
    ends = Work.objects.aggregate(first=Min("pk"), last=Max("pk"))
    if ends["last"] is None:
        return []
    numbers = range(ends["first"], ends["last"] + 1)
    chance = random.Random(day.toordinal())  # noqa: S311 - a choice of stories, not a secret
    tried = chance.sample(numbers, min(TRIES, len(numbers)))
    listed = Work.objects.listed_for(viewer).filter(rating__asks_consent=False, words__gt=0)
    found = set(listed.filter(pk__in=tried).values_list("pk", flat=True))
    chosen = [pk for pk in tried if pk in found] or list(listed.order_by("-pk").values_list("pk", flat=True)[:HOW_MANY])
    return chosen[: HOW_MANY * 2]


def openings_of(entries: Iterable[Entry], viewer: Viewer) -> list[Opening]:
    """At most three; a work whose first chapter has no sentence to show is passed over. One query."""
    by_work = {entry.work.pk: entry for entry in entries}
    beginnings = (
        Chapter.objects.readable_by(viewer)
        .filter(work__in=by_work, position=1)
        .annotate(beginning=Substr("html", 1, BEGINNING))
        .values_list("work_id", "beginning")
    )
    sentences = {pk: first_sentence(plain_text(_whole_tags(html))) for pk, html in beginnings}
    openings = [Opening(by_work[pk], sentences[pk]) for pk in by_work if sentences.get(pk)]
    # Whole sentences before those that had to be cut.
    return sorted(openings, key=lambda opening: opening.sentence.endswith(CUT))[:HOW_MANY]


def _whole_tags(html: str) -> str:
    """Without the tag that the cut went through."""
    cut = html.rfind("<")
    return html[:cut] if cut > html.rfind(">") else html


def first_sentence(text: str) -> str:
    """How a text begins: its first sentence, or as many as make a line worth reading, cut at a word if very long.

    A paragraph too short for that (a name, a place, a date) is passed over if there is another.
    """
    paragraphs = [line.strip() for line in text.split("\n") if any(sign.isalpha() for sign in line)]
    worth = [paragraph for paragraph in paragraphs if weight(paragraph) >= SHORTEST]
    paragraph = next(iter(worth or paragraphs), "")
    end = _end_of_sentence(paragraph)
    if end <= LONGEST:
        return paragraph[:end]
    return paragraph[:LONGEST].rpartition(" ")[0].rstrip(" ,;:—–") + CUT


def weight(text: str) -> int:
    """Length, with a sign of a script that writes whole syllables or words in one counted as three."""
    return sum(3 if sign > "\u2e7f" else 1 for sign in text[:LONGEST])


def _end_of_sentence(paragraph: str) -> int:
    for place, sign in enumerate(paragraph[: LONGEST + 1]):
        if sign not in ENDINGS or _abbreviates(paragraph, place):
            continue
        end = place + 1
        while end < len(paragraph) and paragraph[end] in (*ENDINGS, *CLOSING):
            end += 1
        closes = end == len(paragraph) or paragraph[end].isspace() or sign in "。！？"
        if closes and weight(paragraph[:end]) >= SHORTEST:
            return end
    return len(paragraph)


def _abbreviates(paragraph: str, place: int) -> bool:
    """Whether the point belongs to an initial or a title, not to the end of a sentence."""
    word = paragraph[max(0, place - 4) : place].split(" ")[-1].lstrip("“‘\"'(")
    return paragraph[place] == "." and (word in TITLES or (len(word) == 1 and word.isalpha()))
