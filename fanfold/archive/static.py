from typing import Any

from django.contrib.staticfiles.storage import StaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedOrPlain(CompressedManifestStaticFilesStorage):
    """Names with a hash where files have been collected (`fanfold run` does), plain names where not (tests)."""

    manifest_strict = False

    def url(self, name: str | None, force: bool = False) -> Any:
        try:
            return super().url(name, force)
        except ValueError:
            return StaticFilesStorage.url(self, name)
