"""Serving: one process with threads, and the clock beside it."""

import signal
import threading
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from waitress.server import create_server

from fanfold import clock

THREADS = 4
# A 5 MB chapter in a form is at most three times that once encoded; a manuscript may be 32 MB.
LARGEST_BODY = 40 * 1024 * 1024
# Who asks is then what the HTTPS server on this machine says, and what a visitor says of that is cleared.
BEHIND_A_PROXY: dict[str, Any] = {
    "trusted_proxy": "127.0.0.1",
    "trusted_proxy_count": 1,
    "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
}


class CannotListen(Exception):
    """The address is taken or is not this machine's."""


class Server:
    """Listens as soon as it is made; `run` serves until Ctrl-C or SIGTERM, then finishes what it had begun."""

    def __init__(self, host: str, port: int) -> None:
        try:
            self._server = create_server(
                get_wsgi_application(),
                host=host,
                port=port,
                threads=THREADS,
                max_request_body_size=LARGEST_BODY,
                ident=None,
                clear_untrusted_proxy_headers=True,
                **(BEHIND_A_PROXY if settings.HTTPS else {}),
            )
        except (OSError, ValueError) as error:
            raise CannotListen(str(error)) from None
        self.port = int(getattr(self._server, "effective_port", None) or port)
        self._stopping = threading.Event()

    def run(self) -> None:
        ticking = threading.Thread(target=clock.run, args=[self._stopping], name="clock", daemon=True)
        ticking.start()
        signal.signal(signal.SIGTERM, _as_interrupt)
        try:
            self._server.run()
        except KeyboardInterrupt:
            pass
        finally:
            self._stopping.set()
            self._server.close()
            ticking.join(timeout=5)


def _as_interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
