"""Gives the readers made-up, damaged and meaningless manuscripts without end, and keeps every one they get wrong.

    bin/soak                     a million inputs
    bin/soak 300                 for 300 seconds
    bin/soak --inputs 20000 --seed 7
    bin/soak --again 7 1234      one input once more, with what is wrong about it

A fault is a crash (anything but NotRead), more than five seconds of processor time, more than 2 GB of memory, a
reading whose account is not complete, a character lost or invented, or a sound file refused. Of each sort the smallest
input seen is kept in .soak/, made smaller still where that is possible.
"""

import argparse
import json
import multiprocessing
import os
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from html.parser import HTMLParser
from multiprocessing.context import ForkProcess
from multiprocessing.sharedctypes import SynchronizedArray
from pathlib import Path, PurePosixPath
from types import FrameType

from bench.documents import Case, case, visible
from fanfold.manuscripts.neutral import as_json, neutral
from fanfold.manuscripts.readers import NotRead, members, read
from fanfold.prose.clean import clean
from fanfold.prose.document import Reading, account
from fanfold.prose.render import is_story, render

KEPT = Path(__file__).resolve().parent.parent / ".soak"
DEFAULT_INPUTS = 1_000_000
# Processor time, so that a busy machine finds no fault where there is none.
SECONDS_FOR_ONE = 5.0
# Where even the alarm is not heard, inside a library, the process is ended from outside.
WALL_SECONDS_FOR_ONE = 120.0
MEMORY = 2 * 1024**3
TRIES_TO_SHRINK = 400
SECONDS_TO_SHRINK = 20.0
TELL_EVERY = 5.0

# What is shared with each process: the input it is at (counted from 1), and how many it did, refused and got wrong.
AT, DONE, REFUSED, WRONG = range(4)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong about an input; `sort` is the same for inputs that fail in the same place."""

    sort: str
    told: str


class TooSlow(BaseException):
    """No Exception, so that nothing on the way can take it for one of its own."""


class LostOrInvented(AssertionError):
    """A check of ours that did not hold."""


def try_one(given: Case) -> Fault | None:
    """Read the input as an archive would, and say what went wrong. Raises NotRead where it was refused."""
    signal.signal(signal.SIGVTALRM, _too_slow)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS_FOR_ONE)
    try:
        _read_and_check(given)
    except NotRead as refused:
        if not given.visible:
            raise
        return Fault(f"refused {PurePosixPath(given.name).suffix}", f"sound, yet refused: {refused.sentence}")
    except TooSlow as error:
        return Fault(f"hang {_place(error)}", f"more than {SECONDS_FOR_ONE:g} s, at {_place(error)}")
    except LostOrInvented as error:
        return Fault(f"lost {PurePosixPath(given.name).suffix} {str(error).partition(':')[0]}", str(error))
    except Exception as error:  # noqa: BLE001 - any exception at all is what we look for
        return Fault(f"crash {type(error).__name__} {_place(error)}", traceback.format_exc(limit=-6))
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return None


def _too_slow(_number: int, _frame: FrameType | None) -> None:
    raise TooSlow


def _place(error: BaseException) -> str:
    """The innermost place in our own code, without a line number: those change."""
    steps = [step for step in traceback.extract_tb(error.__traceback__) if "fanfold" in step.filename]
    return f"{Path(steps[-1].filename).name} {steps[-1].name}" if steps else "elsewhere"


def _read_and_check(given: Case) -> None:
    if given.name == "a.zip":
        _read_folder(given)
        return
    reading = read(given.name, given.data)
    check(reading, given)


def _read_folder(given: Case) -> None:
    for name, data in members(given.name, given.data):
        try:
            reading = read(name, data)
        except NotRead:
            continue
        check(reading, Case(given.kind, name, data))


def check(reading: Reading, given: Case) -> None:
    """Raises LostOrInvented where a character is not accounted for."""
    placed = account(reading)
    if not placed.is_complete:
        raise LostOrInvented(f"account incomplete: {placed}, missing {placed.missing[:3]}, twice {placed.twice[:3]}")
    if any(each.why == "stands outside every paragraph" for each in reading.separators):
        raise LostOrInvented("outside: characters stand outside every paragraph")
    seen = _as_it_stood(reading)
    if given.visible is not None:
        _compare("than was written", given.visible, seen)
    if reading.source.format == "text":
        decoded = given.data.decode(reading.source.encoding, "replace")
        _compare("than was decoded", visible(decoded), seen)
    if len(given.data) % 5 == 0:
        _check_what_is_made_of_it(reading)


def _as_it_stood(reading: Reading) -> Counter[str]:
    """The characters of the reading, each repaired run as it was before."""
    repairs = reading.source.repairs
    seen = visible(reading.extract.text)
    seen.subtract(visible("".join(each.repaired for each in repairs)))
    seen.update(visible("".join(each.original for each in repairs)))
    return seen


def _compare(what: str, expected: Counter[str], seen: Counter[str]) -> None:
    lost, invented = expected - seen, seen - expected
    if lost:
        raise LostOrInvented(f"fewer {what}: {dict(lost.most_common(8))}")
    if invented:
        raise LostOrInvented(f"more {what}: {dict(invented.most_common(8))}")


def _check_what_is_made_of_it(reading: Reading) -> None:
    json.dumps([neutral(reading), as_json(reading)])
    for work in reading.works:
        for chapter in work.chapters:
            told = [block for block in chapter.blocks if is_story(block) and block.type != "break"]
            expected = visible("".join(block.text(reading.extract) for block in told))
            shown = visible(_words_of(str(clean(render(chapter.blocks, reading.extract)).html)))
            if lost := expected - shown:
                raise LostOrInvented(f"fewer in the page than in the reading: {dict(lost.most_common(8))}")


def _words_of(html: str) -> str:
    """What stands outside of tags, by another parser than ours."""
    words = _Words()
    words.feed(html)
    words.close()
    return "".join(words.heard)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def handle_data(self, data: str) -> None:
        self.heard.append(data)


def keep(given: Case, fault: Fault, seed: int, number: int, folder: Path = KEPT) -> Path:
    """Keep the input beside its story, unless a smaller one of its sort is kept already."""
    folder.mkdir(exist_ok=True)
    (folder / ".gitignore").write_text("*\n", encoding="ascii")
    stem = folder / sha256(fault.sort.encode()).hexdigest()[:10]
    kept = stem.with_suffix(".bytes")
    if kept.exists() and kept.stat().st_size <= len(given.data):
        return kept
    if not kept.exists():
        _write(kept, stem.with_suffix(".json"), given, fault, seed, number)
    if not fault.sort.startswith(("hang", "killed", "refused")):
        given, fault = smaller(given, fault)
    _write(kept, stem.with_suffix(".json"), given, fault, seed, number)
    return kept


def _write(kept: Path, told: Path, given: Case, fault: Fault, seed: int, number: int) -> None:
    kept.write_bytes(given.data)
    said = {"seed": seed, "number": number, "name": given.name, "kind": given.kind, "sort": fault.sort}
    said |= {"size": len(given.data), "told": fault.told}
    told.write_text(json.dumps(said, indent=1, ensure_ascii=False), encoding="utf-8", errors="backslashreplace")


def smaller(given: Case, fault: Fault) -> tuple[Case, Fault]:
    """The same fault with as few bytes as can be found soon, by leaving out ever shorter runs."""
    until = time.monotonic() + SECONDS_TO_SHRINK
    size, tries = max(1, len(given.data) // 2), 0
    while size and tries < TRIES_TO_SHRINK and time.monotonic() < until:
        at, found = 0, False
        while at < len(given.data) and tries < TRIES_TO_SHRINK and time.monotonic() < until:
            tries += 1
            less = Case(given.kind, given.name, given.data[:at] + given.data[at + size :])
            again = _fault_of(less)
            if again and again.sort == fault.sort:
                given, fault, found = less, again, True
            else:
                at += size
        size = size if found and size == 1 else size // 2
    return given, fault


def _fault_of(given: Case) -> Fault | None:
    try:
        return try_one(given)
    except NotRead:
        return None


def work(seed: int, first: int, step: int, last: int, told: "SynchronizedArray[int]") -> None:
    """One process: every `step`-th input up to `last`, until it is told to stop."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    parent = os.getppid()
    for number in range(first, last, step):
        if os.getppid() != parent:
            return
        told[AT] = number + 1
        given = case(seed, number)
        try:
            fault = try_one(given)
        except NotRead:
            told[REFUSED] += 1
            fault = None
        if fault:
            told[WRONG] += 1
            keep(given, fault, seed, number)
        told[DONE] += 1


class Worker:
    """One process and what it tells; started anew after an input that ended it."""

    def __init__(self, seed: int, first: int, step: int, last: int) -> None:
        self.seed, self.step, self.last = seed, step, last
        self.told: SynchronizedArray[int] = multiprocessing.get_context("fork").Array("q", 4)
        self.ended_by_inputs = 0
        self.seen, self.since = 0, time.monotonic()
        self.process = self._start(first)

    def _start(self, first: int) -> ForkProcess:
        process = multiprocessing.get_context("fork").Process(
            target=work, args=(self.seed, first, self.step, self.last, self.told), daemon=True
        )
        process.start()
        return process

    def watch(self) -> bool:
        """Whether there is more to do. Ends a process that no longer comes on, and goes on after one that broke."""
        at = self.told[AT]
        if at != self.seen:
            self.seen, self.since = at, time.monotonic()
        if self.process.is_alive():
            if time.monotonic() - self.since > WALL_SECONDS_FOR_ONE:
                self._go_on_after(f"no answer in {WALL_SECONDS_FOR_ONE:g} s")
            return True
        if self.process.exitcode == 0:
            return False
        self._go_on_after(f"the process ended with {self.process.exitcode}")
        return True

    def _go_on_after(self, why: str) -> None:
        self.stop()
        number = self.seen - 1
        given = case(self.seed, number)
        keep(given, Fault(f"killed {given.name}", why), self.seed, number)
        self.ended_by_inputs += 1
        self.since = time.monotonic()
        self.process = self._start(number + self.step)

    def stop(self) -> None:
        """End it at once."""
        self.process.kill()
        self.process.join()


@dataclass(frozen=True, slots=True)
class Sum:
    """What came of it so far."""

    done: int
    refused: int
    wrong: int
    seconds: float
    interrupted: bool = False

    def __str__(self) -> str:
        speed = self.done / max(self.seconds, 0.001)
        read_wholly = self.done - self.refused - self.wrong
        return (
            f"{self.done:,} inputs in {self.seconds:,.0f} s, {speed:,.0f} a second: "
            f"{read_wholly:,} read wholly, {self.refused:,} refused, {self.wrong:,} wrong"
        )


def soak(
    seed: int, inputs: int, seconds: float | None, cores: int, first: int = 0, tell: Callable[[Sum], None] = print
) -> Sum:
    """Run until the inputs or the seconds are over, or somebody interrupts."""
    began = time.monotonic()
    workers = [Worker(seed, first + at, cores, first + inputs) for at in range(cores)]
    told, interrupted = began, False
    try:
        while _watch_all(workers):
            now = time.monotonic()
            if seconds is not None and now - began >= seconds:
                break
            if now - told >= TELL_EVERY:
                told = now
                tell(_sum(workers, now - began))
            time.sleep(0.1)
    except KeyboardInterrupt:
        interrupted = True
    finally:
        for worker in workers:
            worker.stop()
    return replace(_sum(workers, time.monotonic() - began), interrupted=interrupted)


def _watch_all(workers: list[Worker]) -> bool:
    """Whether any has more to do; each is looked at."""
    going = [worker.watch() for worker in workers]
    return any(going)


def _sum(workers: list[Worker], seconds: float) -> Sum:
    killed = sum(worker.ended_by_inputs for worker in workers)
    done, refused, wrong = (sum(worker.told[what] for worker in workers) for what in (DONE, REFUSED, WRONG))
    return Sum(done + killed, refused, wrong + killed, seconds)


def again(seed: int, number: int) -> int:
    """One input once more; the exit status says whether it went well."""
    given = case(seed, number)
    print(f"{given.kind}, {given.name}, {len(given.data):,} bytes: {given.data[:300]!r}")
    try:
        fault = try_one(given)
    except NotRead as error:
        print(f"Refused: {error.sentence}")
        return 0
    print(fault.told if fault else "Read wholly.")
    return 1 if fault else 0


def _told_on_one_line(so_far: Sum) -> None:
    start, end = ("\r\x1b[K", "") if sys.stderr.isatty() else ("", "\n")
    print(f"{start}{so_far}", end=end, file=sys.stderr, flush=True)


def main() -> int:
    """0 if nothing was wrong, 1 if something was, 130 if it was interrupted before."""
    words = argparse.ArgumentParser(
        prog="bin/soak", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    words.add_argument("seconds", nargs="?", type=float, help="how long; without it, until the inputs are done")
    words.add_argument("--inputs", type=int, help=f"how many (default {DEFAULT_INPUTS:,}, or without end for SECONDS)")
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--from", dest="first", type=int, default=0, help="the number of the first input (default 0)")
    words.add_argument("--cores", type=int, default=multiprocessing.cpu_count())
    words.add_argument("--again", nargs=2, type=int, metavar=("SEED", "NUMBER"))
    asked = words.parse_args()
    if asked.again:
        return again(*asked.again)
    inputs = asked.inputs or (DEFAULT_INPUTS if asked.seconds is None else sys.maxsize // 2)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    result = soak(asked.seed, inputs, asked.seconds, max(1, asked.cores), asked.first, _told_on_one_line)
    print(f"\n{result}; seed {asked.seed}")
    if result.interrupted:
        print("Interrupted; what was found so far is kept.")
    if result.wrong:
        print(f"One input of each sort of fault is in {KEPT.name}/, and beside it what went wrong.")
        return 1
    return 130 if result.interrupted else 0


if __name__ == "__main__":
    sys.exit(main())
