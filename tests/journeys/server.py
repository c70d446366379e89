"""The archive as its owner starts it: `fanfold run`, in a process of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

STARTS_WITHIN = 60.0
READY = "Ctrl-C closes it."


@dataclass(frozen=True)
class Opened:
    """A running archive. `said` is what `fanfold run` printed until it was ready."""

    home: Path
    address: str
    said: str

    def address_of(self, path: str) -> str:
        return self.address + path

    @property
    def owner_link(self) -> str:
        """The link printed on first use."""
        return next(word for word in self.said.split() if "/sign-in/" in word)


@contextmanager
def opened(home: Path, *words: str, secret_key: str = "") -> Iterator[Opened]:
    """Runs an archive in that folder until the block ends; then it must stop in peace and have logged no fault."""
    home.mkdir(parents=True, exist_ok=True)
    said, faults = home / "said.txt", home / "faults.txt"
    with said.open("w") as out, faults.open("w") as err:
        server = subprocess.Popen(
            [sys.executable, "-P", "-m", "fanfold", "run", "--port", "0", *words],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            env=environment(home, secret_key),
        )
        try:
            yield Opened(home, *wait_until_ready(server, said, faults))
        finally:
            server.send_signal(signal.SIGINT)
            status = server.wait(timeout=15)
    assert status == 0, f"fanfold run ended with {status}"
    assert not faults_in(faults.read_text()), faults.read_text()


def faults_in(log: str) -> bool:
    """A busy server's warnings are none."""
    return any(word in log for word in (" ERROR ", " CRITICAL ", "Traceback"))


def environment(home: Path, secret_key: str) -> dict[str, str]:
    """Ours without any FANFOLD_ of the person running the tests."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("FANFOLD_")}
    root = str(Path(__file__).parents[2])
    chosen = {"FANFOLD_HOME": str(home), "PYTHONPATH": root, "PYTHONUNBUFFERED": "1"}
    return plain | chosen | ({"FANFOLD_SECRET_KEY": secret_key} if secret_key else {})


def wait_until_ready(server: subprocess.Popen[bytes], said: Path, faults: Path) -> tuple[str, str]:
    """The address, and all that was said until then."""
    deadline = time.monotonic() + STARTS_WITHIN
    while READY not in (text := said.read_text()):
        if server.poll() is not None or time.monotonic() > deadline:
            raise AssertionError(f"The archive did not open.\n{text}\n{faults.read_text()}")
        time.sleep(0.05)
    address = next(word for word in text.split() if word.startswith("http://"))
    return address.rstrip("/"), text
