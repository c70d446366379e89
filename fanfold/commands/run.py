import argparse
import sys
from datetime import timedelta

from fanfold import home
from fanfold.accounts.actions import make_sign_in_link, open_account, the_owner
from fanfold.archive.actions import the_archive
from fanfold.archive.viewer import Role
from fanfold.commands import demo
from fanfold.commands.opening import bring_up_to_date, collect_static
from fanfold.commands.shelve import shelve_and_tell, wishes_of
from fanfold.server import CannotListen, Server
from fanfold.works.models import Work

FIRST_LINK_LASTS = timedelta(days=7)


def run(asked: argparse.Namespace) -> int:
    """Opens the archive, shelves what is given, serves until told to stop."""
    folder = home.home_path()
    with home.only_server(folder):
        print(f"The archive lives in {folder}", flush=True)
        if bring_up_to_date():
            print("Its tables are made and up to date.", flush=True)
        collect_static()
        if _wants_demo(asked):
            demo.put_in()
        if asked.paths:
            shelve_and_tell(asked.paths, wishes_of(asked))
        server = _listen(asked)
        address = f"http://{_in_address(asked.host)}:{server.port}"
        print(f"\n{the_archive().name} is open at {address}/")
        _tell_owner(address)
        print("Ctrl-C closes it.", flush=True)
        server.run()
        print("\nClosed.")
    return 0


def _listen(asked: argparse.Namespace) -> Server:
    try:
        return Server(asked.host, asked.port)
    except CannotListen as error:
        raise home.HomeError(
            f"{asked.host}:{asked.port} can’t be listened on ({error}). Another program may have it; try --port 0."
        ) from None


def _wants_demo(asked: argparse.Namespace) -> bool:
    """What the words say; else, for an archive still empty and a person at the terminal, what they answer."""
    if asked.demo is not None:
        return bool(asked.demo)
    if asked.paths or Work.objects.exists() or not sys.stdin.isatty():
        return False
    answer = input("The archive is empty. Put the demo archive in, to look around? [Y/n] ")
    return answer.strip().lower() in {"", "y", "yes"}


def _in_address(host: str) -> str:
    if host in {"0.0.0.0", "::", "*", ""}:  # noqa: S104 - compared, not bound
        return "localhost"
    return f"[{host}]" if ":" in host else host


def _tell_owner(address: str) -> None:
    """The link that makes whoever opens it the owner, until somebody has used it."""
    owner = the_owner() or open_account("owner", None, role=Role.OWNER, by=None)
    if owner.last_login is None:
        secret = make_sign_in_link(owner, lasts=FIRST_LINK_LASTS)
        print(f"You are its owner. Sign in once with this link: {address}/sign-in/{secret}")
    else:
        print("You have signed in as its owner before; `fanfold owner` prints a new link.")
