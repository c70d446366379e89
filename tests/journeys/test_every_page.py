"""What holds on every page there is, whoever looks and however."""

import pytest

from tests.journeys.conftest import Enter
from tests.journeys.pages import PAGES, PageKind
from tests.journeys.visitor import Visitor
from tests.journeys.world import World

pytestmark = pytest.mark.browser
THEMES = ["light", "sepia", "dark", "black", "contrast"]
# A window of 1280 by 1024 at 400 per cent.
FOUR_TIMES = (320, 256)
every_page = pytest.mark.parametrize("kind", PAGES, ids=str)


def open_page(visitor: Visitor, kind: PageKind, world: World) -> None:
    assert visitor.go(kind.path(world)).status == kind.status


@every_page
def test_axe_finds_nothing_to_mend_in_any_theme(kind: PageKind, enter: Enter, world: World, axe: str) -> None:
    visitor = enter(kind.visited_by(world), reduced_motion="reduce")
    open_page(visitor, kind, world)
    papers = set()
    for theme in THEMES:
        visitor.choose_theme(theme)
        papers.add(visitor.paper())
        assert visitor.violations(axe, colours_only=theme != "light") == [], theme
    assert len(papers) == len(THEMES)


@every_page
def test_nothing_stands_out_of_a_narrow_window(kind: PageKind, enter: Enter, world: World) -> None:
    visitor = enter(kind.visited_by(world), width=FOUR_TIMES[0], height=FOUR_TIMES[1])
    open_page(visitor, kind, world)
    assert not visitor.scrolls_sideways(), visitor.widest()


@every_page
def test_a_page_is_whole_without_script(kind: PageKind, enter: Enter, world: World) -> None:
    visitor = enter(kind.visited_by(world), javascript=False, width=360, height=740)
    open_page(visitor, kind, world)
    assert visitor.page.locator("main").inner_text().strip()
    assert visitor.page.locator("h1").count() == 1
    assert not visitor.scrolls_sideways()


FORMS = [
    ("stranger", "/sign-in", "Sign in"),
    ("stranger", "/register", "Make the account"),
    ("author", "/desk/works/new", "Save as a draft"),
    ("owner", "/archive/pages/new", "Save"),
]


@pytest.mark.parametrize(("who", "path", "button"), FORMS, ids=[path for _, path, _ in FORMS])
def test_a_fault_is_said_in_words_beside_its_field(
    enter: Enter, world: World, axe: str, who: str, path: str, button: str
) -> None:
    visitor = enter(PageKind(path, lambda w: path, who).visited_by(world), reduced_motion="reduce")
    visitor.go(path)
    visitor.page.evaluate("document.querySelectorAll('form').forEach(form => form.noValidate = true)")
    visitor.press(button)
    faulty = visitor.page.locator("[aria-invalid=true]")
    assert faulty.count() > 0
    for field in faulty.all():
        # One of a group of ticks is described by its group.
        described = field.get_attribute("aria-describedby") or field.evaluate(
            "field => field.closest('fieldset')?.getAttribute('aria-describedby')"
        )
        said = [f"#{each}" for each in (described or "").split()]
        assert "can’t be empty" in " ".join(visitor.page.locator(each).inner_text() for each in said)
    assert visitor.violations(axe) == []
