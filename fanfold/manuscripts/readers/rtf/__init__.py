"""Rich Text Format, as Microsoft's specification 1.9.1 describes it, and as WordPad, Word and others write it."""

from dataclasses import replace

from fanfold.manuscripts.readers.paragraphs import read_paragraphs
from fanfold.manuscripts.readers.rtf.reader import RtfReader
from fanfold.prose.document import Reading, Source

__all__ = ["read_rtf"]


def read_rtf(source: Source, data: bytes) -> Reading:
    """The whole way from the bytes of an RTF document to a reading. Raises NotRead where they hold no text."""
    reader = RtfReader(source.name, data)
    paragraphs = reader.paragraphs()
    source = replace(source, encoding=reader.default)
    return read_paragraphs(source, paragraphs, reader.dropped, has_places=True)
