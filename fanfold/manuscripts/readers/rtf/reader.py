"""The text of an RTF document as paragraphs."""

import re
from collections import Counter

from fanfold.manuscripts.readers.notread import NotRead
from fanfold.manuscripts.readers.paragraphs import (
    COMMENT,
    DELETED,
    HIDDEN,
    PAGE_EDGE,
    PICTURE,
    PROPERTIES,
    Call,
    Loss,
    Paragraph,
    Run,
    Shape,
)
from fanfold.manuscripts.readers.rtf.charsets import DOCUMENTS, SYMBOLS, codec_of_charset, codec_of_page
from fanfold.manuscripts.readers.rtf.scanner import Token, tokens
from fanfold.manuscripts.readers.rtf.states import Flow, State
from fanfold.manuscripts.readers.rtf.words import (
    ALIGNED,
    CHARACTERS,
    DESTINATIONS,
    KINDS,
    REVISIONS,
    SIGNS,
    STARRED,
)
from fanfold.manuscripts.readers.symbols import symbol

_DEEPEST = 1000
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_LINK = re.compile(r"\s*HYPERLINK\s+(?:\\[a-z]\s+)*\"?([^\s\"]+)", re.IGNORECASE)
_SIGN = re.compile(r"\s*SYMBOL\s+(\d{1,5})(?:\s+\\f\s+\"?([^\"\\]{1,60}))?", re.IGNORECASE)
_QUOTED = frozenset({"quote", "intense quote", "block text", "quotations"})
_COUNTED = {"comment": COMMENT, "edge": PAGE_EDGE}


class RtfReader:
    """Walks the tokens once. What is left out is counted in `dropped`."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.source = data.decode("latin-1")
        self.dropped: Counter[Loss] = Counter()
        self.main = Flow()
        self.state = State(self.main)
        self.outer: list[State] = []
        self.default = "cp1252"
        self.fonts: dict[int, str] = {}
        self.charsets: dict[int, int] = {}
        self.styles: dict[int, str] = {}
        self.named = 0
        self.is_starred = False
        self.to_skip = 0
        self.high = 0
        self.pending = bytearray()
        self.place = (0, 0)
        self.instruction = ""
        self.rows = 0
        self.tracks_changes = False

    def paragraphs(self) -> list[Paragraph]:
        """All of them. Raises NotRead for groups nested beyond all use."""
        acts = {
            "word": self.word, "hex": self.byte, "sign": self.sign, "open": self.open_group, "close": self.close_group,
            "text": self.characters, "unseen": self.unseen,
        }  # fmt: skip
        for token in tokens(self.source):
            acts[token.kind](token)
        self.flush()
        while self.outer:
            self.leave()
        if self.main.is_open:
            self.end_paragraph()
        return self.main.paragraphs

    def open_group(self, token: Token) -> None:
        self.flush()
        self.to_skip = 0
        if len(self.outer) >= _DEEPEST:
            raise NotRead("binary", f"{self.name} is nested too deeply to be a story.")
        self.outer.append(self.state)
        self.state = self.state.inner()
        if self.state.destination == "styles":
            self.named = 0

    def close_group(self, token: Token) -> None:
        self.flush()
        self.to_skip = 0
        if self.outer:
            self.leave()

    def leave(self) -> None:
        """A group ends: so does the footnote it was, and the field whose instruction it was."""
        left, parent = self.state, self.outer[-1]
        if left.owns_flow and left.flow.is_open:
            self.end_paragraph()
        self.state = self.outer.pop()
        if left.destination == parent.destination:
            return
        if left.destination == "instruction":
            self.obey_instruction()
        elif left.destination == "picture":
            self.dropped[PICTURE] += 1

    def obey_instruction(self) -> None:
        """A link holds for the field's result; a symbol has none."""
        instruction, self.instruction = self.instruction, ""
        if found := _LINK.match(instruction):
            self.state.href = found.group(1)
        elif found := _SIGN.match(instruction):
            self.put(symbol(found.group(2) or "", int(found.group(1))))

    def unseen(self, token: Token) -> None:
        """Line ends of the file are not the text's; NULs stand after the end in what WordPad writes."""
        if nuls := token.text.count("\0"):
            self.dropped["NUL character", "it stands for nothing and cannot be stored"] += nuls

    def characters(self, token: Token) -> None:
        skipped = min(self.to_skip, len(token.text))
        self.to_skip -= skipped
        self.add(token.text[skipped:].encode("latin-1"), token.start + skipped, token.end)

    def byte(self, token: Token) -> None:
        if self.to_skip:
            self.to_skip -= 1
        else:
            self.add(bytes.fromhex(token.text), token.start, token.end)

    def add(self, raw: bytes, start: int, end: int) -> None:
        """Bytes wait until it is sure that no second half of a character follows."""
        if not raw:
            return
        if not self.pending:
            self.place = (start, start)
        self.pending += raw
        self.place = (self.place[0], end)

    def flush(self) -> None:
        self.lone_half()
        if not self.pending:
            return
        raw, self.pending = bytes(self.pending), bytearray()
        self.put(self.decoded(raw))

    def decoded(self, raw: bytes) -> str:
        charset = self.charsets.get(self.state.font, 1)
        if charset == SYMBOLS:
            return "".join(symbol(self.fonts.get(self.state.font, ""), byte) for byte in raw)
        return raw.decode(codec_of_charset(charset) or self.default, "replace")

    def put(self, text: str) -> None:
        """Characters go where the group's text goes."""
        state = self.state
        if state.destination == "text":
            self.put_story(text)
        elif state.destination == "instruction":
            self.instruction += text
        elif state.destination == "fonts":
            self.fonts[self.named] = self.fonts.get(self.named, "") + text
        elif state.destination == "styles":
            self.styles[self.named] = self.styles.get(self.named, "") + text
        elif state.destination == "marker":
            letters = any(map(str.isalnum, text))
            state.flow.marker = "decimal" if letters else state.flow.marker or "bullet"
        elif state.destination == "property":
            self.dropped[PROPERTIES] = 1
        elif loss := _COUNTED.get(state.destination):
            self.drop_text(text, loss)

    def put_story(self, text: str) -> None:
        state = self.state
        if state.is_deleted or state.is_hidden:
            self.drop_text(text, DELETED if state.is_deleted else HIDDEN)
        else:
            kinds = state.kinds - {"u"} if state.href else state.kinds
            state.flow.pieces.append(Run(text, kinds, state.href, self.place))

    def drop_text(self, text: str, loss: Loss) -> None:
        if count := len("".join(text.split())):
            self.dropped[loss] += count

    def sign(self, token: Token) -> None:
        if token.text == "*":
            self.is_starred = True
            return
        if self.to_skip:
            self.to_skip -= 1
            return
        if token.text in "\r\n" and token.text:
            self.flush()
            self.end_paragraph()
        elif written := SIGNS.get(token.text, ""):
            self.say(written, token)

    def say(self, text: str, token: Token) -> None:
        """A character that a word or a sign stands for."""
        self.flush()
        self.place = (token.start, token.end)
        self.put(text)

    def word(self, token: Token) -> None:
        starred, self.is_starred = self.is_starred, False
        name = token.text
        if name == "u" and token.number is not None:
            self.unicode(token, token.number)
            return
        if name in CHARACTERS:
            self.to_skip = 0
            self.say(CHARACTERS[name], token)
            return
        self.flush()
        self.to_skip = 0
        if starred and name not in STARRED:
            self.tracks_changes = self.tracks_changes or name == "revtbl"
            self.enter("skip")
        elif name in DESTINATIONS:
            self.enter(DESTINATIONS[name])
        else:
            self.obey(name, token.number)

    def unicode(self, token: Token, number: int) -> None:
        """A character by its UTF-16 number; what follows for readers that know none is passed over."""
        code = number if 0xFFFF < number <= 0x10FFFF else number & 0xFFFF
        self.to_skip = self.state.fallback
        if 0xD800 <= code < 0xDC00:
            self.flush()
            self.high = code
            self.place = (token.start, token.end)
            return
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((self.high - 0xD800) << 10) + code - 0xDC00 if self.high else 0xFFFD
            self.high = 0
        font = self.fonts.get(self.state.font, "")
        self.say(symbol(font, code) if 0xF000 <= code <= 0xF0FF else chr(code), token)

    def lone_half(self) -> None:
        """Half a character without its other half."""
        if self.high:
            self.high = 0
            self.put("\ufffd")

    def enter(self, destination: str) -> None:
        """The group's text goes elsewhere from here on."""
        state = self.state
        if state.destination != "text" and destination in ("footnote", "box"):
            return
        if destination in ("footnote", "box"):
            self.begin_flow(frozenset({"footnote"}) if destination == "footnote" else state.flow.names)
        elif destination == "upr":
            state.before_upr, state.destination = state.destination, "skip"
        elif destination == "ud":
            state.destination = state.before_upr
        elif destination == "property" or state.destination not in ("skip", "comment", "edge", "picture"):
            state.before_upr = state.destination = destination

    def begin_flow(self, names: frozenset[str]) -> None:
        state = self.state
        if "footnote" in names:
            state.flow.pieces.append(Call())
        flow = Flow(names)
        state.flow.after.append(flow)
        state.flow, state.owns_flow = flow, True
        state.reset_paragraph()

    def obey(self, name: str, number: int | None) -> None:
        """Words about characters, then about paragraphs, then about the document."""
        state = self.state
        on = number is None or number != 0
        if name in KINDS:
            state.switch(KINDS[name], on)
        elif name == "v":
            state.is_hidden = on
        elif name in REVISIONS:
            self.obey_revision(name, on)
        elif name in ("plain", "ulnone", "nosupersub"):
            self.obey_off(name)
        elif state.destination in ("fonts", "styles"):
            self.obey_table(name, number or 0)
        elif name in ("f", "uc", "ansicpg", *DOCUMENTS):
            self.obey_encoding(name, number or 0)
        else:
            self.obey_paragraph(name, number)

    def obey_revision(self, name: str, on: bool) -> None:
        """Some programs call any struck-out text deleted: it is left out only where changes were tracked."""
        if name != "deleted":
            self.tracks_changes = True
            self.state.is_deleted = self.state.is_deleted or name == "revauthdel"
        elif self.tracks_changes:
            self.state.is_deleted = on
        else:
            self.state.switch("s", on)

    def obey_off(self, name: str) -> None:
        if name == "plain":
            self.state.reset_characters()
        elif name == "ulnone":
            self.state.switch("u", False)
        else:
            self.state.switch("sup", False)
            self.state.switch("sub", False)

    def obey_table(self, name: str, number: int) -> None:
        """In the tables of fonts and styles: which one is described, and a font's charset."""
        if (name == "f" and self.state.destination == "fonts") or (name == "s" and self.state.destination == "styles"):
            self.named = number
        elif name in ("cs", "ds", "ts") and self.state.destination == "styles":
            self.named = -1
        elif name == "fcharset":
            self.charsets[self.named] = number

    def obey_encoding(self, name: str, number: int) -> None:
        if name == "f":
            self.state.font = number
        elif name == "uc":
            self.state.fallback = max(0, number)
        elif name == "ansicpg":
            self.default = codec_of_page(number) or self.default
        else:
            self.default = DOCUMENTS[name]

    def obey_paragraph(self, name: str, number: int | None) -> None:
        state = self.state
        if name == "pard":
            state.reset_paragraph()
        elif name in ALIGNED:
            state.align = ALIGNED[name]
        elif name == "outlinelevel" and number is not None:
            state.level = number + 1 if 0 <= number < 9 else 0
        elif name == "s":
            state.style = number or 0
        elif name == "intbl":
            state.in_table = True
        elif name == "brdrb":
            state.is_ruled = True
        elif state.destination == "text":
            self.obey_ends(name)

    def obey_ends(self, name: str) -> None:
        flow = self.state.flow
        if name in ("par", "sect", "cell", "nestcell"):
            self.end_paragraph(in_row=name.endswith("cell"))
        elif name in ("row", "nestrow"):
            flow.row = 0
        elif name in ("page", "pagebb"):
            if flow.pieces and name == "page":
                self.end_paragraph()
            flow.on_new_page = True

    def end_paragraph(self, in_row: bool = False) -> None:
        state = self.state
        flow = state.flow
        if state.in_table or in_row:
            self.rows += flow.row == 0
            flow.row = flow.row or self.rows
        else:
            flow.row = 0
        flow.end(self.shape(flow), state.is_ruled)

    def shape(self, flow: Flow) -> Shape:
        state = self.state
        style = self.styles.get(state.style, "").strip().rstrip(";").lower()
        heading = _HEADING.fullmatch(style)
        names = flow.names
        if style in ("title", "subtitle", "author", "author note"):
            names |= {style.replace(" ", "")}
        return Shape(
            level=int(heading.group(1)) if heading else 0 if style == "title" else state.level,
            align=state.align,
            quoted=style in _QUOTED,
            marker=flow.marker,
            row=flow.row,
            names=names,
        )
