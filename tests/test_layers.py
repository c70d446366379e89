"""The order of the house: a package imports only those below it, so there are no circles and no surprises."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import fanfold

HOUSE = Path(fanfold.__file__).parent
# fmt: off
WIRING = [
    "__main__", "cli", "clock", "commands", "consequences", "demo", "home", "server", "settings", "urls", "wsgi",
]
PACKAGES = [
    "keeping", "feeds", "downloads", "reading", "search", "rescue", "manuscripts", "moderation", "community", "works",
    "tags", "accounts", "archive", "journal", "prose",
]
# fmt: on
# The top of the house is one floor: its parts may know each other.
FLOOR = dict.fromkeys(WIRING, 0) | {name: floor for floor, name in enumerate(PACKAGES, start=1)}


def modules() -> Iterator[tuple[str, Path]]:
    """Every module of ours but tests, with the part of the house it belongs to."""
    for path in sorted(HOUSE.rglob("*.py")):
        place = path.relative_to(HOUSE).parts
        if "tests" not in place and place != ("__init__.py",):
            yield place[0].removesuffix(".py"), path


def imported_by(source: str) -> Iterator[str]:
    """Full names of all it imports, also inside functions."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def upward_imports(part: str, source: str) -> list[str]:
    """What a module of that part of the house imports from above it, or from outside the order."""
    names = [name.split(".") for name in imported_by(source)]
    ours = [name for name in names if name[0] == "fanfold" and name[1] != "__version__"]
    upward = [name for name in ours if name[1] != part and FLOOR.get(name[1], -1) < max(FLOOR[part], 0)]
    return [".".join(name) for name in upward]


def test_every_part_of_the_house_has_its_place_in_the_order() -> None:
    assert {part for part, _ in modules()} <= set(FLOOR)


@pytest.mark.parametrize("part", sorted({part for part, _ in modules()}))
def test_imports_point_down_only(part: str) -> None:
    upward = {
        str(path.relative_to(HOUSE)): found
        for owner, path in modules()
        if owner == part and (found := upward_imports(part, path.read_text(encoding="utf-8")))
    }
    assert upward == {}


@pytest.mark.parametrize(
    ("part", "line"),
    [
        ("tags", "from fanfold.works.models import Work"),
        ("journal", "import fanfold.archive.models"),
        ("works", "def late() -> None:\n    from fanfold import reading"),
        ("prose", "from fanfold.journal.what import What"),
        ("reading", "from fanfold.settings import HOME"),
        ("works", "from fanfold.helpers import anything"),
    ],
)
def test_an_import_from_above_is_found(part: str, line: str) -> None:
    assert len(upward_imports(part, line)) == 1


@pytest.mark.parametrize(
    ("part", "line"),
    [
        ("works", "from fanfold.tags.models import Tag"),
        ("works", "from fanfold.works.rules import can_edit"),
        ("settings", "from fanfold import __version__"),
        ("urls", "from fanfold.settings import DEBUG"),
        ("prose", "import html"),
    ],
)
def test_an_import_from_below_or_beside_is_let_through(part: str, line: str) -> None:
    assert upward_imports(part, line) == []


def test_prose_knows_nothing_of_django() -> None:
    found = [
        (path.name, name)
        for part, path in modules()
        if part == "prose"
        for name in imported_by(path.read_text(encoding="utf-8"))
        if name.split(".")[0] == "django"
    ]
    assert found == []


def test_no_part_of_the_house_imports_from_tests() -> None:
    found = [
        (str(path.relative_to(HOUSE)), name)
        for _, path in modules()
        for name in imported_by(path.read_text(encoding="utf-8"))
        if name.split(".")[0] in {"tests", "bench"} or ".tests" in name
    ]
    assert found == []
