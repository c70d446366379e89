"""The manuscripts desk: bringing a manuscript, looking it over, making a draft of it, and who may not."""

import io
import re
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from fanfold.accounts import actions as accounts
from fanfold.accounts.viewer import viewer_for
from fanfold.archive.viewer import ARCHIVE_ITSELF
from fanfold.manuscripts.actions import Did, shelve
from fanfold.manuscripts.edits import spot_of
from fanfold.manuscripts.facts import Wishes
from fanfold.manuscripts.models import Manuscript, Review, Shelved
from fanfold.manuscripts.review_actions import open_review, opened
from fanfold.manuscripts.showing import BLOCKS_ON_A_PAGE
from fanfold.prose.document import Block
from fanfold.works import actions as works
from fanfold.works.models import Chapter, State, Work
from fanfold.works.texts import ChapterText
from tests.cast import Cast, pen_name_of, signed_in

STORY = """Title: The Borrowed Tide
Author: Ada
Rating: PG-13

Chapter 1: Low

A/N: Written on a ferry.

The tide was borrowed on Monday. Nobody asked who would bring it back.

It lay in the yard until noon, and _shone_.

Chapter 2: High

They carried it home in buckets.
"""
LIST, PASTE = "/desk/manuscripts", "/desk/manuscripts/paste"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Settings) -> Path:
    settings.HOME, settings.MANUSCRIPTS_ROOT = tmp_path, tmp_path / "manuscripts"
    return tmp_path


@pytest.fixture
def ada(cast: Cast) -> Client:
    return signed_in(cast.ada)


@pytest.fixture
def review(cast: Cast) -> Review:
    return open_review("tide.txt", STORY.encode(), by=viewer_for(cast.ada))


def upload(client: Client, *files: tuple[str, bytes]) -> Any:
    given = [SimpleUploadedFile(name, data) for name, data in files]
    answer: Any = client.post(f"{LIST}/upload", {"manuscripts": given})
    return answer


def block(review: Review, words: str) -> Block:
    reading = opened(review).reading
    return next(each for each in reading.blocks() if words in each.text(reading.extract))


def spot(review: Review, words: str) -> str:
    found = spot_of(block(review, words))
    return f"{found.id}.{found.start}.{found.end}"


def do(client: Client, review: Review, deed: str, **said: object) -> Any:
    answer: Any = client.post(f"{LIST}/{review.pk}/{deed}", said)
    return answer


def page(client: Client, review: Review, query: str = "") -> str:
    answer = client.get(f"{LIST}/{review.pk}{query}")
    assert answer.status_code == 200
    return answer.text


def titles(review: Review) -> list[str | None]:
    return [chapter.title for chapter in opened(review).reading.works[0].chapters]


# Bringing


def test_a_file_opens_beside_what_was_read_of_it(ada: Client) -> None:
    answer = upload(ada, ("tide.txt", STORY.encode()))
    review = Review.objects.get()
    assert answer["Location"] == f"{LIST}/{review.pk}"
    html = page(ada, review)
    count = f"{len(STORY):,}"
    assert f"{count} of {count} characters placed." in html
    assert 'value="The Borrowed Tide"' in html
    assert "<p>It lay in the yard until noon, and <em>shone</em>.</p>" in html
    assert "It lay in the yard until noon, and _shone_." in html


def test_the_same_file_opens_the_same_review_again_and_another_person_has_her_own(cast: Cast, ada: Client) -> None:
    upload(ada, ("tide.txt", STORY.encode()))
    upload(ada, ("tide copy.txt", STORY.encode()))
    assert Review.objects.count() == 1
    upload(signed_in(cast.una), ("hers.txt", STORY.encode()))
    assert (Review.objects.count(), Manuscript.objects.count()) == (2, 1)


def test_fifty_files_come_at_once_and_one_that_cannot_be_read_stops_no_other(ada: Client) -> None:
    good = [(f"part {n}.txt", f"The tide came in {n} times.".encode()) for n in range(47)]
    bad = [("empty.txt", b" \n"), ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(40)), ("nuls.txt", bytes(3000))]
    answer = upload(ada, *good, *bad)
    assert answer.status_code == 400
    assert Review.objects.count() == 47
    assert "3 could not be read. The other 47 are in the list below." in answer.text
    assert "picture.txt is a picture, not a text." in answer.text
    assert "empty.txt" in answer.text
    assert "nuls.txt" in answer.text


def test_sixty_files_are_too_many_and_nothing_of_them_is_kept(ada: Client) -> None:
    answer = upload(ada, *[(f"{n}.txt", b"The tide.") for n in range(60)])
    assert answer.status_code == 400
    assert "You chose 60 files; 50 at once are the most." in answer.text
    assert 'id="id_manuscripts_error"' in answer.text
    assert Review.objects.count() == 0


def test_a_file_of_forty_megabytes_is_refused_in_figures(ada: Client, home: Path) -> None:
    answer = upload(ada, ("long.txt", b"a " * (20 * 2**20)))
    assert answer.status_code == 400
    assert "It has 40 MB; the limit is 32 MB." in answer.text
    assert not (home / "manuscripts").exists()


def test_nothing_chosen_is_said_beside_the_field(ada: Client) -> None:
    answer = ada.post(f"{LIST}/upload")
    assert answer.status_code == 400
    assert "Choose a file first." in answer.text


def packed(*members: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as pack:
        for name, data in members:
            pack.writestr(name, data)
    return made.getvalue()


def test_a_packed_folder_brings_each_story_in_it(ada: Client) -> None:
    upload(ada, ("stories.zip", packed(("a/one.txt", b"One tide."), ("two.txt", b"Two tides."))))
    assert Review.objects.count() == 2


def test_a_pack_that_would_burst_is_refused_with_a_sentence(ada: Client) -> None:
    answer = upload(ada, ("small.zip", packed(("a.txt", bytes(70 * 2**20)))))
    assert answer.status_code == 400
    assert "unpacks to more than" in answer.text
    assert Review.objects.count() == 0


def test_a_name_of_control_characters_and_great_length_is_kept_readable(cast: Cast) -> None:
    review = open_review("a" * 300 + "\x07\n💧“tide”.txt", STORY.encode(), by=viewer_for(cast.ada))
    assert review.name.isprintable()
    assert len(review.name) == 255
    assert review.name.endswith("💧“tide”.txt")


def test_pasted_text_keeps_its_italics_and_its_gaps(ada: Client) -> None:
    html = "<p>The tide <i>was</i> borrowed.</p><hr><p>It was never given back.</p>"
    ada.post(PASTE, {"name": "Borrowed", "text": "", "html": html})
    review = Review.objects.get()
    assert review.name == "Borrowed.html"
    shown = page(ada, review)
    assert "The tide <em>was</em> borrowed." in shown
    assert "Scene break" in shown
    assert [each.type for each in opened(review).reading.blocks()] == ["para", "break", "para"]


def test_text_pasted_into_the_plain_field_is_read_too(ada: Client) -> None:
    answer = ada.post(PASTE, {"text": "First tide.\n\n* * *\n\nSecond tide."})
    assert answer["Location"] == f"{LIST}/{Review.objects.get().pk}"


def test_nothing_pasted_is_said_beside_the_field(ada: Client) -> None:
    answer = ada.post(PASTE, {"text": "  ", "html": ""})
    assert answer.status_code == 400
    assert "Paste your text here first." in answer.text


def test_a_script_in_pasted_text_is_not_on_the_page(ada: Client) -> None:
    ada.post(PASTE, {"html": "<p onclick='tide()'>Tide<script>tide()</script> <a href='javascript:tide()'>in</a></p>"})
    shown = page(ada, Review.objects.get())
    assert "tide()" not in shown[shown.index('class="blocks"') :]


def test_the_file_comes_back_as_it_came_and_no_browser_shows_it(cast: Cast, ada: Client) -> None:
    data = "<p>Ebb.</p>\r\n<script>tide()</script>".encode("utf-16")
    review = open_review("ebbe “ø”.html", data, by=viewer_for(cast.ada))
    answer = ada.get(f"{LIST}/{review.pk}/original")
    assert answer.content == data
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''ebbe%20")


def test_a_file_that_has_gone_from_the_disk_is_a_sentence(ada: Client, review: Review, home: Path) -> None:
    for kept in (home / "manuscripts").rglob("*"):
        if kept.is_file():
            kept.unlink()
    answer = ada.get(f"{LIST}/{review.pk}")
    assert answer.status_code == 503
    assert "bring it back from a backup" in answer.text


# Who may not

DEEDS = [
    *("retype", "split", "merge", "begin", "join", "title", "accept", "accept-rule", "reread", "works/0/fields"),
    *("undo", "redo", "draft", "throw-away", "take-back"),
]


@pytest.mark.parametrize("who", ["member", "moderator", "owner"])
def test_nobody_else_sees_or_changes_what_ada_has_not_posted(cast: Cast, review: Review, who: str) -> None:
    browser = cast.clients()[who]
    said = {"block": spot(review, "borrowed on"), "to": "quote", "pen_name": pen_name_of(cast.ada).pk}
    assert {browser.get(f"{LIST}/{review.pk}{rest}").status_code for rest in ["", "/original"]} == {404}
    assert {do(browser, review, deed, **said).status_code for deed in DEEDS} == {404}
    assert review.name not in browser.get(LIST).text
    review.refresh_from_db()
    assert (review.edits.count(), review.thrown_away_at, Work.objects.count()) == (0, None, 0)


def test_a_stranger_is_asked_to_sign_in(client: Client, review: Review) -> None:
    for path in [LIST, PASTE, f"{LIST}/{review.pk}", f"{LIST}/{review.pk}/original"]:
        assert client.get(path)["Location"].startswith("/sign-in?")


def test_no_deed_is_done_by_following_a_link(ada: Client, review: Review) -> None:
    assert {ada.get(f"{LIST}/{review.pk}/{deed}").status_code for deed in DEEDS} == {405}


# Looking it over


def test_an_author_makes_a_paragraph_a_note_and_comes_back_to_it(ada: Client, review: Review) -> None:
    there = spot(review, "It lay")
    answer = do(ada, review, "retype", block=there, to="note-end", page=1)
    assert answer["Location"] == f"{LIST}/{review.pk}?page=1&done=changed#b{block(review, 'It lay').id}"
    assert (block(review, "It lay").type, block(review, "It lay").place) == ("note", "end")
    shown = page(ada, review)
    assert "“It lay in the yard until noon, and" in shown
    assert "…” became a note after the chapter." in shown
    do(ada, review, "reread", block=there)
    assert block(review, "It lay").type == "para"


def test_an_author_divides_and_joins(ada: Client, review: Review) -> None:
    at = STORY.index("Nobody asked")
    assert f'<option value="{at - 1}">Nobody asked who would bring it back.</option>' in page(ada, review)
    do(ada, review, "split", block=spot(review, "borrowed on"), at=at)
    assert block(review, "Nobody asked") != block(review, "borrowed on")
    do(ada, review, "merge", block=spot(review, "borrowed on"))
    assert block(review, "Nobody asked") == block(review, "borrowed on")


def test_an_author_moves_the_edge_of_a_chapter(ada: Client, review: Review) -> None:
    do(ada, review, "begin", block=spot(review, "It lay"))
    assert titles(review) == ["Low", None, "High"]
    do(ada, review, "title", block=spot(review, "It lay"), title="Slack Water")
    assert titles(review) == ["Low", "Slack Water", "High"]
    do(ada, review, "join", block=spot(review, "It lay"))
    assert titles(review) == ["Low", "High"]


def test_an_author_accepts_one_block_or_all_of_a_rule(ada: Client, review: Review) -> None:
    do(ada, review, "accept", block=spot(review, "It lay"))
    assert block(review, "It lay").confidence == 1.0
    rule = block(review, "borrowed on").rule
    assert block(review, "borrowed on").confidence < 1.0
    do(ada, review, "accept-rule", rule=rule)
    assert {each.confidence for each in opened(review).reading.blocks() if each.rule == rule} == {1.0}


def test_an_author_says_what_the_work_is_called(ada: Client, review: Review) -> None:
    said = {
        "work0-title": "The Lent Tide",
        "work0-author": "Ada",
        "work0-rating": "PG-13",
        "work0-fandom": "Tides\nFerries",
    }
    answer = do(ada, review, "works/0/fields", **said)
    assert answer["Location"].endswith("?done=changed#w0")
    values = {(field.name, field.value) for field in opened(review).reading.works[0].fields}
    assert values >= {("title", "The Lent Tide"), ("fandom", "Tides"), ("fandom", "Ferries"), ("rating", "PG-13")}
    again = do(ada, review, "works/0/fields", **said)
    assert again["Location"].endswith("?done=nothing#w0")


def test_a_title_with_a_nul_is_refused_beside_its_field(ada: Client, review: Review) -> None:
    answer = do(ada, review, "works/0/fields", **{"work0-title": "The\x00Tide"})
    assert answer.status_code == 400
    assert "A NUL character stood in it" in answer.text
    assert review.edits.count() == 0


def test_every_change_can_be_undone_and_made_again(ada: Client, review: Review) -> None:
    do(ada, review, "retype", block=spot(review, "It lay"), to="quote")
    do(ada, review, "retype", block=spot(review, "borrowed on"), to="letter")
    do(ada, review, "undo")
    assert (block(review, "It lay").type, block(review, "borrowed on").type) == ("quote", "para")
    do(ada, review, "undo")
    assert block(review, "It lay").type == "para"
    do(ada, review, "redo")
    do(ada, review, "redo")
    assert (block(review, "It lay").type, block(review, "borrowed on").type) == ("quote", "letter")
    do(ada, review, "undo", number=1)
    assert (block(review, "It lay").type, block(review, "borrowed on").type) == ("para", "letter")
    assert do(ada, review, "redo").status_code == 409
    do(ada, review, "redo", number=1)
    assert block(review, "It lay").type == "quote"


def test_a_new_change_ends_what_could_be_made_again_and_keeps_it_written_down(ada: Client, review: Review) -> None:
    do(ada, review, "retype", block=spot(review, "It lay"), to="quote")
    do(ada, review, "undo")
    do(ada, review, "retype", block=spot(review, "borrowed on"), to="letter")
    assert do(ada, review, "redo").status_code == 409
    assert review.edits.count() == 2


def test_a_change_that_stands_on_one_taken_back_is_named_and_left_out(ada: Client, review: Review) -> None:
    do(ada, review, "split", block=spot(review, "borrowed on"), at=STORY.index("Nobody asked"))
    do(ada, review, "retype", block=spot(review, "Nobody asked"), to="note-mid")
    do(ada, review, "undo", number=1)
    assert "1 of your changes no longer fits" in page(ada, review)


def test_a_button_of_an_old_page_changes_nothing(ada: Client, review: Review) -> None:
    there = spot(review, "borrowed on")
    do(ada, review, "split", block=there, at=STORY.index("Nobody asked"))
    answer = do(ada, review, "retype", block=there, to="quote")
    assert answer.status_code == 409
    assert "Nothing was changed." in answer.text
    assert review.edits.count() == 1


@pytest.mark.parametrize("named", ["", "x", "1", "1.2", "1.2.x", "9" * 60, "1.2.3.4", "٣.١.٢", "1." + "9" * 30 + ".2"])
def test_a_block_that_is_none_is_refused_with_a_sentence(ada: Client, review: Review, named: str) -> None:
    assert do(ada, review, "retype", block=named, to="para").status_code in {400, 409}
    assert do(ada, review, "retype", block=spot(review, "It lay"), to="whale").status_code == 400
    assert do(ada, review, "split", block=spot(review, "It lay"), at="noon").status_code == 400
    assert do(ada, review, "works/7/fields").status_code == 404


POSTING = "Hi all! Sorry this chapter took so long. Thank you for all your reviews! The next update will be on Friday."
UNLABELLED = f"""Chapter 1

The tide was borrowed on Monday.

It lay in the yard until noon.

Chapter 2

{POSTING}

They carried it home in buckets.
"""


def test_what_may_be_something_else_comes_first_when_asked_for_and_asks_one_question(ada: Client, cast: Cast) -> None:
    review = open_review("tide.txt", UNLABELLED.encode(), by=viewer_for(cast.ada))
    shown = page(ada, review, "?order=unsure")
    blocks = shown[shown.index('<ol class="blocks">') :].split('<li class="block')[1:]
    asking = ["block-look" in each[:12] for each in blocks]
    assert asking == sorted(asking, reverse=True)
    assert asking[0]
    assert shown.count('class="ask"') == asking.count(True)
    assert "Sorry this chapter took so long" in blocks[0]
    assert "<b>Is this a note before the chapter?</b>" in blocks[0]
    assert 'name="answer" value="para">No, it is a paragraph' in blocks[0]
    do(ada, review, "retype", block=spot(review, "took so long"), to="note-head", answer="para")
    assert block(review, "took so long").type == "para"


def test_an_answered_question_is_asked_no_more(ada: Client, cast: Cast) -> None:
    review = open_review("tide.txt", UNLABELLED.encode(), by=viewer_for(cast.ada))
    answer = do(ada, review, "accept", block=spot(review, "took so long"), order="unsure", page=1)
    assert answer["Location"] == f"{LIST}/{review.pk}?order=unsure&page=1&done=changed#blocks"
    shown = page(ada, review)
    assert 'class="ask"' not in shown
    assert "6 blocks: 6 sure, 0 likely, 0 guessed; 0 to look at" in shown


def test_a_long_manuscript_comes_in_pages_and_asks_the_database_no_more(
    ada: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    text = "".join(f"Chapter {n}\n\nThe tide came in for the {n}th time.\n\nIt went.\n\n" for n in range(1, 1200))
    review = open_review("long.txt", text.encode(), by=viewer_for(cast.ada))
    for number in range(12):
        do(ada, review, "accept", block=spot(review, f"the {number + 1}th"))
    with django_assert_max_num_queries(16):
        shown = page(ada, review, "?page=12")
    assert shown.count('<li class="block') == BLOCKS_ON_A_PAGE
    assert "1101 to 1200 of 3597" in shown


def test_one_enormous_paragraph_makes_no_enormous_page(ada: Client, cast: Cast) -> None:
    review = open_review("one.txt", b"The tide came in. " * 20_000, by=viewer_for(cast.ada))
    shown = page(ada, review)
    assert len(shown) < 60_000
    assert "characters more, all of them kept." in shown


def test_a_kept_reading_is_used_again_and_one_that_is_damaged_is_made_anew(ada: Client, cast: Cast, home: Path) -> None:
    review = open_review("long.txt", b"The tide came in.\n\n" * 8_000, by=viewer_for(cast.ada))
    kept = next((home / "readings").iterdir())
    before = page(ada, review)
    kept.write_text(kept.read_text().replace("tide came", "flood ran", 1))
    assert "The flood ran in." in page(ada, review)
    kept.write_text('{"source": [')
    assert re.sub("token.{90}", "", page(ada, review)) == re.sub("token.{90}", "", before)


def test_what_is_thrown_away_can_be_taken_back(ada: Client, review: Review) -> None:
    do(ada, review, "retype", block=spot(review, "It lay"), to="quote")
    do(ada, review, "throw-away")
    assert f'href="{LIST}/{review.pk}"' not in ada.get(LIST).text
    assert "Thrown away" in ada.get(LIST).text
    do(ada, review, "take-back")
    assert f'href="{LIST}/{review.pk}"' in ada.get(LIST).text
    assert block(review, "It lay").type == "quote"


# The draft


def draft(client: Client, cast: Cast, review: Review) -> Any:
    return do(client, review, "draft", pen_name=pen_name_of(cast.ada).pk)


def test_a_draft_is_made_under_her_own_pen_name_and_nobody_else_sees_it(
    cast: Cast, ada: Client, review: Review
) -> None:
    do(ada, review, "retype", block=spot(review, "It lay"), to="quote")
    answer = draft(ada, cast, review)
    assert answer["Location"] == f"{LIST}/{review.pk}?done=drafted#drafts"
    work = Work.objects.get()
    assert (work.title, work.state, work.rating.name) == ("The Borrowed Tide", State.DRAFT, "Teen")
    assert [name.account for name in work.pen_names.all()] == [cast.ada]
    assert [chapter.title for chapter in work.chapters.all()] == ["Low", "High"]
    first = work.chapters.get(position=1)
    assert "<blockquote>" in first.html
    assert "ferry" in first.note_head
    assert signed_in(cast.bo).get(work.get_absolute_url()).status_code == 404


def test_a_draft_is_made_once_however_often_it_is_asked_for(cast: Cast, ada: Client, review: Review) -> None:
    draft(ada, cast, review)
    draft(ada, cast, review)
    assert (Work.objects.count(), Chapter.objects.count(), Shelved.objects.count()) == (1, 2, 1)
    assert {chapter.revisions.count() for chapter in Chapter.objects.all()} == {1}


def test_a_draft_follows_the_review_but_not_where_its_author_wrote_on(cast: Cast, ada: Client, review: Review) -> None:
    draft(ada, cast, review)
    first, second = Chapter.objects.order_by("position")
    works.change_chapter(second, ChapterText(text="<p>Mine now.</p>", title="High"), by=viewer_for(cast.ada))
    do(ada, review, "retype", block=spot(review, "It lay"), to="quote")
    do(ada, review, "retype", block=spot(review, "in buckets"), to="quote")
    answer = draft(ada, cast, review)
    assert "done=drafted-in-part" in answer["Location"]
    first.refresh_from_db()
    second.refresh_from_db()
    assert "<blockquote>" in first.html
    assert second.source == "<p>Mine now.</p>"


def test_what_readers_have_is_never_changed_from_the_review(cast: Cast, ada: Client, review: Review) -> None:
    draft(ada, cast, review)
    work = works.publish(Work.objects.get(), by=viewer_for(cast.ada))
    do(ada, review, "retype", block=spot(review, "It lay"), to="quote")
    do(ada, review, "begin", block=spot(review, "It lay"))
    draft(ada, cast, review)
    assert work.chapters.count() == 2
    assert not any("blockquote" in chapter.html for chapter in work.chapters.all())


def test_nobody_makes_a_draft_under_a_name_that_is_not_hers(cast: Cast, ada: Client, review: Review) -> None:
    answer = do(ada, review, "draft", pen_name=pen_name_of(cast.bo).pk)
    assert answer.status_code == 400
    assert Work.objects.count() == 0


def test_who_has_no_pen_name_is_shown_the_way_to_one(cast: Cast) -> None:
    account = accounts.open_account("Wil", "a-long-enough-word", by=None)
    review = open_review("tide.txt", STORY.encode(), by=viewer_for(account))
    assert "your account has none yet" in page(signed_in(account), review)


def test_shelving_the_same_file_by_command_takes_no_draft_from_anybody(cast: Cast, ada: Client, review: Review) -> None:
    draft(ada, cast, review)
    outcome = shelve("tide.txt", "/nowhere/tide.txt", STORY.encode(), Wishes(), by=ARCHIVE_ITSELF)
    assert outcome.did is Did.SHELVED
    assert Work.objects.count() == 2
    draft(ada, cast, review)
    assert Work.objects.count() == 2


def test_a_name_the_file_gives_claims_nobodys_pen_name(cast: Cast, ada: Client) -> None:
    review = open_review("bo.txt", STORY.replace("Ada", "Bo").encode(), by=viewer_for(cast.ada))
    draft(ada, cast, review)
    assert [name.name for name in Work.objects.get().pen_names.all()] == ["Ada"]
