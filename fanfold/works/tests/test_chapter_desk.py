from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from fanfold.accounts.viewer import viewer_for
from fanfold.works import actions, chapter_actions
from fanfold.works.models import Chapter, ChapterRevision, Work
from fanfold.works.texts import ChapterText
from tests.cast import TEXT, Cast, add_chapter, draft, pen_name_of, published, signed_in

MEGABYTE = 1024 * 1024


@pytest.fixture
def ada(cast: Cast) -> Client:
    return signed_in(cast.ada)


def opened(browser: Client, chapter: Chapter) -> dict[str, str]:
    """What a browser sends back of the chapter's form if nothing is typed."""
    form = browser.get(f"/desk/chapters/{chapter.pk}").context["form"]
    return {field.name: field.value() or "" for field in form if field.name != "instead"}


def save(browser: Client, chapter: Chapter, form: dict[str, str], **typed: str) -> int:
    return browser.post(f"/desk/chapters/{chapter.pk}", {**form, **typed}).status_code


def test_an_author_adds_a_chapter_which_stays_a_draft(cast: Cast, ada: Client) -> None:
    work = published(by=cast.ada)
    said = {"title": "A  Second\nTide", "text": "One line.\r\n\r\nAnother.", "note_head": "Sorry for the wait."}
    answer = ada.post(f"/desk/works/{work.pk}/chapters/new", said, follow=True)
    chapter = work.chapters.get(position=2)
    assert (chapter.title, chapter.source) == ("A Second Tide", "One line.\n\nAnother.")
    assert chapter.published_at is None
    assert "Saved. Chapter 2 is still a draft, and readers can’t see it." in answer.text


def test_a_chapter_without_text_is_not_made_and_its_note_stays_on_the_page(cast: Cast, ada: Client) -> None:
    work = draft(by=cast.ada, chapters=0)
    answer = ada.post(f"/desk/works/{work.pk}/chapters/new", {"text": " \n ", "note_head": "I meant to write."})
    assert answer.status_code == 400
    assert "A chapter needs some text." in answer.text
    assert "I meant to write." in answer.text
    assert not work.chapters.exists()


def test_saving_a_chapter_as_it_came_makes_no_version(cast: Cast, ada: Client) -> None:
    chapter = draft(by=cast.ada).chapters.get()
    assert save(ada, chapter, opened(ada, chapter)) == 302
    assert chapter.revisions.count() == 1


def test_an_author_says_it_anew_and_the_first_version_stays(cast: Cast, ada: Client) -> None:
    chapter = draft(by=cast.ada).chapters.get()
    save(ada, chapter, opened(ada, chapter), text="The herons closed early.", summary="Closing time.")
    chapter.refresh_from_db()
    assert (chapter.source, chapter.words) == ("The herons closed early.", 4)
    assert [version.source for version in chapter.revisions.all()] == ["The herons closed early.", TEXT]


def test_what_a_script_would_have_done_is_left_out_but_kept_in_the_source(cast: Cast, ada: Client) -> None:
    chapter = draft(by=cast.ada).chapters.get()
    typed = '<p>Hello<script>alert(1)</script></p><p><img src="https://x.example/1.png"> <img src="https://x.example/2.png"></p>'
    answer = ada.post(f"/desk/chapters/{chapter.pk}", {**opened(ada, chapter), "text": typed}, follow=True)
    assert "2 pictures became links" in answer.text
    assert "script was left out" in answer.text
    chapter.refresh_from_db()
    assert chapter.source == typed
    assert "alert" not in chapter.html


def test_a_closing_tag_in_a_story_does_not_break_out_of_the_editor(cast: Cast, ada: Client) -> None:
    chapter = draft(by=cast.ada).chapters.get()
    save(ada, chapter, opened(ada, chapter), text="He typed </textarea><script>alert(1)</script> and laughed.")
    for page in [f"/desk/chapters/{chapter.pk}", f"/desk/chapters/{chapter.pk}/versions/1"]:
        assert "<script>alert(1)" not in ada.get(page).text


def test_two_windows_do_not_overwrite_each_other(cast: Cast, ada: Client) -> None:
    chapter = draft(by=cast.ada).chapters.get()
    save(ada, chapter, opened(ada, chapter), text="The text both windows open.")
    first, second = opened(ada, chapter), opened(ada, chapter)
    assert save(ada, chapter, first, text="From the first window.") == 302
    answer = ada.post(f"/desk/chapters/{chapter.pk}", {**second, "text": "From the second window."})
    assert answer.status_code == 409
    assert "From the second window." in answer.text
    assert "From the first window." in answer.text
    chapter.refresh_from_db()
    assert chapter.source == "From the first window."


def test_choosing_mine_keeps_the_other_as_a_version(cast: Cast, ada: Client) -> None:
    chapter = draft(by=cast.ada).chapters.get()
    save(ada, chapter, opened(ada, chapter), text="The text both windows open.")
    first, second = opened(ada, chapter), opened(ada, chapter)
    for round_, window in enumerate([first, second, first, second]):
        page = ada.post(f"/desk/chapters/{chapter.pk}", {**window, "text": f"Window, round {round_}."})
        if page.status_code == 409:
            form = page.context["form"]
            chosen = {field.name: field.value() or "" for field in form}
            assert save(ada, chapter, chosen) == 302
    said = list(chapter.revisions.values_list("source", flat=True))
    assert said == [f"Window, round {round_}." for round_ in (3, 2, 1, 0)] + [TEXT]


def test_a_co_author_in_another_browser_is_not_overwritten(cast: Cast, ada: Client) -> None:
    work = draft(by=cast.ada, pen_names=[pen_name_of(cast.ada), pen_name_of(cast.una)])
    chapter, una = work.chapters.get(), signed_in(cast.una)
    hers, his = opened(una, chapter), opened(ada, chapter)
    assert save(una, chapter, hers, title="Una was here") == 302
    answer = ada.post(f"/desk/chapters/{chapter.pk}", {**his, "text": "Ada was too."})
    assert answer.status_code == 409
    assert "Una was here" in answer.text


@pytest.mark.parametrize("stamp", ["", "yesterday", "2026-01-01", "9999-99-99T99:99:99+00:00", "x" * 5000, "\x00"])
def test_a_form_that_does_not_know_what_it_was_opened_on_overwrites_nothing(
    cast: Cast, ada: Client, stamp: str
) -> None:
    chapter = draft(by=cast.ada).chapters.get()
    answer = save(ada, chapter, opened(ada, chapter), text="Blind.", opened_on=stamp)
    assert answer in {400, 409}
    chapter.refresh_from_db()
    assert chapter.source == TEXT


def test_moving_or_publishing_elsewhere_is_no_conflict(cast: Cast, ada: Client) -> None:
    work = draft(by=cast.ada, chapters=2)
    chapter = work.chapters.first()
    assert chapter is not None
    form = opened(ada, chapter)
    ada.post(f"/desk/chapters/{chapter.pk}/publish", {"time-when": "now"})
    ada.post(f"/desk/chapters/{chapter.pk}/move", {"move-to": "2"})
    assert save(ada, chapter, form, text="Written meanwhile.") == 302
    chapter.refresh_from_db()
    assert (chapter.position, chapter.is_out(), chapter.source) == (2, True, "Written meanwhile.")


def test_a_version_shows_what_changed_and_comes_back_as_a_new_one(cast: Cast, ada: Client) -> None:
    chapter = draft(by=cast.ada).chapters.get()
    save(ada, chapter, opened(ada, chapter), text="The tide went out on Wednesday.", summary="A day late.")
    version = f"/desk/chapters/{chapter.pk}/versions/1"
    page = ada.get(version).text
    assert "<ins>" in page
    assert "A day late." in page
    assert "Version 2" in ada.get(f"/desk/chapters/{chapter.pk}/versions").text
    answer = ada.post(f"{version}/bring-back", follow=True)
    assert "That version is back." in answer.text
    chapter.refresh_from_db()
    assert (chapter.source, chapter.summary_source) == (TEXT, "")
    assert [each.source[:30] for each in chapter.revisions.all()] == [
        TEXT[:30],
        "The tide went out on Wednesday",
        TEXT[:30],
    ]
    assert ada.get(f"/desk/chapters/{chapter.pk}/versions/99").status_code == 404
    assert ada.get(f"/desk/chapters/{chapter.pk}/versions/{'9' * 30}").status_code == 404


def test_a_chapter_is_scheduled_and_taken_back(cast: Cast, ada: Client) -> None:
    work = published(by=cast.ada)
    chapter = add_chapter(work, title="Later", by=cast.ada)
    page = f"/desk/chapters/{chapter.pk}"
    said = {"time-when": "at", "time-at": "2140-05-01T08:30"}
    assert ada.post(f"{page}/publish", said)["Location"].endswith("?done=scheduled")
    assert "It comes out on 1 May 2140, 08:30" in ada.get(page).text
    assert ada.post(f"{page}/publish", {"time-when": "now"})["Location"].endswith("?done=published")
    work.refresh_from_db()
    assert work.chapters_count == 2
    assert ada.post(f"{page}/take-back").status_code == 302
    work.refresh_from_db()
    assert work.chapters_count == 1
    assert ada.post(f"{page}/publish", {"time-when": "at", "time-at": ""}).status_code == 400


def test_the_only_chapter_readers_have_is_not_taken_back(cast: Cast, ada: Client) -> None:
    chapter = published(by=cast.ada).chapters.get()
    answer = ada.post(f"/desk/chapters/{chapter.pk}/take-back")
    assert answer.status_code == 409
    assert "the only chapter readers can open" in answer.text
    chapter.refresh_from_db()
    assert chapter.is_out()


@pytest.mark.parametrize("to", ["", "0", "-3", "many", "9" * 30, "1.5"])
def test_a_place_that_is_none_is_refused(cast: Cast, ada: Client, to: str) -> None:
    first = draft(by=cast.ada, chapters=2).chapters.first()
    assert first is not None
    assert ada.post(f"/desk/chapters/{first.pk}/move", {"move-to": to}).status_code == 400
    first.refresh_from_db()
    assert first.position == 1


def test_a_chapter_moves_from_the_list(cast: Cast, ada: Client) -> None:
    work = draft(by=cast.ada, chapters=3)
    last = work.chapters.get(position=3)
    assert ada.post(f"/desk/chapters/{last.pk}/move", {"move-to": "1"})["Location"].startswith("/desk/works/")
    assert list(work.chapters.values_list("title", flat=True)) == ["Part 3", "Part 1", "Part 2"]


def test_a_chapter_of_five_megabytes_is_saved_in_seconds(cast: Cast, ada: Client) -> None:
    chapter = draft(by=cast.ada).chapters.get()
    paragraph = "On day {} the herons counted the umbrellas left под дождём, and it came to {}. " * 6
    text = "\n\n".join(paragraph.format(*[day] * 12) for day in range(10_000))
    text = text.encode()[: 5 * MEGABYTE].decode(errors="ignore")
    assert len(text.encode()) > 5 * MEGABYTE - 4
    assert save(ada, chapter, opened(ada, chapter), text=text) == 302
    assert Chapter.objects.get(pk=chapter.pk).source == text


def test_more_than_five_megabytes_are_refused_with_the_figure(cast: Cast, ada: Client) -> None:
    chapter = draft(by=cast.ada).chapters.get()
    answer = ada.post(f"/desk/chapters/{chapter.pk}", {**opened(ada, chapter), "text": "é" * (3 * MEGABYTE)})
    assert answer.status_code == 400
    assert "this one has 6.0 MB" in answer.text


def test_a_version_of_a_long_chapter_is_compared(cast: Cast, ada: Client) -> None:
    work = draft(by=cast.ada)
    chapter = work.chapters.get()
    by = viewer_for(cast.ada)
    long = [f"Line {number % 500} of the ledger." for number in range(30_000)]
    actions.change_chapter(chapter, ChapterText(text="\n".join(long)), by=by)
    actions.change_chapter(chapter, ChapterText(text="\n".join(reversed(long))), by=by, why="turned round")
    assert ada.get(f"/desk/chapters/{chapter.pk}/versions/2").status_code == 200


def test_the_archives_own_versions_say_so(cast: Cast) -> None:
    chapter = draft().chapters.get()
    assert ChapterRevision.objects.get().by_id is None
    assert "by the archive" in signed_in(cast.olu).get(f"/desk/chapters/{chapter.pk}/versions").text


def test_a_day_gone_by_brings_a_chapter_out_with_that_date(cast: Cast) -> None:
    work = published(by=cast.ada)
    chapter = add_chapter(work, by=cast.ada)
    then = timezone.now() - timedelta(days=400)
    chapter_actions.publish_chapter(chapter, at=then, by=viewer_for(cast.ada))
    assert Work.objects.get().chapters_count == 2
    assert Chapter.objects.get(pk=chapter.pk).published_at == then
