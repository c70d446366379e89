import argparse
from datetime import timedelta

from fanfold.accounts.actions import make_sign_in_link, open_account, the_owner
from fanfold.archive.viewer import Role
from fanfold.commands.opening import bring_up_to_date

LINK_LASTS = timedelta(days=1)


def run(asked: argparse.Namespace) -> int:
    """Prints a link that signs the owner in once; earlier links stop working."""
    bring_up_to_date()
    owner = the_owner() or open_account("owner", None, role=Role.OWNER, by=None)
    secret = make_sign_in_link(owner, lasts=LINK_LASTS)
    print(f"{asked.at.rstrip('/')}/sign-in/{secret}")
    print(f"It signs “{owner.name}” in once, until a day from now.")
    return 0
