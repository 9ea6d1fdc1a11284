"""A total deadline for a connection whose library bounds each read alone.

`http.client` waits so long for every read: a peer that sends a byte a second keeps its caller for days. The chip
reader, which knows nothing of this package, has one of its own.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def within(line: socket.socket, seconds: float) -> Iterator[None]:
    """Shut an open connection down after `seconds`, whatever still comes over it.

    :raises TimeoutError: on leaving, when that has happened: what was read may be half of it.
    """
    over = threading.Event()

    def end() -> None:
        over.set()
        with suppress(OSError):
            # The plain socket's: an SSLSocket's own would pull the TLS object from under the reader.
            socket.socket.shutdown(line, socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if over.is_set():
            raise TimeoutError(f"no whole answer within {seconds:g} s")
