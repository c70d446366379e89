"""Word documents (.docx), as ECMA-376 part 1 describes them."""

from fanfold.manuscripts.readers.docx.body import Body
from fanfold.manuscripts.readers.docx.parts import Parts
from fanfold.manuscripts.readers.packed import Pack
from fanfold.manuscripts.readers.paragraphs import read_paragraphs
from fanfold.prose.document import Reading, Source

__all__ = ["read_docx"]


def read_docx(source: Source, data: bytes) -> Reading:
    """The whole way from the bytes of a Word document to a reading. Raises NotRead where they are none."""
    parts = Parts(Pack(source.name, data))
    body = Body(parts)
    return read_paragraphs(source, body.paragraphs(), body.dropped, language=body.styles.language)
