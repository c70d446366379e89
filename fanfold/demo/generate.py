"""An archive of any size out of a seed, for measurements: the same seed and size give the same rows.

Rows are written in bulk, past the actions, so that a million works take minutes; what the actions would have derived
(words, counts, clean HTML) is right all the same. Texts come from a pool of a few hundred, as nothing we measure
depends on every text being another.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction

from fanfold.accounts.models import PenName
from fanfold.archive.models import Rating, Warning
from fanfold.prose.clean import clean
from fanfold.prose.words import count_words_in_html
from fanfold.tags.models import Kind, Tag
from fanfold.works.models import Chapter, Creatorship, Work, WorkTag

BATCH = 5000
POOL = 300
FIRST_DAY = datetime(2004, 1, 1, tzinfo=UTC)
DAYS = 8000
SYLLABLES = "ba co da fen gor hal im jun ka lo mer nis or pel qua ris sol tam ul ves win yor zan".split()
LANGUAGES = ["en"] * 17 + ["de", "fr", "ru"]


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything. Tags follow Zipf's law: few are on most works, most on few."""

    works: int
    words_per_chapter: int = 300
    most_chapters: int = 3
    tags_per_work: int = 8

    @property
    def tags(self) -> int:
        return max(40, self.works // 10)

    @property
    def pen_names(self) -> int:
        return max(10, self.works // 8)


@dataclass(slots=True)
class _Pool:
    """What works are made of, and how often each has been used."""

    texts: list[tuple[str, int]]
    pen_names: list[int]
    tags: list[int]
    weights: list[float]
    ratings: list[int]
    warnings: list[int]
    tag_uses: Counter[int] = field(default_factory=Counter)
    name_uses: Counter[int] = field(default_factory=Counter)


def generate(size: Size, *, seed: int = 1, told: Callable[[int], None] = lambda _done: None) -> None:
    """Fills an archive that has no works. `told` hears how many works stand, after each batch committed."""
    if Work.objects.exists():
        raise ValueError("The archive has works already; a generated one must be repeatable.")
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    with transaction.atomic():
        pool = _pool(size, chance)
    last = 0
    while last < size.works:
        count = min(BATCH, size.works - last)
        with transaction.atomic():
            _batch(range(last + 1, last + count + 1), size, pool, chance)
        last += count
        told(last)
    with transaction.atomic():
        _count(Tag, pool.tag_uses)
        _count(PenName, pool.name_uses)
        _mend_sequences()


def _pool(size: Size, chance: random.Random) -> _Pool:
    vocabulary = [_word(chance) for _ in range(4000)]
    kinds = list(Kind.objects.order_by("position").values_list("pk", flat=True))
    tags = range(1, size.tags + 1)
    _insert(Tag, ({"id": n, "kind_id": kinds[n % len(kinds)], "name": f"{_name(chance)} {n}", "slug": f"t{n}",
                   "about": "", "works_count": 0} for n in tags))  # fmt: skip
    names = range(1, size.pen_names + 1)
    _insert(PenName, ({"id": n, "name": f"{_name(chance)} {n}", "slug": f"p{n}", "about": "", "about_source": "",
                       "since": FIRST_DAY, "works_count": 0} for n in names))  # fmt: skip
    return _Pool(
        texts=[_text(size.words_per_chapter, vocabulary, chance) for _ in range(POOL)],
        pen_names=list(names),
        tags=list(tags),
        weights=list(accumulate(1 / (rank + 3) for rank in range(size.tags))),
        ratings=list(Rating.objects.order_by("position").values_list("pk", flat=True)),
        warnings=list(Warning.objects.order_by("position").values_list("pk", flat=True)),
    )


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 2, 3))))


def _name(chance: random.Random) -> str:
    return f"{_word(chance).title()} {_word(chance).title()}"


def _text(words: int, vocabulary: Sequence[str], chance: random.Random) -> tuple[str, int]:
    paragraphs = []
    left = words
    while left > 0:
        count = min(left, chance.randint(15, 70))
        paragraphs.append(f"<p>{' '.join(chance.choices(vocabulary, k=count)).capitalize()}.</p>")
        left -= count
    html = clean("\n".join(paragraphs)).html
    return str(html), count_words_in_html(html)


def _batch(numbers: range, size: Size, pool: _Pool, chance: random.Random) -> None:
    works, chapters, names, tags, warnings = [], [], [], [], []
    for number in numbers:
        first = FIRST_DAY + timedelta(days=chance.random() * DAYS)
        texts = chance.choices(pool.texts, k=chance.randint(1, size.most_chapters))
        dates = [first + timedelta(days=7 * at) for at in range(len(texts))]
        works.append(_work(number, texts, dates, pool, chance))
        for at, ((html, words), date) in enumerate(zip(texts, dates, strict=True), start=1):
            chapters.append(_chapter(number, size.most_chapters, at, html, words, date))
        pen_name = chance.choice(pool.pen_names)
        pool.name_uses[pen_name] += 1
        names.append({"id": number, "work_id": number, "pen_name_id": pen_name, "position": 0, "invited_at": first,
                      "accepted_at": first})  # fmt: skip
        chosen = list(dict.fromkeys(chance.choices(pool.tags, cum_weights=pool.weights, k=size.tags_per_work)))
        pool.tag_uses.update(chosen)
        tags += [{"work_id": number, "tag_id": tag, "position": at} for at, tag in enumerate(chosen)]
        warnings.append({"work_id": number, "warning_id": chance.choice(pool.warnings)})
    _insert(Work, works)
    _insert(Chapter, chapters)
    _insert(Creatorship, names)
    _insert(WorkTag, tags)
    _insert(Work.warnings.through, warnings)


def _work(
    number: int, texts: Sequence[tuple[str, int]], dates: Sequence[datetime], pool: _Pool, chance: random.Random
) -> dict[str, Any]:
    title = f"{_name(chance)} {number}"
    summary = f"<p>{_name(chance)} and {_name(chance)}, and what came of it.</p>"
    empty = dict.fromkeys(["notes_before", "notes_before_source", "notes_after", "notes_after_source"], "")
    return {
        "id": number, "title": title, "slug": title.lower().replace(" ", "-"), "language": chance.choice(LANGUAGES),
        "rating_id": chance.choice(pool.ratings), "audience": "public", "comment_policy": "everybody",
        "created_at": dates[0], "published_at": dates[0], "updated_at": dates[-1], "out_since": dates[0],
        "completed_at": dates[-1] if chance.random() < 0.7 else None, "words": sum(words for _, words in texts),
        "chapters_count": len(texts), "summary_source": summary, "summary": summary, **empty,
    }  # fmt: skip


def _chapter(work: int, most: int, at: int, html: str, words: int, date: datetime) -> dict[str, Any]:
    empty = dict.fromkeys(
        ["title", "summary", "summary_source", "note_head", "note_head_source", "note_end", "note_end_source"], ""
    )
    return {
        "id": (work - 1) * most + at, "work_id": work, "position": at, "words": words, "created_at": date,
        "published_at": date, "announced_at": date, "changed_at": date, "html": html, "source": html, **empty,
    }  # fmt: skip


def _insert(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> None:
    """Plain INSERTs, many at once: several times quicker than making model instances."""
    rows = list(rows)
    if not rows:
        return
    quote = connection.ops.quote_name
    fields = [model._meta.get_field(name.removesuffix("_id") if name != "id" else name) for name in rows[0]]
    columns = ", ".join(quote(str(field.column)) for field in fields)  # type: ignore[union-attr]
    holes = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({holes})"  # noqa: S608 - no words of others in it
    with connection.cursor() as cursor:
        cursor.executemany(statement, [[_prepared(value) for value in row.values()] for row in rows])


def _prepared(value: Any) -> Any:
    """As the database takes it; only times differ between the two we support."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def _count(model: type[Tag] | type[PenName], uses: Counter[int]) -> None:
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET works_count = %s WHERE id = %s",  # noqa: S608 - no words of others in it
            [(count, pk) for pk, count in uses.items()],
        )


def _mend_sequences() -> None:
    """PostgreSQL does not count up by itself when rows come with their numbers."""
    statements = connection.ops.sequence_reset_sql(no_style(), [Work, Chapter, Creatorship, Tag, PenName])
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
