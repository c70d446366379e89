"""Bytes to text: which encoding, which line ends, which runs had been decoded wrongly before. Nothing is guessed away:
every repair is kept with what stood there.
"""

import codecs
import re
from dataclasses import dataclass

import charset_normalizer
from ftfy import fix_encoding

from fanfold.prose.document import Dropped, Origin, Repair

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s{0,8}=\s{0,8}[\"']?\s{0,8}([A-Za-z0-9_.:\-]{2,40})", re.IGNORECASE)
_CANDIDATES = [
    "cp1252", "cp1251", "cp1250", "shift_jis", "cp932", "euc_jp", "gb18030", "big5", "euc_kr", "koi8_r",
    "mac_roman", "cp1253", "cp1255", "iso8859_2",
]  # fmt: skip
# Browsers read a page that says Latin-1 as Windows-1252 (WHATWG Encoding); so do we.
_SAID_AND_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "shift_jis": "cp932", "gb2312": "gb18030"}
_SAMPLE = 200_000
# Runs that look like UTF-8 read as a one-byte encoding: a capital of the Latin-1 block, or â, then a symbol.
_SUSPECT = re.compile("[^\x00-\x7f]{2,}")
INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ufeff]")
_NEWLINE = re.compile("\r\n?|\x85")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The decoded source, and the text made of it with its way back.

    `source` is the plain decoding; in `text` line ends are one character, what cannot be seen is dropped, and runs
    that had been decoded wrongly are repaired.
    """

    source: str
    text: str
    encoding: str
    newline: str
    origin: tuple[Origin, ...]
    dropped: tuple[Dropped, ...]
    repairs: tuple[Repair, ...]


_BETWEEN_WORDS = " \n\r\u3000\u3001\u3002"


def decode(data: bytes) -> Decoded:
    """Never fails: in the worst case bytes that mean nothing are shown as U+FFFD and the reading says so."""
    source, encoding = _decoded(data)
    return prepared(source, encoding)


def prepared(source: str, encoding: str) -> Decoded:
    """The same for what is text already."""
    changes = sorted([*_lines_and_invisible(source), *_mojibake(source)])
    text, origin, repairs = _changed(source, changes)
    return Decoded(source, text, encoding, _newline_style(source), origin, _dropped(source), repairs)


def _decoded(data: bytes) -> tuple[str, str]:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, "replace"), name
    if b"\x1b$B" in data or b"\x1b$@" in data:
        return data.decode("iso2022_jp", "replace"), "iso2022_jp"
    if wide := utf16_without_bom(data):
        return data.decode(wide, "replace"), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as broken:
        return _not_utf8(data, broken)


def utf16_without_bom(data: bytes) -> str:
    """The byte order of a text in UTF-16 that does not say so, or nothing.

    Read in the right order it has spaces, line ends or full stops as every text has, and hardly a sign that cannot be
    shown; bytes of anything else, taken two by two, come out as rare letters without a space among them.
    """
    sample = data[: 4000 // 2 * 2]
    if len(sample) < 8 or len(sample) % 2:
        return ""
    for order in ("utf-16-le", "utf-16-be"):
        units = sample.decode(order, "replace")
        spaces = sum(units.count(sign) for sign in _BETWEEN_WORDS)
        odd = sum(not (sign.isprintable() or sign.isspace()) for sign in units) + units.count("\ufffd")
        if spaces > 0.02 * len(units) and odd < 0.02 * len(units) + 2:
            return order
    return ""


def _not_utf8(data: bytes, broken: UnicodeDecodeError) -> tuple[str, str]:
    declared = _declared(data)
    if declared:
        return data.decode(declared, "replace"), declared
    if _is_mostly_utf8(data):
        return data.decode("utf-8", "replace"), "utf-8"
    guessed = charset_normalizer.from_bytes(data[:_SAMPLE], cp_isolation=_CANDIDATES).best()
    name = guessed.encoding if guessed else "cp1252"
    if name != "cp1252" and _says_the_same(data[:_SAMPLE], name, "cp1252"):
        name = "cp1252"
    return data.decode(name, "replace"), name


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:2048])
    if not found:
        return ""
    try:
        name = codecs.lookup(found.group(1).decode("ascii")).name
        name = _SAID_AND_MEANT.get(name, name)
        data.decode(name)
    except (LookupError, UnicodeError, ValueError):
        return ""
    return name


def _is_mostly_utf8(data: bytes) -> bool:
    """A few broken bytes in a text that is UTF-8 otherwise: far more whole sequences than broken ones."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for character in text[:_SAMPLE] if ord(character) > 127 and character != "\ufffd")
    return whole > 10 * broken


def _says_the_same(data: bytes, one: str, other: str) -> bool:
    try:
        return data.decode(one) == data.decode(other)
    except UnicodeDecodeError:
        return False


def _newline_style(source: str) -> str:
    pairs = source.count("\r\n")
    lone_returns, lone_feeds = source.count("\r") - pairs, source.count("\n") - pairs
    used = [name for name, times in (("crlf", pairs), ("cr", lone_returns), ("lf", lone_feeds)) if times]
    return used[0] if len(used) == 1 else "mixed" if used else "none"


Change = tuple[int, int, str]


def _lines_and_invisible(source: str) -> list[Change]:
    changes = [(found.start(), found.end(), "\n") for found in _NEWLINE.finditer(source)]
    return changes + [(found.start(), found.end(), "") for found in INVISIBLE.finditer(source)]


def _mojibake(source: str) -> list[Change]:
    """Runs that ftfy can decode again. Only such a run is given to it: on a whole text it would change more."""
    changes = []
    for found in _SUSPECT.finditer(source):
        run = found.group()
        if "\ufeff" in run or len(run) > 2000:
            continue
        repaired = fix_encoding(run)
        if repaired != run and "\ufffd" not in repaired and not INVISIBLE.search(repaired):
            changes.append((found.start(), found.end(), repaired))
    return changes


def _changed(source: str, changes: list[Change]) -> tuple[str, tuple[Origin, ...], tuple[Repair, ...]]:
    pieces: list[str] = []
    origin: list[Origin] = []
    repairs: list[Repair] = []
    length = reached = 0
    for start, end, instead in [*changes, (len(source), len(source), "")]:
        if start < reached:
            continue
        if start > reached:
            origin.append(Origin(length, length + start - reached, reached, start))
            pieces.append(source[reached:start])
            length += start - reached
        if instead:
            origin.append(Origin(length, length + len(instead), start, end))
            if instead != "\n":
                repairs.append(Repair(length, length + len(instead), source[start:end], instead))
            pieces.append(instead)
            length += len(instead)
        reached = max(reached, end)
    return "".join(pieces), tuple(origin), tuple(repairs)


def _dropped(source: str) -> tuple[Dropped, ...]:
    nuls, orders = source.count("\0"), source.count("\ufeff")
    others = len(INVISIBLE.findall(source)) - nuls - orders
    counted = (
        ("NUL character", "it stands for nothing and cannot be stored", nuls),
        ("byte order mark", "it only tells the encoding", orders),
        ("control character", "it cannot be shown", others),
    )
    return tuple(Dropped(what, why, times) for what, why, times in counted if times)
