import argparse
import signal
import threading

from fanfold import clock
from fanfold.commands.opening import bring_up_to_date


def run(_asked: argparse.Namespace) -> int:
    """Ticks until told to stop."""
    bring_up_to_date()
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: stopping.set())
    print("The clock runs. Ctrl-C stops it.", flush=True)
    clock.run(stopping)
    return 0
