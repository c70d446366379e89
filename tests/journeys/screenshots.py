"""Pictures of the demo archive for the documentation: python -m tests.journeys.screenshots FOLDER"""

import base64
import os
import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import django
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.server import Opened, opened

SIZES = [(360, 780), (1440, 900)]
SCHEMES = ["light", "dark"]
QUALITY = 82


def take_all(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, opened(Path(home), "--demo") as demo:
        os.environ |= {
            "FANFOLD_HOME": home, "DJANGO_SETTINGS_MODULE": "fanfold.settings", "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
        }  # fmt: skip
        django.setup()
        with sync_playwright() as driver:
            from tests.journeys.chromium import launched

            browser = launched(driver)
            for name, path, cookies in subjects(demo):
                take(browser, demo.address_of(path), cookies, folder, name)
            browser.close()


def subjects(demo: Opened) -> Iterator[tuple[str, str, list[dict[str, str]]]]:
    """Name, address and cookies of each page to be taken."""
    from fanfold.accounts.models import Account
    from fanfold.works.models import Work
    from tests.journeys.chromium import session_of

    story = Work.objects.get(title="A Ledger of Small Weather")
    asks = Work.objects.filter(rating__asks_consent=True, published_at__isnull=False, audience="public")[0]
    author = Account.objects.filter(pen_names__works=story)[0]
    owner = Account.objects.filter(role="owner")[0]
    yield "front", "/", []
    yield "work", story.get_absolute_url(), []
    yield "chapter", story.chapters.order_by("-position")[0].get_absolute_url(), []
    yield "browse", "/browse", []
    yield "gate", asks.get_absolute_url(), []
    yield "desk", "/desk", [session_of(author, demo.address)]
    yield "archive", "/archive", [session_of(owner, demo.address)]


def take(browser: Browser, address: str, cookies: list[dict[str, str]], folder: Path, name: str) -> None:
    for (width, height), scheme in product(SIZES, SCHEMES):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="light" if scheme == "light" else "dark",
            reduced_motion="reduce",
        )
        context.add_cookies(cookies)  # type: ignore[arg-type]
        page = context.new_page()
        response = page.goto(address, wait_until="networkidle")
        assert response is not None
        assert response.status == 200, address
        (folder / f"{name}-{width}-{scheme}.webp").write_bytes(picture_of(page))
        context.close()


def picture_of(page: Page) -> bytes:
    """As WebP, which Playwright's own way can't make."""
    taken = page.context.new_cdp_session(page).send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    return base64.b64decode(taken["data"])


if __name__ == "__main__":
    take_all(Path(sys.argv[1]))
