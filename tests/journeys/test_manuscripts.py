"""Somebody brings a story, looks it over and makes a draft of it: with a mouse, with keys, and without any script."""

from typing import Any

import pytest

from tests.journeys.conftest import Enter
from tests.journeys.world import World

pytestmark = pytest.mark.browser

STORY = b"""Chapter 1

Hi all! Sorry this chapter took so long. Thank you for all your reviews! The next update will be on Friday.

The whelk went up the stair. Nobody stopped it.

It came down again by the window.
"""
PASTE = """([html, plain]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", plain);
  document.querySelector("[role=textbox]").dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def brought(page: Any, name: str, story: bytes) -> None:
    page.goto("/desk/manuscripts")
    page.locator("input[type=file]").set_input_files([{"name": name, "mimeType": "text/plain", "buffer": story}])
    page.get_by_role("button", name="Read them").click()
    page.wait_for_selector("h1")


def test_a_story_becomes_a_draft_without_any_script(world: World, enter: Enter) -> None:
    page = enter(world.cast.ada, javascript=False).page
    brought(page, "whelk.txt", STORY)
    page.get_by_role("button", name="No, it is a paragraph").click()
    page.get_by_role("button", name="Undo last change").click()
    page.get_by_role("button", name="Yes, it is").click()
    page.get_by_role("button", name="Make a draft of it").click()
    assert "only you can see it" in page.locator(".word").inner_text()
    page.get_by_role("link", name="whelk", exact=True).click()
    assert "/desk/works/" in page.url


def test_the_keys_go_to_what_asks_and_answer_it(world: World, enter: Enter) -> None:
    page = enter(world.cast.ada).page
    brought(page, "keys.txt", STORY + b"\nAnd that was that.\n")
    page.keyboard.press("j")
    page.keyboard.press("p")
    page.wait_for_url("**done=changed**")
    assert page.locator(".block-look").count() == 0
    page.keyboard.press("u")
    page.wait_for_url("**done=undone**")
    assert page.locator(".block-look").count() == 1


def test_pasted_text_brings_its_italics_along(world: World, enter: Enter) -> None:
    page = enter(world.cast.ada).page
    page.goto("/desk/manuscripts/paste")
    page.get_by_label("What to call it").fill("From elsewhere")
    html = """<b style="font-weight:normal"><p style="text-align:center">The <span style="font-style:italic">whelk</span>
    <span style="font-weight:700">went</span></p><script>tide()</script></b><hr><p onclick="tide()">Up.</p>"""
    page.get_by_role("textbox", name="Your text").click()
    page.evaluate(PASTE, [html, "The whelk went"])
    page.get_by_role("button", name="Read it").click()
    page.wait_for_selector(".blocks")
    first = page.locator(".block-body").first
    assert first.locator("em").inner_text() == "whelk"
    assert first.locator("strong").inner_text() == "went"
    assert page.get_by_role("img", name="Scene break").count() == 1
    assert "tide()" not in page.content()
