"""The package as others install it: built, put into an environment of its own, and used there."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import fanfold

pytestmark = pytest.mark.wheel
ROOT = Path(fanfold.__file__).parents[1]
STORY = "The Whelk Count\nby Nan Tarry\n\nThere were forty on Monday.\n\nOn Tuesday there was a letter instead.\n"


def ran(*words: str | Path, within: Path) -> str:
    said = subprocess.run(
        [str(word) for word in words], cwd=within, capture_output=True, text=True, check=False, timeout=300
    )
    assert said.returncode == 0, said.stdout + said.stderr
    return said.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    ran(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, within=ROOT)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """The bin folder of an environment with the wheel and the locked packages, and nothing else."""
    environment = wheel.parent / "environment"
    ran(sys.executable, "-m", "venv", environment, within=wheel.parent)
    pip: list[str | Path] = [environment / "bin/python", "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    ran(*pip, "--require-hashes", "--requirement", ROOT / "requirements/runtime.txt", within=wheel.parent)
    ran(*pip, "--no-deps", "--no-index", wheel, within=wheel.parent)
    return environment / "bin"


def test_the_wheel_holds_all_that_pages_are_made_of_and_no_tests(wheel: Path) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "fanfold").rglob("*")
        if path.is_file() and "tests" not in path.parts and "__pycache__" not in path.parts
    }
    assert wanted - packed == set()
    assert [name for name in packed if "/tests/" in name] == []


def test_the_installed_command_says_its_version(installed: Path, tmp_path: Path) -> None:
    assert ran(installed / "fanfold", "--version", within=tmp_path).strip() == f"fanfold {fanfold.__version__}"


def test_the_installed_command_reads_a_story(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    said = ran(installed / "fanfold", "read", "story.txt", "--json", within=tmp_path)
    assert "There were forty on Monday." in said
    assert json.loads(said)


def test_the_locked_packages_are_all_the_wheel_asks_for(installed: Path, tmp_path: Path) -> None:
    assert "No broken requirements" in ran(installed / "python", "-m", "pip", "check", within=tmp_path)
