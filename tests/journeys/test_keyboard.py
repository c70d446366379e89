"""Reading with nothing but a keyboard."""

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Enter
from tests.journeys.visitor import Visitor
from tests.journeys.world import World

pytestmark = pytest.mark.browser
MOST_STOPS = 80
# The ring may be drawn on what stands for a hidden control, as the label of a drawn radio does.
HAS_RING = """e => [e, e.nextElementSibling, e.parentElement].some(
    each => each && getComputedStyle(each).outlineStyle !== "none" && parseFloat(getComputedStyle(each).outlineWidth) >= 2)"""


def tab_to(reader: Visitor, wanted: Locator) -> None:
    """Tab until it has the focus; every stop on the way must be seen."""
    for _ in range(MOST_STOPS):
        reader.page.keyboard.press("Tab")
        if reader.focused.count():
            assert reader.focused.evaluate(HAS_RING), reader.focused.evaluate("e => e.outerHTML")
        if wanted.evaluate("e => e === document.activeElement"):
            return
    raise AssertionError("The keyboard never got there.")


def test_the_first_stop_skips_to_the_text(enter: Enter, world: World) -> None:
    reader = enter()
    reader.go(world.shapes.get_absolute_url())
    skip = reader.page.get_by_role("link", name="Skip to the text")
    tab_to(reader, skip)
    expect(skip).to_be_in_viewport()
    reader.page.keyboard.press("Enter")
    reader.page.keyboard.press("Tab")
    assert reader.focused.evaluate("e => document.querySelector('main').contains(e)")


def test_a_chapter_is_chosen_from_the_menu(enter: Enter, world: World) -> None:
    reader = enter()
    reader.go(world.shapes.get_absolute_url())
    tab_to(reader, reader.page.locator(".chapters summary"))
    reader.page.keyboard.press("Enter")
    tab_to(reader, reader.page.locator(".chapters").get_by_role("link", name="Under the Bridge"))
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**/chapters/*")
    expect(reader.page.locator("h1")).to_have_text("Under the Bridge")


def test_arrow_keys_turn_chapters(enter: Enter, world: World) -> None:
    reader = enter()
    reader.go(world.shapes.get_absolute_url())
    reader.page.keyboard.press("ArrowRight")
    expect(reader.page.locator("h1")).to_have_text(world.middle.title)
    reader.page.keyboard.press("ArrowLeft")
    expect(reader.page.locator("h1")).to_have_text(world.shapes.title)


def test_the_reading_panel_is_opened_changed_and_closed(enter: Enter, world: World) -> None:
    reader = enter(color_scheme="light")
    reader.go(world.shapes.get_absolute_url())
    summary = reader.page.locator("details.type summary")
    tab_to(reader, summary)
    reader.page.keyboard.press("Enter")
    before = reader.paper()
    tab_to(reader, reader.page.locator("input[name=theme]:checked"))
    for _ in range(3):
        reader.page.keyboard.press("ArrowRight")
    assert reader.page.locator("input[name=theme]:checked").get_attribute("value") == "dark"
    assert reader.paper() != before
    reader.page.keyboard.press("Escape")
    expect(reader.page.locator(".type-panel")).to_be_hidden()
    expect(summary).to_be_focused()


def test_every_stop_of_the_list_of_works_is_seen_and_reached(enter: Enter, world: World) -> None:
    reader = enter()
    reader.go("/browse")
    tab_to(reader, reader.page.get_by_role("button", name="Show the works"))
    tab_to(reader, reader.page.locator("#works").get_by_role("link", name=world.one_shot.title, exact=True))
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator("article[data-work]")).to_be_visible()
