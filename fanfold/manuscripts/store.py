"""Manuscripts' bytes as they came, by their hash."""

import os
import tempfile
from pathlib import Path

from django.conf import settings


def place_of(sha256: str) -> Path:
    """Where the bytes of that hash stand, or would."""
    root: Path = settings.MANUSCRIPTS_ROOT
    return root / sha256[:2] / sha256


def keep(sha256: str, data: bytes) -> Path:
    """Writes the bytes, all of them or none; a no-op if they are kept already. Raises OSError when the disk is full."""
    place = place_of(sha256)
    if place.is_file() and place.stat().st_size == len(data):
        return place
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return place
