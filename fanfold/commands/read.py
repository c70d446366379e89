import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fanfold.manuscripts.found import Found, find, shown
from fanfold.manuscripts.neutral import as_json, neutral
from fanfold.manuscripts.readers import NotRead, members, read
from fanfold.manuscripts.readers.packed import is_pack_of_many
from fanfold.prose.document import Block, ChapterReading, Reading, WorkReading, account

# Under this a rule was guessing, and a person should look.
UNSURE = 0.6
MOST_SHOWN = 10


def run(asked: argparse.Namespace) -> int:
    """Shows how manuscripts are understood; nothing is kept. One is told in full, many in a table."""
    if len(asked.paths) == 1 and not asked.paths[0].is_dir():
        return _one(asked.paths[0], asked)
    return _many(asked.paths, asked)


def _one(path: Path, asked: argparse.Namespace) -> int:
    try:
        data = path.read_bytes()
        if is_pack_of_many(path.name, data):
            return _many([path], asked)
        reading = read(path.name, data)
    except OSError as error:
        print(f"{shown(path)}: {error.strerror}.", file=sys.stderr)
        return 1
    except NotRead as reason:
        print(f"{shown(path)}: {reason.sentence}", file=sys.stderr)
        return 1
    if asked.json or asked.neutral:
        print(json.dumps(_plain(reading, asked), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_told(reading)))
    return 0


def _plain(reading: Reading, asked: argparse.Namespace) -> dict[str, object]:
    return neutral(reading) if asked.neutral else as_json(reading)


def _told(reading: Reading) -> Iterator[str]:
    source = reading.source
    yield f"{source.name}: {source.format}, {source.encoding or 'packed'}, {source.size:,} bytes. {account(reading)}."
    for repair in source.repairs[:MOST_SHOWN]:
        yield f"  Repaired: “{repair.original}” was meant to be “{repair.repaired}”."
    for dropped in reading.extract.dropped:
        yield f"  Left out: {dropped.how_many} {dropped.what}; {dropped.why}."
    for work in reading.works:
        yield from _told_of_work(work)
    unsure = _unsure(reading)
    if unsure:
        yield f"Least sure of {len(unsure)}:"
        yield from (f"  {_told_of_block(block, reading)}" for block in unsure[:MOST_SHOWN])


def _unsure(reading: Reading) -> list[Block]:
    return sorted((block for block in reading.blocks() if block.confidence < UNSURE), key=lambda b: b.confidence)


def _told_of_work(work: WorkReading) -> Iterator[str]:
    yield ""
    for field in work.fields:
        yield f"  {field.name}: {field.value}"
    for name, blocks in [("before the first chapter", work.front), ("after the last chapter", work.back)]:
        if blocks:
            yield f"  {name}: {_counted(blocks)}"
    for chapter in work.chapters:
        yield f"  {_called(chapter)}: {_counted(chapter.blocks)}"


def _called(chapter: ChapterReading) -> str:
    return f"chapter {chapter.number}, “{chapter.title}”" if chapter.title else f"chapter {chapter.number}"


def _counted(blocks: tuple[Block, ...]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in Counter(block.type for block in blocks).most_common())


def _told_of_block(block: Block, reading: Reading) -> str:
    words = " ".join(block.text(reading.extract).split())
    return f"{block.type} ({block.rule}, {block.confidence:.0%}): {words[:70]}{'…' if len(words) > 70 else ''}"


@dataclass(frozen=True, slots=True)
class Row:
    """What a table of many says of one manuscript; the rest of its reading is let go."""

    name: str
    works: int
    chapters: int
    notes: int
    characters: int
    unsure: tuple[str, ...]
    looks: tuple[str, ...]


def _many(paths: list[Path], asked: argparse.Namespace) -> int:
    """A table, those that need a person's eye first; with --json or --neutral an object a line instead."""
    rows: list[Row] = []
    refused: list[str] = []
    for count, (path, data) in enumerate(_files(paths, refused), start=1):
        try:
            reading = read(path.name, data)
        except NotRead as reason:
            if reason.kind != "not-a-manuscript":
                refused.append(f"{shown(path)}: {reason.sentence}")
            continue
        if asked.json or asked.neutral:
            print(json.dumps({"path": shown(path), **_plain(reading, asked)}, ensure_ascii=False), flush=True)
        else:
            rows.append(_row(path, reading))
            _progress(count)
    if rows:
        _table(rows)
        _samples(rows, asked.sample)
    for line in refused:
        print(line, file=sys.stderr)
    return 1 if refused else 0


def _files(paths: list[Path], refused: list[str]) -> Iterator[tuple[Path, bytes]]:
    for found in find(paths):
        try:
            if isinstance(found, Found):
                yield from _within(found.path)
            elif not found.path.is_file():
                refused.append(f"{shown(found.path)}: {found.why}")
        except NotRead as reason:
            refused.append(f"{shown(found.path)}: {reason.sentence}")
        except OSError as error:
            refused.append(f"{shown(found.path)}: {error.strerror}.")


def _within(path: Path) -> Iterator[tuple[Path, bytes]]:
    data = path.read_bytes()
    if is_pack_of_many(path.name, data):
        yield from ((path / name, inside) for name, inside in members(path.name, data))
    else:
        yield path, data


def _row(path: Path, reading: Reading) -> Row:
    blocks = list(reading.blocks())
    unsure = _unsure(reading)
    return Row(
        name=shown(Path(path.name)),
        works=len(reading.works),
        chapters=sum(len(work.chapters) for work in reading.works),
        notes=sum(block.type == "note" for block in blocks),
        characters=len(reading.extract.text),
        unsure=tuple(_told_of_block(block, reading) for block in unsure[:MOST_SHOWN]),
        looks=tuple(_looks(reading, len(unsure))),
    )


def _looks(reading: Reading, unsure: int) -> Iterator[str]:
    """Why a person should look at it."""
    if not account(reading).is_complete:
        yield "characters missing"
    if unsure:
        yield f"{unsure} guesses"
    if reading.source.repairs:
        yield f"{len(reading.source.repairs)} repairs"
    if len(reading.works) > 1:
        yield f"{len(reading.works)} works"
    names = {field.name for work in reading.works for field in work.fields}
    missing = [name for name in ("title", "author") if name not in names]
    if missing:
        yield f"no {' or '.join(missing)}"


def _table(rows: list[Row]) -> None:
    widest = min(40, max(len(row.name) for row in rows))
    print(f"{'manuscript':{widest}}  works  chapters  notes  characters  to look at")
    for row in sorted(rows, key=lambda row: (-len(row.unsure), -len(row.looks), row.name)):
        name = row.name if len(row.name) <= widest else row.name[: widest - 1] + "…"
        print(
            f"{name:{widest}}  {row.works:5}  {row.chapters:8}  {row.notes:5}  {row.characters:10,}  "
            + (", ".join(row.looks) or "nothing")
        )
    to_look = sum(bool(row.looks) for row in rows)
    print(f"{len(rows)} manuscripts, {to_look} of them for a person’s eye.")


def _samples(rows: list[Row], count: int) -> None:
    """The same blocks each time, so that two people look at the same ones."""
    unsure = [(row.name, said) for row in rows for said in row.unsure]
    for name, said in random.Random(len(unsure)).sample(unsure, min(count, len(unsure))):  # noqa: S311 - repeatable
        print(f"  {name}: {said}")


def _progress(count: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{count} read", end="", file=sys.stderr, flush=True)
