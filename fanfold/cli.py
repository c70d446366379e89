"""The `fanfold` command: reads the words given, opens the archive's folder, hands over to `fanfold.commands`."""

import argparse
import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from fanfold import __version__, home
from fanfold.archive.refused import Refused

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="fanfold",
        description="An archive of stories that one person can keep.",
        epilog="The archive lives in the folder FANFOLD_HOME names, or ./fanfold-home. docs/running.md says more.",
    )
    top.add_argument("--version", action="version", version=f"fanfold {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _run(commands.add_parser("run", help="open the archive (made on first use), shelve what is given, and serve it"))
    _shelve(commands.add_parser("shelve", help="make works of manuscripts"))
    _read(commands.add_parser("read", help="read a manuscript and show what was understood; changes nothing"))
    demo = commands.add_parser("demo", help="put the demo archive in")
    demo.set_defaults(needs_archive=True)
    owner = commands.add_parser("owner", help="print a new one-time sign-in link for the owner")
    owner.add_argument("--at", metavar="URL", default=f"http://{DEFAULT_HOST}:{DEFAULT_PORT}", help="the address")
    check = commands.add_parser("check", help="say whether this installation is sound")
    check.add_argument("--json", action="store_true", help="for machines")
    commands.add_parser("clock", help="do what time brings; for when another server than `fanfold run` serves")
    return top


def _run(run: argparse.ArgumentParser) -> None:
    _shelving(run, "*")
    run.add_argument("--host", default=DEFAULT_HOST, help=f"address to listen on (default {DEFAULT_HOST})")
    run.add_argument("--port", type=_port, default=DEFAULT_PORT, help=f"port (default {DEFAULT_PORT}; 0: any free one)")
    demo = run.add_mutually_exclusive_group()
    demo.add_argument("--demo", action="store_true", default=None, help="put the demo archive in")
    demo.add_argument("--no-demo", dest="demo", action="store_false", help="do not ask for it")


def _shelve(shelve: argparse.ArgumentParser) -> None:
    _shelving(shelve, "+")
    shelve.add_argument("--json", action="store_true", help="for machines: one object a line")


def _shelving(command: argparse.ArgumentParser, how_many: str) -> None:
    command.add_argument("paths", metavar="PATH", nargs=how_many, type=Path, help="manuscripts, or folders of them")
    command.add_argument("--by", metavar="NAME", default="", help="the pen name the works belong to")
    command.add_argument("--draft", action="store_true", help="keep the works as drafts; otherwise they are published")
    command.add_argument("--rating", metavar="NAME", default="", help="for works whose manuscript names none")


def _read(read: argparse.ArgumentParser) -> None:
    read.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="a manuscript; or several, or a folder")
    how = read.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="everything: blocks, rules, confidences, spans")
    how.add_argument("--neutral", action="store_true", help="the interchange JSON of labelled manuscripts")
    how.add_argument("--sample", metavar="N", type=int, default=0, help="of many: also N blocks nobody is sure of")


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65535:
        raise ValueError(text)
    return number


def main(words: Sequence[str] | None = None) -> None:
    """Ends the process: 0 all of it worked, 1 something did not, 2 not understood, 130 interrupted."""
    asked = parser().parse_args(words)
    try:
        status = _do(asked)
    except home.HomeError as error:
        sys.exit(f"fanfold: {error}")
    except Refused as refused:
        sys.exit(f"fanfold: {refused.sentence}")
    except KeyboardInterrupt:
        print("\nStopped. What was finished is kept; the same command goes on from there.", file=sys.stderr)
        status = 130
    except BrokenPipeError:
        # Whoever was listening left, as `| head` does. Nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    except Exception:  # noqa: BLE001 - the last door: nobody should meet a traceback
        sys.exit(f"fanfold: Something broke on our side. {_kept_for_later(traceback.format_exc())}")
    sys.exit(status)


def _kept_for_later(trace: str) -> str:
    """Where the insides of a failure were written: they help whoever mends it, and nobody else."""
    if os.environ.get("FANFOLD_DEBUG"):
        return trace
    place = home.home_path() / "last-error.txt"
    try:
        place.write_text(trace, encoding="utf-8")
    except OSError:
        return "What it was could not be written down; FANFOLD_DEBUG=1 shows it here."
    return f"What it was stands in {place}."


def _do(asked: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fanfold.settings")
    if asked.command == "run":
        os.environ.setdefault("FANFOLD_HOSTS", _hosts(asked.host))
    if asked.command not in {"read", "check"}:
        home.open_home(home.home_path())
    if asked.command != "read":
        import django

        django.setup()
    command = importlib.import_module(f"fanfold.commands.{asked.command}")
    status: int = command.run(asked)
    return status


def _hosts(host: str) -> str:
    """The names this server answers to, where FANFOLD_HOSTS does not say: this machine's, and the one listened on."""
    import socket

    names = {"localhost", "127.0.0.1", "[::1]", host}
    if host in {"0.0.0.0", "::", "*"}:  # noqa: S104 - compared, not bound
        names |= {socket.gethostname(), socket.getfqdn()}
        try:
            found = socket.getaddrinfo(socket.gethostname(), None)
        except OSError:
            found = []
        names |= {str(address[4][0]) for address in found}
    return ",".join(sorted(names))
