"""What browsers and robots ask for by themselves, and the program itself."""

import gzip
import io
import tarfile
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.templatetags.static import static

from fanfold.archive.viewer import Request
from fanfold.reading.doors import public_page

BESIDE = ["LICENSE", "README.md", "CHANGELOG.md", "STYLE.md", "pyproject.toml", "requirements", "bin"]
NOT_FOR_ROBOTS = ("/desk", "/me", "/archive", "/sign-in", "/sign-out", "/register", "/consent", "/settings")


@public_page
def robots(request: Request) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public_page
def favicon(request: Request) -> HttpResponse:
    return HttpResponseRedirect(static("mark.svg"))


@public_page
def source_code(request: Request) -> HttpResponse:
    """The program this archive runs on, as it runs, with all changes made to it: its licence promises that to everybody
    who uses it over a network (AGPL-3.0, section 13)."""
    name = f"fanfold-{settings.VERSION}.tar.gz"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(_packed(), content_type="application/gzip", headers=headers)


@cache
def _packed() -> bytes:
    """Packed when first asked for: about two megabytes, most of it letters and the demo archive."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as zipped, tarfile.open(fileobj=zipped, mode="w") as tar:
        package: Path = settings.PACKAGE
        # In a checkout, what builds and starts it too.
        beside = [package.parent / name for name in BESIDE] if (package.parent / "pyproject.toml").is_file() else []
        for top in [package, *(path for path in beside if path.exists())]:
            for path in sorted([top] if top.is_file() else top.rglob("*")):
                if path.is_file() and "__pycache__" not in path.parts:
                    tar.add(path, arcname=f"fanfold-{settings.VERSION}/{path.relative_to(package.parent)}")
    return packed.getvalue()
