"""The folder an archive lives in: made on first use, opened by one server at a time."""

import fcntl
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KEY_FILE = "secret-key"
LOCK = "serving.lock"
STATIC_STAMP = "static/stamp"


class HomeError(Exception):
    """Why the home can't be opened, in a sentence for a person."""


def home_path() -> Path:
    """FANFOLD_HOME, or `fanfold-home` in the folder one stands in."""
    return Path(os.environ.get("FANFOLD_HOME") or "fanfold-home").expanduser().resolve()


def open_home(home: Path) -> bool:
    """Makes the folder and its secret key if they are missing; nobody else on the machine may look in. True if new."""
    new = not (home / KEY_FILE).exists()
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        if new:
            handle = os.open(home / KEY_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(secrets.token_urlsafe(50) + "\n")
    except FileExistsError:
        if not home.is_dir():
            raise HomeError(f"{home} is a file. FANFOLD_HOME must name a folder.") from None
        return False
    except OSError as error:
        raise HomeError(f"The archive’s folder {home} can’t be used: {error.strerror}.") from None
    return new


@contextmanager
def only_server(home: Path) -> Iterator[None]:
    """Held while serving: a second server on the same folder would run the clock twice. Raises HomeError."""
    with (home / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise HomeError(f"The archive in {home} is already open in another process.") from None
        yield


def static_hash(folder: Path) -> str:
    """Of the names and bytes of all files under it."""
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(str(file.relative_to(folder)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()
