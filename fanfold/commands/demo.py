import argparse

from fanfold.archive.viewer import ARCHIVE_ITSELF
from fanfold.commands.opening import bring_up_to_date
from fanfold.demo.load import load_demo


def run(_asked: argparse.Namespace) -> int:
    """Puts the demo archive in, into an archive without works."""
    bring_up_to_date()
    put_in()
    return 0


def put_in() -> None:
    loaded = load_demo(by=ARCHIVE_ITSELF)
    print(f"The demo archive is in: {loaded.works} works by {loaded.pen_names} writers. All of it is invented.")
