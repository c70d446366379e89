"""A reading as plain data for other programs: the interchange form, and the full account."""

from bisect import bisect_left, bisect_right

from fanfold.prose.document import Block, Extract, Field, Mark, Reading, WorkReading, account

_LISTS = frozenset({"author", "fandom", "pairing", "warnings", "credits"})
_SAID = frozenset({"title", "rating", "summary", "disclaimer"}) | _LISTS
_EMPHASIS = frozenset({"em", "strong"})


def neutral(reading: Reading) -> dict[str, object]:
    """The interchange JSON: works, each with metadata, front, chapters and back, all blocks in the source's order."""
    writer = _Writer(reading)
    return {"works": [writer.work(work) for work in reading.works]}


class _Writer:
    def __init__(self, reading: Reading) -> None:
        self.extract = reading.extract
        self.gives_places = reading.source.format == "text"
        self.starts = [origin.start for origin in reading.extract.origin]
        self.marks = sorted(reading.extract.marks, key=lambda mark: mark.start)
        self.mark_starts = [mark.start for mark in self.marks]

    def work(self, work: WorkReading) -> dict[str, object]:
        return {
            "metadata": metadata(work.fields),
            "front": [self.block(block) for block in work.front],
            "chapters": [
                {
                    "title": chapter.title,
                    "number": chapter.number,
                    "blocks": [self.block(block) for block in chapter.blocks],
                }
                for chapter in work.chapters
            ],
            "back": [self.block(block) for block in work.back],
        }

    def block(self, block: Block) -> dict[str, object]:
        said: dict[str, object] = {"type": block.type, "text": block.text(self.extract)}
        optional = {"place": block.place, "field": block.field, "kind": block.kind}
        said |= {name: value for name, value in optional.items() if value}
        if self.gives_places and block.spans and block.spans[0][0] < block.spans[-1][1]:
            said["src"] = [list(self.source_span(*span)) for span in block.spans]
        said |= self.marked(block)
        return said

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the extract came from in the decoded source."""
        return self.source_place(start), self.source_place(end - 1) + 1

    def source_place(self, place: int) -> int:
        origin = self.extract.origin[bisect_right(self.starts, place) - 1]
        if origin.end - origin.start == origin.source_end - origin.source_start:
            return origin.source_start + place - origin.start
        return origin.source_start if place < origin.end - 1 else origin.source_end - 1

    def marked(self, block: Block) -> dict[str, object]:
        """Emphasis and links of a block."""
        if not block.spans:
            return {}
        start, end = block.spans[0][0], block.spans[-1][1]
        emphasis: list[tuple[str, int, int]] = []
        links: list[str] = []
        for mark in self.over(start, end):
            if mark.href:
                links.append(mark.href)
            elif mark.kind in _EMPHASIS:
                emphasis.append((mark.kind, max(start, mark.start), min(end, mark.end)))
        marked = [[kind, _words(self.extract, block, start, end)] for kind, start, end in self.joined(emphasis)]
        return {name: value for name, value in (("emph", marked), ("links", links)) if value}

    def joined(self, emphasis: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
        """Emphasis of a kind that goes on over a line end is one."""
        result: list[tuple[str, int, int]] = []
        for kind, start, end in emphasis:
            last = result[-1] if result else None
            if last and last[0] == kind and self.extract.text[last[2] : start].strip(" ") == "\n":
                result[-1] = (kind, last[1], end)
            else:
                result.append((kind, start, end))
        return result

    def over(self, start: int, end: int) -> list[Mark]:
        """The marks that begin in this span: none begins before the line it is in."""
        first, last = bisect_left(self.mark_starts, start), bisect_right(self.mark_starts, end)
        return [mark for mark in self.marks[first:last] if mark.start < end or mark.kind == "image"]


def _words(extract: Extract, block: Block, start: int, end: int) -> str:
    within = [(max(start, left), min(end, right)) for left, right in block.spans if left < end and right > start]
    return " ".join("".join(extract.text[left:right] for left, right in within).split())


def metadata(fields: tuple[Field, ...]) -> dict[str, object]:
    """Field values by name; those of which a work may have several as lists."""
    said: dict[str, object] = {}
    for field in fields:
        if field.name in _LISTS:
            values = said.setdefault(field.name, [])
            if isinstance(values, list) and field.value not in values:
                values.append(field.value)
        elif field.name not in said:
            said[field.name] = field.value
        elif field.name == "summary":
            said[field.name] = f"{said[field.name]} {field.value}"
    return said


def as_json(reading: Reading) -> dict[str, object]:
    """The full reading: everything the rules decided and how surely, the account, what was dropped or repaired."""
    source = reading.source
    placed = account(reading)
    return {
        "source": {
            "name": source.name,
            "size": source.size,
            "sha256": source.sha256,
            "format": source.format,
            "encoding": source.encoding,
            "newline": source.newline,
        },
        "account": {
            "characters": placed.characters,
            "placed": placed.placed,
            "missing": placed.missing,
            "sentence": str(placed),
        },
        "dropped": [
            {"what": each.what, "why": each.why, "how_many": each.how_many} for each in reading.extract.dropped
        ],
        "repairs": [
            {"start": each.start, "end": each.end, "original": each.original, "repaired": each.repaired}
            for each in source.repairs
        ],
        "works": [_work_in_full(work, reading.extract) for work in reading.works],
        "separators": _separators_by_reason(reading),
    }


def _work_in_full(work: WorkReading, extract: Extract) -> dict[str, object]:
    return {
        "fields": [
            {
                "name": each.name,
                "value": each.value,
                "raw": each.raw,
                "spans": [list(span) for span in each.spans],
                "confidence": each.confidence,
                "rule": each.rule,
            }
            for each in work.fields
        ],
        "front": [_block_in_full(block, extract) for block in work.front],
        "chapters": [
            {
                "number": chapter.number,
                "title": chapter.title,
                "blocks": [_block_in_full(block, extract) for block in chapter.blocks],
            }
            for chapter in work.chapters
        ],
        "back": [_block_in_full(block, extract) for block in work.back],
    }


def _block_in_full(block: Block, extract: Extract) -> dict[str, object]:
    return {
        "id": block.id,
        "type": block.type,
        "text": block.text(extract),
        "spans": [list(span) for span in block.spans],
        "rule": block.rule,
        "confidence": block.confidence,
        "alternatives": [list(each) for each in block.alternatives],
        "kind": block.kind,
        "place": block.place,
        "field": block.field,
        "level": block.level,
    }


def _separators_by_reason(reading: Reading) -> dict[str, int]:
    """Characters in separators, counted by reason."""
    counted: dict[str, int] = {}
    for each in reading.separators:
        counted[each.why] = counted.get(each.why, 0) + each.end - each.start
    return counted
