"""What kind of file this is, by its name and by what is in it."""

from hashlib import sha256
from pathlib import PurePosixPath

from fanfold.manuscripts.readers.decode import Decoded, decode
from fanfold.manuscripts.readers.html import read_html
from fanfold.manuscripts.readers.markdown import read_markdown
from fanfold.manuscripts.readers.notread import NotRead
from fanfold.manuscripts.readers.plain import read_plain
from fanfold.prose.document import Reading, Source

LARGEST = 32 * 1024 * 1024
_READERS = {"text": read_plain, "markdown": read_markdown, "html": read_html}
_FORMATS = {
    ".txt": "text", ".text": "text", "": "", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
}  # fmt: skip
_LATER = frozenset({".docx", ".odt", ".rtf", ".epub", ".doc", ".pdf", ".fb2", ".mobi", ".azw3", ".zip"})
_SIGNATURES = (
    (b"\x89PNG\r\n", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF87a", "a picture"), (b"GIF89a", "a picture"),
    (b"BM\x00", "a picture"), (b"RIFF", "a sound or a picture"), (b"PK\x03\x04", "a packed file"), (b"PK\x05\x06", "a packed file"),
    (b"\x1f\x8b", "a packed file"), (b"7z\xbc\xaf", "a packed file"), (b"Rar!", "a packed file"), (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"), (b"\x7fELF", "a program"), (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"), (b"ID3", "a sound"), (b"OggS", "a sound"), (b"{\\rtf", "an RTF file"),
)  # fmt: skip
_HTML_SIGNS = ("<!doctype html", "<html", "<body", "<head>", "<p>", "<p ", "<div", "<br")


def read(name: str, data: bytes) -> Reading:
    """Read a manuscript. Raises NotRead for a file that is no text, or in a format not read."""
    short = PurePosixPath(name.replace("\\", "/")).name or "The file"
    ending = PurePosixPath(short).suffix.lower()
    _check_size(short, data)
    _check_name(short, ending)
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


def _is_part_of_name(ending: str) -> bool:
    """`Vol. 2`, `chapter.one two`: a point in a name that is no ending of a format."""
    return " " in ending or ending[1:].isdigit() or len(ending) > 6


def _check_content(name: str, data: bytes) -> None:
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise NotRead("binary", f"{name} is {what}, not a text.")
    sample = data[:8000]
    odd = sum(1 for byte in sample if byte < 9 or 14 <= byte < 27 or 28 <= byte < 32)
    wide = sample[:2] in (b"\xff\xfe", b"\xfe\xff") or sample[::2].count(0) == 0 or sample[1::2].count(0) == 0
    if odd > 0.1 * len(sample) and not (wide and odd <= 0.6 * len(sample) and sample.count(0) > 0.9 * odd):
        raise NotRead("binary", f"{name} is not a text.")


def _sniffed(decoded: Decoded) -> str:
    start = decoded.text[:4000].lower()
    return "html" if any(sign in start for sign in _HTML_SIGNS) and ">" in start else "text"
