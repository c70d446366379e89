"""An address once given is kept, and no address, however odd, breaks anything."""

import pytest
from django.test import Client
from django.utils import timezone

from fanfold.accounts.viewer import viewer_for
from fanfold.archive.models import NewsItem, OldAddress
from fanfold.tags.actions import make_synonym
from fanfold.works import actions, series_actions
from fanfold.works.counting import count_tags
from fanfold.works.models import Work
from fanfold.works.texts import ChapterText
from tests.cast import Cast, published, series, tag


def test_a_work_found_by_its_number_leads_to_its_full_address(cast: Cast) -> None:
    work = published(by=cast.ada)
    answer = Client().get(f"/works/{work.pk}")
    assert (answer.status_code, answer["Location"]) == (301, work.get_absolute_url())


def test_an_old_title_in_an_address_leads_to_the_new_one_with_its_question_kept(cast: Cast) -> None:
    work = published(by=cast.ada)
    answer = Client().get(f"/works/{work.pk}/what-it-was-called-once/all?page=2")
    assert (answer.status_code, answer["Location"]) == (301, f"{work.get_absolute_url()}/all?page=2")


def test_a_title_in_another_script_has_an_address_that_opens(cast: Cast) -> None:
    work = published("Перевоз на рассвете", by=cast.ada)
    assert Client().get(work.get_absolute_url()).status_code == 200


def test_wrong_slugs_of_authors_series_tags_and_news_lead_to_the_right_ones(cast: Cast) -> None:
    fandom = tag("The Salt Road")
    work = published(by=cast.ada, tags=[fandom])
    margins = series("Margins", work, by=cast.ada)
    item = NewsItem.objects.create(title="Rain", slug="rain")
    for thing in (cast.ada.pen_names.get(), margins, fandom, item):
        address = thing.get_absolute_url()
        answer = Client().get(address.rpartition("/")[0] + "/wrong")
        assert (answer.status_code, answer["Location"]) == (301, address)


def test_a_chapter_asked_for_under_another_work_is_found_under_its_own(cast: Cast) -> None:
    one, other = published("One", by=cast.ada), published("Other", by=cast.ada)
    chapter = one.chapters.get()
    answer = Client().get(f"/works/{other.pk}/chapters/{chapter.pk}")
    assert (answer.status_code, answer["Location"]) == (301, chapter.get_absolute_url())


def test_a_synonym_leads_to_the_tag_it_stands_for(cast: Cast) -> None:
    canonical, synonym = tag("The Salt Road"), tag("Salt Road, The")
    work = published("Seven Camels", by=cast.ada, tags=[synonym])
    make_synonym(synonym, canonical, by=viewer_for(cast.mo))
    answer = Client().get(synonym.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (301, canonical.get_absolute_url())
    page = Client().get(canonical.get_absolute_url()).content.decode()
    assert work.title in page
    assert "Also found here: Salt Road, The" in page


def test_a_binned_work_answers_410_with_the_words_its_author_left(cast: Cast) -> None:
    work = published("Salt in the Chart", by=cast.ada)
    actions.bin_work(work, words_left="It was never about the chart.", by=viewer_for(cast.ada))
    for address in (work.get_absolute_url(), f"/works/{work.pk}", f"{work.get_absolute_url()}/all"):
        answer = Client().get(address)
        assert answer.status_code == 410
        page = answer.content.decode()
        assert "taken down by its author" in page
        assert "Salt in the Chart" in page
        assert "It was never about the chart." in page


def test_a_work_gone_for_good_keeps_its_tombstone(cast: Cast) -> None:
    work = published("Salt in the Chart", by=cast.ada)
    chapter = work.chapters.get()
    actions.bin_work(work, by=viewer_for(cast.ada))
    actions.empty_bin(timezone.now())
    assert not Work.objects.filter(pk=work.pk).exists()
    assert Client().get(work.get_absolute_url()).status_code == 410
    assert Client().get(f"/works/{work.pk}/chapters/{chapter.pk}").status_code == 410


def test_a_binned_series_answers_410(cast: Cast) -> None:
    margins = series("Margins", published(by=cast.ada), by=cast.ada)
    series_actions.bin_series(margins, by=viewer_for(cast.ada))
    assert Client().get(margins.get_absolute_url()).status_code == 410


def test_the_address_of_a_rescued_archive_leads_on(cast: Cast) -> None:
    work = published(by=cast.ada)
    OldAddress.objects.create(path="/viewstory.php?sid=12&chapter=1", to=work.get_absolute_url())
    OldAddress.objects.create(path="/über-uns", to="/about/rules")
    answer = Client().get("/viewstory.php?sid=12&chapter=1")
    assert (answer.status_code, answer["Location"]) == (301, work.get_absolute_url())
    assert Client().get("/viewstory.php?sid=13").status_code == 404
    assert Client().get("/%C3%BCber-uns?from=mail")["Location"] == "/about/rules"


def test_a_slash_too_many_leads_to_the_address_without_it(cast: Cast) -> None:
    work = published("Перевоз", by=cast.ada)
    answer = Client().get(f"{work.get_absolute_url()}/")
    assert (answer.status_code, answer["Location"]) == (301, work.get_absolute_url())
    assert Client().get("/browse/")["Location"] == "/browse"
    assert Client().get("/elsewhere//").status_code == 404


ODD = [
    "/works/99999999999999999999/x",
    f"/works/{'9' * 5000}",
    "/works/-1/x",
    "/works/abc/x",
    "/works/1%00/x",
    "/works/1/%00",
    "/works/1/%FF%FE",
    "/works/1/chapters/99999999999999999999",
    "/works/1/chapters/x",
    "/series/99999999999999999999/x",
    "/authors/99999999999999999999/x",
    "/tags/99999999999999999999/x",
    "/news/99999999999999999999/x",
    "/kinds/%00",
    "/kinds/%F0%9F%90%8C",
    "/languages/%00",
    "/languages/tlh%27--",
    "/about/%00",
    "/about/%FF",
    "/%00",
    "/%FF%FE?%00=%FF",
    "/" + "long" * 3000,
    "/index.php?id=%00",
]


@pytest.mark.parametrize("address", ODD)
def test_an_odd_address_is_nothing_found_and_nothing_broken(cast: Cast, address: str) -> None:
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize(
    "question",
    ["page=0", "page=-3", "page=abc", "page=99999999999999999999", "page=%00", "page=1&page=2", "order=%00",
     "language=%00", "language=%FF", "rating=%00", "rating=99999999999999999999", "rating=abc", "complete=maybe",
     "order=password", "at=%00", "q=" + "x" * 2000],
)  # fmt: skip
@pytest.mark.parametrize("address", ["/browse", "/kinds/fandoms", "/languages/en", "/news", "/"])
def test_an_odd_question_still_shows_a_list(cast: Cast, address: str, question: str) -> None:
    published(by=cast.ada)
    NewsItem.objects.create(title="Rain", slug="rain")
    assert Client().get(f"{address}?{question}").status_code == 200


def test_lists_that_nothing_stands_in_are_not_found_or_say_so(cast: Cast) -> None:
    lonely = tag("Nobody Writes This")
    assert Client().get(lonely.get_absolute_url()).status_code == 404
    assert Client().get("/languages/cy").status_code == 404
    assert "No work stands here yet" in Client().get("/browse").content.decode()
    assert "No work stands here yet" in Client().get("/").content.decode()
    assert cast.clients()["moderator"].get(lonely.get_absolute_url()).status_code == 200


def test_a_tag_that_only_a_draft_carries_is_its_authors_to_see(cast: Cast) -> None:
    secret = tag("The Twist")
    work = published(by=cast.ada, tags=[secret])
    actions.withdraw(work, by=viewer_for(cast.ada))
    answers = {who: client.get(secret.get_absolute_url()).status_code for who, client in cast.clients().items()}
    assert answers == {"stranger": 404, "member": 404, "author": 200, "moderator": 200, "owner": 200}


def test_the_fandoms_page_is_an_index_with_counts(cast: Cast) -> None:
    fandom = tag("The Salt Road")
    published(by=cast.ada, tags=[fandom])
    count_tags([fandom.pk])
    page = Client().get("/fandoms", follow=True).content.decode()
    assert "The Salt Road" in page
    assert '<b>1<span class="hush"> work</span></b>' in page


def test_what_changes_something_is_not_done_by_looking(cast: Cast) -> None:
    work = published(by=cast.ada)
    assert Client().get(f"/consent/{work.pk}").status_code == 405
    assert Client().get("/consent/forget").status_code == 405
    assert Client().post(work.get_absolute_url()).status_code == 405


def test_robots_are_kept_to_what_readers_read(cast: Cast) -> None:
    answer = Client().get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    assert "Disallow: /desk\n" in answer.content.decode()


def test_the_mark_of_the_archive_is_where_browsers_look(cast: Cast) -> None:
    assert Client().get("/favicon.ico", follow=True).status_code == 200


def test_an_empty_chapter_and_a_work_without_chapters_still_have_pages(cast: Cast) -> None:
    work = published(by=cast.ada)
    chapter = work.chapters.get()
    actions.change_chapter(chapter, ChapterText(text=""), by=viewer_for(cast.ada))
    assert Client().get(chapter.get_absolute_url()).status_code == 200
    work.chapters.all().delete()
    assert Client().get(work.get_absolute_url()).status_code == 200
    assert Client().get(f"{work.get_absolute_url()}/all").status_code == 404
