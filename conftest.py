import pytest
from pytest_django import Settings

from tests.cast import Cast, everybody


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    """The real hash is slow on purpose; five accounts a test would be minutes."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def cast(db: None) -> Cast:
    """Ada, Una, Bo, Mo and Olu, with accounts."""
    return everybody()
