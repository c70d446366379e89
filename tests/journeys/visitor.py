import re
import time
from collections.abc import Sequence
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, Response

# What a browser says of a page that answers 404 by intention; the journey looks at the status itself.
STATUS_OF_THE_PAGE = "Failed to load resource: the server responded with a status of"


class Visitor:
    """Somebody with a browser and one page open, and the list of what went wrong for them."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.address = address
        self.faults: list[str] = []
        context.on("request", self._heard_request)
        context.on("response", self._heard_response)
        context.on("console", self._heard_console)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        self.page: Page = context.new_page()

    def go(self, path: str) -> Response:
        """Opens an address of the archive, or a whole one."""
        response = self.page.goto(path)
        assert response is not None
        return response

    def leave(self) -> None:
        """Closes the browser window; nothing is asked of the archive after that."""
        self.context.close()

    def follow(self, name: str) -> None:
        """The first link of that name within the page's own text."""
        self.page.locator("main").get_by_role("link", name=name).first.click()

    def press(self, name: str) -> None:
        """The button of that name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def fill(self, label: str, text: str) -> None:
        """The field of that label, whether or not it says that it may stay empty."""
        self.page.get_by_label(re.compile(rf"^{re.escape(label)}( \(optional\))?$")).fill(text)

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    @property
    def story(self) -> Locator:
        return self.page.locator(".prose")

    @property
    def focused(self) -> Locator:
        return self.page.locator(":focus")

    def choose_theme(self, theme: str) -> None:
        """As the reading panel does, on pages with the panel and without."""
        self.page.evaluate(
            """theme => {
                document.documentElement.dataset.theme = theme;
                const choice = document.querySelector(`input[name=theme][value=${theme}]`);
                if (choice) choice.checked = true;
            }""",
            theme,
        )

    def paper(self) -> str:
        """The colour of the page."""
        return str(self.page.evaluate("getComputedStyle(document.body).backgroundColor"))

    def wait_until(self, expression: str) -> None:
        """Until it is true in the page. Playwright's own way evaluates strings in the page, which our policy forbids."""
        deadline = time.monotonic() + 5
        while not self.page.evaluate(expression):
            assert time.monotonic() < deadline, f"{expression} did not come true."
            self.page.wait_for_timeout(50)

    def scrolls_sideways(self) -> bool:
        """Whether the page is wider than the window."""
        wider: bool = self.page.evaluate(
            "document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth"
        )
        return wider

    def widest(self) -> Sequence[str]:
        """What stands out of the window at the side, for the message of a failed journey."""
        found: Sequence[str] = self.page.evaluate(
            """[...document.querySelectorAll('body *')]
                .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
                .slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""
        )
        return found

    def violations(self, axe: str, *, colours_only: bool = False) -> list[str]:
        """What axe finds wrong with the page as it stands, one line each."""
        rules = {"runOnly": ["color-contrast", "link-in-text-block"]} if colours_only else {}
        self.page.evaluate(axe)
        found: Any = self.page.evaluate("axe.run", {"resultTypes": ["violations"]} | rules)
        return [
            f"{rule['id']}: {node['html'][:200]} ({node['failureSummary'][:300]})"
            for rule in found["violations"]
            for node in rule["nodes"]
        ]

    def _heard_request(self, request: Request) -> None:
        if not request.url.startswith((self.address + "/", "data:", "blob:")):
            self.faults.append(f"asked elsewhere: {request.url}")

    def _heard_response(self, response: Response) -> None:
        is_page = response.request.is_navigation_request()
        if response.status >= 500 or (response.status >= 400 and not is_page):
            self.faults.append(f"{response.status} for {response.url}")

    def _heard_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(STATUS_OF_THE_PAGE):
            self.faults.append(f"console: {message.text}")
