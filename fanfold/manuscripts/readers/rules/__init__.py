"""The rules, in their order: each names the passages it is sure of and leaves the others to the next."""

from collections.abc import Sequence

from fanfold.manuscripts.readers.origins import name_known
from fanfold.manuscripts.readers.passages import Passage
from fanfold.manuscripts.readers.rules.breaks import is_break, name_breaks
from fanfold.manuscripts.readers.rules.fields import (
    labelled,
    name_fields,
    name_sections,
    name_title_page,
    split_title_page,
)
from fanfold.manuscripts.readers.rules.furniture import MAIL, is_ending, name_furniture
from fanfold.manuscripts.readers.rules.headings import is_chapter_line, is_part_line, name_headings
from fanfold.manuscripts.readers.rules.letters import name_letters
from fanfold.manuscripts.readers.rules.media import name_media, name_pictures
from fanfold.manuscripts.readers.rules.notes import is_note_label, name_boxes, name_labelled
from fanfold.manuscripts.readers.rules.talk import is_chat_line, name_talk
from fanfold.manuscripts.readers.rules.unlabelled import name_unlabelled
from fanfold.manuscripts.readers.rules.verse import name_verse
from fanfold.prose.document import Mark


def stand_alone(words: str, only_labels: bool = False) -> bool:
    """Whether a line is a passage of its own even where no blank line says so."""
    if labelled(words) is not None or is_note_label(words):
        return True
    if only_labels:
        return False
    if is_break(words) or is_chapter_line(words) or is_part_line(words) or is_ending(words):
        return True
    return words == "--" or is_chat_line(words) or MAIL.match(words) is not None


def name_all(passages: list[Passage], marks: Sequence[Mark] = ()) -> list[Passage]:
    """Every passage with its type; some are cut in two on the way. `marks`, sorted, show where emphasis ends."""
    passages, chapters_known = name_known(passages)
    passages = split_title_page(passages)
    name_pictures(passages)
    name_breaks(passages)
    name_furniture(passages)
    name_sections(passages)
    name_boxes(passages)
    name_headings(passages, chapters_known)
    name_labelled(passages)
    passages = name_fields(passages)
    name_title_page(passages)
    name_media(passages)
    passages = name_talk(passages)
    passages = name_letters(passages)
    name_verse(passages)
    passages = [named for chapter in _by_chapter(passages) for named in name_unlabelled(chapter, marks)]
    for passage in passages:
        if passage.is_open:
            passage.name("para", "nothing else", 0.9)
    return passages


def _by_chapter(passages: list[Passage]) -> list[list[Passage]]:
    chapters: list[list[Passage]] = [[]]
    for passage in passages:
        if passage.kind in ("chapter", "mail") and chapters[-1] and chapters[-1][-1].kind != passage.kind:
            chapters.append([])
        chapters[-1].append(passage)
    return chapters
