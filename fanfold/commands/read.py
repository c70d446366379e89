import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator

from fanfold.manuscripts.found import shown
from fanfold.manuscripts.neutral import as_json, neutral
from fanfold.manuscripts.readers import NotRead, read
from fanfold.prose.document import Block, ChapterReading, Reading, WorkReading, account

# Under this a rule was guessing, and a person should look.
UNSURE = 0.6
MOST_SHOWN = 10


def run(asked: argparse.Namespace) -> int:
    """Shows how a manuscript is understood; nothing is kept."""
    try:
        reading = read(asked.file.name, asked.file.read_bytes())
    except OSError as error:
        print(f"{shown(asked.file)}: {error.strerror}.", file=sys.stderr)
        return 1
    except NotRead as reason:
        print(f"{shown(asked.file)}: {reason.sentence}", file=sys.stderr)
        return 1
    if asked.json or asked.neutral:
        made = neutral(reading) if asked.neutral else as_json(reading)
        print(json.dumps(made, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_told(reading)))
    return 0


def _told(reading: Reading) -> Iterator[str]:
    source = reading.source
    yield f"{source.name}: {source.format}, {source.encoding}, {source.size:,} bytes. {account(reading)}."
    for repair in source.repairs[:MOST_SHOWN]:
        yield f"  Repaired: “{repair.original}” was meant to be “{repair.repaired}”."
    for dropped in reading.extract.dropped:
        yield f"  Left out: {dropped.how_many} {dropped.what}; {dropped.why}."
    for work in reading.works:
        yield from _told_of_work(work)
    unsure = sorted((block for block in reading.blocks() if block.confidence < UNSURE), key=lambda b: b.confidence)
    if unsure:
        yield f"Least sure of {len(unsure)}:"
        yield from (f"  {_told_of_block(block, reading)}" for block in unsure[:MOST_SHOWN])


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
