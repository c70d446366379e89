"""The system's own Chromium, driven by Playwright."""

import shutil
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Playwright

from fanfold.accounts.models import Account

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def launched(driver: Playwright) -> Browser:
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    assert path, "There is no Chromium here; bin/check browser says how to get it."
    return driver.chromium.launch(executable_path=path, args=FLAGS)


def session_of(who: Account, address: str) -> Any:
    """The cookie a sign-in would have given."""
    client = Client()
    client.force_login(who)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": address}
