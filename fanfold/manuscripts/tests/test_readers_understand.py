"""What the readers make of manuscripts: chapters, notes apart, breaks as breaks, verse as verse."""

import pytest

from fanfold.manuscripts.neutral import as_json, metadata, neutral
from fanfold.manuscripts.readers import read
from fanfold.prose.document import Reading
from fanfold.prose.render import render, render_notes


def types(reading: Reading) -> list[tuple[str, str]]:
    """Type and text of each block, in order."""
    return [(block.type, block.text(reading.extract)) for block in reading.blocks()]


def of_type(reading: Reading, type: str) -> list[str]:
    return [text for found, text in types(reading) if found == type]


def read_text(text: str, name: str = "story.txt") -> Reading:
    return read(name, text.encode())


GLUED = """ Chapter 1

Chapter 1

sorry for the late update everyone, my laptop broke. thanks for all the reviews!Mirabel tied the boat to the post and waited.

“Nobody is coming,” said Oda.The rain had begun again, and the post leaned.

***
Mirabel waited until the lamps were lit.

Oda brought her soup and did not say a word.please review, i live for feedback!!
"""


def test_a_note_glued_to_the_first_sentence_is_cut_off_and_a_typing_slip_is_not() -> None:
    reading = read_text(GLUED)
    assert of_type(reading, "note") == [
        "sorry for the late update everyone, my laptop broke. thanks for all the reviews!",
        "please review, i live for feedback!!",
    ]
    assert "“Nobody is coming,” said Oda.The rain had begun again, and the post leaned." in of_type(reading, "para")
    assert of_type(reading, "break") == ["***"]
    (chapter,) = reading.works[0].chapters
    assert render_notes(chapter, reading.extract, "end") == "<p>please review, i live for feedback!!</p>"


SONG = """Chapter 3

The Kettle Song

Oda stood at the stove and sang under her breath,

"Kettle low and kettle slow,
Who will hear you when you go
Over hill and over snow

I will hear you, I will know,
Kettle, kettle, burning so."

Mirabel pretended to be asleep, and listened to the whole of it twice.

-----------------
A/N: the song is mine, please be kind.

More on Sunday!
"""


def test_a_song_keeps_its_stanzas_and_lines() -> None:
    reading = read_text(SONG)
    assert [text.count("\n") for text in of_type(reading, "lyric")] == [2, 1]
    (chapter,) = reading.works[0].chapters
    assert (chapter.number, chapter.title) == (3, "The Kettle Song")
    assert of_type(reading, "note") == ["A/N: the song is mine, please be kind.", "More on Sunday!"]
    assert '<p class="stanza">I will hear you, I will know,</p>' in render(chapter.blocks, reading.extract)


@pytest.mark.parametrize(
    ("text", "said", "chapters"),
    [
        (
            "Titel: Die Fähre\nAutorin: Moosling\nAltersfreigabe: P12\n\nKapitel 1: Am Kai\n\n„Zu früh“, sagte Enno.\n\n"
            "Das Wasser roch nach Eisen, und niemand löste die Leinen.\n\nKapitel 2\n\nIm Herbst kam sie zurück, leise.\n",
            {"title": "Die Fähre", "author": ["Moosling"], "rating": "P12"},
            ["Am Kai", None],
        ),
        (
            "Titre : Le Phare\nAuteur : Brindille\nRésumé : Une gardienne compte.\n\nChapitre premier\n\n— Encore ? dit Luce.\n\n"
            "La mer montait sans bruit.\n\nChapitre deux\n\nLe bateau arriva vide.\n",
            {"title": "Le Phare", "author": ["Brindille"], "summary": "Une gardienne compte."},
            [None, None],
        ),
        (
            "Название: Маяк\nАвтор: Тихая\nФандом: Северный берег\n\nГлава 1\n\n— Слышишь? — спросила Вера.\n\nВода молчала.\n\n"
            "Глава 2\n\nЛодка вернулась сама.\n",
            {"title": "Маяк", "author": ["Тихая"], "fandom": ["Северный берег"]},
            [None, None],
        ),
        (
            "タイトル：灯台の猫\n作者：すずめ\n\n第一話　港\n\n　猫は眠っていた。\n\n＊＊＊\n\n　朝、猫はいなかった。\n\n第二話　海\n\n　海は静かだった。\n",
            {"title": "灯台の猫", "author": ["すずめ"]},
            ["港", "海"],
        ),
    ],
)
def test_headers_and_chapters_are_read_in_an_authors_own_language(
    text: str, said: dict[str, object], chapters: list[str | None]
) -> None:
    (work,) = read_text(text).works
    assert metadata(work.fields) == said
    assert [chapter.title for chapter in work.chapters] == chapters


WRAPPED = """TITLE: The Harbor Book
AUTHOR: T. Linnet
SUMMARY: A boat comes in with nobody aboard, and the harbor master
writes it down.

                      The Harbor Book (1/2)

The boat came in at noon with nobody aboard, and the harbor master
wrote it down in the book as if boats did that every day of the week
and _twice_ on Sundays.

Mirabel watched him do it. She had a cup of tea in one hand and the
rope in the other, and she was not going to let go of either of them
until somebody told her why.

                             * * *

By evening there were two boats, and nobody had seen the second one
arrive, so it was not in the book at all.

-TBC-

                      The Harbor Book (2/2)

In the morning the harbor was full from wall to wall, and the harbor
master had gone home to bed with the book under his arm.

THE END
"""


def test_lines_broken_for_the_mail_are_joined_and_its_parts_are_chapters() -> None:
    reading = read_text(WRAPPED)
    (work,) = reading.works
    assert (
        metadata(work.fields)["summary"] == "A boat comes in with nobody aboard, and the harbor master writes it down."
    )
    assert [chapter.number for chapter in work.chapters] == [1, 2]
    first = work.chapters[0].blocks[1]
    assert first.text(reading.extract).endswith("and twice on Sundays.")
    assert "<em>twice</em>" in render(work.chapters[0].blocks, reading.extract)
    assert of_type(reading, "furniture") == ["-TBC-", "THE END"]


def test_two_works_in_one_file_are_two_works() -> None:
    text = 'Title: {0}\nAuthor: Linnet\nRating: G\n\nThe pond froze, and nobody was ready for it.\n\n"Skates," said Oda.\n\n'
    reading = read_text(text.format("First Frost") + text.format("Second Frost"))
    assert [metadata(work.fields)["title"] for work in reading.works] == ["First Frost", "Second Frost"]


def test_a_script_and_a_chat_keep_who_speaks() -> None:
    reading = read_text(
        "SCENE 1\n\nINT. BOATHOUSE - DAY\n\nODA: You came.\n\nMIRABEL: I said so.\n\nODA: You say many things.\n\n"
        "SCENE 2\n\n[09:01] oda: where are you\n[09:02] mira: boat\n[09:02] oda: WHICH boat\n"
    )
    assert len(of_type(reading, "script")) == 4
    assert of_type(reading, "chat") == ["[09:01] oda: where are you", "[09:02] mira: boat", "[09:02] oda: WHICH boat"]


def test_speech_is_not_taken_for_a_note_or_a_heading() -> None:
    reading = read_text(
        'Chapter 1\n\n"Note: mind the step," she read. "Chapter two," he said, "is worse."\n\n'
        "I do not own a coat, she thought, and I never did.\n\n1985. It had been a dry year, and the wells were low.\n"
    )
    assert of_type(reading, "note") == []
    assert len(of_type(reading, "heading")) == 1


def test_a_page_of_line_breaks_becomes_paragraphs() -> None:
    reading = read_text(
        "<html><head><title>x</title><style>p{}</style></head><body><center><b>The Glass Orchard</b><br>by Teasel</center>"
        "<p><b>A/N:</b> written in one night!</p><hr>The trees rang when the wind came up.<br><br>Ansa walked <i>under</i> them.<br><br>"
        "<center>~~~</center><br>Then it was quiet &amp; cold.</body></html>",
        "page.html",
    )
    (work,) = reading.works
    assert metadata(work.fields) == {"title": "The Glass Orchard", "author": ["Teasel"]}
    assert of_type(reading, "para") == [
        "The trees rang when the wind came up.",
        "Ansa walked under them.",
        "Then it was quiet & cold.",
    ]
    assert [each.what for each in reading.extract.dropped] == ["content of <title>", "content of <style>"]
    assert "<p>Ansa walked <em>under</em> them.</p>" in render(work.chapters[0].blocks, reading.extract)


def test_a_picture_becomes_a_link_with_its_words() -> None:
    reading = read_text(
        '<p><img src="http://a.example/map.png" alt="A map"></p><p>Look <img src="http://a.example/b.png"> there, she said.</p>',
        "a.html",
    )
    html = "\n".join(render(chapter.blocks, reading.extract) for chapter in reading.works[0].chapters)
    assert '<a href="http://a.example/map.png">A map</a>' in html
    assert '<a href="http://a.example/b.png">Picture</a>' in html


def test_markdown_is_read_by_its_own_rules() -> None:
    reading = read_text(
        "# Salt Road\n\n**Author:** Wren  \n**Rating:** G\n\n---\n\n## 1. Out\n\nShe *ran* until the\nroad ended.\n\n- rope\n- salt\n\n* * *\n\n"
        "> Dear Wren,\n>\n> Come home.\n>\n> —O.\n\n## 2. Back\n\nIt rained all the way.\n",
        "salt.md",
    )
    (work,) = reading.works
    assert metadata(work.fields) == {"title": "Salt Road", "author": ["Wren"], "rating": "G"}
    assert [chapter.title for chapter in work.chapters] == ["Out", "Back"]
    assert of_type(reading, "letter") == ["Dear Wren,", "Come home.", "—O."]
    assert of_type(reading, "list") == ["rope", "salt"]
    assert "<p>She <em>ran</em> until the road ended.</p>" in render(work.chapters[0].blocks, reading.extract)


@pytest.mark.parametrize(
    "mark", ["* * *", "***", "~*~*~", "oOo", "xXx", "-x-x-", "# # #", "⁂", "-NJ-", "—————", "＊＊＊", ". . ."]
)
def test_a_scene_break_of_any_shape_is_a_break(mark: str) -> None:
    reading = read_text(f"Chapter 1\n\nThe lamp went out.\n\n{mark}\n\nIt was morning.\n")
    assert of_type(reading, "break") == [mark]


@pytest.mark.parametrize("line", ["...", "“...”", "No.", "=)", "—", "I", "1985.", "Xxx, said nobody."])
def test_a_short_line_of_story_is_no_break(line: str) -> None:
    assert of_type(read_text(f"Chapter 1\n\nThe lamp went out.\n\n{line}\n\nIt was morning.\n"), "break") == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_an_old_file_is_read_in_its_encoding(encoding: str) -> None:
    text = "Chapter 1\n\n“It’s cold,” said Zoë — and it was; the café had shut.\n\n“We’ll go home, then,” said André.\n"
    reading = read("old.txt", text.encode(encoding))
    assert reading.extract.text == text


def test_wrongly_decoded_runs_are_repaired_and_kept_as_they_were() -> None:
    reading = read("a.txt", "Chapter 1\n\nThe café was shut. ZoÃ« did not mind.\n".encode())
    assert "Zoë did not mind." in reading.extract.text
    assert [(each.original, each.repaired) for each in reading.source.repairs] == [("Ã«", "ë")]


def test_other_programs_get_places_in_the_source() -> None:
    text = "Chapter 1\r\n\r\nThe *door* opened.\r\n"
    works = neutral(read("a.txt", text.encode()))["works"]
    assert isinstance(works, list)
    block = works[0]["chapters"][0]["blocks"][1]
    assert block == {
        "type": "para",
        "text": "The door opened.",
        "src": [[13, 17], [18, 22], [23, 31]],
        "emph": [["em", "door"]],
    }
    assert "".join(text[start:end] for start, end in block["src"]) == "The door opened."


def test_the_full_reading_says_which_rule_spoke_and_how_surely() -> None:
    said = as_json(read_text(GLUED))
    assert said["account"] == {
        "characters": len(GLUED),
        "placed": len(GLUED),
        "missing": (),
        "sentence": f"{len(GLUED)} of {len(GLUED)} characters placed",
    }


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
@pytest.mark.parametrize(
    "line",
    [
        "The lamp went out, and nobody came.",
        "המנורה כבתה ואיש לא בא.",
        "Лампа погасла, и никто не пришёл.",
        "灯りが消えた。誰も来なかった。",
    ],
)
def test_a_text_in_wide_letters_is_read_whatever_its_alphabet(line: str, encoding: str) -> None:
    reading = read("lamp.txt", f"{line}\n\n{line}\n".encode(encoding))
    assert reading.extract.text.strip() == f"{line}\n\n{line}"


def test_what_an_author_centred_stays_where_it_stood() -> None:
    page = (
        "<p>It rained on the quay all night.</p><center><p>The house by the water, closed for the season.</p></center>"
        "<p align=right>Signed at the ferry house, by hand and in the dark.</p><p>In the morning it had stopped.</p>"
    )
    reading = read("rain.html", page.encode())
    blocks = [block for work in reading.works for chapter in work.chapters for block in chapter.blocks]
    html = render(blocks, reading.extract)
    assert '<p class="centre">The house by the water' in html
    assert '<p class="right">Signed at the ferry house' in html
    assert "<p>It rained" in html
    assert "<p>In the morning" in html
    whole = read("all.html", f"<center>{page}</center>".encode())
    blocks = [block for work in whole.works for chapter in work.chapters for block in chapter.blocks]
    assert render(blocks, whole.extract).startswith("<p>It rained")
