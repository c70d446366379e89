"""How often a page asks the database: the same for one work as for many."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from fanfold.accounts.actions import pen_name_called
from fanfold.archive.actions import the_archive
from fanfold.archive.models import NewsItem, Page
from fanfold.works.counting import count_tags
from fanfold.works.models import Work
from tests.cast import Cast, add_chapter, published, series, signed_in, tag

CHAPTER, WORK, LIST, FRONT = 10, 10, 14, 14
# A session, the account and its pen names.
SIGNED_IN = 3


@pytest.fixture
def shelf(cast: Cast) -> list[Work]:
    """25 works with everything a work can have, two chapters each, in a series."""
    together = tag("Heron/Tide", "Relationship")
    fandom = tag("The Tideless Shore")
    helper = pen_name_called("helper")
    works = [
        published(
            f"Heron {n}", by=cast.ada, tags=[fandom, together, tag(f"Bird {n}", "Free")], summary="A bird.",
            pen_names=[cast.ada.pen_names.get(), helper], at=timezone.now() - timedelta(days=n + 1),
        )
        for n in range(25)
    ]  # fmt: skip
    for work in works:
        add_chapter(work, note_head="Mind the step.", published_at=timezone.now() - timedelta(hours=1), by=cast.ada)
    herons = series("Herons", *works, by=cast.ada)
    series("All Birds", herons, works[0], by=cast.ada)
    count_tags([fandom.pk])
    the_archive()
    Page.objects.create(slug="rules", title="Rules")
    NewsItem.objects.create(title="Rain", slug="rain")
    return works


def people(cast: Cast) -> list[tuple[Client, int]]:
    """A stranger, and the author of it all, with how many queries it costs to know who she is and what she may."""
    return [(Client(), 0), (signed_in(cast.ada), SIGNED_IN)]


def test_a_chapter_costs_at_most_ten_queries_for_anybody(
    cast: Cast, shelf: list[Work], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for chapter in shelf[3].chapters.all():
        for client, _ in people(cast):
            with django_assert_max_num_queries(CHAPTER):
                assert client.get(chapter.get_absolute_url()).status_code == 200


def test_a_title_page_keeps_its_budget(
    cast: Cast, shelf: list[Work], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for address in (shelf[3].get_absolute_url(), f"{shelf[3].get_absolute_url()}/all"):
        for client, more in people(cast):
            with django_assert_max_num_queries(WORK + more):
                assert client.get(address).status_code == 200


def test_lists_of_twenty_works_keep_their_budget(
    cast: Cast, shelf: list[Work], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    addresses = [
        "/browse",
        "/browse?order=title&language=en&complete=1&page=2",
        cast.ada.pen_names.get().get_absolute_url(),
        tag("The Tideless Shore").get_absolute_url(),
        *(item.series.get_absolute_url() for item in shelf[0].series_items.all()),
        "/kinds/fandoms",
        "/languages",
        "/languages/en",
        "/news",
    ]
    for address in addresses:
        for client, more in people(cast):
            with django_assert_max_num_queries(LIST + more):
                assert client.get(address).status_code == 200, address


def test_the_front_page_keeps_its_budget(
    cast: Cast, shelf: list[Work], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for client, more in people(cast):
        with django_assert_max_num_queries(FRONT + more):
            page = client.get("/").content.decode()
        assert page.count('<article class="entry">') == 6
        assert page.count("<figure>") == 3


def test_a_list_never_reads_the_text_of_a_chapter(cast: Cast, shelf: list[Work]) -> None:

    for address in ("/browse", cast.ada.pen_names.get().get_absolute_url(), shelf[0].get_absolute_url()):
        with CaptureQueriesContext(connection) as asked:
            Client().get(address)
        assert not [query for query in asked.captured_queries if '"works_chapter"."html"' in query["sql"]], address
