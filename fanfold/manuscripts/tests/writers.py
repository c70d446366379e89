"""Small writers of word processors' files and books, for tests: no more than what the tests speak of."""

from collections.abc import Mapping, Sequence
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = {
    "w": _WORD,
    "r": _OFFICE,
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_ODF_NAMES = {
    "office": f"{_ODF}:office:1.0", "text": f"{_ODF}:text:1.0", "style": f"{_ODF}:style:1.0", "table": f"{_ODF}:table:1.0",
    "draw": f"{_ODF}:drawing:1.0", "svg": f"{_ODF}:svg-compatible:1.0", "fo": f"{_ODF}:xsl-fo-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink", "dc": "http://purl.org/dc/elements/1.1/", "meta": f"{_ODF}:meta:1.0",
}  # fmt: skip


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """A zip of these members."""
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return kept.getvalue()


def _named(names: Mapping[str, str]) -> str:
    return " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in names.items())


def word_part(root: str, inner: str) -> str:
    """A part of a Word document."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_named(_NAMES)}>{inner}</w:{root}>'


def docx(body: str, links: Mapping[str, str] | None = None, **parts: str) -> bytes:
    """A Word document; `parts` by kind: `styles`, `footnotes`, `header` …; `links` by their id."""
    relations = [
        f'<Relationship Id="p{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in parts
    ] + [
        f'<Relationship Id="{name}" Type="{_OFFICE}/hyperlink" Target="{escape(address)}" TargetMode="External"/>'
        for name, address in (links or {}).items()
    ]  # fmt: skip
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": word_part("document", f"<w:body>{body}<w:sectPr/></w:body>"),
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{"".join(relations)}</Relationships>',
            **{f"word/{kind}.xml": word_part(kind, inner) for kind, inner in parts.items()},
        }
    )


def wp(*runs: str, style: str = "", more: str = "") -> str:
    """A paragraph of Word; bare words become a run."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(run if run.startswith("<") else wr(run) for run in runs)
    return f"<w:p><w:pPr>{styled}{more}</w:pPr>{inner}</w:p>"


def wr(words: str, look: str = "") -> str:
    """A run of Word; `look` are its properties."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(words, quote=False)}</w:t></w:r>'


def content(body: str, styles: str = "", root: str = "document-content") -> str:
    """The content part of an OpenDocument text; with the root `document` a flat one."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:{root} {_named(_ODF_NAMES)}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:{root}>"
    )


def odt(body: str, styles: str = "") -> bytes:
    """An OpenDocument text with these automatic styles."""
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content(body, styles)})


def op(words: str, style: str = "") -> str:
    """A paragraph of OpenDocument; the words may hold elements."""
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def rtf(body: str, head: str = "") -> bytes:
    """An RTF document; other letters must be escaped already."""
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{head}\n{body}}}".encode("latin-1")


def rtf_words(words: str) -> str:
    """Words with what RTF needs escaped, other letters as UTF-16 numbers with a question mark for old readers."""
    written = []
    for letter in words:
        if letter in "\\{}":
            written.append(f"\\{letter}")
        elif letter.isascii():
            written.append(letter)
        else:
            units = letter.encode("utf-16-be")
            numbers = [int.from_bytes(units[at : at + 2], "big", signed=True) for at in range(0, len(units), 2)]
            written.append("".join(f"\\u{number}?" for number in numbers))
    return "".join(written)


def page(body: str, *, body_class: str = "") -> str:
    """A page of a book."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
        'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>Page</title></head>'
        f'<body class="{body_class}">{body}</body></html>'
    )


def epub(
    pages: Sequence[tuple[str, str]],
    *,
    facts: str = "",
    labels: Mapping[str, str] | None = None,
    more: Mapping[str, str] | None = None,
) -> bytes:
    """A book of these pages, by file; `labels` is its list of contents, `facts` its metadata, `more` other members."""
    items = "".join(
        f'<item id="i{at}" href="{name}" media-type="application/xhtml+xml"/>' for at, (name, _) in enumerate(pages)
    )
    order = "".join(f'<itemref idref="i{at}"/>' for at in range(len(pages)))
    points = "".join(
        f'<navPoint><navLabel><text>{escape(label)}</text></navLabel><content src="{name}#top"/></navPoint>'
        for name, label in (labels or {}).items()
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="2.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"{facts}</metadata><manifest>{items}"
        '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>'
        f'<spine toc="ncx">{order}</spine></package>'
    )
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="book/content.opf"/></rootfiles></container>',
            "book/content.opf": package,
            "book/toc.ncx": f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{points}</navMap></ncx>',
            **{f"book/{name}": text for name, text in pages},
            **(more or {}),
        }
    )
