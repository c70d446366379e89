"""Packed files: what formats keep several files in one, and folders sent as one. Opened with limits, never unpacked to disk."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import Literal
from zipfile import BadZipFile, ZipFile, ZipInfo

from fanfold.manuscripts.readers.notread import NotRead

MOST_MEMBERS = 2000
LARGEST_MEMBER = 32 * 1024 * 1024
LARGEST_IN_ALL = 64 * 1024 * 1024
# Deflate reaches about 1000 at most; a story that repeats itself may pass this, so small members are not asked.
HIGHEST_RATIO = 200
_ASKED_FOR_RATIO = 8 * 1024 * 1024
_ENCRYPTED = 0x1

PackFormat = Literal["docx", "odt", "epub", "zip"]


class Pack:
    """A packed file whose directory was read and found within the limits; members are read one by one."""

    def __init__(self, name: str, data: bytes) -> None:
        """Raises NotRead for what is damaged, or would unpack to more than a manuscript can be."""
        self.name = name
        try:
            self._file = ZipFile(BytesIO(data))
            self.members = {member.filename: member for member in self._file.infolist() if not member.is_dir()}
        except (BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
            raise self.damaged() from error
        self._check_limits()

    def __contains__(self, member: str) -> bool:
        return member in self.members

    def read(self, member: str) -> bytes:
        """A member's bytes. Raises NotRead where it is missing, locked or damaged."""
        found = self.members.get(member)
        if found is None:
            raise self.damaged()
        if found.flag_bits & _ENCRYPTED:
            raise self.locked()
        try:
            with self._file.open(found) as file:
                data = file.read(LARGEST_MEMBER + 1)
        except (BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
            raise self.damaged() from error
        if len(data) > LARGEST_MEMBER:
            raise self.too_large()
        return data

    def damaged(self) -> NotRead:
        """To be raised where the file is not what its format promises."""
        return NotRead(
            "binary", f"{self.name} is damaged and cannot be opened. Please save it again and give it once more."
        )

    def locked(self) -> NotRead:
        """To be raised where a password is needed."""
        return NotRead("binary", f"{self.name} is locked. Please save it without a password and give it again.")

    def too_large(self) -> NotRead:
        """To be raised where it would unpack to too much."""
        return NotRead("too-large", f"{self.name} unpacks to more than 64 MB. Please give its parts one by one.")

    def _check_limits(self) -> None:
        members = self.members.values()
        if len(self._file.infolist()) > MOST_MEMBERS:
            raise NotRead("too-large", f"{self.name} holds more than 2,000 files. Please give them in smaller packs.")
        if sum(member.file_size for member in members) > LARGEST_IN_ALL or any(map(_is_too_large, members)):
            raise self.too_large()


def _is_too_large(member: ZipInfo) -> bool:
    ratio = member.file_size / max(1, member.compress_size)
    return member.file_size > LARGEST_MEMBER or (member.file_size > _ASKED_FOR_RATIO and ratio > HIGHEST_RATIO)


def format_of(pack: Pack) -> PackFormat:
    """What a packed file is, by what is in it."""
    if "META-INF/container.xml" in pack:
        return "epub"
    if "word/document.xml" in pack:
        return "docx"
    kind = pack.read("mimetype")[:100] if "mimetype" in pack else b""
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    if kind.startswith(b"application/epub+zip"):
        return "epub"
    if "[Content_Types].xml" in pack and b"wordprocessingml" in pack.read("[Content_Types].xml"):
        return "docx"
    return "zip"


def is_pack_of_many(name: str, data: bytes) -> bool:
    """Whether these are the bytes of a packed folder, not of a document that is packed. Raises NotRead if damaged."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06")) and format_of(Pack(name, data)) == "zip"


def members(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Each file of a packed folder: what it is called there, and its bytes, in the order of the pack.

    The names are for people and for telling files apart: they lead nowhere on a disk. What systems put beside files
    (`__MACOSX`, hidden files) is passed over. A pack inside is given as it is: `read` refuses it with a sentence.
    Raises NotRead for a pack that is damaged, locked or beyond the limits.
    """
    pack = Pack(name, data)
    for member in pack.members:
        steps = _steps(pack.members[member])
        if steps and not any(step.startswith(".") or step == "__MACOSX" for step in steps):
            yield "/".join(steps), pack.read(member)


def _steps(member: ZipInfo) -> list[str]:
    steps = PurePosixPath(_name_of(member).replace("\\", "/")).parts
    return [step for step in steps if step not in ("/", "..", ".")]


def _name_of(member: ZipInfo) -> str:
    """Many programs write UTF-8 names without saying so; zipfile then takes them for the old DOS letters."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename
