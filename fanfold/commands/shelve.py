import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from fanfold.archive.models import Rating
from fanfold.archive.viewer import ARCHIVE_ITSELF
from fanfold.commands.opening import bring_up_to_date
from fanfold.manuscripts.actions import Did, Outcome
from fanfold.manuscripts.facts import NOBODY, Wishes
from fanfold.manuscripts.found import shown
from fanfold.manuscripts.shelving import Became, DiskFull, Line, Tally, shelve_all
from fanfold.works.models import State, Work


def run(asked: argparse.Namespace) -> int:
    """Shelves what is given and says what became of it. 0 only if everything found could be shelved."""
    bring_up_to_date()
    return shelve_and_tell(asked.paths, wishes_of(asked), as_json=asked.json)


def wishes_of(asked: argparse.Namespace) -> Wishes:
    if asked.rating and not Rating.objects.filter(name__iexact=asked.rating).exists():
        known = ", ".join(Rating.objects.values_list("name", flat=True))
        sys.exit(f"fanfold: There is no rating called “{asked.rating}”. The archive has: {known}.")
    return Wishes(by=asked.by, rating=asked.rating, draft=asked.draft)


def shelve_and_tell(paths: Iterable[Path], wishes: Wishes, *, as_json: bool = False) -> int:
    tally = Tally()
    try:
        for line in shelve_all(paths, wishes, tally, by=ARCHIVE_ITSELF):
            if as_json:
                print(json.dumps(_plain(line), ensure_ascii=False))
            elif line.became is Became.DONE:
                _tell(line)
    except DiskFull:
        _sum_up(tally, wishes, as_json=as_json)
        print("The disk is full. What is listed above is kept whole. Make room, and run this again.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        _sum_up(tally, wishes, as_json=as_json)
        raise
    _sum_up(tally, wishes, as_json=as_json)
    return 0 if tally.all_worked else 1


def _tell(line: Line) -> None:
    outcome = line.outcome
    if outcome is None or (outcome.did is Did.UNCHANGED and not outcome.remarks):
        return
    name = shown(Path(line.path.name))
    for work in outcome.works:
        print(f"  {name}: {outcome.did}. {_described(work)}", flush=True)
    if not outcome.works:
        print(f"  {name}: nothing in it to make a work of.")
    for remark in outcome.remarks:
        print(f"    {remark}")


def _described(work: Work) -> str:
    chapters = "1 chapter" if work.chapters_count == 1 else f"{work.chapters_count} chapters"
    return f"“{work.title}”, {chapters}, {work.words:,} words"


def _sum_up(tally: Tally, wishes: Wishes, *, as_json: bool) -> None:
    if as_json or not tally.lines:
        return
    done = [line.outcome for line in tally.of(Became.DONE) if line.outcome]
    counts = Counter(outcome.did for outcome in done)
    print("Shelving: " + (", ".join(f"{counts[did]} {did}" for did in Did if counts[did]) or "nothing to shelve") + ".")
    new = [outcome for outcome in done if outcome.did is Did.SHELVED and outcome.works]
    if new:
        _tell_new(new, wishes)
    _list("Not read", tally.of(Became.NOT_READ))
    _list("Not shelved", tally.of(Became.FAILED))
    _list_left_out(tally.of(Became.LEFT_OUT))


def _tell_new(outcomes: Sequence[Outcome], wishes: Wishes) -> None:
    works = [work for outcome in outcomes for work in outcome.works]
    drafts = sum(work.state is State.DRAFT for work in works)
    print(f"  {len(works) - drafts} published, {drafts} kept as drafts. Each can be changed at its desk page.")
    if wishes.by:
        print(f"  They belong to the pen name “{wishes.by}”.")
    else:
        print("  They belong to the pen names in the manuscripts, unclaimed until the owner gives them to an account.")
    if unnamed := _guessed("author", outcomes):
        print(f"  {len(unnamed)} named no author and are under “{NOBODY}”; --by NAME says another.")
    if unrated := _guessed("rating", outcomes):
        print(
            f"  {len(unrated)} named no rating we know and are rated “{unrated[0].rating}”; --rating NAME says another."
        )


def _guessed(what: str, outcomes: Sequence[Outcome]) -> list[Work]:
    return [work for outcome in outcomes if what in outcome.guessed for work in outcome.works]


def _list(title: str, lines: Sequence[Line]) -> None:
    if lines:
        print(f"{title}:")
    for line in lines:
        print(f"  {shown(line.path)}: {line.why}")


def _list_left_out(lines: Sequence[Line]) -> None:
    """A line for each ending, as a folder may hold thousands of pictures."""
    kinds = Counter(line.path.suffix.lower() or line.path.name for line in lines)
    if kinds:
        named = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common(12))
        print(f"Left out, as they are no manuscripts: {named}.")


def _plain(line: Line) -> dict[str, object]:
    said: dict[str, object] = {"path": shown(line.path), "became": line.became}
    if line.outcome:
        said |= {
            "did": line.outcome.did,
            "works": [{"id": work.pk, "title": work.title, "words": work.words} for work in line.outcome.works],
            "guessed": sorted(line.outcome.guessed),
            "remarks": line.outcome.remarks,
        }
    else:
        said["why"] = line.why
    return said
