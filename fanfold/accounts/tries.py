"""Slows those who try many passwords or make many accounts: some tries are free, then each waits twice as long as the
one before. In the database, since several processes share it; by keyed hash, since addresses are nobody's business."""

from collections.abc import Mapping
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from fanfold.accounts.models import Tries
from fanfold.archive.refused import Refused

FORGOTTEN_AFTER = timedelta(hours=1)
LONGEST_WAIT = timedelta(minutes=5)


def key(kind: str, *parts: str) -> str:
    """What tries are counted by; nobody without the archive's secret can tell what it was made from."""
    text = "\0".join([kind, *(part.casefold() for part in parts)])
    return salted_hmac("fanfold.accounts.tries", text, algorithm="sha256").hexdigest()


@transaction.atomic
def count_try(free: Mapping[str, int]) -> None:
    """Counts a try under each key; `free` says how many are free of waiting.

    Counted before the try is made, so that many at once don't slip through. Raises Refused, without counting, while
    one of the keys has to wait.
    """
    now = timezone.now()
    Tries.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()
    for key_hash in sorted(free):
        Tries.objects.get_or_create(key_hash=key_hash, defaults={"last_at": now})
    for tries in Tries.objects.select_for_update().filter(key_hash__in=free).order_by("key_hash"):
        left = tries.last_at + _pause(tries.count - free[tries.key_hash]) - now
        if left > timedelta(0):
            raise Refused(f"That was tried many times. Wait {_spoken(left)}, then try again.", status=429)
    Tries.objects.filter(key_hash__in=free).update(count=F("count") + 1, last_at=now)


def forget_tries(*keys: str) -> None:
    """After one that was right."""
    Tries.objects.filter(key_hash__in=keys).delete()


def _pause(over: int) -> timedelta:
    """How long to wait after so many tries above the free ones."""
    return min(timedelta(seconds=2 ** min(over, 20)), LONGEST_WAIT) if over >= 0 else timedelta(0)


def _spoken(left: timedelta) -> str:
    seconds = int(left.total_seconds()) + 1
    if seconds > 90:
        return f"{-(-seconds // 60)} minutes"
    return f"{seconds} seconds" if seconds > 1 else "a second"


def network_of(request: HttpRequest) -> str:
    """Where the request came from. An IPv6 address counts by its first half, since a household has all the rest."""
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return "unknown"
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or ip_network((address, 64), strict=False))
