"""What a block can be made, as its author knows it: a few kinds by name, each a type with its kind and place."""

from dataclasses import dataclass

from fanfold.prose.document import Block, BlockType, Place


@dataclass(frozen=True, slots=True)
class Choice:
    """`label` stands in a list to choose from, `named` inside a sentence."""

    label: str
    named: str
    type: BlockType
    kind: str = ""
    place: Place | None = None


CHOICES = {
    "para": Choice("Paragraph", "a paragraph", "para"),
    "chapter": Choice("Chapter heading", "the heading of a chapter", "heading", kind="chapter"),
    "heading": Choice("Heading inside", "a heading inside the chapter", "heading"),
    "break": Choice("Scene break", "a scene break", "break"),
    "note-head": Choice("Note before", "a note before the chapter", "note", place="head"),
    "note-mid": Choice("Note inside", "a note inside the story", "note", place="mid"),
    "note-end": Choice("Note after", "a note after the chapter", "note", place="end"),
    "letter": Choice("Letter", "a letter", "letter"),
    "lyric": Choice("Verse", "verse", "lyric"),
    "quote": Choice("Quotation", "a quotation", "quote"),
    "chat": Choice("Messages", "messages", "chat"),
    "script": Choice("Script", "a line of a script", "script"),
    "list": Choice("List", "an item of a list", "list"),
    "table": Choice("Table", "a row of a table", "table"),
    "footnote": Choice("Footnote", "a footnote", "footnote"),
    "image": Choice("Picture", "a picture’s words", "image"),
    "meta": Choice("About the work", "a line about the work", "meta"),
    "furniture": Choice("Set aside", "set aside", "furniture"),
}


def choice_of(block: Block) -> str:
    """What the block is now, as a key of CHOICES."""
    if block.type == "heading":
        return "chapter" if block.kind == "chapter" else "heading"
    if block.type == "note":
        return f"note-{block.place or 'head'}"
    return block.type
