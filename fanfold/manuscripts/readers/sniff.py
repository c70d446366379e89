"""What kind of file this is, by its name and by what is in it."""

from hashlib import sha256
from pathlib import PurePosixPath

from fanfold.manuscripts.readers.decode import Decoded, decode, utf16_without_bom
from fanfold.manuscripts.readers.docx import read_docx
from fanfold.manuscripts.readers.epub import read_epub
from fanfold.manuscripts.readers.html import read_html
from fanfold.manuscripts.readers.markdown import read_markdown
from fanfold.manuscripts.readers.notread import NotRead
from fanfold.manuscripts.readers.odt import read_odt
from fanfold.manuscripts.readers.packed import Pack, format_of
from fanfold.manuscripts.readers.plain import read_plain
from fanfold.manuscripts.readers.rtf import read_rtf
from fanfold.prose.document import Reading, Source

LARGEST = 32 * 1024 * 1024
_READERS = {"text": read_plain, "markdown": read_markdown, "html": read_html}
# These are read from their bytes, whatever the file is called; the endings only let them in.
_BYTE_READERS = {"docx": read_docx, "odt": read_odt, "rtf": read_rtf, "epub": read_epub}
_FORMATS = {
    ".txt": "text", ".text": "text", "": "", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".docx": "", ".odt": "", ".fodt": "", ".rtf": "", ".epub": "",
    ".doc": "", ".zip": "",
}  # fmt: skip
_LATER = frozenset({".pdf", ".fb2", ".mobi", ".azw3"})
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_SIGNATURES = (
    (b"\x89PNG\r\n", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF87a", "a picture"), (b"GIF89a", "a picture"),
    (b"BM\x00", "a picture"), (b"RIFF", "a sound or a picture"), (b"PK\x03\x04", "a packed file"), (b"PK\x05\x06", "a packed file"),
    (b"\x1f\x8b", "a packed file"), (b"7z\xbc\xaf", "a packed file"), (b"Rar!", "a packed file"), (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"), (b"\x7fELF", "a program"), (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"), (b"ID3", "a sound"), (b"OggS", "a sound"), (b"{\\rtf", "an RTF file"),
)  # fmt: skip
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_HTML_SIGNS = ("<!doctype html", "<html", "<body", "<head>", "<p>", "<p ", "<div", "<br")


def read(name: str, data: bytes) -> Reading:
    """Read a manuscript. Raises NotRead for a file that is no text, or in a format not read."""
    short = PurePosixPath(name.replace("\\", "/")).name or "The file"
    ending = PurePosixPath(short).suffix.lower()
    _check_size(short, data)
    _check_name(short, ending)
    if kept := _format_of_bytes(short, ending, data):
        return _BYTE_READERS[kept](Source(short, len(data), sha256(data).hexdigest(), "", "none", (), kept), data)
    _check_content(short, data)
    decoded = decode(data)
    if not decoded.text.strip():
        raise NotRead("empty", f"{short} holds no text.")
    format = _FORMATS.get(ending) or _sniffed(decoded)
    source = Source(
        short, len(data), sha256(data).hexdigest(), decoded.encoding, decoded.newline, decoded.repairs, format
    )
    return _READERS[format](source, decoded)


def _check_size(name: str, data: bytes) -> None:
    if len(data) > LARGEST:
        raise NotRead("too-large", f"{name} is larger than 32 MB. Please split it and give the parts one by one.")
    if not data.strip(b"\0 \t\r\n"):
        raise NotRead("empty", f"{name} holds no text.")


def _check_name(name: str, ending: str) -> None:
    if ending in _LATER:
        raise NotRead(
            "format-later", f"The {ending} format is not read yet; save it as HTML or text and give it again."
        )
    if ending not in _FORMATS and not _is_part_of_name(ending):
        raise NotRead("not-a-manuscript", f"{name} does not look like a story: {ending} files are not manuscripts.")


def _format_of_bytes(name: str, ending: str, data: bytes) -> str:
    """The format of what is no plain text or page, by its first bytes, or nothing. Raises NotRead for packs of many files."""
    start = data[:1000].lstrip()
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if ending == ".fodt" or (start.startswith(b"<?xml") and b"<office:document" in start):
        return "odt"
    if data.startswith(_OLD_WORD) and ending in (".doc", ".docx"):
        raise NotRead(
            "format-later",
            f"{name} is in Word’s old format, or locked. Open it in a word processor, save it as .docx or .odt without a "
            "password, and give it again.",
        )
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ""
    packed = format_of(Pack(name, data))
    if packed == "zip":
        raise NotRead("not-a-manuscript", f"{name} holds several files. Please unpack it and give the files in it.")
    return packed


def _is_part_of_name(ending: str) -> bool:
    """`Vol. 2`, `chapter.one two`: a point in a name that is no ending of a format."""
    return " " in ending or ending[1:].isdigit() or len(ending) > 6


def _check_content(name: str, data: bytes) -> None:
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise NotRead("binary", f"{name} is {what}, not a text.")
    if data.startswith(_BYTE_ORDER_MARKS) or utf16_without_bom(data):
        return  # half of the bytes of such a text may look like anything
    sample = data[:8000]
    odd = sum(1 for byte in sample if byte < 9 or 14 <= byte < 27 or 28 <= byte < 32)
    if odd > 0.1 * len(sample):
        raise NotRead("binary", f"{name} is not a text.")


def _sniffed(decoded: Decoded) -> str:
    start = decoded.text[:4000].lower()
    return "html" if any(sign in start for sign in _HTML_SIGNS) and ">" in start else "text"
