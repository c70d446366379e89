"""Known origins: what a site or a program itself says about its pages is taken at its word, exactly.

Each origin either recognises a manuscript by marks that only it makes and names what it knows, or touches nothing; the
general rules do the rest. A page that only looks like one falls back to them wholly.
"""

from fanfold.manuscripts.readers.origins.copied import name_copied
from fanfold.manuscripts.readers.origins.efiction import name_print_view
from fanfold.manuscripts.readers.origins.fanficfare import name_book_page, name_book_text
from fanfold.manuscripts.readers.origins.otwarchive import name_download
from fanfold.manuscripts.readers.origins.posts import name_posts
from fanfold.manuscripts.readers.passages import Passage

# These know every chapter; a page of posts only knows what is not story.
_KNOWING_CHAPTERS = (name_download, name_print_view, name_book_page, name_book_text)


def name_known(passages: list[Passage]) -> tuple[list[Passage], bool]:
    """The passages, with what a known origin says of them named; and whether every chapter there is has been."""
    copied = name_copied(passages)
    if copied is not None:
        return copied, True
    if any(name(passages) for name in _KNOWING_CHAPTERS):
        return passages, True
    name_posts(passages)
    return passages, False
