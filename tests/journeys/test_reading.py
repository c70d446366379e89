"""What readers do, in a browser like theirs."""

import re

import pytest
from playwright.sync_api import expect

from tests.cast import published, rating
from tests.journeys.conftest import Enter
from tests.journeys.world import CONSENT, World

pytestmark = pytest.mark.browser
with_and_without_script = pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
# When the theme was set and when the page was first painted, in milliseconds since the page was asked for.
WATCH_THE_THEME = """new MutationObserver(() => window.themedAt ??= performance.now()).observe(
    document, {attributes: true, subtree: true, attributeFilter: ["data-theme"]})"""
FIRST_PAINT = "performance.getEntriesByName('first-paint')[0].startTime"


@with_and_without_script
def test_a_story_is_read_from_the_front_page_to_its_last_chapter(enter: Enter, world: World, javascript: bool) -> None:
    published("Three Tides", by=world.cast.ada, chapters=3)
    reader = enter(javascript=javascript, width=390, height=800)
    reader.go("/")
    reader.follow("Three Tides")
    reader.follow("Begin reading")
    assert reader.heading == "Part 1"
    reader.follow("Part 2")
    assert reader.heading == "Part 2"
    expect(reader.story).to_contain_text("the herons had opened a shop")
    reader.page.get_by_role("navigation", name="Chapters before and after").get_by_role("link", name="Part 3").click()
    assert reader.heading == "Part 3"
    expect(reader.page.get_by_text("Here Three Tides ends.")).to_be_visible()


@with_and_without_script
def test_a_reader_is_asked_once_before_a_mature_work(enter: Enter, world: World, javascript: bool) -> None:
    other = published("The Oil Store by Day", by=world.cast.ada, rating=rating(CONSENT))
    chapter = world.gated.chapters.get().get_absolute_url()
    reader = enter(javascript=javascript)
    reader.go(chapter)
    assert reader.heading == world.gated.title
    expect(reader.page.locator("main")).to_contain_text(CONSENT)
    expect(reader.story).to_have_count(0)
    reader.press("I choose to go on")
    expect(reader.story).to_be_visible()
    assert reader.page.url.endswith(chapter)
    reader.go(other.chapters.get().get_absolute_url())
    expect(reader.story).to_be_visible()
    reader.go("/settings/reading")
    reader.press("Forget my answers")
    reader.go(chapter)
    expect(reader.story).to_have_count(0)


def test_the_reading_panel_is_remembered_and_no_page_is_painted_before_it(enter: Enter, world: World) -> None:
    reader = enter(color_scheme="light")
    reader.go(world.shapes.get_absolute_url())
    in_daylight = reader.paper()
    reader.page.get_by_text("Reading", exact=True).click()
    reader.page.get_by_role("radio", name="Night").check()
    at_night = reader.paper()
    assert at_night != in_daylight
    reader.page.add_init_script(WATCH_THE_THEME)
    for path in (world.middle.get_absolute_url(), "/browse", "/"):
        reader.go(path)
        assert reader.paper() == at_night
        reader.wait_until("performance.getEntriesByName('first-paint').length")
        assert reader.page.evaluate(f"window.themedAt < {FIRST_PAINT}")


def test_the_reading_panel_works_without_script(enter: Enter, world: World) -> None:
    reader = enter(javascript=False, color_scheme="light")
    reader.go(world.shapes.get_absolute_url())
    reader.page.get_by_text("Reading", exact=True).click()
    by_day = reader.page.screenshot()
    reader.page.get_by_role("radio", name="Night").check()
    assert reader.page.screenshot() != by_day


def test_a_place_is_kept_and_offered(enter: Enter, world: World) -> None:
    last = world.long.chapters.order_by("-position")[0]
    reader = enter()
    reader.go(last.get_absolute_url())
    reader.story.get_by_text("On day 70 the water").scroll_into_view_if_needed()
    reader.wait_until("localStorage.getItem('fanfold.places')")
    reader.go("/")
    expect(reader.page.get_by_role("region", name="Where you were")).to_contain_text("chapter 4 of 4")
    reader.go(world.long.get_absolute_url())
    reader.follow("Continue reading")
    assert reader.heading == "The Stair Book"
    reader.follow("Go to where you stopped")
    here = reader.page.locator(".here")
    expect(here).to_be_in_viewport()
    expect(here).to_contain_text(re.compile(r"On day (6\d|7\d) the water"))


def test_places_are_forgotten_when_a_reader_says_so(enter: Enter, world: World) -> None:
    reader = enter()
    reader.go(world.long.chapters.order_by("-position")[0].get_absolute_url())
    reader.story.get_by_text("On day 70 the water").scroll_into_view_if_needed()
    reader.wait_until("localStorage.getItem('fanfold.places')")
    reader.go("/settings/reading")
    reader.press("Forget all places")
    reader.go("/")
    expect(reader.page.get_by_role("region", name="Where you were")).to_have_count(0)


def test_a_printed_chapter_is_the_story_and_nothing_around_it(enter: Enter, world: World) -> None:
    reader = enter()
    reader.go(world.shapes.get_absolute_url())
    reader.page.emulate_media(media="print")
    expect(reader.story).to_be_visible()
    for around in (".masthead nav", ".masthead-tools", ".chapter-bar", ".turns", ".colophon ul"):
        expect(reader.page.locator(around)).to_be_hidden()
    assert reader.page.pdf().startswith(b"%PDF")


def test_a_stranger_meets_a_closed_door_where_a_draft_stands(enter: Enter, world: World) -> None:
    reader = enter()
    for hidden in (world.draft, world.scheduled):
        assert reader.go(hidden.get_absolute_url()).status == 404
        expect(reader.page.get_by_text(hidden.title)).to_have_count(0)
