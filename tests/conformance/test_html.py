"""Every page before the judges: the Nu checker and html-validate, which may have nothing to say."""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from fanfold.archive.actions import the_archive
from fanfold.archive.models import Archive
from fanfold.archive.viewer import STRANGER
from fanfold.reading.views import errors
from tests.cast import signed_in
from tests.journeys.pages import PAGES
from tests.journeys.world import World, make_world

pytestmark = pytest.mark.conformance
HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
# Newer than the Nu checker's list of CSS; each is known to the browsers of 2023 and harmless to those before.
NOT_KNOWN_TO_NU = ("Property “container”", "at-rule “@container”", "Property “field-sizing”")
GOOD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Whelks</title></head><body><h1>Whelks</h1></body></html>
"""
BAD = GOOD.replace("<h1>Whelks</h1>", '<h1>Whelks<p id="x">No<div id="x"><img src="heron.png"></h1>')


@dataclass(frozen=True)
class Judged:
    """A page kept as a file, so that one run of a judge sees all of them."""

    name: str
    status: int
    wanted: int


def judged_by_nu(files: list[Path], *more: str) -> list[str]:
    """What the Nu checker says, warnings included; one Java machine for all files."""
    _, said = ran("java", "-Xmx512m", "-jar", MODULES / "vnu-jar/build/dist/vnu.jar", "--format", "json", *more, *files)
    messages = json.loads(said)["messages"]
    return [
        f"{Path(m.get('url', '')).name}:{m.get('lastLine')}: {m['message']} {m.get('extract', '')}" for m in messages
    ]


def judged_by_html_validate(files: list[Path]) -> list[str]:
    said, _ = ran(
        MODULES / ".bin/html-validate", "--config", HERE / ".htmlvalidate.json", "--formatter", "json", *files
    )
    return [
        f"{Path(page['filePath']).name}:{m['line']}: {m['ruleId']}: {m['message']}"
        for page in json.loads(said)
        for m in page["messages"]
    ]


def ran(*words: str | Path) -> tuple[str, str]:
    """What it wrote to its output and to its errors. Into files: node stops at 64 KB into a pipe."""
    with TemporaryFile("w+") as out, TemporaryFile("w+") as err:
        subprocess.run([str(word) for word in words], stdout=out, stderr=err, check=False, timeout=240)
        out.seek(0)
        err.seek(0)
        return out.read(), err.read()


def written(folder: Path, name: str, response: HttpResponse) -> Path:
    path = folder / f"{name}.html"
    path.write_bytes(response.content)
    return path


@pytest.fixture
def world(db: None, settings: Settings, tmp_path: Path) -> World:
    settings.MANUSCRIPTS_ROOT = tmp_path / "manuscripts"
    return make_world()


def visited(world: World) -> Iterator[tuple[Judged, HttpResponse]]:
    clients = world.cast.clients()
    for kind in PAGES:
        response: Any = clients[kind.who].get(kind.path(world), follow=True)
        yield Judged(kind.name, response.status_code, kind.status), response


def pages_of_rare_moments(world: World) -> Iterator[tuple[str, HttpResponse]]:
    """Those that no address leads to, or not in this world."""
    Archive.objects.update(set_up_at=None)
    first_run: Any = signed_in(world.cast.olu).get("/archive/first-run")
    assert first_run.status_code == 200
    yield "first-run", first_run
    request: HttpRequest = RequestFactory().get("/")
    request.viewer, request.archive = STRANGER, the_archive()  # type: ignore[attr-defined]
    yield "broken", errors.broken(request)
    yield "bad-request", errors.bad_request(request, ValueError("odd"))
    expired: Any = Client(enforce_csrf_checks=True).post("/settings/reading")
    yield "form-expired", expired


def test_every_page_pleases_the_judges_of_html(world: World, tmp_path: Path) -> None:
    seen = list(visited(world))
    assert [page for page, _ in seen if page.status != page.wanted] == []
    files = [written(tmp_path, page.name, response) for page, response in seen]
    files += [written(tmp_path, name, response) for name, response in pages_of_rare_moments(world)]
    said = judged_by_nu(files) + judged_by_html_validate(files)
    assert not said, "\n".join(said)


def test_our_style_pleases_the_judge_of_css() -> None:
    said = judged_by_nu([settings.PACKAGE / "static/look.css"], "--css")
    assert [message for message in said if not any(new in message for new in NOT_KNOWN_TO_NU)] == []


def test_the_judges_tell_a_bad_page_from_a_good_one(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.html", tmp_path / "bad.html"
    good.write_text(GOOD)
    bad.write_text(BAD)
    assert (judged_by_nu([good]), judged_by_html_validate([good])) == ([], [])
    assert len(judged_by_nu([bad])) > 2
    assert len(judged_by_html_validate([bad])) > 2
