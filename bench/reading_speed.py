"""How long reading a manuscript takes and how much memory, for stories of 1, 5 and 25 MB in each format, and how soon a
folder of 1,000 small files is shelved.

    .venv/bin/python -m bench.reading_speed
    .venv/bin/python -m bench.reading_speed --sizes 1,5 --formats txt,docx --files 0

Times are processor seconds of the reading alone; memory is the most a fresh process held that read one file, Python and
the file itself included (from /proc, so on Linux). Growth is the time against that of the size before: reading in
linear time grows as the sizes do.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bench.documents import BYTE_WRITERS, Paragraph, Piece, case

FORMATS = ("txt", "md", "html", "docx", "odt", "rtf", "epub")
SIZES = (1, 5, 25)
FILES = 1000
MEGABYTE = 1_000_000
SYLLABLES = "ba co da fen gor hal im jun ka lo mer nis or pel qua ris sol tam ul ves win yor zan".split()
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Measured:
    """One reading: seconds of processor time, MB of memory at most; `note` where it is not a whole reading."""

    seconds: float
    memory: float
    note: str = ""

    def __str__(self) -> str:
        return f"{self.seconds:.2f} s {self.memory:,.0f} MB{self.note}"


def long_story(characters: int, seed: int = 1) -> list[Paragraph]:
    """Chapters with headings, a note, speech, emphasis and scene breaks, until there are so many characters."""
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    vocabulary = ["".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 2, 3)))) for _ in range(4000)]
    paragraphs: list[Paragraph] = []
    length = 0
    while length < characters:
        each = _paragraph(len(paragraphs), vocabulary, chance)
        paragraphs.append(each)
        length += len(each.text) + 2
    return paragraphs


def _paragraph(at: int, vocabulary: list[str], chance: random.Random) -> Paragraph:
    if at % 60 == 0:
        return Paragraph((Piece(f"Chapter {at // 60 + 1}"),), "heading")
    if at % 60 == 1:
        return Paragraph((Piece("A/N: Thank you for reading, and tell me what you think."),))
    if at % 20 == 0:
        return Paragraph((Piece("* * *"),), "centre")
    sentences = [_sentence(vocabulary, chance) for _ in range(chance.randint(4, 12))]
    if at % 3 == 0:
        sentences[0] = f"“{sentences[0]}”"
    if at % 5:
        return Paragraph((Piece(" ".join(sentences)),))
    return Paragraph((Piece(" ".join(sentences[:-1]) + " "), Piece(sentences[-1], "i")))


def _sentence(vocabulary: list[str], chance: random.Random) -> str:
    return " ".join(chance.choices(vocabulary, k=chance.randint(5, 18))).capitalize() + "."


def write_story(folder: Path, ending: str, size: float) -> Path:
    """A file with a story of `size` MB of text; what the format adds comes on top."""
    story = long_story(int(size * MEGABYTE))
    path = folder / f"story-{size:g}.{ending}"
    if ending == "txt":
        path.write_text("\n\n".join(each.text for each in story), encoding="utf-8")
    else:
        path.write_bytes(BYTE_WRITERS[ending](story))
    return path


def measure(path: Path) -> Measured:
    """Read the file in a fresh process."""
    command = [sys.executable, "-P", "-m", "bench.reading_speed", "--one", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)  # noqa: S603 - our own words
    if done.returncode:
        return Measured(0, 0, f" failed: {done.stderr.strip().splitlines()[-1:]}")
    told = json.loads(done.stdout)
    return Measured(told["seconds"], told["memory"], told["note"])


def read_one(path: Path) -> dict[str, object]:
    """What `measure` asks of its process: processor seconds of the reading, MB at most, and what was not as it should."""
    from fanfold.manuscripts.readers import NotRead, read
    from fanfold.prose.document import account

    data = path.read_bytes()
    began = time.process_time()
    try:
        reading = read(path.name, data)
    except NotRead as error:
        return {"seconds": time.process_time() - began, "memory": _memory(), "note": f" refused: {error.sentence}"}
    seconds, memory = time.process_time() - began, _memory()
    placed = account(reading)
    return {"seconds": seconds, "memory": memory, "note": "" if placed.is_complete else f" {placed}"}


def _memory() -> float:
    """The most this process held. getrusage would also count what its parent held while starting it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / MEGABYTE


def tell_readings(formats: list[str], sizes: list[float]) -> None:
    """A row for each format as soon as it is known."""
    print("| story | " + " | ".join(f"{size:g} MB" for size in sizes) + " | growth |")
    print("| --- |" + " ---: |" * (len(sizes) + 1))
    for ending in formats:
        row = []
        for size in sizes:
            with tempfile.TemporaryDirectory() as folder:
                row.append(measure(write_story(Path(folder), ending, size)))
        steps = (f"×{_ratio(later, before)}" for before, later in pairwise(row))
        print(f"| {ending} | " + " | ".join(map(str, row)) + f" | {', '.join(steps)} |", flush=True)


def _ratio(later: Measured, before: Measured) -> str:
    return f"{later.seconds / before.seconds:.1f}" if before.seconds else "-"


def write_small_files(folder: Path, files: int) -> int:
    """So many small manuscripts of every format we read; the bytes of all together."""
    written = number = size = 0
    while written < files:
        made = case(1, number)
        number += 1
        if made.kind != "sound" or made.name == "a.zip" or len(made.data) < 200:
            continue
        (folder / f"{written:04d}-{made.name}").write_bytes(made.data)
        written += 1
        size += len(made.data)
    return size


def shelve(files: int) -> str:
    """Shelves a folder of small files into a new archive through the command line."""
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as folder:
        size = write_small_files(Path(folder), files)
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        done = subprocess.run(  # noqa: S603 - our own words
            [str(ROOT / "bin" / "fanfold"), "shelve", folder, "--json"],
            env={**os.environ, "FANFOLD_HOME": str(Path(home) / "archive")},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        seconds, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return (
        f"{files:,} small files ({size / MEGABYTE:.1f} MB) shelved into a new SQLite archive: {seconds:.1f} s, "
        f"{worked:.1f} s of processor time; {_became(done)}"
    )


def _became(done: subprocess.CompletedProcess[str]) -> str:
    counts: dict[str, int] = {}
    for line in done.stdout.splitlines():
        told = json.loads(line)
        became = str(told.get("did") or told["became"])
        counts[became] = counts.get(became, 0) + 1
    told = ", ".join(f"{count:,} {became}" for became, count in counts.items()) or done.stderr.strip()[-200:]
    return f"{told}; exit status {done.returncode}"


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--sizes", default=",".join(map(str, SIZES)), help="MB of text, parted by commas")
    words.add_argument("--formats", default=",".join(FORMATS))
    words.add_argument("--files", type=int, default=FILES, help="small files to shelve; 0 for none")
    words.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    asked = words.parse_args()
    if asked.one:
        print(json.dumps(read_one(asked.one)))
        return
    tell_readings(asked.formats.split(","), [float(size) for size in asked.sizes.split(",")])
    if asked.files:
        print(f"\n{shelve(asked.files)}")


if __name__ == "__main__":
    main()
