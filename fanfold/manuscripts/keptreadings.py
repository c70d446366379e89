"""Readings of long manuscripts, kept as JSON beside the archive so that the review page opens at once.

They can be made again from the bytes at any time. What another version of the readers made is never used.
"""

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings

from fanfold.manuscripts import readers
from fanfold.manuscripts.readers import read
from fanfold.prose import document
from fanfold.prose.document import (
    Block,
    ChapterReading,
    Dropped,
    Extract,
    Field,
    Mark,
    Reading,
    Repair,
    Separator,
    Source,
    WorkReading,
)

# Shorter ones are read in less than a tenth of a second; bytes.
WORTH_KEEPING = 20_000


def reading_of(name: str, sha256: str, data: bytes) -> Reading:
    """The same as `read`, from what was kept where there is something. Raises NotRead."""
    if len(data) < WORTH_KEEPING:
        return read(name, data)
    place = _place(name, sha256)
    kept = _kept(place)
    if kept is not None:
        return replace(kept, source=replace(kept.source, name=_short(name)))
    reading = read(name, data)
    # A full disk takes nothing but time from anybody: the reading is made anew the next time.
    with suppress(OSError):
        _keep(place, reading)
    return reading


def _place(name: str, sha256: str) -> Path:
    """The ending of a name says how it is read, so it is part of what tells readings apart."""
    ending = PurePosixPath(_short(name)).suffix.lower()
    made_by = hashlib.sha256(f"{_version()} {ending}".encode("utf-8", "surrogatepass")).hexdigest()[:12]
    home: Path = settings.HOME
    return home / "readings" / f"{sha256}-{made_by}.json"


def _short(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).name


@cache
def _version() -> str:
    """The readers' own text: any change of a rule makes another version."""
    folder = Path(str(readers.__file__)).parent
    digest = hashlib.sha256(Path(document.__file__).read_bytes())
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _kept(place: Path) -> Reading | None:
    try:
        return from_plain(json.loads(place.read_bytes()))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _keep(place: Path, reading: Reading) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            json.dump(as_plain(reading), file)
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def as_plain(reading: Reading) -> dict[str, Any]:
    """The reading as JSON values. Boxes and origins are left out: they are the rules' ground, and the rules have spoken."""
    source, extract = reading.source, reading.extract
    return {
        "source": [source.name, source.size, source.sha256, source.encoding, source.newline, source.format],
        "repairs": [[each.start, each.end, each.original, each.repaired] for each in source.repairs],
        "text": extract.text,
        "marks": [[each.start, each.end, each.kind, each.href] for each in extract.marks],
        "dropped": [[each.what, each.why, each.how_many] for each in extract.dropped],
        "separators": [[each.start, each.end, each.why] for each in reading.separators],
        "works": [
            {
                "fields": [_plain_field(each) for each in work.fields],
                "front": [_plain_block(each) for each in work.front],
                "chapters": [
                    [each.number, each.title, [_plain_block(block) for block in each.blocks]] for each in work.chapters
                ],
                "back": [_plain_block(each) for each in work.back],
            }
            for work in reading.works
        ],
    }


def _plain_field(field: Field) -> list[Any]:
    return [field.name, field.value, field.raw, field.spans, field.confidence, field.rule]


def _plain_block(block: Block) -> list[Any]:
    said = [block.id, block.type, block.spans, block.confidence, block.rule]
    return [*said, block.alternatives, block.kind, block.place, block.field, block.level]


def from_plain(said: dict[str, Any]) -> Reading:
    """The reading that `as_plain` wrote."""
    name, size, sha256, encoding, newline, format = said["source"]
    repairs = tuple(Repair(*each) for each in said["repairs"])
    return Reading(
        source=Source(name, size, sha256, encoding, newline, repairs, format),
        extract=Extract(
            said["text"],
            marks=tuple(Mark(*each) for each in said["marks"]),
            dropped=tuple(Dropped(*each) for each in said["dropped"]),
        ),
        works=tuple(
            WorkReading(
                fields=tuple(_field(*each) for each in work["fields"]),
                front=_blocks(work["front"]),
                chapters=tuple(
                    ChapterReading(number, title, _blocks(blocks)) for number, title, blocks in work["chapters"]
                ),
                back=_blocks(work["back"]),
            )
            for work in said["works"]
        ),
        separators=tuple(Separator(*each) for each in said["separators"]),
    )


def _field(name: str, value: str, raw: str, spans: list[list[int]], *how: Any) -> Field:
    return Field(name, value, raw, tuple((start, end) for start, end in spans), *how)


def _blocks(said: list[list[Any]]) -> tuple[Block, ...]:
    return tuple(_block(*each) for each in said)


def _block(
    id: int, type: Any, spans: list[list[int]], confidence: float, rule: str, alternatives: list[list[Any]], *more: Any
) -> Block:
    """Its spans and alternatives are pairs again, which JSON knows as lists only."""
    places = tuple((start, end) for start, end in spans)
    return Block(id, type, places, confidence, rule, tuple((kind, sure) for kind, sure in alternatives), *more)
