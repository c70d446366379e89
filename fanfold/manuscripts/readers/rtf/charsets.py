"""Which codec the bytes of an RTF document are in: the document's code page, and each font's own."""

import codecs

# Font charsets by number, as the RTF 1.9.1 specification lists them. 0 and 1 mean the document's code page.
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437",
    255: "cp850",
}  # fmt: skip
_PAGES = {936: "gb18030", 10000: "mac_roman", 65001: "utf-8", 1361: "johab"}
SYMBOLS = 2
DOCUMENTS = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


def codec_of_page(number: int) -> str | None:
    """The codec of a Windows code page, None if there is none."""
    name = _PAGES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def codec_of_charset(number: int) -> str | None:
    """The codec of a font's charset, None where the document's own is meant."""
    return _CHARSETS.get(number)
