"""Which attributes of a start tag are kept, in what form, and what was removed and why."""

import re
from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import quote

from fanfold.prose.allowed import CLASSES, GLOBAL_ATTRIBUTES, LABELS, LINK_RELATION, OWN_ATTRIBUTES, SCHEMES

Remove = Callable[[str, str], None]

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\ufeff]")
_NOT_IN_ADDRESS = re.compile(r'[\s"<>\\^`{|}\x00-\x20\x7f-\x9f\u2000-\u200f\u2028-\u202f\u2060\ufeff]')
_LINE_END = re.compile(r"[\t\r\n]")
_LABEL_WORDS = frozenset({"group", "Letter", "Verse", "Messages", "Footnotes", "Scene break", "lazy"})
_STYLE_LIMIT = 1000

STYLE_MARKS = (
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)"), "em"),
    (re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)"), "strong"),
    (re.compile(r"text-decoration(?:-line)?\s*:[^;]*?underline"), "u"),
    (re.compile(r"text-decoration(?:-line)?\s*:[^;]*?line-through"), "s"),
)
_ALIGN = re.compile(r"text-align\s*:\s*(center|right)")


def style_marks(attributes: Mapping[str, str]) -> tuple[str, ...]:
    """The inline elements that say what a style attribute meant: word processors paste italics as styles."""
    style = attributes.get("style", "")[:_STYLE_LIMIT].lower()
    return tuple(tag for pattern, tag in STYLE_MARKS if pattern.search(style)) if style else ()


def alignment(attributes: Mapping[str, str]) -> str:
    """`centre`, `right` or nothing, from the old align attribute or from a style."""
    found = _ALIGN.search(attributes.get("style", "")[:_STYLE_LIMIT].lower())
    wanted = found.group(1) if found else attributes.get("align", "").strip().lower()
    return {"center": "centre", "middle": "centre", "right": "right"}.get(wanted, "")


def safe_address(address: str) -> str | None:
    """The address of a link, or None if following it would do more than open a page or a letter."""
    bare = _UNSEEN.sub("", address)
    scheme = _SCHEME.match(bare)
    if scheme and scheme.group(1).lower() not in SCHEMES:
        return None
    return _NOT_IN_ADDRESS.sub(lambda found: quote(found.group()), _LINE_END.sub("", address.strip()))


class Attributes:
    """Keeps the attributes of one text: its identifiers are prefixed and each is given only once."""

    def __init__(self, id_prefix: str, remove: Remove) -> None:
        self.id_prefix = id_prefix
        self.remove = remove
        self.identifiers: set[str] = set()

    def kept(self, tag: str, given: Mapping[str, str], extra_class: str = "") -> dict[str, str]:
        """What the start tag of `tag` may carry."""
        kept = {"class": extra_class} if extra_class else {}
        for name, value in given.items():
            if name in GLOBAL_ATTRIBUTES or name in OWN_ATTRIBUTES.get(tag, ()):
                self.keep(kept, name, value)
            elif not (name in ("style", "align") or self.is_ours(name, value)):
                self.remove(f"attribute {name[:40]}", "it is not part of the text")
        return kept

    def is_ours(self, name: str, value: str) -> bool:
        """Written by us the time before: it will be written again, so nothing is lost."""
        if name == "rel":
            return value == LINK_RELATION
        return name in ("role", "aria-label", "loading") and value in _LABEL_WORDS

    def keep(self, kept: dict[str, str], name: str, value: str) -> None:
        if name == "class":
            self.keep_shapes(kept, value)
            return
        checked = getattr(self, f"checked_{name}")(value)
        if checked is None:
            self.remove(f"attribute {name}", "its value is not one a browser may follow or understand")
        else:
            kept[name] = checked

    def keep_shapes(self, kept: dict[str, str], value: str) -> None:
        words = value.split()
        shapes = dict.fromkeys([*kept.get("class", "").split(), *(word for word in words if word in CLASSES)])
        if any(word not in CLASSES for word in words):
            self.remove("attribute class", "only the shapes of a text (letter, verse, centre …) have a name here")
        if shapes:
            kept["class"] = " ".join(shapes)

    def checked_id(self, value: str) -> str | None:
        value = self.prefixed(re.sub(r"\s+", "-", value.strip()))
        if value in ("", self.id_prefix) or value in self.identifiers:
            return None
        self.identifiers.add(value)
        return value

    def prefixed(self, identifier: str) -> str:
        return identifier if identifier.startswith(self.id_prefix) else self.id_prefix + identifier

    def checked_href(self, value: str) -> str | None:
        address = safe_address(value)
        if address and address.startswith("#") and len(address) > 1:
            return "#" + self.prefixed(address[1:])
        return address

    def checked_lang(self, value: str) -> str | None:
        return value.strip() if _LANGUAGE.fullmatch(value.strip()) else None

    def checked_dir(self, value: str) -> str | None:
        return value.strip().lower() if value.strip().lower() in ("ltr", "rtl", "auto") else None

    def checked_start(self, value: str) -> str | None:
        return str(int(value)) if re.fullmatch(r"\s*-?[0-9]{1,9}\s*", value) else None

    def checked_reversed(self, value: str) -> str | None:
        return ""

    def checked_scope(self, value: str) -> str | None:
        return value.strip().lower() if value.strip().lower() in ("row", "col", "rowgroup", "colgroup") else None

    def checked_title(self, value: str) -> str | None:
        return value


def labelled(tag: str, attributes: Mapping[str, str]) -> dict[str, str]:
    """The attributes with what tells a screen reader the shape of this element, if it has one."""
    labels = (LABELS.get((tag, shape), {}) for shape in attributes.get("class", "").split())
    return dict(attributes) | next((label for label in labels if label), {})


def start_tag(tag: str, attributes: Mapping[str, str]) -> str:
    """The start tag as HTML text."""
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{tag}{written}>"
