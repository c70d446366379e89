"""Who is asking. Below every package that has rights to check, so that all of them ask the same way."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from fanfold.archive.models import Archive


class Role(StrEnum):
    """What an account may do in the archive, least first."""

    MEMBER = "member"
    MODERATOR = "moderator"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Viewer:
    """A stranger has no account. `consented` holds the ratings whose consent page was answered with yes."""

    account_id: int | None = None
    pen_name_ids: tuple[int, ...] = ()
    role: Role | None = None
    consented: frozenset[int] = frozenset()

    @property
    def is_member(self) -> bool:
        return self.account_id is not None

    @property
    def is_keeper(self) -> bool:
        """A moderator or the owner."""
        return self.role in {Role.MODERATOR, Role.OWNER}

    @property
    def is_owner(self) -> bool:
        return self.role == Role.OWNER

    def acting_for(self, pen_name_ids: Iterable[int]) -> "Viewer":
        """The archive itself may act for any pen name: whoever gives it words has the machine. Others stay who they are."""
        if self.account_id is None and self.is_owner:
            return replace(self, pen_name_ids=tuple(pen_name_ids))
        return self


STRANGER = Viewer()
# What the archive does by itself: the command line, the clock. It may do all an owner may.
ARCHIVE_ITSELF = Viewer(role=Role.OWNER)


class Request(HttpRequest):
    """A request after our middleware: it knows who is asking, and in which archive."""

    viewer: Viewer
    archive: "Archive"
