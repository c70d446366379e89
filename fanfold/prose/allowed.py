"""What an author's HTML may hold: our explicit allow-list, as tables."""


def names(listed: str) -> frozenset[str]:
    """A set of names from one line of them."""
    return frozenset(listed.split())


INLINE = names("em strong b i u s del ins sub sup small a q cite code abbr ruby rt rp span")
BLOCK = names(
    "p blockquote ul ol li dl dt dd table thead tbody tr th td caption h3 h4 h5 pre "
    "figure figcaption div details summary section"
)
VOID = frozenset({"br", "hr", "img"})
ELEMENTS = INLINE | BLOCK | VOID

CLASSES = names("centre right letter signed verse in stanza chat me script footref footnotes note aside place")
GLOBAL_ATTRIBUTES = frozenset({"lang", "dir", "id", "class"})
OWN_ATTRIBUTES = {
    "a": {"href"},
    "ol": {"start", "reversed"},
    "th": {"scope"},
    "abbr": {"title"},
    "img": {"src", "alt"},
}
# A fixed label for each shape, so that no author can speak in the page's own voice to screen readers.
LABELS = {
    ("div", "letter"): {"role": "group", "aria-label": "Letter"},
    ("div", "verse"): {"role": "group", "aria-label": "Verse"},
    ("ul", "chat"): {"aria-label": "Messages"},
    ("section", "footnotes"): {"aria-label": "Footnotes"},
}
SCHEMES = frozenset({"http", "https", "mailto"})
LINK_RELATION = "nofollow ugc noopener"

# What nh3 lets through when it parses our result again: the same lists, and the attributes that only we write.
GUARD_ATTRIBUTES: dict[str, set[str]] = {"*": set(GLOBAL_ATTRIBUTES)} | {
    name: set(own) for name, own in OWN_ATTRIBUTES.items()
}
GUARD_ATTRIBUTES["a"] = GUARD_ATTRIBUTES["a"] | {"rel"}
GUARD_ATTRIBUTES["img"] = GUARD_ATTRIBUTES["img"] | {"loading"}
GUARD_ATTRIBUTES["hr"] = {"aria-label"}
GUARD_ATTRIBUTES["ul"] = {"aria-label"}
GUARD_ATTRIBUTES["section"] = {"aria-label"}
GUARD_ATTRIBUTES["div"] = {"role", "aria-label"}

# Elements that become another one; all but the first group are listed, for something of their meaning goes.
SAME_MEANING = {
    "h1": "h3", "h2": "h3", "h6": "h5", "strike": "s", "tt": "code", "acronym": "abbr",
    "center": "div", "tfoot": "tbody", "listing": "pre", "xmp": "pre", "dir": "ul", "menu": "ul",
}  # fmt: skip
LIKE_A_DIVISION = names(
    "article main header footer nav aside address form fieldset legend dialog hgroup search optgroup option"
)
LIKE_CODE = frozenset({"kbd", "samp", "var"})
# The frame of a page says nothing about the text, so leaving it out is not worth a line in the list.
PAGE_FRAME = frozenset({"html", "head", "body"})
WITH_CONTENT = frozenset({"script", "style"})
KNOWN_OTHERS = names(
    "applet area audio base basefont bdi bdo big blink button canvas col colgroup data datalist dfn embed font frame "
    "frameset hgroup iframe image input ins isindex keygen label link map mark marquee math meta meter nobr noembed "
    "noframes noscript object output param picture plaintext portal progress rb rtc select slot source svg template "
    "textarea time title track video wbr path circle g rect lj"
)
KNOWN = ELEMENTS | frozenset(SAME_MEANING) | LIKE_A_DIVISION | LIKE_CODE | PAGE_FRAME | WITH_CONTENT | KNOWN_OTHERS
# Attributes that change how a page looks or behaves and hold nothing of the text.
ASKS_ELSEWHERE = names("audio video iframe embed object source track picture frame applet link base")
