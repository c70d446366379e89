"""The control words of RTF that matter to a text."""

from fanfold.prose.document import MarkKind

# A word that stands for a character. `line` is a kept line end.
CHARACTERS = {
    "line": "\n", "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c",
    "zwbo": "\u200b", "zwnbo": "\u2060", "ltrmark": "\u200e", "rtlmark": "\u200f", "softline": "\n", "lbr": "\n",
}  # fmt: skip
SIGNS = {"~": "\u00a0", "-": "\u00ad", "_": "\u2011", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}
KINDS: dict[str, MarkKind] = {
    "i": "em", "b": "strong", "strike": "s", "striked": "s", "super": "sup", "sub": "sub",
    **dict.fromkeys(
        ("ul", "uld", "uldash", "uldashd", "uldashdd", "uldb", "ulhwave", "ulldash", "ulth", "ulthd", "ulthdash", "ulw", "ulwave"),
        "u",
    ),
}  # fmt: skip
REVISIONS = frozenset({"deleted", "revauthdel", "revdttmdel", "revisions"})
ALIGNED = {"qc": "centre", "qr": "right", "ql": "", "qj": ""}

# Where the text of a group goes once the word stands in it; what is not named here stays in the flow it is in.
DESTINATIONS = {
    "fonttbl": "fonts", "stylesheet": "styles", "fldinst": "instruction", "pntext": "marker", "listtext": "marker",
    "footnote": "footnote", "shptxt": "box", "dptxbxtext": "box", "annotation": "comment", "pict": "picture",
    "header": "edge", "headerl": "edge", "headerr": "edge", "headerf": "edge", "footer": "edge", "footerl": "edge",
    "footerr": "edge", "footerf": "edge", "upr": "upr", "ud": "ud",
    "title": "property", "author": "property", "operator": "property",
    **dict.fromkeys(
        (
            "colortbl", "info", "nonshppict", "sp", "sn", "sv", "shprslt", "xe", "txe", "rxe", "tc", "tcn", "objname", "objclass",
            "objdata", "pntxta", "pntxtb", "filetbl", "private", "fontemb", "fontfile", "docvar", "atnid", "atnauthor", "atntime",
            "atndate", "atnicn", "atnref", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "bkmkstart", "bkmkend",
        ),
        "skip",
    ),
}  # fmt: skip
# After `\*` a reader passes over what it does not know. These are known; some only wrap text.
STARRED = frozenset(
    {
        "fldinst",
        "annotation",
        "ud",
        "shpinst",
        "shppict",
        "do",
        "dptxbxtext",
        "shptxt",
        "footnote",
        "moMath",
        "moMathPara",
    }
)
