"""A real archive, a real browser, and visitors whose every fault is noticed."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, Playwright, sync_playwright
from pytest_django import DjangoDbBlocker

from fanfold.accounts.models import Account
from tests.journeys.chromium import launched, session_of
from tests.journeys.server import Opened, opened
from tests.journeys.visitor import Visitor
from tests.journeys.world import World, make_world

# Playwright drives the browser from a loop, and Django takes that for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PATIENCE = 10_000  # milliseconds
Enter = Callable[..., Visitor]


@pytest.fixture(autouse=True)
def _quick_passwords() -> None:
    """Here the server checks passwords, in another process, with the real hash."""


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """No test database: what a journey arranges goes where the server reads it."""


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[Opened]:
    """One archive for all journeys, run as its owner runs it. Each journey makes what it changes."""
    home = tmp_path_factory.mktemp("archive")
    with opened(home, "--no-demo", secret_key=settings.SECRET_KEY) as running, django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = str(running.home / "archive.sqlite3")
        settings.MANUSCRIPTS_ROOT = running.home / "manuscripts"
        yield running
        connection.close()


@pytest.fixture(scope="session")
def world(archive: Opened) -> World:
    return make_world()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = launched(playwright)
    yield browser
    browser.close()


@pytest.fixture
def enter(chromium: Browser, archive: Opened) -> Iterator[Enter]:
    """enter(as_whom, javascript=, width=, height=, …) -> Visitor: somebody with a browser of their own.

    When the journey ends, no visitor may have met a console error, a breach of the content policy, a request to
    another site or an answer of 500.
    """
    visitors: list[Visitor] = []

    def visitor(
        who: Account | None = None, *, at: Opened = archive, javascript: bool = True, width: int = 1280, height: int = 900,
        **more: Any,
    ) -> Visitor:  # fmt: skip
        context = chromium.new_context(
            base_url=at.address, java_script_enabled=javascript, viewport={"width": width, "height": height}, **more
        )
        if who is not None:
            context.add_cookies([session_of(who, at.address)])
        context.set_default_timeout(PATIENCE)
        visitors.append(Visitor(context, at.address))
        return visitors[-1]

    yield visitor
    for somebody in visitors:
        somebody.leave()
    assert [fault for somebody in visitors for fault in somebody.faults] == []


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe, as bin/check installs it."""
    return (Path(__file__).parents[1] / "conformance/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
