from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from pytest_django import Settings

from tests.journeys.pages import NOT_PAGES, PAGES
from tests.journeys.world import make_world


def names_of_addresses(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names_of_addresses(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


@pytest.mark.django_db
def test_every_address_is_among_the_pages_or_known_not_to_be_one(settings: Settings, tmp_path: Path) -> None:
    settings.MANUSCRIPTS_ROOT = tmp_path
    world = make_world()
    paths = [urlsplit(kind.path(world)).path for kind in PAGES if kind.name != "not-found"]
    visited = {resolve(path).url_name for path in paths}
    assert visited | NOT_PAGES == set(names_of_addresses(get_resolver().url_patterns))
    assert visited & NOT_PAGES == set()
