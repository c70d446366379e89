"""What stands on the pages readers open."""

from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone
from django.utils.html import escape

from fanfold.accounts.viewer import viewer_for
from fanfold.archive.actions import change_archive, post_news, put_page
from fanfold.archive.models import NewsItem, Page, Warning
from fanfold.reading.views import errors
from fanfold.works import actions
from fanfold.works.counting import count_tags
from fanfold.works.models import Audience, Work
from fanfold.works.texts import ChapterText
from tests.cast import Cast, add_chapter, draft, published, series, tag


def page(address: str, client: Client | None = None) -> str:
    return (client or Client()).get(address).content.decode()


def main(address: str) -> str:
    return page(address).split("<main", 1)[1].split("</main>")[0]


def out(work: Work, cast: Cast, title: str, **said: str) -> str:
    """A further chapter that is out; its address."""
    chapter = add_chapter(work, title=title, published_at=timezone.now() - timedelta(hours=1), by=cast.ada, **said)
    return chapter.get_absolute_url()


def test_the_front_page_says_what_the_keepers_wrote(cast: Cast) -> None:
    olu = viewer_for(cast.olu)
    change_archive({"name": "Saltmarsh", "sentence": "Stories under the tide", "keepers": "Olu"}, by=olu)
    post_news(NewsItem(title="The roof is mended", source="No more buckets."), by=olu)
    seen = page("/")
    assert "<h1>Stories under the tide</h1>" in seen
    assert "Saltmarsh is kept by Olu." in seen
    assert "No more buckets." in seen


def test_the_title_page_has_all_a_reader_chooses_by(cast: Cast) -> None:
    work = published(
        "The Heron Shop", by=cast.ada, tags=[tag("The Tideless Shore"), tag("Slow trade", "Free")],
        warnings=[Warning.objects.get(name="Graphic violence")], summary="Herons keep shop.",
        notes_before="Not about herons.", complete=False, expected_chapters=3,
    )  # fmt: skip
    seen = main(work.get_absolute_url())
    for text in ["The Heron Shop", "Ada", "The Tideless Shore", "Slow trade", "Graphic violence", "Herons keep shop.",
                 "Not about herons.", "General", "1 of 3 chapters", "In progress", "English", "Begin reading"]:  # fmt: skip
        assert text in seen


def test_a_chapter_leads_to_the_one_before_and_the_one_after(cast: Cast) -> None:
    work = published("The Heron Shop", by=cast.ada)
    first = work.chapters.get().get_absolute_url()
    second, third = out(work, cast, "Opening Hours"), out(work, cast, "Closing Time")
    seen = page(second)
    assert f'href="{first}" rel="prev"' in seen
    assert f'href="{third}" rel="next"' in seen
    assert "Chapter 2 of 3" in seen
    assert 'rel="prev"' not in page(first)
    assert 'rel="next"' not in page(third)


def test_a_reader_is_never_led_into_a_draft_chapter(cast: Cast) -> None:
    work = published("The Heron Shop", by=cast.ada)
    unfinished = add_chapter(work, title="Half a thought", by=cast.ada)
    third = out(work, cast, "Closing Time")
    first = work.chapters.all()[0].get_absolute_url()
    assert f'href="{third}" rel="next"' in page(first)
    assert "Half a thought" not in page(first)
    authors = page(first, cast.clients()["author"])
    assert f'href="{unfinished.get_absolute_url()}" rel="next"' in authors
    assert "<small>draft</small>" in authors


def test_notes_stand_apart_from_the_story(cast: Cast) -> None:
    work = published(by=cast.ada)
    address = out(work, cast, "Two", note_head="Thank you for waiting.", note_end="Next week: gulls.")
    seen = page(address)
    before, story, after = seen.index("Thank you for waiting."), seen.index('class="prose"'), seen.index("Next week")
    assert before < story < after
    assert "A note from Ada" in seen
    assert '<details class="note" open>' in seen


def test_a_story_keeps_its_language_and_its_direction(cast: Cast) -> None:
    for code, direction in [("he", "rtl"), ("ar", "rtl"), ("fa", "rtl"), ("ur", "rtl"), ("yi", "rtl"), ("cs", "ltr")]:
        chapter = published(f"In {code}", by=cast.ada, language=code).chapters.get()
        assert f'<div class="prose" lang="{code}" dir="{direction}">' in page(chapter.get_absolute_url())


def test_a_one_shot_wears_the_title_of_its_work(cast: Cast) -> None:
    chapter = published("The Heron Shop", by=cast.ada).chapters.get()
    seen = main(chapter.get_absolute_url())
    assert "Chapter 1" not in seen.split("chapters-in")[0]
    assert seen.count("<h1") == 1
    assert "Here The Heron Shop ends." in seen


def test_a_work_knows_its_place_in_its_series(cast: Cast) -> None:
    works = [published(title, by=cast.ada) for title in ("Ebb", "Slack", "Flood")]
    margins = series("Tides", *works, by=cast.ada)
    seen = main(works[1].get_absolute_url())
    assert "Part 2 of" in seen
    assert f'<a href="{works[0].get_absolute_url()}">Ebb</a>' in seen
    assert f'<a href="{works[2].get_absolute_url()}">Flood</a>' in seen
    assert "Next in Tides" in main(works[1].chapters.get().get_absolute_url())
    assert margins.get_absolute_url() in seen


def test_a_series_box_passes_over_what_the_reader_may_not_see(cast: Cast) -> None:
    first, hidden, last = published("Ebb", by=cast.ada), draft("Slack", by=cast.ada), published("Flood", by=cast.ada)
    inside = published("Deep", by=cast.ada, audience=Audience.MEMBERS)
    series("Tides", first, hidden, inside, last, by=cast.ada)
    seen = main(first.get_absolute_url())
    assert "A series of 2 works" in seen
    assert f'<a href="{last.get_absolute_url()}">Flood</a>' in seen
    assert "Slack" not in seen
    assert "Deep" not in seen


def test_an_anonymous_work_in_a_series_of_its_author_does_not_give_her_away(cast: Cast) -> None:
    known, secret = published("Ebb", by=cast.ada), published("Left on the step", by=cast.ada, anonymous=True)
    tides = series("Tides", known, secret, by=cast.ada)
    assert "Tides" not in main(secret.get_absolute_url())
    assert "Left on the step" not in main(tides.get_absolute_url())
    assert "Left on the step" not in main(known.get_absolute_url())
    assert "Left on the step" in page(tides.get_absolute_url(), cast.clients()["author"])


def test_a_series_shows_the_works_of_a_series_inside_it(cast: Cast) -> None:
    inner = series("Tides", published("Ebb", by=cast.ada), published("Flood", by=cast.ada), by=cast.ada)
    outer = series("The Whole Shore", published("Sand", by=cast.ada), inner, by=cast.ada)
    seen = main(outer.get_absolute_url())
    assert "Sand" in seen
    assert "Ebb" in seen
    assert "Part 2, a series" in seen
    assert outer.get_absolute_url() in main(inner.get_absolute_url())


def test_the_whole_text_stands_on_one_page_in_order(cast: Cast) -> None:
    work = published("The Heron Shop", by=cast.ada, notes_before="Begin.", notes_after="End.")
    out(work, cast, "Opening Hours", text="<p>Opened at high water.</p>")
    seen = main(f"{work.get_absolute_url()}/all")
    assert 'rel="next"' not in seen
    assert seen.index("Begin.") < seen.index("herons") < seen.index("Opened at high water.") < seen.index("End.")


def test_a_very_long_work_comes_in_parts_of_whole_chapters(cast: Cast) -> None:
    work = published("The Long Count", by=cast.ada)
    for number in range(2, 5):
        out(work, cast, f"Count {number}", text=f"<p>{'tide ' * 180_000}mark{number}</p>")
    address = f"{work.get_absolute_url()}/all"
    first, second = main(address), main(f"{address}?page=2")
    assert "Part 1 of 2" in first
    assert "mark3" in first
    assert "mark4" not in first
    assert "mark4" in second
    assert "mark4" in main(f"{address}?page=99")


def test_a_chapter_of_five_megabytes_is_shown_whole(cast: Cast) -> None:
    work = published(by=cast.ada)
    text = "<p>" + "</p><p>".join(["The gulls came in and read the paper."] * 130_000) + "</p>"
    assert len(text) > 5_000_000
    chapter = work.chapters.get()
    actions.change_chapter(chapter, ChapterText(text=text), by=viewer_for(cast.ada))
    assert page(chapter.get_absolute_url()).count("read the paper.") == 130_000


def test_what_an_author_writes_in_a_title_is_text_and_nothing_else(cast: Cast) -> None:
    title = '<script>alert("1")</script> & <b>bold</b>'
    work = published(title, by=cast.ada, tags=[tag("<i>Leaning</i>")])
    for address in ["/", "/browse", work.get_absolute_url(), work.chapters.get().get_absolute_url()]:
        seen = page(address)
        assert escape(title) in seen
        assert "<script>alert" not in seen
        assert "<i>Leaning" not in seen


def test_members_only_is_said_in_words(cast: Cast) -> None:
    work = published(by=cast.ada, audience=Audience.MEMBERS)
    assert "Members only" in page(work.get_absolute_url(), cast.clients()["member"])
    assert "Members only" in page("/browse", cast.clients()["member"])


@pytest.mark.parametrize(
    ("order", "titles"),
    [
        ("newest", ["Third", "Second", "First"]),
        ("title", ["First", "Second", "Third"]),
        ("longest", ["Second", "Third", "First"]),
        ("nonsense", ["Third", "Second", "First"]),
    ],
)
def test_all_works_stand_in_the_order_asked_for(cast: Cast, order: str, titles: list[str]) -> None:
    for days, (title, chapters) in enumerate([("Third", 2), ("Second", 3), ("First", 1)], start=1):
        published(title, by=cast.ada, chapters=chapters, at=timezone.now() - timedelta(days=days))
    seen = main(f"/browse?order={order}")
    places = [seen.index(f">{title}</a></h3>") for title in titles]
    assert places == sorted(places)


def test_a_list_is_narrowed_by_what_the_address_says(cast: Cast) -> None:
    published("Ruhe", by=cast.ada, language="de")
    published("Still going", by=cast.ada, complete=False)
    published("Calm", by=cast.ada)
    german = main("/browse?language=de")
    assert "Ruhe" in german
    assert "Calm" not in german
    assert "1 work," in german
    complete = main("/browse?complete=1")
    assert "Still going" not in complete
    assert "complete works only" in complete
    nothing = main("/browse?language=de&rating=1&complete=1&page=3")
    assert "Ruhe" in nothing


def test_a_long_list_is_turned_page_by_page_and_shows_each_work_once(cast: Cast) -> None:
    change_archive({"works_per_page": 5}, by=viewer_for(cast.olu))
    titles = {published(f"Wave {n:02}", by=cast.ada).title for n in range(12)}
    seen: list[str] = []
    for number in (1, 2, 3):
        listed = main(f"/browse?page={number}")
        seen += [title for title in titles if f">{title}</a></h3>" in listed]
    assert sorted(seen) == sorted(titles)
    assert "11 to 12 of 12" in main("/browse?page=3")
    assert "11 to 12 of 12" in main("/browse?page=400")
    assert 'href="?order=title&amp;page=2"' in main("/browse?order=title")


def test_a_kinds_index_can_be_opened_at_a_letter(cast: Cast) -> None:
    tags = [tag(f"{letter}{n} shore") for letter in "Abz" for n in range(10)]
    published(by=cast.ada, tags=tags)
    count_tags([one.pk for one in tags])
    seen = main("/kinds/fandoms?at=B")
    assert "b3 shore" in seen
    assert "A3 shore" not in seen


def test_pages_and_news_of_the_keepers_are_shown(cast: Cast) -> None:
    olu = viewer_for(cast.olu)
    put_page(Page(slug="rules", title="Rules", source="Be kind to herons."), by=olu)
    item = post_news(NewsItem(title="The roof is mended", source="No more buckets."), by=olu)
    later = NewsItem(title="Not yet", source="Wait.", published_at=timezone.now() + timedelta(days=1))
    post_news(later, by=olu)
    assert "Be kind to herons." in page("/about/rules")
    assert "No more buckets." in page(item.get_absolute_url())
    assert "Not yet" not in page("/news")
    assert Client().get(later.get_absolute_url()).status_code == 404


def test_the_page_for_what_broke_needs_no_database() -> None:
    request = RequestFactory().get("/")
    assert "Something broke on our side" in errors.broken(request).content.decode()
    assert "could not be read" in errors.bad_request(request, Exception()).content.decode()


def test_an_address_with_a_strange_host_is_refused_in_plain_words(cast: Cast) -> None:
    answer = Client().get("/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "could not be read" in answer.content.decode()


def test_the_look_a_reader_chose_is_there_before_the_first_paint(cast: Cast) -> None:
    """The script that sets it blocks, stands before the stylesheet, and is small."""
    seen = page("/")
    script = seen.index('<script src="/static/js/theme.js"></script>')
    assert script < seen.index("look.css")
    assert len(b"".join(Client().get("/static/js/theme.js"))) < 1024


def test_only_pages_with_a_story_carry_the_reading_panel(cast: Cast) -> None:
    work = published(by=cast.ada)
    assert "type-panel" in page(work.chapters.get().get_absolute_url())
    assert "type-panel" in page(f"{work.get_absolute_url()}/all")
    assert "type-panel" not in page("/browse")


def test_a_series_offers_its_author_a_way_to_edit_it(cast: Cast) -> None:
    tides = series("Tides", published(by=cast.ada), by=cast.ada)
    assert f"/desk/series/{tides.pk}" in page(tides.get_absolute_url(), cast.clients()["author"])
    assert f"/desk/series/{tides.pk}" not in page(tides.get_absolute_url(), cast.clients()["member"])


def test_no_page_of_ours_asks_anybody_else_for_anything(cast: Cast) -> None:
    work = published(by=cast.ada)
    for address in ["/", "/browse", work.get_absolute_url(), work.chapters.get().get_absolute_url()]:
        answer = Client().get(address)
        seen = answer.content.decode()
        assert "http://" not in seen
        assert "https://" not in seen
        assert " style=" not in seen
        assert "<style" not in seen
        assert "default-src 'none'" in answer["Content-Security-Policy"]
