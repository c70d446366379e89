"""Readers: bytes of a manuscript to a reading, or a plain sentence why not."""

from fanfold.manuscripts.readers.notread import NotRead
from fanfold.manuscripts.readers.packed import members
from fanfold.manuscripts.readers.sniff import read

__all__ = ["NotRead", "members", "read"]
